/**
 * The data directory of local rounds: what lies where, and the marks that keep real and sample data, old and new formats
 * and two processes apart. Part of it holds secrets and addresses: it is the user's own and never leaves the machine.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { tokenKeysSchema, type TokenKeys } from '../lambdas/core/subscriber/token-keys.ts';
import { errorCode } from './error-code.ts';

export type DataKind = 'real' | 'sample';

/** Grows when an older version could no longer read what this one writes. */
const FORMAT_VERSION = 1;

const markSchema = z.object({ kind: z.enum(['real', 'sample']), formatVersion: z.number().int().min(1) });
const keysSchema = z.object({ hashKey: z.string().min(32), tokenKeys: tokenKeysSchema });
const engineSchema = z.object({ pid: z.number().int().min(1), dynamodbEndpoint: z.url() });

/** The secrets of a local round; deployed ones stand in Secrets Manager. */
export interface LocalKeys {
  /** Keys the hash that makes a subscriber id of an address. */
  readonly hashKey: string;
  readonly tokenKeys: TokenKeys;
}

export interface DataDirectory {
  readonly kind: DataKind;
  readonly paths: {
    readonly root: string;
    /** The engine's database. */
    readonly tables: string;
    /** Sent mails as `.eml`. */
    readonly outbox: string;
    /** Responses as they came, fit for `--replay`. */
    readonly raw: string;
  };
  readonly keys: LocalKeys;
}

/** The directory can't be used. The message is one sentence: what, where, and what to do. */
export class DataDirectoryError extends Error {
  override readonly name = 'DataDirectoryError';
  /** The directory is sound, and the wrong one for what was asked. */
  readonly wrongUsage: boolean;
  constructor(
    message: string,
    { wrongUsage = false, ...options }: ErrorOptions & { readonly wrongUsage?: boolean } = {},
  ) {
    super(message, options);
    this.wrongUsage = wrongUsage;
  }
}

/** A process that serves the tables of a directory, which others can join while it does. */
export interface RunningEngine {
  readonly pid: number;
  readonly dynamodbEndpoint: string;
}

const markPath = (directory: string): string => join(directory, 'paper-round.json');
const keysPath = (directory: string): string => join(directory, 'keys.json');
const enginePath = (directory: string): string => join(directory, 'engine.json');

/** The file's text; undefined when there is none. */
const readText = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw new DataDirectoryError(`${path} can't be read (${errorCode(error)}); check its permissions.`, {
      cause: error,
    });
  }
};

const parseJson = <Schema extends z.ZodType>(text: string, schema: Schema): z.infer<Schema> | undefined => {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

const readMark = async (directory: string): Promise<z.infer<typeof markSchema> | undefined> => {
  const text = await readText(markPath(directory));
  if (text === undefined) return undefined;
  const mark = parseJson(text, markSchema);
  if (!mark)
    throw new DataDirectoryError(
      `${markPath(directory)} is damaged, so nothing says what the directory holds; use another data directory, or restore the file.`,
    );
  if (mark.formatVersion > FORMAT_VERSION)
    throw new DataDirectoryError(
      `The data in ${directory} was written by a newer version of Paper Round (format ${mark.formatVersion}, this one knows ${FORMAT_VERSION}); update Paper Round, or use another data directory.`,
    );
  return mark;
};

/** Makes a file that is not there yet; whoever comes first wins, and everybody reads the same afterwards. */
const writeOnce = async (path: string, content: object): Promise<void> => {
  try {
    await writeFile(path, `${JSON.stringify(content, null, 2)}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw unwritable(path, error);
  }
};

const unwritable = (path: string, cause: unknown): DataDirectoryError =>
  new DataDirectoryError(
    `${path} can't be written (${errorCode(cause)}); check the path and its permissions, or use another data directory.`,
    { cause },
  );

const newKeys = (): LocalKeys => ({
  hashKey: randomBytes(32).toString('hex'),
  tokenKeys: { current: 'k1', keys: { k1: randomBytes(32).toString('hex') } },
});

const openKeys = async (directory: string): Promise<LocalKeys> => {
  const path = keysPath(directory);
  if ((await readText(path)) === undefined) await writeOnce(path, newKeys());
  const keys = parseJson((await readText(path)) ?? '', keysSchema);
  if (keys) return keys;
  throw new DataDirectoryError(
    `${path} is damaged, and the subscribers in this directory can't be found without its keys; restore the file, or use another data directory.`,
  );
};

/** What the directory is marked as; undefined when it is not marked or not there. @throws DataDirectoryError */
export const readDirectoryKind = async (directory: string): Promise<DataKind | undefined> =>
  (await readMark(directory))?.kind;

/**
 * Opens the directory, making what is missing: the directory, its mark and its keys. What else lies in it is made by
 * whoever writes it.
 * @throws DataDirectoryError for a mix of real and sample data, a newer format, a damaged file, or no permission
 */
export const openDataDirectory = async (
  directory: string,
  { kind }: { readonly kind: DataKind },
): Promise<DataDirectory> => {
  try {
    await mkdir(directory, { recursive: true });
  } catch (error) {
    throw unwritable(directory, error);
  }
  if (!(await readMark(directory))) await writeOnce(markPath(directory), { kind, formatVersion: FORMAT_VERSION });
  const found = await readDirectoryKind(directory);
  if (found !== kind)
    throw new DataDirectoryError(
      `${directory} holds ${found ?? 'no'} data and this round's is ${kind}, and the two are never mixed; use another directory (--data).`,
      { wrongUsage: true },
    );
  return {
    kind,
    paths: {
      root: directory,
      tables: join(directory, 'tables'),
      outbox: join(directory, 'outbox'),
      raw: join(directory, 'raw'),
    },
    keys: await openKeys(directory),
  };
};

/**
 * Says that this process serves the directory's tables at that endpoint.
 * @returns takes it back; to be called before the engine ends
 */
export const announceEngine = async (directory: string, dynamodbEndpoint: string): Promise<() => Promise<void>> => {
  const path = enginePath(directory);
  const engine: RunningEngine = { pid: process.pid, dynamodbEndpoint };
  const temporary = `${path}.${process.pid}.tmp`;
  await writeFile(temporary, `${JSON.stringify(engine)}\n`, { mode: 0o600 });
  await rename(temporary, path);
  return () => rm(path, { force: true });
};

/** A signal 0 only asks. EPERM: the process lives and is somebody else's. */
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
};

/** Who serves the directory's tables now; undefined when nobody does, or who did has died. */
export const runningEngine = async (directory: string): Promise<RunningEngine | undefined> => {
  const text = await readText(enginePath(directory));
  const engine = text === undefined ? undefined : parseJson(text, engineSchema);
  return engine && isAlive(engine.pid) ? engine : undefined;
};
