/**
 * What the raw archive holds of a response, wherever it is kept: `DATE/TIME-HASH.EXT.gz` with the body, and beside it
 * `.json` with its request and, when some records were rejected, `.rejects.jsonl`. Names follow from the response alone,
 * so that keeping it again changes nothing.
 */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import * as z from 'zod';
import { isoInstantSchema } from '../../core/paper/paper.ts';
import type { DocumentProblem, Reject } from '../../core/parse/parsed-document.ts';
import type { RawResponse } from '../../core/ports/outside.ts';
import { isGzip } from './unpack-gzip.ts';

/** Path without extension, `2026-11-20/170000000-0123456789abcdef`. */
export const entryStem = ({ name, body, receivedAt }: RawResponse): string => {
  const [date = '', time = ''] = receivedAt.split('T');
  const hash = createHash('sha256').update(name).update('\0').update(body).digest('hex').slice(0, 16);
  return `${date}/${time.replace(/\D/g, '').padEnd(9, '0')}-${hash}`;
};

/** For people and their editors; who replays the archive looks at the content. */
const extensionOf = (body: Uint8Array): string => {
  if (isGzip(body)) return 'body';
  const start = Buffer.from(body.subarray(0, 256))
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  if (start.startsWith('<')) return 'xml';
  return start.startsWith('{') ? 'jsonl' : 'txt';
};

/** Name of the compressed body in the archive. */
export const bodyPath = (response: RawResponse): string => `${entryStem(response)}.${extensionOf(response.body)}.gz`;

/** The body compressed; one that came as gzip is kept as it came, since it may be damaged. */
export const compressedBody = async ({ body }: RawResponse): Promise<Uint8Array> =>
  isGzip(body) ? body : promisify(gzip)(body);

/** Name of the file that says what the response was an answer to. */
export const requestPath = (response: RawResponse): string => `${entryStem(response)}.json`;

export const requestText = ({ name, status, receivedAt, category, entityTag, problem, body }: RawResponse): string =>
  `${JSON.stringify({ name, status, receivedAt, category, entityTag, problem, bytes: body.length }, null, 2)}\n`;

/** Every kind once: `satisfies` makes a missing one an error. */
const PROBLEM_KINDS = Object.keys({
  empty: true,
  'not-xml': true,
  truncated: true,
  malformed: true,
  doctype: true,
  'too-large': true,
  'unexpected-root': true,
  'oai-error': true,
  'api-error': true,
  'rate-limited': true,
  'cut-gzip': true,
  'invalid-utf8': true,
} satisfies Readonly<Record<DocumentProblem['kind'], true>>) as DocumentProblem['kind'][];

const requestSchema = z.object({
  name: z.string().min(1),
  status: z.number().int(),
  receivedAt: isoInstantSchema,
  category: z.string().optional(),
  entityTag: z.string().optional(),
  problem: z.object({ kind: z.enum(PROBLEM_KINDS), message: z.string() }).optional(),
});
/** What an archived body answered. */
export type ArchivedRequest = Omit<RawResponse, 'body'>;

/** Undefined when the text is not what `requestText` writes: damaged, cut, or no file of an archive at all. */
export const readRequest = (text: string): ArchivedRequest | undefined => {
  try {
    return requestSchema.safeParse(JSON.parse(text)).data as ArchivedRequest | undefined;
  } catch {
    return undefined;
  }
};

export const rejectsPath = (stem: string): string => `${stem}.rejects.jsonl`;

/** A line for each. */
export const rejectsText = (rejects: readonly Reject[]): string =>
  rejects.map((reject) => `${JSON.stringify(reject)}\n`).join('');

/** The rejects of each response beside it; those of a source that was not kept stand under `rejects/` and its hash. */
export const rejectsByStem = (
  rejects: readonly Reject[],
  stems: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> => {
  const lines = new Map<string, string>();
  for (const reject of rejects) {
    const { source } = reject;
    const stem = stems.get(source) ?? `rejects/${createHash('sha256').update(source).digest('hex').slice(0, 16)}`;
    lines.set(stem, `${lines.get(stem) ?? ''}${rejectsText([reject])}`);
  }
  return lines;
};
