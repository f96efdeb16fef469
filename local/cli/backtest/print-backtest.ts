/** A backtest's answer on the terminal: tables for people, one JSON document for programs. */
import { printJson, printTable, printText, type Output } from '../print.ts';
import type { BacktestResult } from './backtest-result.ts';
import { BASELINES } from './baselines.ts';
import { BURSTS, type Burst } from './injection.ts';
import type { ListSummary } from './list-figures.ts';
import type { MeanByDay } from './metrics/mean-by-day.ts';
import { ownOrders } from './orders.ts';

const number = new Intl.NumberFormat('en-US');

/** `0.856 (0.815–0.895)`; on fewer days than the table is about also ` [24 d]`. */
const spokenMean = (mean: MeanByDay | undefined, daysOfTable?: number): string => {
  if (mean === undefined) return '–';
  const days = daysOfTable === undefined || daysOfTable === mean.days ? '' : ` [${mean.days} d]`;
  return `${mean.mean.toFixed(3)} (${mean.low.toFixed(3)}–${mean.high.toFixed(3)})${days}`;
};

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
/** `+0.066 (+0.030 to +0.104)`. */
const spokenDifference = (mean: MeanByDay | undefined): string =>
  mean === undefined ? '–' : `${signed(mean.mean)} (${signed(mean.low)} to ${signed(mean.high)})`;

const FIGURE_TABLES = [
  {
    title: 'By the stars gained in the next days',
    figures: {
      'stars.ndcg10': 'NDCG@10',
      'stars.ndcg20': 'NDCG@20',
      'stars.logNdcg10': 'NDCG@10 of log gains',
      'stars.precision20': 'precision@20',
    },
  },
  {
    title: 'By the upvotes gained in the next days, of papers that nobody had listed before',
    figures: { 'upvotes.ndcg10': 'NDCG@10', 'upvotes.ndcg20': 'NDCG@20', 'upvotes.precision20': 'precision@20' },
  },
  {
    title: 'The first twenty places',
    figures: { coverage: 'lists with a signal', churn: 'exchanged from day to day' },
  },
] as const;

const printFigures = (output: Output, { orders, judged }: ListSummary): void => {
  for (const { title, figures } of FIGURE_TABLES) {
    const names = Object.entries(figures);
    if (orders.every((order) => names.every(([name]) => order.figures[name] === undefined))) continue;
    const tally = judged.find(({ outcome }) => names[0]?.[0].startsWith(outcome) === true);
    printText(
      output,
      `\n${title}${tally ? ` (${number.format(tally.days)} days, ${number.format(tally.paperDays)} papers judged)` : ''}`,
    );
    printTable(output, {
      columns: [{ head: '' }, ...names.map(([, head]) => ({ head, align: 'right' as const }))],
      rows: orders.map((order) => [
        order.label,
        ...names.map(([name]) => spokenMean(order.figures[name], tally?.days)),
      ]),
    });
  }
};

const printDifferences = (output: Output, list: ListSummary, figure: string): void => {
  const own = ownOrders(list.category);
  const between = (order: string, baseline: string): MeanByDay | undefined =>
    list.differences.find((entry) => entry.order === order && entry.baseline === baseline && entry.figure === figure);
  const rows = BASELINES.map((baseline) => [
    baseline.label,
    ...own.map(({ name }) => spokenDifference(between(name, baseline.name))),
  ]);
  if (rows.every((cells) => cells.slice(1).every((cell) => cell === '–'))) return;
  printText(output, '\nPaper Round less baseline, NDCG@10 by stars, day by day');
  printTable(output, {
    columns: [{ head: '' }, ...own.map(({ label }) => ({ head: label.trim(), align: 'right' as const }))],
    rows,
  });
};

const printCategories = (output: Output, categories: readonly ListSummary[]): void => {
  if (categories.length === 0) return;
  const shown = ['score-day', 'score-week', ...BASELINES.map(({ name }) => name)];
  const labels = categories[0]?.orders.filter(({ order }) => shown.includes(order)) ?? [];
  printText(output, '\nNDCG@10 by stars on the lists of categories');
  printTable(output, {
    columns: [{ head: '' }, ...categories.map(({ category }) => ({ head: category, align: 'right' as const }))],
    rows: labels.map(({ order, label }) => [
      label,
      ...categories.map(({ orders }) =>
        spokenMean(orders.find((entry) => entry.order === order)?.figures['stars.ndcg10']),
      ),
    ]),
  });
};

const BESIDE: Readonly<Record<Burst, string>> = {
  nothing: 'nothing: the campaign alone',
  upvotes: 'upvotes on Hugging Face',
  story: 'a story on Hacker News',
  forks: 'forks and issues',
};

const printInjection = (output: Output, { injection }: BacktestResult): void => {
  if (injection === undefined) return;
  const { drawn, campaigns, stars, reached, onTheWay } = injection;
  const missing = drawn > campaigns ? ` (for ${number.format(drawn - campaigns)} more there was no paper)` : '';
  printText(
    output,
    `\n${number.format(campaigns)} star campaigns of ${stars.map((count) => number.format(count)).join(', ')} stars (fewest, median, most)${missing}: papers that reach the first twenty of a list`,
  );
  printTable(output, {
    columns: [
      { head: 'what moves beside the stars' },
      { head: 'with all stars', align: 'right' },
      { head: 'on the way', align: 'right' },
    ],
    rows: BURSTS.map((burst) => [BESIDE[burst], reached[burst], onTheWay[burst]]),
  });
};

/** @param files where chart and JSON were written */
export const printBacktest = (output: Output, result: BacktestResult, files: readonly string[]): void => {
  if (output.json) {
    printJson(output, result);
    return;
  }
  const { from, to, days, formula, list, read } = result;
  const what = list.category === 'all' ? 'all fields' : list.category;
  printText(output, `${what}, ${from} to ${to}: ${number.format(days)} days, formula ${formula}.`);
  printText(
    output,
    `Read ${number.format(read.records)} papers' records (${number.format(read.recordsRejected)} rejected), ${number.format(read.looks)} counts and ${number.format(read.rows)} rows of signals (${number.format(read.signalsRejected)} rejected). Figures are means over days, with 95 % intervals (${result.interval}).`,
  );
  printFigures(output, list);
  printDifferences(output, list, 'stars.ndcg10');
  printCategories(output, result.categories);
  printInjection(output, result);
  printText(output, `\nWritten: ${files.join(', ')}`);
};
