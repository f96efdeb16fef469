/**
 * Recorded responses from disk, as a harvest takes them. Every file under the given paths is either given or named as
 * left out; whether its content is arXiv's is for the parser to say. A damaged gzip gives what could be read of it with
 * the damage said in `problem`.
 *
 * The raw archive of a round is such a folder: a body there is given as the response that was archived, from the `.json`
 * beside it, so that its replay ends in the same tables. What lies beside a body is part of it and no file of its own.
 */
import { createReadStream, type Stats } from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readRequest, rejectsPath, type ArchivedRequest } from '../lambdas/adapters/storage/archive-entry.ts';
import {
  MAX_READ_BYTES,
  openEntry,
  opensWith,
  stemOfBody,
  unpackBody,
} from '../lambdas/adapters/storage/archived-response.ts';
import type { RawResponse } from '../lambdas/core/ports/outside.ts';
import { errorCode } from './error-code.ts';

/** Left out: no text, no regular file, or unreadable. */
export interface SkippedFile {
  readonly name: string;
  /** One clause. */
  readonly skipped: string;
}

/** A `--replay` path, or one of another flag, that is missing, unreadable or without any file. The message is one sentence for the user. */
export class ReplayPathError extends Error {
  override readonly name = 'ReplayPathError';
}

const REPLAY = '--replay';

/** What `requestText` writes is far shorter. */
const MAX_REQUEST_BYTES = 65_536;

interface FoundFile {
  readonly name: string;
  readonly stats: Stats;
}

/**
 * @param flag by which the paths were given: what errors name
 * @throws ReplayPathError before anything is read
 */
export async function* replayResponses(
  paths: readonly string[],
  flag = REPLAY,
): AsyncGenerator<RawResponse | SkippedFile, void> {
  const found: (FoundFile | SkippedFile)[] = [];
  for (const path of paths) found.push(...(await findGiven(path, flag)));
  for (const file of found) yield 'skipped' in file ? file : await readRecorded(file);
}

/** A response of an archive, of which so far only the request is known. */
export interface ArchivedFile {
  readonly request: ArchivedRequest;
  /** Undefined when the body cannot be read. */
  read(): Promise<RawResponse | undefined>;
}

/** Those responses under the paths that a raw archive keeps, without their bodies. @throws ReplayPathError */
export async function* archivedResponses(paths: readonly string[]): AsyncGenerator<ArchivedFile, void> {
  for (const path of paths) {
    for (const file of await findGiven(path, REPLAY)) {
      if ('skipped' in file) continue;
      const request = await requestBeside(file.name);
      if (request === undefined) continue;
      yield {
        request,
        read: async () => {
          const recorded = await readRecorded(file);
          return 'skipped' in recorded ? undefined : recorded;
        },
      };
    }
  }
}

/** Undefined when the file is no body of an archive. */
const requestBeside = async (body: string): Promise<ArchivedRequest | undefined> => {
  const stem = stemOfBody(body);
  const text = stem === undefined ? undefined : await readRequestFile(requestPathOf(stem));
  return text === undefined ? undefined : readRequest(text);
};

const findGiven = async (path: string, flag: string): Promise<readonly (FoundFile | SkippedFile)[]> => {
  const stats = await statGiven(path, flag);
  if (stats.isDirectory()) {
    const found = await findBelow(path, flag);
    if (found.some((file) => 'stats' in file)) return found;
    throw new ReplayPathError(`${flag} ${path}: the folder holds no file to replay; give one with recorded responses.`);
  }
  if (!stats.isFile()) throw new ReplayPathError(`${flag} ${path} is neither a file nor a folder.`);
  if (stats.size === 0)
    throw new ReplayPathError(`${flag} ${path}: the file is empty; give one with recorded responses.`);
  return [{ name: path, stats }];
};

const statGiven = async (path: string, flag: string): Promise<Stats> => {
  try {
    return await stat(path);
  } catch (cause) {
    const missing = errorCode(cause) === 'ENOENT';
    const what = missing ? 'there is no such file or folder' : `it cannot be read (${errorCode(cause)})`;
    throw new ReplayPathError(`${flag} ${path}: ${what}; check the path.`, { cause });
  }
};

/** In the order of their names, byte by byte, whatever the file system's own order. */
const findBelow = async (directory: string, flag: string): Promise<readonly (FoundFile | SkippedFile)[]> => {
  let names: readonly string[];
  try {
    names = (await readdir(directory)).sort();
  } catch (error) {
    throw new ReplayPathError(
      `${flag} ${directory}: the folder cannot be read (${errorCode(error)}); check its permissions.`,
      {
        cause: error,
      },
    );
  }
  const found: (FoundFile | SkippedFile)[] = [];
  const beside = await namesBesideBodies(directory, names);
  for (const child of names) {
    if (beside.has(child)) continue;
    const name = join(directory, child);
    if (child.startsWith('.')) {
      found.push({ name, skipped: 'hidden' });
      continue;
    }
    if (child.endsWith(rejectsPath(''))) {
      found.push({ name, skipped: 'rejects of an earlier reading' });
      continue;
    }
    const entry = await lookAt(name);
    if ('skipped' in entry) found.push(entry);
    else if (entry.stats.isDirectory()) found.push(...(await findBelow(name, flag)));
    else if (entry.stats.isFile()) found.push(entry);
    else found.push({ name, skipped: 'no regular file' });
  }
  return found;
};

/** Names of the files that the archive put beside the bodies of a folder: what they answered, and what was rejected of them. */
const namesBesideBodies = async (directory: string, names: readonly string[]): Promise<ReadonlySet<string>> => {
  const all = new Set(names);
  const beside = new Set<string>();
  for (const stem of new Set(names.map(stemOfBody))) {
    if (stem === undefined || !all.has(requestPathOf(stem))) continue;
    const request = await readRequestFile(join(directory, requestPathOf(stem)));
    if (request === undefined || readRequest(request) === undefined) continue;
    beside.add(requestPathOf(stem)).add(rejectsPath(stem));
  }
  return beside;
};

const requestPathOf = (stem: string): string => `${stem}.json`;

/** Undefined when there is none, or none that can be read. */
const readRequestFile = async (path: string): Promise<string | undefined> => {
  try {
    return (await readUpTo(path, MAX_REQUEST_BYTES)).toString();
  } catch {
    return undefined;
  }
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
    const stored = await readUpTo(name, MAX_READ_BYTES);
    const stem = stemOfBody(name);
    const request = stem === undefined ? undefined : await readRequestFile(requestPathOf(stem));
    const archived = await openEntry({ path: name, stored, request });
    if (archived !== undefined && archived.status !== 200)
      return { name, skipped: `arXiv answered with status ${archived.status}` };
    const recorded = archived ?? { ...(await unpackBody(stored)), ...fileAsAnswer(name, stats) };
    return isBinary(recorded.body) ? { name, skipped: 'no text' } : recorded;
  } catch (error) {
    return { name, skipped: `it cannot be read (${errorCode(error)})` };
  }
};

const fileAsAnswer = (name: string, stats: Stats) => ({ name, status: 200, receivedAt: stats.mtime.toISOString() });

const readUpTo = async (name: string, maxBytes: number): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(name, { end: maxBytes - 1 }) as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
};

/** A zero byte near the start, and no beginning of XML or JSON: those go to the parser, damaged as they may be. */
const isBinary = (bytes: Uint8Array): boolean => {
  const opening = opensWith(bytes);
  return opening.includes('\0') && !/^(?:\u00ef\u00bb\u00bf)?\s*[<{]/.test(opening);
};
