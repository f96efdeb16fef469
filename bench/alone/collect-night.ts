/**
 * One night of collecting signals over 45,000 watched papers, after a month of nights whose rows are put into the tables
 * beforehand. Sources and tables are other processes. Input: a file with `CollectNightInput`, as JSON.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { createCollectionLedger } from '../../lambdas/adapters/dynamodb/collection-ledger.ts';
import { createTables } from '../../lambdas/adapters/dynamodb/create-tables.ts';
import { createListingStore } from '../../lambdas/adapters/dynamodb/listing-store.ts';
import { createPaperStore } from '../../lambdas/adapters/dynamodb/paper-store.ts';
import { createSignalStore } from '../../lambdas/adapters/dynamodb/signal-store.ts';
import { createGitHub } from '../../lambdas/adapters/github/github.ts';
import { createHackerNews } from '../../lambdas/adapters/hacker-news/hacker-news.ts';
import { createHuggingFace } from '../../lambdas/adapters/hugging-face/hugging-face.ts';
import { isListDate } from '../../lambdas/core/calendar/announcement-calendar.ts';
import { addDays, daysBetween } from '../../lambdas/core/calendar/new-york-time.ts';
import { assemblePaper, factsOf, NO_ATTENTION } from '../../lambdas/core/paper/assemble-paper.ts';
import { CANONICAL_CATEGORIES } from '../../lambdas/core/paper/category.ts';
import type { Paper, PaperId } from '../../lambdas/core/paper/paper.ts';
import { WATCH_DAYS } from '../../lambdas/core/paper/watch.ts';
import { BASE_DAYS, RECENT_DAYS } from '../../lambdas/core/score/bursting-terms.ts';
import { signalEvidence } from '../../lambdas/core/score/signal-evidence.ts';
import { isRepositoryDue } from '../../lambdas/core/signal/look-plan.ts';
import { newSignal } from '../../lambdas/core/signal/new-signal.ts';
import { beginNight, completeNight } from '../../lambdas/core/signal/night-progress.ts';
import { SIGNAL_SOURCES, type Signal } from '../../lambdas/core/signal/signal.ts';
import { repositoryLook } from '../../lambdas/core/signal/source-looks.ts';
import { collectSignals } from '../../lambdas/functions/collect-signals/collect-signals.ts';
import { aListing, aPaper } from '../../test/fakes/stored-rows.ts';
import { figureOf, type Figure } from '../figure.ts';
import { localClient, watchCommands } from '../harvest-tables.ts';
import { createCostMeter, DOLLARS_PER_MILLION, type TableCost } from '../harvest-writes.ts';
import { paperIdOf, repositoryOf, startLoopbackAttention, starsOf, type LoopbackCrowd } from '../loopback-attention.ts';
import { ownPeakMegabytes } from '../peak-memory.ts';
import { secondsOf } from '../stopwatch.ts';

/** What this process is told. */
export interface CollectNightInput {
  /** Bundle of `loopback-attention-server.ts`. */
  readonly server: string;
  /** File to write, for the server to read. */
  readonly crowd: string;
  readonly endpoint: string;
}

const PAPERS = 45_000;
/** Announced a day too early to be followed still: a night's worth, to be taken out of the index. */
const PAPERS_OVER = 1_500;
/** 15 % have a repository. */
const REPOSITORY_EVERY = 7;
const DATE = '2026-11-20';
const FIRST_DAY = addDays(DATE, -WATCH_DAYS);
const PAPERS_PER_LIST = 50;
const STORIES_PER_DAY = 40;
const ABSTRACT = 'We fold maps, and ask what a fold costs. '.repeat(35);
const TERMS_PER_DAY = 5_000;
const ROWS_PER_BATCH = 25;
const BATCHES_AT_ONCE = 4;

const { server, crowd, endpoint } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as CollectNightInput;

const announcedOnOf = (number: number): string =>
  addDays(DATE, number < PAPERS ? -(number % WATCH_DAYS) : -WATCH_DAYS - 1);
/** A few categories have most of the papers, as at arXiv. */
const categoryOf = (number: number): string =>
  CANONICAL_CATEGORIES[Math.floor(((number * 0.618_033_988_749_895) % 1) ** 3 * CANONICAL_CATEGORIES.length)] ??
  'cs.LG';
/** Some of the papers announced on the day. */
const someOf = (date: string, { count, offset }: { readonly count: number; readonly offset: number }): number[] =>
  Array.from({ length: count }, (_, index) => daysBetween(date, DATE) + WATCH_DAYS * (index * 9 + offset));

const days = Array.from({ length: WATCH_DAYS }, (_, age) => addDays(DATE, -age));
writeFileSync(
  crowd,
  JSON.stringify({
    from: FIRST_DAY,
    repositoryEvery: REPOSITORY_EVERY,
    papers: PAPERS,
    lists: Object.fromEntries(days.map((date) => [date, someOf(date, { count: PAPERS_PER_LIST, offset: 1 })])),
    stories: Object.fromEntries(days.map((date) => [date, someOf(date, { count: STORIES_PER_DAY, offset: 4 })])),
  } satisfies LoopbackCrowd),
);

