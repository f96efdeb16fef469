/**
 * What is known of one batch after a harvest: its papers by every list that was seen of it, which of them are stored, and
 * whether the feed was another day's. A feed may serve the batch before under today's date, one category at a time, so
 * identifiers decide and dates never do: a category lists a paper as new or cross-listed once.
 */
import type { Batch } from '../../../core/batch.ts';
import { listDateOfSubmission } from '../../../core/calendar/announcement-calendar.ts';
import { addDays } from '../../../core/calendar/new-york-time.ts';
import type { BatchEvidence } from '../../../core/harvest/judge-batch.ts';
import type { Listing, PaperId } from '../../../core/paper/paper.ts';
import type { PaperStore } from '../../../core/ports/stores.ts';
import type { ListingPage } from '../../../core/parse/parsed-document.ts';
import { countOf, type TalliedBatch } from '../intake/batch-tally.ts';
import type { ChangePapersDeps } from '../intake/change-papers.ts';
import { rowsOfPage } from '../intake/intake.ts';
import { sightPapers, unsightPapers } from '../intake/sight-papers.ts';

/** A feed that is older than this has left no day without a list. */
const REPEAT_DAYS = 7;
/** A feed of which more than this share stood on earlier lists is another day's; below it single papers are. */
const STALE_SHARE = 0.5;

export interface GatheredBatch {
  readonly evidence: BatchEvidence;
  /** Papers of the batch that are stored. */
  readonly storedIds: ReadonlySet<PaperId>;
}

interface FoundBatch {
  readonly batch: TalliedBatch;
  readonly known: Batch | undefined;
}

/** Rows by which the category listed a paper as new or cross-listed. */
export const announcedRows = (rows: readonly Listing[]): readonly Listing[] =>
  rows.filter(({ basis, kind }) => basis === 'listed' && kind !== 'replacement');

/**
 * Mends on the way what the harvest had to take on trust: listings of a stale feed are taken away again, and papers that
 * only a listing page names learn their list date.
 */
export const gatherEvidence = async (deps: ChangePapersDeps, found: FoundBatch): Promise<GatheredBatch> => {
  const { batch, known } = found;
  const { category, date, page } = batch;
  const rows = known || page || isFeed(batch) ? await deps.listings.between(category, date, date) : [];
  const listedBefore = announcedRows(rows);
  const stale = await findStale(deps, found, listedBefore);
  await removeStale(deps, found, { stale, rows });

  const onPage = page ? [...announcedOn(page)] : [];
  const ids = [...new Set([...batch.paperIds, ...onPage, ...listedBefore.map(({ paperId }) => paperId)])].filter(
    (paperId) => !stale.ids.has(paperId),
  );
  const unproven = ids.filter((paperId) => !batch.paperIds.has(paperId));
  const present = unproven.length > 0 ? await deps.papers.getMany(unproven) : new Map<PaperId, never>();
  if (page) await sightPapers(deps, { date, paperIds: onPage.filter((paperId) => present.has(paperId)) });
  const missingIds = unproven.filter((paperId) => !present.has(paperId));
  const missing = new Set(missingIds);
  const storedIds = new Set(ids.filter((paperId) => !missing.has(paperId)));
  return {
    storedIds,
    evidence: {
      category,
      date,
      known,
      stored: storedIds.size,
      missingIds,
      ...countAndFaults(found, { stored: storedIds.size }),
      ...(stale.reason !== undefined && { countedBy: undefined }),
      waiting: stale.reason ?? waitingFor(batch, { rows, storedIds }),
      sources: batch.sources,
    },
  };
};

const isFeed = ({ sources }: Pick<TalliedBatch, 'sources'>): boolean => sources.has('rss') || sources.has('atom-feed');

/** Why the batch can't be called complete, when its listing page does not prove it. */
const waitingFor = (
  { page, sources, paperIds }: TalliedBatch,
  { rows, storedIds }: { readonly rows: readonly Listing[]; readonly storedIds: ReadonlySet<PaperId> },
): string | undefined => {
  if (page?.isWhole === true) return undefined;
  if (page && storedIds.size < page.announced)
    return `its listing page says that there are ${page.announced} papers, of which ${storedIds.size} are stored`;
  if (page && paperIds.size === 0) return 'its listing page could not be read to its end';
  return isFeed({ sources }) ? whatOaiHasMore(rows, storedIds) : undefined;
};

/**
 * A feed may end early and look whole. OAI, which comes first in a night, tells: papers that the calendar puts on the date,
 * and that the feed does not list.
 */
const whatOaiHasMore = (rows: readonly Listing[], listed: ReadonlySet<PaperId>): string | undefined => {
  const more = rows.filter(
    ({ basis, kind, paperId }) => basis === 'inferred' && kind !== 'replacement' && !listed.has(paperId),
  );
  return more.length === 0 ? undefined : `OAI has ${more.length} papers of this date that its feed does not list`;
};

/**
 * What a harvest saw can't take back what an earlier one found missing, when it saw less of the batch than is stored.
 * A listing page settles that by its count.
 */
