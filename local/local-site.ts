/** The site of a local round: takes its port before the round begins, and shows the round's pages when it is done. */
import { createWebHandler } from '../lambdas/functions/serve-web/serve-web.ts';
import { DEFAULT_BASE_URL } from './local-mail-site.ts';
import { listOutbox } from './outbox.ts';
import type { FinishedRound } from './round.ts';
import type { RoundSettings } from './round-settings.ts';
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
  const server = await startSiteServer({ handler: (event) => handler(event), port, onError: reportError });
  const baseUrl = `http://localhost:${server.port}`;
  return {
    baseUrl,
    show: (round, settings) => {
      handler = roundHandler(round, { settings, baseUrl });
    },
    close: () => server.close(),
  };
};

const roundHandler = (
  { tables, directory, clock }: FinishedRound,
  { settings, baseUrl }: { readonly settings: RoundSettings; readonly baseUrl: string },
): WebHandler => {
  const { outbox } = directory.paths;
  return createWebHandler({
    ...tables,
    tokenKeys: directory.keys.tokenKeys,
    clock,
    site: { baseUrl, sample: directory.kind === 'sample', categories: settings.categories },
    inbox: {
      list: () => listOutbox(outbox),
      get: async (file) => (await listOutbox(outbox)).find((mail) => mail.file === file),
    },
    onError: reportError,
  });
};
