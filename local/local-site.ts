/** The site of a local round: takes its port before the round begins, and shows the round's pages when it is done. */
import type { LimitStore } from '../lambdas/core/ports/subscribing.ts';
import { createWebHandler } from '../lambdas/functions/serve-web/serve-web.ts';
import { openLocalConfirmations } from './confirmations.ts';
import { DEFAULT_BASE_URL } from './local-mail-site.ts';
import { listOutbox } from './outbox.ts';
import type { FinishedRound } from './round.ts';
import type { RoundSettings } from './round-settings.ts';
import { openLocalSearch } from './search-index.ts';
import { startSiteServer, type WebHandler } from './site-server.ts';

export interface LocalSite {
  /** Origin that pages and mails link to. */
  readonly baseUrl: string;
  /** From now on the pages of this round are served. */
  show(round: FinishedRound, settings: RoundSettings): void;
  close(): Promise<void>;
}

const comeBackLater: WebHandler = () =>
  Promise.resolve({
    statusCode: 503,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '5', 'cache-control': 'no-store' },
    body: 'The round is still running: try again in a moment.\n',
  });

const reportError = (error: unknown): void => {
  process.stderr.write(`paper-round: a request failed: ${error instanceof Error ? error.message : String(error)}\n`);
};

const reportSearchError = (error: unknown): void => {
  process.stderr.write(
    `paper-round: the search index is unusable: ${error instanceof Error ? error.message : String(error)}\n`,
  );
};

/**
 * Without `serve` no port is taken, and links name the default address.
 * @throws PortInUseError
 */
export const openLocalSite = async ({
  port,
  serve,
}: {
  readonly port: number;
  readonly serve: boolean;
}): Promise<LocalSite> => {
  if (!serve)
    return {
      baseUrl: port === 0 ? DEFAULT_BASE_URL : `http://localhost:${port}`,
      show: () => undefined,
      close: () => Promise.resolve(),
    };
  let handler = comeBackLater;
  let shown: RoundSite | undefined;
  const server = await startSiteServer({ handler: (event) => handler(event), port, onError: reportError });
  const baseUrl = `http://localhost:${server.port}`;
  return {
    baseUrl,
    show: (round, settings) => {
      shown = openRoundSite(round, { settings, baseUrl });
      handler = shown.handler;
    },
    close: async () => {
      await server.close();
      await shown?.close();
    },
  };
};

interface RoundSite {
  readonly handler: WebHandler;
  /** Sends what was asked for, and lets go of the files; the tables stay open. */
  close(): Promise<void>;
}

const openRoundSite = (
  { tables, directory, clock }: FinishedRound,
  { settings, baseUrl }: { readonly settings: RoundSettings; readonly baseUrl: string },
): RoundSite => {
  const { outbox } = directory.paths;
  // The clock of a round stands still, and what was granted would never be over.
  const limits: LimitStore = { take: (key, granted) => tables.limits.take(key, granted, new Date()) };
  const search = openLocalSearch({ root: directory.paths.root, onError: reportSearchError });
  const confirmations = openLocalConfirmations({
    ...{ directory, baseUrl, clock },
    tables: { ...tables, limits },
    sesEndpoint: settings.sesEndpoint,
    onError: reportError,
  });
  const handler = createWebHandler({
    ...tables,
    limits,
    ...directory.keys,
    search,
    confirmations: confirmations.queue,
    // Whoever asks is on this machine.
    minFillMs: 0,
    clock,
    site: { baseUrl, sample: directory.kind === 'sample', categories: settings.categories },
    inbox: {
      list: () => listOutbox(outbox),
      get: async (file) => (await listOutbox(outbox)).find((mail) => mail.file === file),
    },
    onError: reportError,
  });
  return {
    handler,
    close: async () => {
      await confirmations.close();
      await search.close();
    },
  };
};
