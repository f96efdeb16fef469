/** The data that a command works on: the local data directory (joining a running `npm start`), or a deployed stack. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openDataDirectory, readDirectoryKind, runningEngine, type LocalKeys } from '../data-directory.ts';
import { openLocalTables, type Tables } from '../local-tables.ts';
import { UsageError } from '../round-flags.ts';
import { readStack } from './deployed-stack.ts';

export interface CliOptions {
  readonly data?: string;
  readonly stack?: string;
  readonly json?: boolean;
}

export interface CliData {
  readonly tables: Tables;
  /** Where it is, for people. */
  readonly where: string;
  /** Invented papers: their identifiers are accepted. */
  readonly sample: boolean;
  /** Keys of subscriber ids and tokens. */
  keys(): Promise<LocalKeys>;
  close(): Promise<void>;
}

/** The mark of a data directory. */
const MARK = 'paper-round.json';
const REAL_DIRECTORY = '.paper-round/real';
const SAMPLE_DIRECTORY = '.paper-round/sample';

/** Without `--data`: the real directory if there is one, else the sample's. */
export const dataDirectoryOf = ({ data }: CliOptions): string =>
  resolve(data ?? [REAL_DIRECTORY, SAMPLE_DIRECTORY].find((path) => existsSync(join(path, MARK))) ?? REAL_DIRECTORY);

/**
 * Opens the data; with `create` a directory that does not exist yet is made.
 * @throws UsageError when there is nothing to read; DataDirectoryError
 */
export const openCliData = async (
  options: CliOptions,
  { create = false }: { readonly create?: boolean } = {},
): Promise<CliData> => {
  if (options.stack !== undefined) {
    const stack = await readStack(options.stack);
    return { ...stack, where: `stack ${options.stack}`, sample: false };
  }
  const path = dataDirectoryOf(options);
  if (!create && !existsSync(join(path, MARK))) {
    throw new UsageError(`There is no data in ${path} yet: run npm start first, or name a directory with --data.`);
  }
  const kind = (await readDirectoryKind(path)) ?? 'real';
  const directory = await openDataDirectory(path, { kind });
  const running = await runningEngine(path);
  const tables = await openLocalTables({
    directory: directory.paths.tables,
    endpoint: running?.dynamodbEndpoint,
    clock: () => new Date(),
  });
  return {
    tables,
    where: path,
    sample: kind === 'sample',
    keys: () => Promise.resolve(directory.keys),
    close: () => tables.close(),
  };
};
