/** What `harvest` is asked for, checked. */
import { canonicalCategory } from '../../../lambdas/core/paper/category.ts';
import { isCalendarDate, UsageError } from '../../round-flags.ts';

export interface HarvestFlags {
  readonly from?: string;
  readonly to?: string;
  readonly category?: readonly string[];
  /** Read the quarantine again instead. */
  readonly rejected?: boolean;
  /** False: a deployed harvest is not waited for. */
  readonly wait?: boolean;
}

export interface HarvestRange {
  /** Datestamps, UTC, both inclusive. */
  readonly from: string;
  readonly to: string;
  /** Canonical, each once, in order of name. */
  readonly categories: readonly string[];
}

export type HarvestRequest =
  | { readonly kind: 'rejected' }
  | (Pick<HarvestRange, 'from' | 'to'> & {
      readonly kind: 'range';
      /** Undefined: those that are harvested there anyway. */
      readonly categories: readonly string[] | undefined;
      readonly wait: boolean;
    });

/** What OAI-PMH `Identify` gives as its earliest datestamp: older papers bear that date or a later one. */
const EARLIEST_DATESTAMP = '2005-09-16';

/** @throws UsageError with what is wrong and what to give instead */
export const readHarvestFlags = (
  flags: HarvestFlags,
  { now, deployed }: { readonly now: Date; readonly deployed: boolean },
): HarvestRequest => {
  const { from, to, category, rejected = false, wait = true } = flags;
  if (!wait && !deployed)
    throw new UsageError('--no-wait is for a deployed stack: add --stack NAME, or leave it out and wait.');
  if (!rejected) return { kind: 'range', ...daysOf(flags, now), categories: category && categoriesOf(category), wait };
  if (from !== undefined || to !== undefined || category !== undefined || !wait)
    throw new UsageError('--rejected reads all rejects again: leave --from, --to, --category and --no-wait out.');
  return { kind: 'rejected' };
};

const daysOf = (flags: HarvestFlags, now: Date): Pick<HarvestRange, 'from' | 'to'> => {
  const from = dayOf('--from', flags.from);
  const to = dayOf('--to', flags.to);
  const today = now.toISOString().slice(0, 'YYYY-MM-DD'.length);
  if (from > to) throw new UsageError(`--from ${from} is after --to ${to}: exchange them.`);
  if (from < EARLIEST_DATESTAMP)
    throw new UsageError(
      `--from ${from} is before arXiv's first datestamp: give ${EARLIEST_DATESTAMP} or later. A day is that of a record's last change, so older papers are found under later days.`,
    );
  if (to > today) throw new UsageError(`--to ${to} has not begun yet: give ${today} (today in UTC) or earlier.`);
  return { from, to };
};

const dayOf = (flag: '--from' | '--to', text: string | undefined): string => {
  if (text === undefined)
    throw new UsageError('harvest needs its first and its last day: --from YYYY-MM-DD --to YYYY-MM-DD.');
  if (!isCalendarDate(text))
    throw new UsageError(
      `${flag} ${JSON.stringify(text)} is no calendar date: write it as YYYY-MM-DD, e.g. 2026-11-20.`,
    );
  return text;
};

const categoriesOf = (given: readonly string[]): readonly string[] => {
  const categories = given.map((text) => {
    const canonical = canonicalCategory(text);
    if (canonical === undefined)
      throw new UsageError(`--category ${JSON.stringify(text)} is no arXiv category: give one such as cs.LG.`);
    return canonical;
  });
  return [...new Set(categories)].sort();
};
