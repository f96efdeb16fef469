/**
 * The signals of a round's date, collected between harvest and ranking. Nothing in it fails a round: a source that does not
 * answer is told, and the lists name it. The sample has a night for each of its days, so that there is something to gain.
 */
import { noonInNewYork } from '../lambdas/core/calendar/announcement-calendar.ts';
import type { Clock } from '../lambdas/core/ports/outside.ts';
import { countOf, spokenNumber } from '../lambdas/core/render/mail/mail-text.ts';
import { SOURCE_WORDS } from '../lambdas/core/render/source-words.ts';
import type { SourceNight } from '../lambdas/core/signal/source-night.ts';
import { collectSignals, type CollectReport } from '../lambdas/functions/collect-signals/collect-signals.ts';
import type { Sources } from '../lambdas/functions/collect-signals/run-night.ts';
import type { Progress } from './console-progress.ts';
import type { Tables } from './local-tables.ts';
import { sampleSignalDays, sampleSources } from './sample-signals.ts';

/** No further question is asked after so long. The one under way ends within about as long again, by its time-outs. */
const BUDGET_MS = 10_000;

export interface SignalsOfRound {
  readonly date: string;
  readonly categories: readonly string[];
  readonly sources: Sources;
  readonly clock: Clock;
  readonly progress: Progress;
  /** @default no end */
  readonly isTimeUp?: () => boolean;
}

/** Stops asking in time for somebody who waits for the page. */
export const withinBudget = (): (() => boolean) => {
  const startedMs = performance.now();
  return () => performance.now() - startedMs > BUDGET_MS;
};

/** Closes the sources. */
export const collectRoundSignals = async (
  tables: Tables,
  { date, categories, sources, clock, progress, isTimeUp }: SignalsOfRound,
): Promise<CollectReport> => {
  try {
    const report = await collectSignals(
      { ...tables, ...sources, clock },
      {
        date,
        categories,
        ...(isTimeUp && { isTimeUp }),
        onProgress: ({ source, looked, due }) =>
          progress.at(`signals: ${SOURCE_WORDS[source].site}, ${looked} of ${Math.max(looked, due)} papers`),
      },
    );
    return report;
  } finally {
    await Promise.all([sources.repositories, sources.dailyPapers, sources.stories].map((source) => source.close()));
  }
};

/** Every day of the sample up to the date, in order, and then the date itself where it is none of them. */
export const collectSampleSignals = async (
  tables: Tables,
  { date, ...signals }: Omit<SignalsOfRound, 'sources' | 'clock' | 'isTimeUp'>,
): Promise<CollectReport> => {
  const days = (await sampleSignalDays()).filter((day) => day < date);
  const collectDay = async (day: string): Promise<CollectReport> =>
    collectRoundSignals(tables, {
      ...signals,
      date: day,
      sources: await sampleSources(day),
      clock: () => noonInNewYork(day),
    });
  let looks = 0;
  let withGain = 0;
  for (const day of days) {
    const report = await collectDay(day);
    looks += report.looks;
    withGain += report.withGain;
  }
  const last = await collectDay(date);
  return { ...last, looks: looks + last.looks, withGain: withGain + last.withGain };
};

/** `signals   212 looks, 37 with gains; GitHub left out: no GITHUB_TOKEN is set`. Faults are notices, a source that is off is not. */
export const reportSignals = ({ looks, withGain, sources }: CollectReport, progress: Progress): void => {
  for (const night of sources)
    if (night.state !== 'complete' && night.state !== 'off') progress.notice(faultWords(night));
  const done =
    looks === 0 ? 'nothing new to look at' : `${countOf(looks, 'look')}, ${spokenNumber(withGain)} with gains`;
  const left = sources.filter(({ state }) => state === 'off').map(leftOutWords);
  progress.done(`signals   ${[done, ...left].join('; ')}`);
};

const siteOf = ({ source }: SourceNight): string => SOURCE_WORDS[source].site;

const leftOutWords = (night: SourceNight): string => `${siteOf(night)} left out: ${night.reason ?? 'it is not asked'}`;

const faultWords = (night: SourceNight): string => {
  const { state, reason, looked, due } = night;
  if (state === 'collecting')
    return `The signals of ${siteOf(night)} are not all in (${looked} of ${due} papers): it was not waited for any longer.`;
  return `The lists are ${state === 'down' ? 'without' : 'with only some of the'} signals of ${siteOf(night)}: ${reason ?? 'no reason is known'}.`;
};
