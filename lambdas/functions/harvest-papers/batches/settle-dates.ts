/**
 * Writes the rows of `Batches` for dates of which OAI tells the papers: list dates that nobody saw a list of, and batches
 * that were short and may be whole by now. A paper belongs to the date that a list or the calendar gives it.
 */
import { newYorkDate } from '../../../core/calendar/announcement-calendar.ts';
import type { Batch } from '../../../core/batch.ts';
import { judgeBatch } from '../../../core/harvest/judge-batch.ts';
import { nextRepairOf } from '../../../core/harvest/repair-time.ts';
import type { PaperId } from '../../../core/paper/paper.ts';
import { ALL_CATEGORIES } from '../../../core/rank/ranked-list.ts';
import { judgeAll, putChanged, type SettledDate } from './judge-all.ts';
import type { OaiCoverage } from '../oai/oai-coverage.ts';
import { settleQuietDays, type SettleBatchesDeps } from './settle-batches.ts';
import { sightPapers } from '../intake/sight-papers.ts';

export interface SettleDatesOptions {
  readonly categories: readonly string[];
  readonly dates: readonly string[];
  readonly coverage: OaiCoverage;
  /** Dates before today that are open are short, and repaired on the evenings that follow. @default false: a backfill goes on by itself */
  readonly isRepair?: boolean;
  /** No further date is looked at once this is true. */
  readonly isTimeUp?: () => boolean;
}

/** Why a date that OAI has not covered yet is open. */
const NOT_COVERED = 'not every day since has been harvested: papers that changed later carry a later date in OAI';

/**
 * What a listing page has proved stays as it is; everything else is counted anew, as OAI may know more than a feed did.
 * @returns the last date that was looked at; undefined: all of them
 */
export const settleDates = async (
  deps: SettleBatchesDeps,
  options: SettleDatesOptions,
): Promise<string | undefined> => {
  const { categories, dates, isTimeUp = () => false } = options;
  await settleQuietDays(deps, { categories, dates });
  let last: string | undefined;
  for (const date of dates) {
    if (isTimeUp()) return last ?? '';
    last = date;
    const keys = [...categories, ALL_CATEGORIES].map((category) => ({ category, date }));
    const known = new Map((await deps.batches.getMany(keys)).map((batch) => [batch.category, batch]));
    const isLeft = ({ category }: { readonly category: string }): boolean =>
      known.get(category)?.state === 'quiet' || isProven(known.get(category));
    if (categories.every((category) => isLeft({ category })) && known.has(ALL_CATEGORIES)) {
      const whole = known.get(ALL_CATEGORIES)?.state;
      if (whole === 'complete' || whole === 'quiet') continue;
    }
    const found: SettledDate = { batches: new Map(), storedIds: new Map() };
    for (const category of categories) {
      const before = known.get(category);
      if (before && isLeft({ category })) {
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
  return undefined;
};

/** A feed came whole, as far as anybody could tell. */
const isTold = (batch: Batch | undefined): boolean => batch?.state === 'complete' && batch.countedBy === 'feed';

const isProven = (batch: Batch | undefined): boolean =>
  batch?.state === 'complete' && batch.countedBy === 'listing-page';

const settleOne = async (
  deps: SettleBatchesDeps,
  { coverage, isRepair = false }: SettleDatesOptions,
  { category, date, known }: { readonly category: string; readonly date: string; readonly known: Batch | undefined },
): Promise<{ readonly batch: Batch; readonly storedIds: ReadonlySet<PaperId> }> => {
  const rows = (await deps.listings.between(category, date, date)).filter(
    ({ basis, kind }) =>
      // A category may be added to a paper days later: what a feed told of cross-lists stands.
      kind === 'new' || (kind === 'cross-list' && (basis === 'listed' || !isTold(known))),
  );
  const listed = rows.filter(({ basis }) => basis === 'listed').map(({ paperId }) => paperId);
  // Only a list that was seen can name a paper that is not there.
  const present = await deps.papers.getMany(listed);
  await sightPapers(deps, { date, paperIds: [...present.keys()] });
  const missing = new Set(listed.filter((paperId) => !present.has(paperId)));
  const storedIds = new Set(rows.map(({ paperId }) => paperId).filter((paperId) => !missing.has(paperId)));
  const now = deps.clock();
  const isCounted = known?.countedBy === 'listing-page';
  const isCovered = coverage.isCovered(category, date);
  const nextRepairAt = nextRepairOf(date, now);
  const isOver = isRepair && nextRepairAt !== undefined && date < newYorkDate(now);
  // What a list left open, or called complete, stands until a count or OAI says otherwise.
  if (known && !isCounted && !isCovered && !(isOver && known.state === 'pending')) return { batch: known, storedIds };
  const batch = judgeBatch(
    {
      category,
      date,
      // OAI, once it covers the date, outranks a feed that ended early.
      known: known && (isCounted || !isCovered || isTold(known) ? known : { ...known, countedBy: 'oai' }),
      stored: storedIds.size,
      missingIds: [...missing],
      countedBy: isCovered ? 'oai' : known?.countedBy,
      rejected: isCounted || !isCovered ? 0 : coverage.rejectedOn(category, date),
      sources: rows.length > 0 ? ['oai'] : [],
      problems: [],
      waiting: isCovered ? undefined : (known?.reason ?? NOT_COVERED),
    },
    {
      // A row that was short stays so until it is closed.
      isFinal: isOver || known?.state === 'short',
      nextRepairAt,
      at: now.toISOString(),
    },
  );
  return { batch, storedIds };
};
