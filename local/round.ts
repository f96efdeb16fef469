/**
 * One daily round on this machine: the same functions that run as Lambdas, wired to embedded engines. A round stands for
 * the whole day, and every clock in it stands at noon in New York on its list date.
 */
import { resolve } from 'node:path';
import {
  isListDate,
  newYorkDate,
  noonInNewYork,
  previousListDate,
} from '../lambdas/core/calendar/announcement-calendar.ts';
import { CANONICAL_CATEGORIES } from '../lambdas/core/paper/category.ts';
import { ALL_CATEGORIES } from '../lambdas/core/rank/ranked-list.ts';
import type { Clock } from '../lambdas/core/ports/outside.ts';
import { createFolderArchive } from '../lambdas/adapters/storage/folder-archive.ts';
import { buildMime } from '../lambdas/adapters/ses/mime.ts';
import { createSesClient, createSesMailSender } from '../lambdas/adapters/ses/ses-mail-sender.ts';
import { harvestPapers } from '../lambdas/functions/harvest-papers/harvest-papers.ts';
import {
  createIntake,
  type HarvestDeps,
  type HarvestReport,
} from '../lambdas/functions/harvest-papers/intake/intake.ts';
import { noteRun } from '../lambdas/functions/harvest-papers/run-task.ts';
import { papersListed } from '../lambdas/functions/harvest-papers/lists/papers-listed.ts';
import { settleBatches } from '../lambdas/functions/harvest-papers/batches/settle-batches.ts';
import { takeNewestList, type NewestListTaken } from '../lambdas/functions/harvest-papers/lists/take-newest-list.ts';
import { rankTrending } from '../lambdas/functions/rank-trending/rank-trending.ts';
import type { CollectReport } from '../lambdas/functions/collect-signals/collect-signals.ts';
import { collectRoundSignals, collectSampleSignals, reportSignals, withinBudget } from './collect-round-signals.ts';
import type { Progress } from './console-progress.ts';
import { announceEngine, openDataDirectory, type DataDirectory } from './data-directory.ts';
import { deliverDigests } from './deliver-digests.ts';
import { LOCAL_ACCESS, openLocalTables, type LocalTables } from './local-tables.ts';
import { recordOutbox } from './outbox.ts';
import { ensureSampleReader } from './sample-reader.ts';
import { startSesEndpoint } from './ses-endpoint.ts';
import { createTunnelAgent } from './tunnel-agent.ts';
import { UsageError, type RoundFlags } from './round-flags.ts';
import { isLoopback, type RoundSettings } from './round-settings.ts';
import { settleReplayedWindows, takeReplay } from './replay-windows.ts';
import { openRoundSource, type RoundSource } from './round-source.ts';
import { reportHarvest } from './report-harvest.ts';
import { buildLocalSearch } from './search-index.ts';
import { openSources } from './signal-sources.ts';
import type { RoundSummary } from './round-summary.ts';
import { localMailSite } from './local-mail-site.ts';

export interface FinishedRound {
  readonly summary: RoundSummary;
  readonly harvest: HarvestReport;
  readonly directory: DataDirectory;
  readonly tables: LocalTables;
  /** Noon in New York on the round's date. */
  readonly clock: Clock;
  /** What the round took for now while it asked arXiv. */
  readonly fetchClock: Clock;
  close(): Promise<void>;
}

/**
 * Runs the round to its end; the tables stay open for the site. Throws when a stage could not finish.
 * @throws UsageError, DataDirectoryError, ReplayPathError, ArxivUnreachableError
 */
