/** What a harvest of a range came to, for people and for programs. */
import type { RecordCounts } from '../../../lambdas/functions/harvest-papers/intake/intake.ts';
import { printJson, printText, type Output } from '../print.ts';
import type { HarvestRange } from './harvest-flags.ts';

export interface HarvestReport extends HarvestRange {
  readonly state: 'done' | 'open';
  readonly days: number;
  /** Whole ones. */
  readonly daysDone: number;
  /** Of this run, where it was this process that harvested. */
  readonly counts?: Readonly<RecordCounts>;
  /** Records of the windows, where others harvested. */
  readonly records?: number;
  /** Why it is still open, one clause. */
  readonly reason?: string;
  /** What the reader may do about it. */
  readonly next?: string;
}

const number = new Intl.NumberFormat('en-US');

const COUNTED = ['new', 'updated', 'unchanged', 'duplicates', 'rejected'] as const;

/** `5,200 records: 5,000 new, 200 updated`; counts of nothing are left out. */
export const spokenCounts = (counts: Readonly<RecordCounts>): string => {
  const parts = COUNTED.filter((name) => counts[name] > 0).map((name) => `${number.format(counts[name])} ${name}`);
  return `${number.format(counts.records)} records${parts.length > 0 ? `: ${parts.join(', ')}` : ''}`;
};

export const printHarvestReport = (output: Output, { next, ...report }: HarvestReport): void => {
  if (output.json) {
    printJson(output, report);
    return;
  }
  const { from, to, categories, state, daysDone, days, counts, records, reason } = report;
  const outcome = state === 'done' ? 'all days done' : `${number.format(daysDone)} of ${number.format(days)} days done`;
  printText(output, `${from} to ${to}, ${categories.join(', ')}: ${outcome}.`);
  if (counts) printText(output, `This run read ${spokenCounts(counts)}.`);
  if (records !== undefined) printText(output, `${number.format(records)} records were read.`);
  if (reason !== undefined) printText(output, `Not finished: ${reason}.`);
  if (next !== undefined) printText(output, next);
};