/** Looks at the repository on the nights before, in the cadence of the collection. */
const rowsBefore = (number: number): readonly Signal[] => {
  const announcedOn = announcedOnOf(number);
  const paperId = paperIdOf(number) as PaperId;
  let rows: readonly Signal[] = [];
  let watchUntil = addDays(announcedOn, WATCH_DAYS);
  for (let date = announcedOn; date < DATE; date = addDays(date, 1)) {
    if (!isRepositoryDue({ paperId, watchUntil }, date)) continue;
    const stars = starsOf(number, daysBetween(FIRST_DAY, date));
    const seen = {
      ...{ asked: repositoryOf(number), id: `R_${repositoryOf(number)}`, nameWithOwner: repositoryOf(number), stars },
      ...{ forks: Math.ceil(stars / 10), issues: 0, createdAt: `${FIRST_DAY}T12:00:00Z` },
      ...{ isArchived: false, isFork: false },
    };
    const look = repositoryLook(
      seen,
      { repository: repositoryOf(number), announcedOn, papersNaming: 1 },
      { rows, date },
    );
    const circumstances = { paperId, observedOn: date, observedAt: `${date}T06:00:00.000Z`, usualGain: 6 };
    const row = newSignal(look, rows, circumstances);
    if (row.gain > 0) watchUntil = addDays(date, WATCH_DAYS);
    rows = [...rows, row];
  }
  return rows;
};

const inventPaper = (number: number, rows: readonly Signal[]): Paper => {
  const primaryCategory = categoryOf(number);
  const repository = number % REPOSITORY_EVERY === 0 ? `https://github.com/${repositoryOf(number)}` : undefined;
  const facts = factsOf(
    aPaper(paperIdOf(number), {
      ...{ primaryCategory, categories: [primaryCategory], announcedOn: announcedOnOf(number) },
      abstract: `${ABSTRACT}${repository === undefined ? '' : `Our code is available at ${repository}.`}`,
      links: { code: repository === undefined ? [] : [repository], project: [] },
    }),
  );
  return assemblePaper(facts, { ...NO_ATTENTION, ...signalEvidence(rows) });
};

const client = localClient(endpoint);
await createTables(client);
const meter = createCostMeter();

const putAll = async (table: string, rows: readonly object[]): Promise<void> => {
  const batches = Array.from({ length: Math.ceil(rows.length / ROWS_PER_BATCH) }, (_, index) =>
    rows.slice(index * ROWS_PER_BATCH, (index + 1) * ROWS_PER_BATCH),
  ).values();
  const put = async (): Promise<void> => {
    for (const batch of batches)
      await client.send(
        new BatchWriteCommand({ RequestItems: { [table]: batch.map((Item) => ({ PutRequest: { Item } })) } }),
      );
  };
  await Promise.all(Array.from({ length: BATCHES_AT_ONCE }, put));
};

let history = 0;
const CHUNK = 3000;
for (let start = 0; start < PAPERS + PAPERS_OVER; start += CHUNK) {
  const numbers = Array.from({ length: Math.min(CHUNK, PAPERS + PAPERS_OVER - start) }, (_, index) => start + index);
  const rowsOf = new Map(
    numbers.map(
      (number) => [number, number < PAPERS && number % REPOSITORY_EVERY === 0 ? rowsBefore(number) : []] as const,
    ),
  );
  const papers = numbers.map((number) => inventPaper(number, rowsOf.get(number) ?? []));
  await putAll('Papers', papers);
  // So that the meter knows which keys of an index a put changes.
  for (const Item of papers) meter.note({ name: 'PutItemCommand', input: { TableName: 'Papers', Item }, output: {} });
  const rows = [...rowsOf.values()].flat();
  history += rows.length;
  await putAll('Signals', rows);
  process.stderr.write(`  ${start + numbers.length} papers stored\n`);
}
const today = Array.from({ length: PAPERS / WATCH_DAYS }, (_, index) => index * WATCH_DAYS);
await putAll(
  'Listings',
  today.map((number) => aListing(paperIdOf(number), { category: categoryOf(number), listedOn: DATE })),
);
const ledger = createCollectionLedger(client, 'Batches');
const sums = Object.fromEntries(
  CANONICAL_CATEGORIES.map((category) => [category, { doublings: 123.456, days: 12.345 }]),
);
for (const source of SIGNAL_SOURCES) {
  const before = beginNight(source, { date: addDays(DATE, -1), before: undefined, at: `${DATE}T06:00:00.000Z` });
  await ledger.putNight(completeNight({ ...before, before: sums, today: sums }));
}
// Terms of the weeks before: as many a day as are kept.
for (let age = 1; age < RECENT_DAYS + BASE_DAYS; age += 1) {
  const date = addDays(DATE, -age);
  if (!isListDate(date)) continue;
  const terms = Object.fromEntries(Array.from({ length: TERMS_PER_DAY }, (_, index) => [`term-${index} of a day`, 3]));
  await ledger.putTermCounts({ date, papers: PAPERS / WATCH_DAYS, terms: { ...terms, costs: 900, folding: 1500 } });
}
meter.take();

