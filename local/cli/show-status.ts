/** `status`: what is stored and how fresh it is, per category and day, and what the harvest did last. */
import { newYorkDate, noonInNewYork } from '../../lambdas/core/calendar/announcement-calendar.ts';
import type { BatchGrid, GridCell } from '../../lambdas/core/harvest/batch-grid.ts';
import type { HarvestStatus } from '../../lambdas/core/harvest/harvest-status.ts';
import { ALL_CATEGORIES } from '../../lambdas/core/rank/ranked-list.ts';
import { countOf, spokenNumber } from '../../lambdas/core/render/mail/mail-text.ts';
import {
  bytesWords,
  clockWords,
  countWords,
  freshnessWords,
  momentWords,
  reasonWords,
  rowName,
  shortfallSentence,
  sourceWords,
  verdictWords,
} from '../../lambdas/core/render/page/status-words.ts';
import { nightWords } from '../../lambdas/core/render/source-night-words.ts';
import { SOURCE_WORDS } from '../../lambdas/core/render/source-words.ts';
import { SIGNAL_SOURCES } from '../../lambdas/core/signal/signal.ts';
import type { SourceNight } from '../../lambdas/core/signal/source-night.ts';
import { readStatus } from '../../lambdas/functions/serve-web/read-status.ts';
import type { CliData } from './cli-data.ts';
import { newestList } from './newest-list.ts';
import { printJson, printTable, printText, type Output } from './print.ts';

/** Days shown in a terminal: a week of announcements with its weekend. */
const GRID_DAYS = 7;

/** Subscribers by state. */
const countSubscribers = async ({ tables }: CliData): Promise<Readonly<Record<string, number>>> => {
  const counts: Record<string, number> = {};
  for await (const { state } of tables.subscribers.all()) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
};

/** @param clock of this machine; what is invented has its own time, noon of its newest list */
export const showStatus = async (data: CliData, output: Output, clock: Date): Promise<void> => {
  const { tables, where, sample, categories } = data;
  const list = await newestList(tables.rankings);
  const now = sample && list !== undefined ? noonInNewYork(list.date) : clock;
  const [{ harvest, nights }, subscribers] = await Promise.all([
    readStatus({ ...tables, categories, now, newestDate: list?.date }),
    countSubscribers(data),
  ]);
  if (output.json) {
    printJson(output, {
      where,
      sample,
      latestList: list?.date ?? null,
      subscribers,
      harvest,
      // Without the sums by category, which nobody reads here.
      sources: nights.map(({ cursor, today, before, revived, ...night }) => night),
    });
    return;
  }
  const counts = Object.entries(subscribers).map(([state, count]) => `${count} ${state}`);
  const hasBatches = harvest.grid.rows.some(({ cells }) => cells.some(({ sources }) => sources.length > 0));
  const openWindows = harvest.openWindows.length;
  printTable(output, {
    columns: [{ head: '' }, { head: '', flexible: true }],
    rows: [
      ['data', `${where}${sample ? ' (invented sample)' : ''}`],
      ['latest list', list?.date ?? 'none yet'],
      ['subscribers', counts.join(', ') || 'none yet'],
      ...(hasBatches ? [['harvest', verdictWords(harvest)]] : []),
      ...(sample
        ? []
        : [
            [
              'next list',
              `${harvest.nextList.date}, announced ${momentWords(harvest.nextList.announcedAt, now)}, New York${harvest.nextList.isDouble ? '; about twice the usual size' : ''}`,
            ],
          ]),
      [
        'OAI windows',
        `${spokenNumber(harvest.doneWindows)} done, ${openWindows === 0 ? 'none' : spokenNumber(openWindows)} open`,
      ],
    ],
  });
  output.write('\n');
  if (!hasBatches) output.write('No batch is stored yet.\n');
  else {
    printGrid(output, harvest.grid);
    printFreshness(output, harvest.grid);
  }
  printSources(output, { nights, today: newYorkDate(now) });
  printParts(output, { harvest, now });
};

