/** A collection on real tables, real adapters, and sources on loopback. */
import { createGitHub } from '../../../lambdas/adapters/github/github.ts';
import { createHackerNews } from '../../../lambdas/adapters/hacker-news/hacker-news.ts';
import { createHuggingFace } from '../../../lambdas/adapters/hugging-face/hugging-face.ts';
import { createCollectionLedger } from '../../../lambdas/adapters/dynamodb/collection-ledger.ts';
import { createTables } from '../../../lambdas/adapters/dynamodb/create-tables.ts';
import { createListingStore } from '../../../lambdas/adapters/dynamodb/listing-store.ts';
import { createPaperStore } from '../../../lambdas/adapters/dynamodb/paper-store.ts';
import { createSignalStore } from '../../../lambdas/adapters/dynamodb/signal-store.ts';
import { addDays } from '../../../lambdas/core/calendar/new-york-time.ts';
import type { Paper, PaperId } from '../../../lambdas/core/paper/paper.ts';
import { SIGNAL_SOURCES, type SignalSource } from '../../../lambdas/core/signal/signal.ts';
import {
  collectSignals,
  type CollectReport,
  type CollectSignalsDeps,
} from '../../../lambdas/functions/collect-signals/collect-signals.ts';
import { startDynalite } from '../../../local/dynalite-engine.ts';
import { simulateGitHub, type SimulatedGitHub } from '../../attention/simulated-github.ts';
import { simulateHackerNews, type SimulatedHackerNews } from '../../attention/simulated-hacker-news.ts';
import { simulateHuggingFace, type SimulatedHuggingFace } from '../../attention/simulated-hugging-face.ts';
import { clientFor } from '../dynamodb/store-makers.ts';

export const FRIDAY = '2026-11-20';

type Stores = Pick<CollectSignalsDeps, 'papers' | 'listings' | 'signals' | 'collection'>;

export interface OpenCollection {
  readonly gitHub: SimulatedGitHub;
  readonly huggingFace: SimulatedHuggingFace;
  readonly hackerNews: SimulatedHackerNews;
  readonly stores: Stores;
  /** Midnight in New York at the beginning of that date, for the collection and for the sources. */
  setNow(date: string): void;
  /** How far the clocks of the sources are ahead. */
  setSkew(milliseconds: number): void;
  /** One run, of a process of its own. `stores`: instead of the tables themselves. */
  run(options?: { readonly token?: string; readonly stores?: Stores }): Promise<CollectReport>;
  /** Runs on so many dates, beginning with Friday's. */
  runNights(nights: number, before?: (night: number) => void): Promise<readonly CollectReport[]>;
  /** All rows of these papers. */
  contents(ids: readonly PaperId[]): Promise<{
    readonly papers: readonly Paper[];
    readonly signals: Awaited<ReturnType<Stores['signals']['since']>>;
    readonly nights: Readonly<Record<SignalSource, unknown>>;
  }>;
  close(): Promise<void>;
}

const OPTIONS = {
  userAgent: 'PaperRound/0.1 (test; mailto:nobody@example.org)',
  sleep: () => Promise.resolve(),
  random: () => 0,
  proxy: {},
};

export const openCollection = async (papers: readonly Paper[]): Promise<OpenCollection> => {
  let date = FRIDAY;
  let skewMs = 0;
  const now = (): Date => new Date(`${date}T05:00:00.000Z`);
  const clock = { clock: () => new Date(now().getTime() + skewMs) };
  const gitHub = await simulateGitHub(clock);
  const huggingFace = await simulateHuggingFace(clock);
  const hackerNews = await simulateHackerNews(clock);
  const engine = await startDynalite();
  const client = clientFor(engine);
  await createTables(client);
  const stores: Stores = {
    papers: createPaperStore(client, 'Papers', now),
    listings: createListingStore(client, 'Listings'),
    signals: createSignalStore(client, 'Signals'),
    collection: createCollectionLedger(client, 'Batches'),
  };
  await stores.papers.putMany(papers.map((paper) => ({ paper, expected: undefined })));

  const run: OpenCollection['run'] = async ({ token = 'invented-token', stores: given = stores } = {}) => {
    const options = { ...OPTIONS, clock: now };
    const sources = {
      repositories: createGitHub({ ...options, baseUrl: gitHub.url, token }),
      dailyPapers: createHuggingFace({ ...options, baseUrl: huggingFace.url }),
      stories: createHackerNews({ ...options, baseUrl: hackerNews.url }),
    };
    try {
      return await collectSignals({ ...given, ...sources, clock: now }, { date, categories: ['cs.LG', 'cs.CV'] });
    } finally {
      await Promise.all(Object.values(sources).map((source) => source.close()));
    }
  };

  return {
    gitHub,
    huggingFace,
    hackerNews,
    stores,
    setNow: (to) => {
      date = to;
    },
    setSkew: (milliseconds) => {
      skewMs = milliseconds;
    },
    run,
    runNights: async (nights, before = () => undefined) => {
      const reports: CollectReport[] = [];
      for (let night = 0; night < nights; night += 1) {
        date = addDays(FRIDAY, night);
        before(night);
        reports.push(await run());
      }
      return reports;
    },
    contents: async (ids) => {
      const nights = await Promise.all(
        SIGNAL_SOURCES.map(async (source) => {
          const rows = await stores.collection.nights(source, '2026-01-01', '2027-01-01');
          return [source, rows.map(({ requests, ...night }) => night)] as const;
        }),
      );
      return {
        papers: [...(await stores.papers.getMany(ids)).values()].sort((a, b) => (a.paperId < b.paperId ? -1 : 1)),
        signals: new Map([...(await stores.signals.since(ids, '2026-01-01'))].sort(([a], [b]) => (a < b ? -1 : 1))),
        nights: Object.fromEntries(nights) as Record<SignalSource, unknown>,
      };
    },
    close: async () => {
      client.destroy();
      await Promise.all([gitHub.close(), huggingFace.close(), hackerNews.close(), engine.close()]);
    },
  };
};
