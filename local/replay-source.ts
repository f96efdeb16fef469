/**
 * Recorded responses from disk, as a harvest takes them. Every file under the given paths is either given or named as
 * left out; whether its content is arXiv's is for the parser to say. A damaged gzip gives what could be read of it with
 * the damage said in `problem`.
 */
import { createReadStream, type Stats } from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { MAX_BODY_BYTES } from '../lambdas/core/parse/xml-document.ts';
import type { RawResponse } from '../lambdas/core/ports/outside.ts';
import { errorCode } from './error-code.ts';
import { isGzip, unpackGzip } from './unpack-gzip.ts';

/** Left out: no text, no regular file, or unreadable. */
export interface SkippedFile {
  readonly name: string;
  /** One clause. */
  readonly skipped: string;
}

/** A `--replay` path that is missing, unreadable or without any file. The message is one sentence for the user. */
export class ReplayPathError extends Error {
  override readonly name = 'ReplayPathError';
}

/** One byte more than the parser takes: it sees that the body is too large and rejects it as such. */
const MAX_READ_BYTES = MAX_BODY_BYTES + 1;
/** Enough of a file to tell text from anything else. */
const SNIFFED_BYTES = 8192;

interface FoundFile {
  readonly name: string;
  readonly stats: Stats;
}

/** @throws ReplayPathError before anything is read */
export async function* replayResponses(paths: readonly string[]): AsyncGenerator<RawResponse | SkippedFile, void> {
  const found: (FoundFile | SkippedFile)[] = [];
  for (const path of paths) found.push(...(await findGiven(path)));
  for (const file of found) yield 'skipped' in file ? file : await readRecorded(file);
}

const findGiven = async (path: string): Promise<readonly (FoundFile | SkippedFile)[]> => {
  const stats = await statGiven(path);
  if (stats.isDirectory()) {
    const found = await findBelow(path);
    if (found.some((file) => 'stats' in file)) return found;
    throw new ReplayPathError(
      `--replay ${path}: the folder holds no file to replay; give one with recorded responses.`,
    );
  }
  if (!stats.isFile()) throw new ReplayPathError(`--replay ${path} is neither a file nor a folder.`);
  if (stats.size === 0)
    throw new ReplayPathError(`--replay ${path}: the file is empty; give one with recorded responses.`);
  return [{ name: path, stats }];
};

const statGiven = async (path: string): Promise<Stats> => {
  try {
    return await stat(path);
  } catch (cause) {
    const missing = errorCode(cause) === 'ENOENT';
    const what = missing ? 'there is no such file or folder' : `it cannot be read (${errorCode(cause)})`;
    throw new ReplayPathError(`--replay ${path}: ${what}; check the path.`, { cause });
  }
};

/** In the order of their names, byte by byte, whatever the file system's own order. */
const findBelow = async (directory: string): Promise<readonly (FoundFile | SkippedFile)[]> => {
  let names: readonly string[];
  try {
    names = (await readdir(directory)).sort();
  } catch (error) {
    throw new ReplayPathError(
      `--replay ${directory}: the folder cannot be read (${errorCode(error)}); check its permissions.`,
      {
        cause: error,
      },
    );
  }
  const found: (FoundFile | SkippedFile)[] = [];
  for (const child of names) {
    const name = join(directory, child);
    if (child.startsWith('.')) {
      found.push({ name, skipped: 'hidden' });
      continue;
    }
    const entry = await lookAt(name);
    if ('skipped' in entry) found.push(entry);
    else if (entry.stats.isDirectory()) found.push(...(await findBelow(name)));
    else if (entry.stats.isFile()) found.push(entry);
    else found.push({ name, skipped: 'no regular file' });
  }
  return found;
};

/** Links are followed to files only: a link to a folder may lead in a circle. */
const lookAt = async (name: string): Promise<FoundFile | SkippedFile> => {
  try {
    const own = await lstat(name);
    if (!own.isSymbolicLink()) return { name, stats: own };
    const target = await stat(name);
    return target.isDirectory() ? { name, skipped: 'a link to a folder' } : { name, stats: target };
  } catch (error) {
    return { name, skipped: `it cannot be read (${errorCode(error)})` };
  }
};

const readRecorded = async ({ name, stats }: FoundFile): Promise<RawResponse | SkippedFile> => {
  try {
    const read = await readUpTo(name, MAX_READ_BYTES);
    const { bytes, damage } = isGzip(read) ? await unpackGzip(read, MAX_READ_BYTES) : { bytes: read };
    if (isBinary(bytes)) return { name, skipped: 'no text' };
    return {
      name,
      body: damage === undefined ? bytes : withoutCutLine(bytes),
      status: 200,
      receivedAt: stats.mtime.toISOString(),
      ...(damage !== undefined && { problem: { kind: 'cut-gzip', message: damage } }),
    };
  } catch (error) {
    return { name, skipped: `it cannot be read (${errorCode(error)})` };
  }
};

const readUpTo = async (name: string, maxBytes: number): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(name, { end: maxBytes - 1 }) as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
};

const opensWith = (bytes: Uint8Array): string =>
  Buffer.from(bytes.subarray(0, SNIFFED_BYTES)).toString('latin1').trimStart();

/** A zero byte near the start, and no beginning of XML or JSON: those go to the parser, damaged as they may be. */
const isBinary = (bytes: Uint8Array): boolean => {
  const opening = opensWith(bytes);
  return opening.includes('\0') && !/^(?:\u00ef\u00bb\u00bf)?\s*[<{]/.test(opening);
};

/** JSON lines that were cut end within a line: it goes with the part that is lost, and is not counted apart. */
const withoutCutLine = (bytes: Buffer): Buffer =>
  opensWith(bytes).startsWith('{') ? bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1) : bytes;
