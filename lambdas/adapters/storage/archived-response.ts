/** Reads what the raw archive wrote: which files belong together, and the response that they were made of. */
import { MAX_BODY_BYTES } from '../../core/parse/xml-document.ts';
import type { DocumentProblem } from '../../core/parse/parsed-document.ts';
import type { RawResponse } from '../../core/ports/outside.ts';
import { readRequest } from './archive-entry.ts';
import { isGzip, unpackGzip } from './unpack-gzip.ts';

/** One byte more than the parser takes: it sees that the body is too large and rejects it as such. */
export const MAX_READ_BYTES = MAX_BODY_BYTES + 1;

const BODY_PATH = /^(.+)\.(?:xml|jsonl|txt|body)\.gz$/s;
/** Of a body that was compressed when it came (see `bodyPath`). */
const CAME_COMPRESSED = '.body.gz';

/** What the names of a body and of the files beside it have in common; undefined for a name that no body has. */
export const stemOfBody = (path: string): string | undefined => BODY_PATH.exec(path)?.[1];

/** Enough of a body to tell JSON lines from anything else. */
const SNIFFED_BYTES = 8192;
export const opensWith = (bytes: Uint8Array): string =>
  Buffer.from(bytes.subarray(0, SNIFFED_BYTES)).toString('latin1').trimStart();

/** JSON lines that were cut end within a line: it goes with the part that is lost, and is not counted apart. */
const withoutCutLine = (bytes: Buffer): Buffer =>
  opensWith(bytes).startsWith('{') ? bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1) : bytes;

/** A body that may be compressed. A damaged gzip gives what could be read of it, with the damage as its problem. */
export const unpackBody = async (
  stored: Buffer,
): Promise<{ readonly body: Buffer; readonly problem?: DocumentProblem }> => {
  if (!isGzip(stored)) return { body: stored };
  const { bytes, damage } = await unpackGzip(stored, MAX_READ_BYTES);
  return damage === undefined
    ? { body: bytes }
    : { body: withoutCutLine(bytes), problem: { kind: 'cut-gzip', message: damage } };
};

export interface StoredEntry {
  /** Of the body. */
  readonly path: string;
  /** At most `MAX_READ_BYTES` of the file. */
  readonly stored: Buffer;
  /** Content of the `.json` beside it; undefined when there is none. */
  readonly request: string | undefined;
}

/** The response as it was given to the archive; undefined when nothing readable says what the body answered. */
export const openEntry = async ({ path, stored, request }: StoredEntry): Promise<RawResponse | undefined> => {
  const asked = request === undefined ? undefined : readRequest(request);
  if (asked === undefined) return undefined;
  const unpacked = path.endsWith(CAME_COMPRESSED) ? { body: stored } : await unpackBody(stored);
  return { ...asked, ...unpacked };
};

/** Date and time in a path of the archive: `2026-11-20/170000123-HASH…`. */
const STAMPED_STEM = /(\d{4}-\d\d-\d\d)\/(\d\d)(\d\d)(\d\d)(\d{3})-[^/]*$/;

/** As `openEntry`, and where nothing says what the body answered, its path is its name. */
export const openQuarantined = async (entry: StoredEntry): Promise<RawResponse> => {
  const opened = await openEntry(entry);
  if (opened !== undefined) return opened;
  const [, date = '1970-01-01', hours = '00', minutes = '00', seconds = '00', milliseconds = '000'] =
    STAMPED_STEM.exec(entry.path) ?? [];
  return {
    name: entry.path,
    status: 200,
    receivedAt: `${date}T${hours}:${minutes}:${seconds}.${milliseconds}Z`,
    ...(await unpackBody(entry.stored)),
  };
};
