/** `collect`: the night's signals now, from this machine, into local data or the tables of a deployment. */
import { newYorkDate } from '../../lambdas/core/calendar/announcement-calendar.ts';
import { countOf, spokenNumber } from '../../lambdas/core/render/mail/mail-text.ts';
import { SOURCE_WORDS } from '../../lambdas/core/render/source-words.ts';
import type { SourceNight } from '../../lambdas/core/signal/source-night.ts';
import {
  collectSignals,
  type CollectProgress,
  type CollectReport,
} from '../../lambdas/functions/collect-signals/collect-signals.ts';
import { isCalendarDate, UsageError } from '../round-flags.ts';
import type { CliData } from './cli-data.ts';
import type { LongWork } from './long-work.ts';
import { printJson, printTable, type Output } from './print.ts';

export interface CollectConsole {
  readonly output: Output;
  /** Progress; the answer alone goes to `output`. */
  readonly writeError: (text: string) => void;
  readonly work: LongWork;
}

/** New York date of the looks: today, or an earlier one whose night was left unfinished. @throws UsageError */
export const readCollectDate = (given: string | undefined, now: Date): string => {
  const today = newYorkDate(now);
  if (given === undefined) return today;
  if (!isCalendarDate(given))
    throw new UsageError(`--date ${JSON.stringify(given)} is no calendar date: write it as YYYY-MM-DD.`);
  if (given > today) throw new UsageError(`--date ${given} is later than today in New York (${today}).`);
  return given;
};

/** @returns whether nothing is left to do; the same command goes on with what is. @throws UsageError for the sample */
export const collectNow = async (
  data: CliData,
  date: string,
  { output, writeError, work }: CollectConsole,
): Promise<boolean> => {
  if (data.sample) throw new UsageError("The sample's signals come with it: name real data with --data or --stack.");
  const sources = await data.sources();
  let stopped = false;
  const stopListening = work.onInterrupt(() => {
    stopped = true;
  });
  const display = createDisplay(work.columns, writeError);
  try {
    const report = await collectSignals(
      { ...data.tables, ...sources, clock: () => new Date() },
      { date, categories: data.categories, isTimeUp: () => stopped, onProgress: display.at },
    );
    display.end();
    printReport(output, report);
    return report.finished;
  } finally {
    stopListening();
    await Promise.all([sources.repositories, sources.dailyPapers, sources.stories].map((source) => source.close()));
  }
};

interface Display {
  readonly at: (progress: CollectProgress) => void;
  readonly end: () => void;
}

/** A line that is drawn over on a terminal; elsewhere one for each source. */
const createDisplay = (columns: number | undefined, write: (text: string) => void): Display => {
  let shown: string | undefined;
  return {
    at: ({ source, looked, due }) => {
      const { site } = SOURCE_WORDS[source];
      if (columns !== undefined) {
        write(`\r\u001B[K${`${site}: ${looked} of ${Math.max(looked, due)} papers`.slice(0, columns - 1)}`);
      } else if (shown !== source) write(`asking ${site}\n`);
      shown = source;
    },
    end: () => {
      if (shown !== undefined && columns !== undefined) write('\n');
    },
  };
};

const printReport = (output: Output, report: CollectReport): void => {
  const { date, sources, looks, withGain, papersRescored, finished } = report;
  if (output.json) {
    const nights = sources.map(({ source, state, since, reason, due, looked, requests, retryAt }) => ({
      ...{ source, state, due, looked, requests },
      ...{ since: since ?? null, reason: reason ?? null, retryAt: retryAt ?? null },
    }));
    printJson(output, { date, finished, looks, withGain, papersRescored, sources: nights });
    return;
  }
  output.write(
    `Signals of ${date}: ${countOf(looks, 'look')}, ${spokenNumber(withGain)} with gains, ${countOf(papersRescored, 'score')} written.\n\n`,
  );
  printTable(output, {
    columns: [
      { head: 'source' },
      { head: 'state' },
      { head: 'looked', align: 'right' },
      { head: 'due', align: 'right' },
      { head: 'requests', align: 'right' },
      { head: 'missing since' },
      { head: 'why', flexible: true },
    ],
    rows: sources.map(rowOf),
  });
  if (!finished) output.write('\nWhat came is stored: the same command goes on from here.\n');
};

const rowOf = ({ source, state, looked, due, requests, since, reason }: SourceNight): readonly (string | number)[] => [
  SOURCE_WORDS[source].site,
  state,
  looked,
  due,
  requests,
  since ?? '',
  reason ?? '',
];