const printSources = (
  output: Output,
  { nights, today }: { readonly nights: readonly SourceNight[]; readonly today: string },
): void => {
  output.write('\nSources of attention, the last night of each:\n\n');
  printTable(output, {
    columns: [
      { head: 'source' },
      { head: 'night' },
      { head: 'state' },
      { head: 'since' },
      { head: 'looked at', align: 'right' },
      { head: 'requests', align: 'right' },
      { head: 'why', flexible: true },
    ],
    rows: SIGNAL_SOURCES.map((source) => {
      const { counts } = SOURCE_WORDS[source];
      const last = nights.find((each) => each.source === source);
      if (last === undefined) return [counts, 'none yet', 'never asked', '–', '–', '–', '–'];
      const { night, state, since, looked, requests, reason } = nightWords(last, today);
      return [counts, night, state, since, looked, requests, reason];
    }),
  });
};

const printGrid = (output: Output, { dates, rows }: BatchGrid): void => {
  output.write('Papers stored per list date (stored/announced where some are missing):\n\n');
  printTable(output, {
    columns: [
      { head: 'category' },
      ...dates.slice(-GRID_DAYS).map((date) => ({ head: date.slice('YYYY-'.length), align: 'right' as const })),
    ],
    rows: rows.map(({ category, cells }) => [
      category,
      ...cells.slice(-GRID_DAYS).map((cell) => cellOf(cell, Number.isFinite(output.columns) ? '\n' : ' ')),
    ]),
  });
};

/** In a terminal the state stands below its counts, in a file beside them. */
const cellOf = ({ state, stored, announced, reason }: GridCell, gap: string): string => {
  switch (state) {
    case 'complete':
      return String(announced);
    case 'quiet':
      return 'quiet';
    case 'unknown':
      return reason === 'not in yet' ? reason : '?';
    case 'pending':
    case 'short':
      return `${stored}/${announced}${gap}${state}`;
  }
};

const printFreshness = (output: Output, { rows }: BatchGrid): void => {
  output.write('\n');
  printTable(output, {
    columns: [
      { head: 'category' },
      { head: 'complete' },
      { head: 'counted by' },
      { head: 'taken from' },
      { head: 'rejected', align: 'right' },
    ],
    rows: rows.map((row) => {
      const newest = row.cells.findLast(({ sources }) => sources.length > 0);
      return [
        row.category,
        freshnessWords(row),
        newest && row.category !== ALL_CATEGORIES ? countWords(newest.countedBy) : '–',
        sourceWords(newest?.sources ?? []) || '–',
        row.cells.reduce((sum, { rejected }) => sum + rejected, 0),
      ];
    }),
  });
};

const printParts = (
  output: Output,
  { harvest, now }: { readonly harvest: HarvestStatus; readonly now: Date },
): void => {
  const { shortBatches, rejects, runs, openWindows, openBackfills } = harvest;
  const list = (heading: string, lines: readonly string[]): void => {
    if (lines.length > 0) printText(output, `\n${heading}\n${lines.map((line) => `  ${line}`).join('\n')}`);
  };
  list(
    'Short batches:',
    shortBatches.map((cell) => `${cell.date} ${rowName(cell.category)}: ${shortfallSentence(cell, now)}`),
  );
  list(
    'Records that could not be read (they lie in the archive, beside their responses):',
    rejects.map(({ date, records }) => `${date}: ${countOf(records, 'record')}`),
  );
  list(
    'OAI windows that are open:',
    openWindows.map(
      ({ set, day, pages, records, fault }) =>
        `${day} ${set}: ${countOf(pages, 'page')}, ${countOf(records, 'record')}${fault === undefined ? '' : `; ${reasonWords(fault)}`}`,
    ),
  );
  list(
    'Backfills under way:',
    openBackfills.map(
      ({ from, to, categories }) => `${from} to ${to} in ${countOf(categories.length, 'category', 'categories')}`,
    ),
  );
  if (runs.length === 0) return;
  output.write('\nLast runs:\n\n');
  printTable(output, {
    columns: [
      { head: 'task' },
      { head: 'ended (New York)' },
      { head: 'requests', align: 'right' },
      { head: 'received', align: 'right' },
      { head: 'refused', align: 'right' },
      { head: 'records', align: 'right' },
      { head: 'outcome', flexible: true },
    ],
    rows: runs.map((run) => [
      run.task,
      endedWords(run.endedAt),
      run.requests,
      bytesWords(run.bytes),
      run.refusals,
      run.records,
      reasonWords(run.outcome),
    ]),
  });
};

/** `11-20 00:19`, New York. */
const endedWords = (endedAt: string): string =>
  `${newYorkDate(new Date(endedAt)).slice('YYYY-'.length)} ${clockWords(endedAt)}`;