const countAndFaults = (
  { batch, known }: FoundBatch,
  { stored }: { readonly stored: number },
): Pick<BatchEvidence, 'countedBy' | 'announced' | 'rejected' | 'problems'> => {
  const sawLess = batch.page?.isWhole !== true && batch.paperIds.size < stored;
  const gap = sawLess && known?.state === 'short' && known.countedBy !== 'listing-page' ? known : undefined;
  const problems = [...batch.problems].sort();
  return {
    countedBy: countOf(batch),
    // A page that is not whole says how many there are at least; in a whole one a paper may stand in two sections.
    ...(batch.page && { announced: batch.page.isWhole ? announcedOn(batch.page).size : batch.page.announced }),
    rejected: Math.max(batch.rejected, gap?.rejected ?? 0),
    problems: problems.length === 0 && batch.rejected === 0 ? [gap?.reason ?? []].flat() : problems,
  };
};

/** Papers that the page calls new or cross-listed. */
const announcedOn = ({ entries }: ListingPage): ReadonlySet<PaperId> =>
  new Set(entries.filter(({ kind }) => kind !== 'replacement').map(({ paperId }) => paperId));

interface StalePapers {
  /** Papers whose row of that date is wrong. */
  readonly ids: ReadonlySet<PaperId>;
  /** Why the list as a whole is another day's. */
  readonly reason?: string;
}

/** A listing page tells strangers by itself; without one the lists of the days before do. */
const findStale = async (
  { listings, papers }: ChangePapersDeps,
  { batch }: FoundBatch,
  listedBefore: readonly Listing[],
): Promise<StalePapers> => {
  const { category, date, page, paperIds } = batch;
  if (page?.isWhole === true) {
    const onPage = announcedOn(page);
    const fromFeeds = new Set([...paperIds, ...listedBefore.map(({ paperId }) => paperId)]);
    // The page was asked for after the feed: what it does not name has not been announced.
    return { ids: new Set([...fromFeeds].filter((paperId) => !onPage.has(paperId))) };
  }
  if (paperIds.size === 0 || !isFeed(batch)) return { ids: new Set() };
  const earlier = announcedRows(await listings.between(category, addDays(date, -REPEAT_DAYS), addDays(date, -1)));
  const dates = new Map(earlier.map(({ paperId, listedOn }) => [paperId, listedOn]));
  // Rows of a run that was killed before it could look at them are looked at as well.
  const candidates = new Set([...paperIds, ...listedBefore.map(({ paperId }) => paperId)]);
  const ids = new Set([...candidates].filter((paperId) => dates.has(paperId)));
  const repeated = [...paperIds].filter((paperId) => ids.has(paperId));
  if (repeated.length <= STALE_SHARE * paperIds.size) {
    const own = await wasDueBefore(papers, { category, date, paperIds });
    return own ? { ids: new Set(paperIds), reason: 'its feed holds papers that were due on an earlier list' } : { ids };
  }
  const shown = dates.get(repeated[0] ?? ('' as PaperId)) ?? '';
  return { ids, reason: `its feed still shows the list of ${shown}` };
};

/** With fewer papers nothing can be said of a day. */
const MIN_DATED_PAPERS = 5;

/**
 * Where the list before was never seen, the first submissions tell, as far as OAI has given them: moderation holds single
 * papers back, and not most of a day's.
 */
const wasDueBefore = async (
  papers: PaperStore,
  { category, date, paperIds }: Pick<TalliedBatch, 'category' | 'date' | 'paperIds'>,
): Promise<boolean> => {
  const dated = [...(await papers.getMany([...paperIds])).values()].flatMap(({ primaryCategory, submittedAt }) =>
    primaryCategory === category && submittedAt !== undefined ? [listDateOfSubmission(submittedAt)] : [],
  );
  const early = dated.filter((due) => due < date);
  return dated.length >= MIN_DATED_PAPERS && early.length > STALE_SHARE * dated.length;
};

/**
 * Takes away what a stale feed left under the date: its announcements, and its replacements as far as it can be told that
 * they are its own. What a listing page says is put back, since a stronger row may have stood in its place.
 */
const removeStale = async (
  deps: ChangePapersDeps,
  { batch: { page, date }, known }: FoundBatch,
  { stale, rows }: { readonly stale: StalePapers; readonly rows: readonly Listing[] },
): Promise<void> => {
  const named = page?.isWhole === true ? new Set(page.entries.map(({ paperId }) => paperId)) : undefined;
  const isOtherDays = stale.reason !== undefined && !page && known?.countedBy !== 'listing-page';
  const wrong = rows.filter(({ paperId, kind, basis }) => {
    if (basis !== 'listed') return false;
    if (kind === 'replacement') return isOtherDays || named?.has(paperId) === false;
    return isOtherDays || stale.ids.has(paperId);
  });
  if (wrong.length > 0) {
    await deps.listings.remove(wrong);
    if (page) await deps.listings.putMany(rowsOfPage(page));
  }
  if (stale.ids.size > 0) await unsightPapers(deps, { date, paperIds: [...stale.ids] });
};
