/** The data that a command works on: the local data directory (joining a running `npm start`), or a deployed stack. */
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import type { OpenPaperSearch } from '../../lambdas/adapters/search/paper-search.ts';
import { createFolderArchive } from '../../lambdas/adapters/storage/folder-archive.ts';
import { createFolderQuarantine } from '../../lambdas/adapters/storage/folder-quarantine.ts';
import type { Quarantine, RawArchive } from '../../lambdas/core/ports/outside.ts';
import type { PaperSearch } from '../../lambdas/core/ports/search.ts';
import type { MailSite } from '../../lambdas/core/render/mail/mail-site.ts';
import {
  announceEngine,
  openDataDirectory,
  readDirectoryKind,
  runningEngine,
  type LocalKeys,
} from '../data-directory.ts';
import { DEFAULT_BASE_URL, localMailSite } from '../local-mail-site.ts';
import type { Sources } from '../../lambdas/functions/collect-signals/run-night.ts';
import { openLocalTables, type Tables } from '../local-tables.ts';
import { UsageError } from '../round-flags.ts';
import { isLoopback, readRoundSettings, type RoundSettings } from '../round-settings.ts';
import { openLocalSearch } from '../search-index.ts';
import { openSources } from '../signal-sources.ts';
import { openStack } from './deployed-stack.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface CliOptions {
  readonly data?: string;
  readonly stack?: string;
}

export interface RawResponses {
  readonly archive: RawArchive;
  readonly quarantine: Quarantine;
}

export interface OpenOptions {
  readonly env: Environment;
  /** A directory that does not exist yet is made. */
  readonly create?: boolean;
  /** For work that brings real papers in: the real directory, and never one with the sample. */
  readonly realOnly?: boolean;
  /** Other commands can join meanwhile: for work that takes long. */
  readonly share?: boolean;
}

export interface CliData {
  readonly tables: Tables;
  /** Where it is, for people. */
  readonly where: string;
  /** Invented papers: their identifiers are accepted. */
  readonly sample: boolean;
  /** Those that rounds harvest here; the default of a new subscriber. */
  readonly categories: readonly string[];
  /** Keys of subscriber ids and tokens. */
  readonly keys: () => Promise<LocalKeys>;
  /** Who mails come from, and the site that they link to. */
  readonly mailSite: () => Promise<MailSite>;
  /** The raw archive, and what of it is quarantined. @throws UsageError when a stack does not say where it is */
  readonly raw: () => RawResponses;
  /** How arXiv is asked from here; undefined for a deployed stack, whose functions ask it themselves. */
  readonly arxiv: RoundSettings['arxiv'] | undefined;
  /** The sources of signals, asked from this machine; a deployment's token for GitHub is taken for it, unless there is one here. */
  readonly sources: () => Promise<Sources>;
  /** The index, read from where it is built to. @throws UsageError when a stack does not say where that is */
  readonly search: () => PaperSearch;
  readonly close: () => Promise<void>;
}

/** The mark of a data directory. */
const MARK = 'paper-round.json';
const REAL_DIRECTORY = '.paper-round/real';
const SAMPLE_DIRECTORY = '.paper-round/sample';

/** Without `--data`: the real directory if there is one, else the sample's. */
export const dataDirectoryOf = ({ data }: CliOptions): string =>
  resolve(data ?? [REAL_DIRECTORY, SAMPLE_DIRECTORY].find((path) => existsSync(join(path, MARK))) ?? REAL_DIRECTORY);

/** @throws UsageError when there is nothing to read; DataDirectoryError; EngineDirectoryError */
export const openCliData = async (options: CliOptions, open: OpenOptions): Promise<CliData> => {
  if (options.stack === undefined) return openLocalData(options, open);
  if (options.data !== undefined) throw new UsageError('--data and --stack exclude each other: give one of them.');
  return openStack(options.stack, open.env);
};

const openLocalData = async (
  options: CliOptions,
  { env, create = false, realOnly = false, share = false }: OpenOptions,
): Promise<CliData> => {
  const settings = readRoundSettings(env);
  const { categories, dynamodbEndpoint, arxiv } = settings;
  if (dynamodbEndpoint !== undefined && !isLoopback(dynamodbEndpoint))
    throw new UsageError('AWS_ENDPOINT_URL_DYNAMODB is not on loopback: unset it, or name a deployment with --stack.');
  const path = realOnly ? resolve(options.data ?? REAL_DIRECTORY) : dataDirectoryOf(options);
  if (!create && !existsSync(join(path, MARK)))
    throw new UsageError(
      `There is no data in ${path} yet: run npm start first, or name another directory with --data.`,
    );
  const kind = realOnly ? 'real' : ((await readDirectoryKind(path)) ?? 'real');
  const directory = await openDataDirectory(path, { kind });
  const engine = await answeringEngine(path);
  const tables = await openLocalTables({
    directory: directory.paths.tables,
    endpoint: engine ?? dynamodbEndpoint,
    clock: () => new Date(),
  });
  let search: OpenPaperSearch | undefined;
  const withdraw = share && engine === undefined ? await announceEngine(path, tables.endpoint) : undefined;
  return {
    tables,
    where: path,
    sample: kind === 'sample',
    categories,
    keys: () => Promise.resolve(directory.keys),
    mailSite: () => Promise.resolve(localMailSite(DEFAULT_BASE_URL)),
    raw: () => ({
      archive: createFolderArchive(directory.paths.raw),
      quarantine: createFolderQuarantine(directory.paths.raw),
    }),
    arxiv,
    sources: () => Promise.resolve(openSources(settings, { onlyGiven: false, isHurried: false })),
    search: () => (search ??= openLocalSearch({ root: path })),
    close: async () => {
      await search?.close();
      await withdraw?.();
      await tables.close();
    },
  };
};

/** The engine of a running `npm start`. One that was killed leaves its note behind, and its process id may be another's by now. */
const answeringEngine = async (directory: string): Promise<string | undefined> => {
  const endpoint = (await runningEngine(directory))?.dynamodbEndpoint;
  return endpoint !== undefined && (await isOpen(new URL(endpoint))) ? endpoint : undefined;
};

const isOpen = ({ protocol, hostname, port }: URL): Promise<boolean> =>
  new Promise((resolveOpen) => {
    const standardPort = protocol === 'https:' ? 443 : 80;
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || standardPort });
    const settle = (open: boolean): void => {
      socket.destroy();
      resolveOpen(open);
    };
    socket.once('connect', () => settle(true)).once('error', () => settle(false));
  });
