/**
 * What is known of one batch after a harvest: its papers by every list that was seen of it, which of them are stored, and
 * whether the feed was another day's. A feed may serve the batch before under today's date, one category at a time, so
 * identifiers decide and dates never do: a category lists a paper as new or cross-listed once.
 */
import type { Batch } from '../../core/batch.ts';
import { addDays } from '../../core/calendar/new-york-time.ts';
import type { BatchEvidence } from '../../core/harvest/judge-batch.ts';
import type { Listing, PaperId } from '../../core/paper/paper.ts';
import type { ListingPage } from '../../core/parse/parsed-document.ts';
import { countOf, type TalliedBatch } from './batch-tally.ts';
import type { ChangePapersDeps } from './change-papers.ts';
import { rowsOfPage } from './intake.ts';
import { sightPapers, unsightPapers } from './sight-papers.ts';

/** A feed that is older than this has left no day without a list. */
const REPEAT_DAYS = 7;
/** A list of which more than this share stands elsewhere is another day's; below it single papers are. */
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
  const listedBefore = known || page ? announcedRows(await deps.listings.between(category, date, date)) : [];
  const stale = await findStale(deps, found, listedBefore);
  await removeStale(deps, found, stale);

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
      ...countAndFaults(found, { stored: storedIds.size, staleReason: stale.reason }),
      sources: batch.sources,
    },
  };
};

/**
 * What a harvest saw can't take back what an earlier one found missing, when it saw less of the batch than is stored.
 * A listing page settles that by its count.
 */
const countAndFaults = (
  { batch, known }: FoundBatch,
  { stored, staleReason }: { readonly stored: number; readonly staleReason: string | undefined },
): Pick<BatchEvidence, 'countedBy' | 'announced' | 'rejected' | 'problems' | 'waiting'> => {
  const sawLess = batch.page === undefined && batch.paperIds.size < stored;
  const gap = sawLess && known?.state === 'short' && known.countedBy !== 'listing-page' ? known : undefined;
  const problems = [...batch.problems].sort();
  return {
    countedBy: staleReason !== undefined && !batch.page ? undefined : countOf(batch),
    ...(batch.page && { announced: batch.page.announced }),
    rejected: Math.max(batch.rejected, gap?.rejected ?? 0),
    problems: problems.length === 0 && batch.rejected === 0 ? [gap?.reason ?? []].flat() : problems,
    waiting: staleReason,
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
  { listings }: ChangePapersDeps,
  { batch }: FoundBatch,
  listedBefore: readonly Listing[],
): Promise<StalePapers> => {
  const { category, date, page, sources, paperIds } = batch;
  if (paperIds.size === 0 || !(sources.has('rss') || sources.has('atom-feed'))) return { ids: new Set() };
  if (page?.isWhole === true) {
    const onPage = announcedOn(page);
    const fromFeeds = new Set([...paperIds, ...listedBefore.map(({ paperId }) => paperId)]);
    const strangers = [...fromFeeds].filter((paperId) => !onPage.has(paperId));
    // A few that the page lacks were added after it was made.
    return strangers.length > STALE_SHARE * paperIds.size ? { ids: new Set(strangers) } : { ids: new Set() };
  }
  const earlier = announcedRows(await listings.between(category, addDays(date, -REPEAT_DAYS), addDays(date, -1)));
  const dates = new Map(earlier.map(({ paperId, listedOn }) => [paperId, listedOn]));
  const repeated = [...paperIds].filter((paperId) => dates.has(paperId));
  if (repeated.length <= STALE_SHARE * paperIds.size) return { ids: new Set(repeated) };
  const shown = dates.get(repeated[0] ?? ('' as PaperId)) ?? '';
  return { ids: new Set(repeated), reason: `its feed still shows the list of ${shown}` };
};

/**
 * Takes away what a stale feed left under the date: its announcements, and where the feed as a whole is another day's its
 * replacements too. What a listing page says is put back, since a stronger row may have stood in its place.
 */
const removeStale = async (deps: ChangePapersDeps, { batch, known }: FoundBatch, stale: StalePapers): Promise<void> => {
  if (stale.ids.size === 0) return;
  const { category, date, page } = batch;
  const listed = (await deps.listings.between(category, date, date)).filter(({ basis }) => basis === 'listed');
  const wrong = new Set(announcedRows(listed).filter(({ paperId }) => stale.ids.has(paperId)));
  if (page?.isWhole === true) {
    const named = new Set(page.entries.map(({ paperId }) => paperId));
    for (const row of listed) if (!named.has(row.paperId)) wrong.add(row);
  } else if (stale.reason !== undefined && known?.countedBy !== 'listing-page') {
    for (const row of listed) wrong.add(row);
  }
  await deps.listings.remove([...wrong]);
  if (page) await deps.listings.putMany(rowsOfPage(page));
  await unsightPapers(deps, { date, paperIds: [...stale.ids] });
};
