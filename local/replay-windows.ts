/**
 * Replay of what a harvest archived, its OAI windows included. Which dates OAI has told everything of is known from its
 * windows: the harvest goes over those that are archived once more, with the archive in the place of arXiv, and counts
 * their dates.
 */
import { newYorkDate } from '../lambdas/core/calendar/announcement-calendar.ts';
import { addDays } from '../lambdas/core/calendar/new-york-time.ts';
import { ALL_RECORDS } from '../lambdas/core/harvest/oai-set.ts';
import { isoDateSchema } from '../lambdas/core/paper/paper.ts';
import type { Arxiv, Fetched, OaiPage } from '../lambdas/core/ports/arxiv.ts';
import type { RawArchive } from '../lambdas/core/ports/outside.ts';
import { harvestWindows, type HarvestWindowsDeps } from '../lambdas/functions/harvest-papers/oai/harvest-windows.ts';
import {
  addCounts,
  createIntake,
  type HarvestDeps,
  type HarvestReport,
} from '../lambdas/functions/harvest-papers/intake/intake.ts';
import { readCoverage } from '../lambdas/functions/harvest-papers/oai/oai-coverage.ts';
import type { SettleBatchesDeps } from '../lambdas/functions/harvest-papers/batches/settle-batches.ts';
import { settleDates } from '../lambdas/functions/harvest-papers/batches/settle-dates.ts';
import { archivedResponses, type ArchivedFile } from './replay-source.ts';
import type { RecordedSource } from './round-source.ts';

const VERBS: ReadonlySet<string> = new Set(['ListRecords', 'ListIdentifiers']);

/** What a page of OAI was asked for with, by the address in its archive; undefined for every other address. */
const askedPage = (address: string): { readonly verb: string; readonly page: OaiPage } | undefined => {
  if (!/^https?:/.test(address) || !URL.canParse(address)) return undefined;
  const { searchParams } = new URL(address);
  const valueOf = (name: string): string => searchParams.get(name) ?? '';
  const [verb, token, day] = [valueOf('verb'), valueOf('resumptionToken'), valueOf('from')];
  if (!VERBS.has(verb)) return undefined;
  if (token !== '') return { verb, page: { token } };
  return isoDateSchema.safeParse(day).success
    ? { verb, page: { set: searchParams.get('set') ?? ALL_RECORDS, day } }
    : undefined;
};

const isOaiAddress = (address: string): boolean => askedPage(address) !== undefined;

/** Pages of OAI that a harvest archived are taken in as it took them: papers in none of its categories are passed over. */
export const takeReplay = async (
  deps: HarvestDeps,
  { responses, categories }: Pick<RecordedSource, 'responses'> & { readonly categories: readonly string[] },
): Promise<HarvestReport> => {
  const intake = createIntake(deps, { sampleIds: false });
  const ofOai = createIntake(deps, { sampleIds: false, follows: categories });
  for await (const input of responses) await ('body' in input && isOaiAddress(input.name) ? ofOai : intake).take(input);
  const [report, oai] = [intake.report(), ofOai.report()];
  const counts = { ...report.counts };
  addCounts(counts, oai.counts);
  const latest = [report.latestAnnouncedOn ?? [], oai.latestAnnouncedOn ?? []].flat().sort().at(-1);
  return { ...report, counts, documents: [...report.documents, ...oai.documents], latestAnnouncedOn: latest };
};

const keyOf = (verb: string, page: OaiPage): string =>
  JSON.stringify('token' in page ? [verb, page.token] : [verb, page.set, page.day]);

interface ArchivedWindow {
  readonly set: string;
  readonly day: string;
  /** When its first page came last. */
  readonly at: string;
}

interface OaiArchive {
  readonly arxiv: Arxiv;
  readonly windows: readonly ArchivedWindow[];
}

/** Of several answers to the same question the last one is taken. */
const openOaiArchive = async (paths: readonly string[]): Promise<OaiArchive> => {
  const files = new Map<string, ArchivedFile>();
  const windows = new Map<string, ArchivedWindow>();
  for await (const file of archivedResponses(paths)) {
    const asked = file.request.status === 200 ? askedPage(file.request.name) : undefined;
    if (asked === undefined) continue;
    const key = keyOf(asked.verb, asked.page);
    const at = file.request.receivedAt;
    if (at < (files.get(key)?.request.receivedAt ?? '')) continue;
    files.set(key, file);
    if (asked.verb === 'ListRecords' && 'day' in asked.page) windows.set(key, { ...asked.page, at });
  }
  const withheld: Fetched = { outcome: 'withheld', reason: 'it is not in the archive' };
  const answer = async (verb: string, page: OaiPage): Promise<Fetched> => {
    const response = await files.get(keyOf(verb, page))?.read();
    return response === undefined ? withheld : { outcome: 'response', response };
  };
  const never = (): Promise<Fetched> => Promise.resolve(withheld);
  return {
    windows: [...windows.values()].sort((a, b) => (a.day < b.day ? -1 : 1)),
    arxiv: {
      oaiRecords: (page) => answer('ListRecords', page),
      oaiIdentifiers: (page) => answer('ListIdentifiers', page),
      feed: never,
      listingPage: never,
      papersById: never,
      submissions: never,
      identify: never,
      usage: () => ({ requests: 0, bytes: 0, refusals: 0 }),
      close: () => Promise.resolve(),
    },
  };
};

export type ReplayWindowsDeps = Pick<HarvestWindowsDeps, 'papers' | 'listings' | 'ledger'> &
  Pick<SettleBatchesDeps, 'batches'>;

/** The responses have been taken in and archived already. */
const NO_ARCHIVE: RawArchive = { keep: () => Promise.resolve(), keepRejects: () => Promise.resolve() };

/** To be called once all documents have been taken in. Nothing happens to input that is no archive. */
export const settleReplayedWindows = async (
  deps: ReplayWindowsDeps,
  { paths, categories }: { readonly paths: readonly string[]; readonly categories: readonly string[] },
): Promise<void> => {
  const { windows, arxiv } = await openOaiArchive(paths);
  const [first] = windows;
  if (first === undefined) return;
  for (const { set, day, at } of windows)
    await harvestWindows(
      { ...deps, arxiv, archive: NO_ARCHIVE, clock: () => new Date(at) },
      { windows: [{ set, day }], isSettled: () => false, follows: categories },
    );
  const latest = new Date(Math.max(...windows.map(({ at }) => Date.parse(at))));
  const settleDeps = { ...deps, clock: () => latest };
  const dates: string[] = [];
  for (let date = first.day; date <= newYorkDate(latest); date = addDays(date, 1)) dates.push(date);
  await settleDates(settleDeps, {
    categories,
    dates,
    coverage: await readCoverage(settleDeps, { categories, from: first.day }),
    isRepair: true,
  });
};
