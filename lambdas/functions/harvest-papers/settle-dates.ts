/**
 * Writes the rows of `Batches` for dates of which OAI tells the papers: list dates that nobody saw a list of, and batches
 * that were short and may be whole by now. A paper belongs to the date that a list or the calendar gives it.
 */
import { isListDate } from '../../core/calendar/announcement-calendar.ts';
import type { Batch } from '../../core/batch.ts';
import { judgeBatch } from '../../core/harvest/judge-batch.ts';
import { nextRepairOf } from '../../core/harvest/repair-time.ts';
import type { PaperId } from '../../core/paper/paper.ts';
import { ALL_CATEGORIES } from '../../core/rank/ranked-list.ts';
import { judgeAll, putChanged, type SettledDate } from './judge-all.ts';
import { settleQuietDays, type SettleBatchesDeps } from './settle-batches.ts';
import { sightPapers } from './sight-papers.ts';

export interface SettleDatesOptions {
  readonly categories: readonly string[];
  readonly dates: readonly string[];
  /**
   * Whether everything that OAI has of the batch is stored: the days of modification since its date have all been
   * harvested in this category, so that what is stored is what was announced.
   */
  readonly isCovered: (category: string, date: string) => boolean;
}

/** Why a date that OAI has not covered yet is open. */
const NOT_COVERED = 'not every day since has been harvested: papers that changed later carry a later date in OAI';

/** Complete batches stay as they are. */
export const settleDates = async (deps: SettleBatchesDeps, options: SettleDatesOptions): Promise<void> => {
  const { categories, dates } = options;
  await settleQuietDays(deps, { categories, dates });
  for (const date of dates) {
    if (!isListDate(date)) continue;
    const keys = [...categories, ALL_CATEGORIES].map((category) => ({ category, date }));
    const known = new Map((await deps.batches.getMany(keys)).map((batch) => [batch.category, batch]));
    if (keys.every(({ category }) => known.get(category)?.state === 'complete')) continue;
    const found: SettledDate = { batches: new Map(), storedIds: new Map() };
    for (const category of categories) {
      const before = known.get(category);
      if (before?.state === 'complete') {
        found.batches.set(category, before);
        continue;
      }
      const { batch, storedIds } = await settleOne(deps, options, { category, date, known: before });
      found.batches.set(category, batch);
      found.storedIds.set(category, storedIds);
    }
    const all = await judgeAll(deps, { date, categories, found, known: known.get(ALL_CATEGORIES) });
    await putChanged(deps, [...found.batches.values(), all], known.values());
  }
};

const settleOne = async (
  deps: SettleBatchesDeps,
  { isCovered }: SettleDatesOptions,
  { category, date, known }: { readonly category: string; readonly date: string; readonly known: Batch | undefined },
): Promise<{ readonly batch: Batch; readonly storedIds: ReadonlySet<PaperId> }> => {
  const rows = (await deps.listings.between(category, date, date)).filter(({ kind }) => kind !== 'replacement');
  const listed = rows.filter(({ basis }) => basis === 'listed').map(({ paperId }) => paperId);
  // Only a list that was seen can name a paper that is not there.
  const present = await deps.papers.getMany(listed);
  await sightPapers(deps, { date, paperIds: [...present.keys()] });
  const missing = listed.filter((paperId) => !present.has(paperId));
  const storedIds = new Set(rows.map(({ paperId }) => paperId).filter((paperId) => !missing.includes(paperId)));
  const isCounted = known?.countedBy === 'listing-page';
  const covered = isCovered(category, date);
  // What a list left open stays open until a count or OAI closes it.
  if (known && !isCounted && !covered) return { batch: known, storedIds };
  const now = deps.clock();
  const batch = judgeBatch(
    {
      category,
      date,
      known: known && (isCounted ? known : { ...known, countedBy: 'oai' }),
      stored: storedIds.size,
      missingIds: missing,
      countedBy: covered ? 'oai' : known?.countedBy,
      rejected: 0,
      sources: storedIds.size > 0 ? ['oai'] : [],
      problems: [],
      waiting: covered ? undefined : NOT_COVERED,
    },
    {
      // A row that was short stays so until it is closed.
      isFinal: known?.state === 'short',
      nextRepairAt: nextRepairOf(date, now),
      at: now.toISOString(),
    },
  );
  return { batch, storedIds };
};
