/** `status`: what is stored and how fresh it is, per category and day. */
import type { Batch } from '../../lambdas/core/batch.ts';
import { categoryName } from '../../lambdas/core/paper/category.ts';
import { ALL_CATEGORIES } from '../../lambdas/core/rank/ranked-list.ts';
import type { CliData } from './cli-data.ts';
import { BEYOND_ALL_DATES } from '../../lambdas/core/calendar/new-york-time.ts';
import { newestList } from './newest-list.ts';
import { printJson, printTable, printText, type Output } from './print.ts';

/** List dates shown in the grid: a week of announcements. */
const GRID_DAYS = 5;

export const showStatus = async ({ tables, where, sample, categories }: CliData, output: Output): Promise<void> => {
  const list = await newestList(tables.rankings);
  const rows = await Promise.all(
    [...categories, ALL_CATEGORIES].map((category) => tables.batches.between(category, '0000-01-01', BEYOND_ALL_DATES)),
  );
  const dates = [...new Set(rows.flat().map(({ date }) => date))].sort().slice(-GRID_DAYS);
  const batches = rows.flat().filter(({ date }) => dates.includes(date));
  const subscribers: Record<string, number> = {};
  for await (const { state } of tables.subscribers.all()) subscribers[state] = (subscribers[state] ?? 0) + 1;

  if (output.json) {
    printJson(output, { where, sample, latestList: list?.date ?? null, subscribers, batches });
    return;
  }
  const counts = Object.entries(subscribers).map(([state, count]) => `${count} ${state}`);
  printTable(output, {
    columns: [{ head: '' }, { head: '', flexible: true }],
    rows: [
      ['data', `${where}${sample ? ' (invented sample)' : ''}`],
      ['latest list', list?.date ?? 'none yet'],
      ['subscribers', counts.join(', ') || 'none yet'],
    ],
  });
  output.write('\n');
  if (dates.length === 0) output.write('No batch is stored yet.\n');
  else printGrid(output, { categories, dates, batches });
};

const printGrid = (
  output: Output,
  {
    categories,
    dates,
    batches,
  }: { readonly categories: readonly string[]; readonly dates: readonly string[]; readonly batches: readonly Batch[] },
): void => {
  const byKey = new Map(batches.map((batch) => [`${batch.category}#${batch.date}`, batch]));
  const rowOf = (category: string, name: string) => [
    category,
    ...dates.map((date) => cellOf(byKey.get(`${category}#${date}`))),
    name,
  ];
  output.write('Papers announced per list date (stored/announced where some are missing):\n\n');
  printTable(output, {
    columns: [
      { head: 'category' },
      ...dates.map((date) => ({ head: date.slice('YYYY-'.length), align: 'right' as const })),
      { head: '', flexible: true },
    ],
    rows: [
      ...categories.map((category) => rowOf(category, categoryName(category))),
      rowOf(ALL_CATEGORIES, 'all that was harvested'),
    ],
  });
  for (const { category, date, reason } of batches)
    if (reason !== undefined) printText(output, `${date} ${category}: ${reason}`);
};

const cellOf = (batch: Batch | undefined): string => {
  if (batch === undefined) return '–';
  const { state, stored, announced } = batch;
  if (state === 'complete') return String(announced);
  return state === 'quiet' ? state : `${stored}/${announced} ${state}`;
};
