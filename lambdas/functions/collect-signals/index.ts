/** Wires `collect-signals`. */
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createBatchStore } from '../../adapters/dynamodb/batch-store.ts';
import { createCollectionLedger } from '../../adapters/dynamodb/collection-ledger.ts';
import { createDocumentClient } from '../../adapters/dynamodb/document-client.ts';
import { createListingStore } from '../../adapters/dynamodb/listing-store.ts';
import { createPaperStore } from '../../adapters/dynamodb/paper-store.ts';
import { createSignalStore } from '../../adapters/dynamodb/signal-store.ts';
import { createHackerNews } from '../../adapters/hacker-news/hacker-news.ts';
import { createHuggingFace } from '../../adapters/hugging-face/hugging-face.ts';
import { METRICS } from '../../runtime/metric-names.ts';
import { nightInput, scheduledFunction } from '../../runtime/scheduled-function.ts';
import { openRepositories } from './open-repositories.ts';
import { runNight } from './run-night.ts';
import { collectSignalsSettings, sourceMannersOf } from './settings.ts';

/** The longest step between two looks at the clock: a query of GitHub with its repetitions, and what it shows stored. */
const LAST_STEP_MS = 210_000;

export const handler = scheduledFunction({
  name: 'collect-signals',
  settings: collectSignalsSettings,
  input: nightInput,
  buildDeps: (env, { clock, log }) => {
    const tables = createDocumentClient();
    const { userAgent, ...bases } = sourceMannersOf(env);
    const secrets = new SecretsManagerClient({});
    const manners = { userAgent, clock };
    return {
      categories: env.PAPER_ROUND_CATEGORIES,
      papers: createPaperStore(tables, env.PAPERS_TABLE, clock),
      listings: createListingStore(tables, env.LISTINGS_TABLE),
      signals: createSignalStore(tables, env.SIGNALS_TABLE),
      batches: createBatchStore(tables, env.BATCHES_TABLE),
      collection: createCollectionLedger(tables, env.BATCHES_TABLE),
      clock,
      log,
      openSources: async () => ({
        repositories: await openRepositories(
          { ...manners, baseUrl: bases.gitHubApiUrl },
          { secrets, secretName: env.GITHUB_TOKEN_SECRET },
        ),
        dailyPapers: createHuggingFace({ ...manners, baseUrl: bases.huggingFaceUrl }),
        stories: createHackerNews({ ...manners, baseUrl: bases.hackerNewsUrl }),
      }),
    };
  },
  run: async (deps, { last }, { metrics, remainingMs }) => {
    const report = await runNight(deps, {
      categories: deps.categories,
      last,
      isTimeUp: () => remainingMs() < LAST_STEP_MS,
    });
    metrics.count(METRICS.signalLooks, report.looks);
    metrics.count(METRICS.signalGains, report.withGain);
    metrics.count(METRICS.papersRescored, report.papersRescored);
    metrics.count(METRICS.signalRequests, report.requests);
    metrics.count(METRICS.signalNightsBehind, report.nightsBehind);
    if (report.sourcesDown !== undefined) metrics.count(METRICS.signalSourcesDown, report.sourcesDown);
    return { ...report };
  },
});