const sources = await startLoopbackAttention(server, crowd);
const now = new Date(`${DATE}T06:00:00.000Z`);
await sources.setNow(now);
watchCommands(client, (seen) => meter.note(seen));
const clock = (): Date => now;
const options = { userAgent: 'PaperRound/0.1 (bench; mailto:nobody@example.org)' };
const ports = {
  repositories: createGitHub({ ...options, baseUrl: sources.bases.gitHubApiUrl, token: 'invented' }),
  dailyPapers: createHuggingFace({ ...options, baseUrl: sources.bases.huggingFaceUrl }),
  stories: createHackerNews({ ...options, baseUrl: sources.bases.hackerNewsUrl }),
};
const papers = createPaperStore(client, 'Papers', clock);
let unwatched = 0;
const tables = {
  papers: {
    ...papers,
    unwatch: async (date: string, limit: number) => {
      unwatched = Math.max(unwatched, await papers.unwatch(date, limit));
      return unwatched;
    },
  },
  listings: createListingStore(client, 'Listings'),
  signals: createSignalStore(client, 'Signals'),
  collection: ledger,
};
const night = () => collectSignals({ ...tables, ...ports, clock }, { date: DATE, categories: CANONICAL_CATEGORIES });

let report: Awaited<ReturnType<typeof night>> | undefined;
const processorBefore = process.cpuUsage();
const seconds = await secondsOf(async () => {
  report = await night();
});
const { user, system } = process.cpuUsage(processorBefore);
const processorSeconds = (user + system) / 1e6;
const cost = meter.take();
const peakMegabytes = ownPeakMegabytes();
const again = await secondsOf(night);
await sources.close();
await Promise.all(Object.values(ports).map((port) => port.close()));
client.destroy();

/** A paper of three units and its row of the index; the meter saw the key alone. */
const unwatchUnits = unwatched * (3 + 1 - 1);
const sumOf = (of: keyof TableCost): number => [...cost].reduce((sum, [, table]) => sum + table[of], 0);
const inWords = (of: keyof TableCost): string => [...cost].map(([table, costs]) => `${table} ${costs[of]}`).join(', ');
const dollarsOf = (units: number, price: number): number => (units * price) / 1e6;
const ofSources = (report?.sources ?? []).map(
  ({ source, state, due, looked, requests }) =>
    `${source} ${state}: ${looked} of ${due} papers in ${requests} requests`,
);

const name = 'collecting: a night over 45,000 watched papers';
const figures: readonly Figure[] = [
  figureOf(
    {
      name,
      unit: 's',
      goal: { atMost: 60 },
      note: `${ofSources.join('; ')}; ${report?.withGain ?? 0} of ${report?.looks ?? 0} looks with a gain, ${report?.papersRescored ?? 0} papers rescored, ${report?.bursting ?? 0} with bursting terms; ${history} rows of nights before; ${processorSeconds.toFixed(1)} s of processor time in this process`,
    },
    seconds,
  ),
  figureOf({ name: `${name}, once more`, unit: 's', note: 'nothing is left to do' }, again),
  figureOf(
    {
      name: `${name}, peak memory`,
      unit: 'MB',
      note: 'the collecting process, having put the history into the tables',
    },
    peakMegabytes,
  ),
  figureOf(
    {
      name: `${name}, writes`,
      unit: 'writes',
      note: `${inWords('writes')}; rows of indexes: ${inWords('indexWrites')}`,
    },
    sumOf('writes'),
  ),
  figureOf(
    {
      name: `${name}, write units`,
      unit: 'units',
      note: `by size of the rows, rows of indexes included; ${inWords('writeUnits')}, and ${unwatchUnits} for ${unwatched} papers that were taken out of the index`,
    },
    sumOf('writeUnits') + unwatchUnits,
  ),
  figureOf(
    {
      name: `${name}, price of its writes`,
      unit: '$',
      note: `on demand in us-east-1, $${DOLLARS_PER_MILLION.writes} for a million write request units`,
    },
    dollarsOf(sumOf('writeUnits') + unwatchUnits, DOLLARS_PER_MILLION.writes),
  ),
  figureOf(
    {
      name: `${name}, price of its reads`,
      unit: '$',
      note: `$${DOLLARS_PER_MILLION.reads} for a million read request units; ${inWords('readUnits')}; the index, read with eventual consistency, costs half of what is counted here`,
    },
    dollarsOf(sumOf('readUnits'), DOLLARS_PER_MILLION.reads),
  ),
];
process.stdout.write(JSON.stringify(figures));
