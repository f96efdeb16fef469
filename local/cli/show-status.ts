/** `status`: what is stored and how fresh it is, per category and day. */
import type { Batch } from '../../lambdas/core/batch.ts';
import { categoryName } from '../../lambdas/core/paper/category.ts';
import { ALL_CATEGORIES, listKey } from '../../lambdas/core/rank/ranked-list.ts';
import type { CliData } from './cli-data.ts';
import { printJson, printTable, type Output } from './print.ts';

const LATEST = '9999-12-31';
/** List dates shown in the grid. */
const GRID_DAYS = 5;

export const showStatus = async (
  { tables, where, sample }: CliData,
  { categories }: { readonly categories: readonly string[] },
  output: Output,
): Promise<void> => {
  const list = await tables.rankings.latestUpTo(listKey(ALL_CATEGORIES, 'week'), LATEST);
  const rows = await Promise.all(
    [...categories, ALL_CATEGORIES].map((category) => tables.batches.between(category, '0000-01-01', LATEST)),
  );
  const batches = rows.flat();
  const dates = [...new Set(batches.map(({ date }) => date))].sort().slice(-GRID_DAYS);
  const states: Record<string, number> = {};
  for await (const { state } of tables.subscribers.all()) states[state] = (states[state] ?? 0) + 1;

  if (output.json) {
    printJson(output, {
      where,
      sample,
      latestList: list?.date ?? null,
      subscribers: states,
      batches: batches.filter(({ date }) => dates.includes(date)),
    });
    return;
  }
  output.write(`${where}${sample ? ' (invented sample)' : ''}\nlatest list: ${list?.date ?? 'none'}\n`);
  output.write(
    `subscribers: ${
      Object.entries(states)
        .map(([state, count]) => `${count} ${state}`)
        .join(', ') || 'none'
    }\n\n`,
  );
  if (dates.length === 0) {
    output.write('No batch is stored yet.\n');
    return;
  }
  const byKey = new Map(batches.map((batch) => [`${batch.category}#${batch.date}`, batch]));
  printTable(output, {
    head: ['category', ...dates, ''],
    rows: [...categories, ALL_CATEGORIES].map((category) => [
      category,
      ...dates.map((date) => cellOf(byKey.get(`${category}#${date}`))),
      category === ALL_CATEGORIES ? 'all of arXiv that was harvested' : categoryName(category),
    ]),
  });
  for (const { category, date, reason } of batches)
    if (reason !== undefined && dates.includes(date)) output.write(`${date} ${category}: ${reason}\n`);
};

const cellOf = (batch: Batch | undefined): string =>
  batch === undefined ? '–' : `${batch.stored}/${batch.announced} ${batch.state}`;