export const runRound = async (
  flags: RoundFlags,
  {
    settings,
    progress,
    baseUrl,
  }: { readonly settings: RoundSettings; readonly progress: Progress; readonly baseUrl: string },
): Promise<FinishedRound> => {
  const startedMs = performance.now();
  refuseRemoteEndpoints(flags, settings);

  const flagDate = flags.date;
  const fetchClock = flagDate === undefined ? () => new Date() : () => noonInNewYork(flagDate);
  const source = await openRoundSource(flags, settings, fetchClock);
  try {
    if (source.kind !== 'live' && source.notice !== undefined) progress.notice(source.notice);
    const kind = source.kind === 'sample' ? 'sample' : 'real';
    const directory = await openDataDirectory(resolve(flags.dataDirectory ?? `.paper-round/${kind}`), { kind });
    // Tables are opened before the date of the round is known; until then nothing that expires is read.
    let clock: Clock = fetchClock;
    const tables = await openLocalTables({
      directory: directory.paths.tables,
      endpoint: settings.dynamodbEndpoint,
      clock: () => clock(),
    });
    if (source.kind === 'live') source.joinTurns(tables.turn);
    const withdraw = await announceEngine(directory.paths.root, tables.endpoint);
    const close = async (): Promise<void> => {
      await withdraw();
      await tables.close();
    };
    try {
      const { summary, harvest } = await runStages({
        ...{ flags, settings, progress, baseUrl, source, directory, tables, fetchClock },
        setDate: (date) => (clock = () => noonInNewYork(date)),
      });
      const seconds = Math.round((performance.now() - startedMs) / 100) / 10;
      return { harvest, summary: { ...summary, seconds }, directory, tables, clock, fetchClock, close };
    } catch (error) {
      await close();
      throw error;
    }
  } finally {
    if (source.kind === 'live') await source.arxiv.close();
  }
};

const refuseRemoteEndpoints = (flags: RoundFlags, settings: RoundSettings): void => {
  if (flags.allowRemote) return;
  const remote = [
    ['AWS_ENDPOINT_URL_DYNAMODB', settings.dynamodbEndpoint],
    ['AWS_ENDPOINT_URL_SES', settings.sesEndpoint],
  ].filter(([, endpoint]) => endpoint !== undefined && !isLoopback(endpoint));
  if (remote.length === 0) return;
  throw new UsageError(
    `${remote.map(([name]) => name).join(' and ')} is not on loopback: a local round would write there. Add --allow-remote if that is what you want.`,
  );
};

interface Stages {
  readonly flags: RoundFlags;
  readonly settings: RoundSettings;
  readonly progress: Progress;
  readonly baseUrl: string;
  readonly source: RoundSource;
  readonly directory: DataDirectory;
  readonly tables: LocalTables;
  readonly fetchClock: Clock;
  /** Puts every clock of the round to the date's noon in New York. */
  readonly setDate: (date: string) => Clock;
}

const runStages = async (
  stages: Stages,
): Promise<{ summary: Omit<RoundSummary, 'seconds'>; harvest: HarvestReport }> => {
  const { flags, progress, source, settings, tables } = stages;
  const startedAt = stages.fetchClock().toISOString();
  const { harvest, newest } = await takeDocuments(stages);
  reportHarvest(harvest, { progress, namesEachFile: source.kind === 'replay' });

  const date =
    flags.date ??
    harvest.tally.latestListDate() ??
    harvest.latestAnnouncedOn ??
    latestListDateUpTo(newYorkDate(stages.fetchClock()));
  const clock = stages.setDate(date);
  const { categories } = settings;
  // On a day without a list the batch is that of the last one.
  const listDate = latestListDateUpTo(date);
  const came = new Set(harvest.tally.batches().flatMap((batch) => (batch.date === listDate ? [batch.category] : [])));
  const awaited = categories.filter((category) => !came.has(category));
  const batches = await settleBatches(
    { ...tables, clock },
    newest === undefined
      ? { tally: harvest.tally, date }
      : {
          tally: harvest.tally,
          date: listDate,
          categories,
          feedTags: newest.feedTags,
          ...(newest.isFromApi
            ? { fromQueryApi: await papersListed(tables.listings, { categories: awaited, date: listDate }) }
            : { waiting: new Map(awaited.map((category) => [category, NOT_LISTED])) }),
        },
  );
  for (const { category, date: settled, state, reason = '' } of batches) {
    if (
      category !== ALL_CATEGORIES &&
      settled === listDate &&
      (state === 'short' || (state === 'pending' && newest?.isFromApi === false))
    )
      progress.notice(`${category} is ${state}: ${reason}`);
  }

  if (source.kind === 'live')
    await noteRun(
      { ledger: tables.ledger, clock: stages.fetchClock },
      {
        task: 'round',
        startedAt,
        usage: source.arxiv.usage(),
        counts: harvest.counts,
        outcome: `list of ${listDate}: ${batches.find(({ category, date: on }) => category === ALL_CATEGORIES && on === listDate)?.state ?? 'nothing of it'}`,
      },
    );

  if (source.kind === 'replay') await settleReplayedWindows(tables, { paths: flags.replayPaths, categories });

  progress.at('asking for signals');
  reportSignals(await collect(stages, { date, clock }), progress);

  progress.at('ranking');
  const { lists, dates } = await rankTrending(tables, { date, categories: CANONICAL_CATEGORIES });
  progress.done(
    `ranked    ${lists} lists for ${date}${dates.length > 1 ? `, and those of ${dates.length - 1} days before` : ''}`,
  );

  progress.at('indexing');
  await buildLocalSearch({ root: stages.directory.paths.root, tables, categories: CANONICAL_CATEGORIES, clock });

  const delivery = await deliver(stages, { date, clock });
  const papers = await tables.papers.count();
  const { records: recordCount, ...outcomes } = harvest.counts;
  return {
    harvest,
    summary: {
      date,
      source: source.kind,
      requests: source.kind === 'live' ? source.arxiv.usage().requests : 0,
      records: recordCount,
      papers,
      ...outcomes,
      lists,
      ...delivery,
    },
  };
};

/** Why a category has no batch of the newest date, when others have. */
const NOT_LISTED = 'its feed holds no list of this date';

/** `newest`: what only arXiv itself can tell. */
const takeDocuments = async ({
  flags,
  settings,
  progress,
  source,
  directory,
  tables,
  fetchClock,
}: Stages): Promise<{ readonly harvest: HarvestReport; readonly newest?: NewestListTaken }> => {
  let records = 0;
  const deps: HarvestDeps = {
    papers: tables.papers,
    listings: tables.listings,
    archive: createFolderArchive(directory.paths.raw),
    onDocument: (report) => {
      records += report.records;
      progress.at(`reading: ${records} records, ${report.name}`);
    },
  };
  if (source.kind === 'sample')
    return { harvest: await harvestPapers(deps, { responses: source.responses, sampleIds: true }) };
  if (source.kind !== 'live')
    return { harvest: await takeReplay(deps, { ...source, categories: settings.categories }) };
  const intake = createIntake(deps, { sampleIds: false });
  const newest = await takeNewestList(
    { arxiv: source.arxiv, intake, papers: tables.papers },
    { categories: settings.categories, clock: fetchClock, wantedDate: flags.date },
  );
  return { harvest: intake.report(), newest };
};

const collect = (
  { source, settings, tables, progress, fetchClock }: Stages,
  { date, clock }: { readonly date: string; readonly clock: Clock },
): Promise<CollectReport> => {
  const { categories } = settings;
  if (source.kind === 'sample') return collectSampleSignals(tables, { date, categories, progress });
  return collectRoundSignals(tables, {
    ...{ date, categories, progress },
    sources: openSources(settings, { onlyGiven: source.kind === 'replay', isHurried: true }),
    // When a source wants to be left alone it says until when, in real time.
    clock: source.kind === 'live' ? fetchClock : clock,
    isTimeUp: withinBudget(),
  });
};

const latestListDateUpTo = (date: string): string => (isListDate(date) ? date : previousListDate(date));

const deliver = async (
  { settings, progress, baseUrl, source, directory, tables }: Stages,
  { date, clock }: { date: string; clock: () => Date },
) => {
  const ownEndpoint = settings.sesEndpoint === undefined ? await startSesEndpoint() : undefined;
  const endpoint = settings.sesEndpoint ?? ownEndpoint?.url ?? '';
  const client = createSesClient({ endpoint, ...LOCAL_ACCESS, httpsAgent: createTunnelAgent(process.env) });
  try {
    if (ownEndpoint)
      await ensureSampleReader(tables.subscribers, {
        categories: settings.categories,
        hashKey: directory.keys.hashKey,
        at: clock(),
      });
    let subscribers = 0;
    for await (const { state } of tables.subscribers.all()) if (state === 'confirmed') subscribers += 1;
    const counts = await deliverDigests(
      {
        ...tables,
        sender: recordOutbox(createSesMailSender({ client }), directory.paths.outbox),
        clock,
        buildMime,
        site: localMailSite(baseUrl),
        tokenKeys: directory.keys.tokenKeys,
        sample: source.kind === 'sample',
      },
      { listDate: date, progress },
    );
    const digests = counts.sent + counts.skipped + counts.failed + counts.unknown;
    progress.done(
      `mailed    ${counts.sent} sent, ${counts.skipped} skipped, ${counts.failed} failed, ${counts.unknown} unknown`,
    );
    return { subscribers, digests, ...counts };
  } finally {
    client.destroy();
    await ownEndpoint?.close();
  }
};
