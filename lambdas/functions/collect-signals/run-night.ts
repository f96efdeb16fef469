/** One run of the deployed collection: asks the sources with clients of its own, and says what the operator is to hear of it. */
import { addDays } from '../../core/calendar/new-york-time.ts';
import type { DailyPapers, Repositories, Stories } from '../../core/ports/attention.ts';
import type { SourceNight } from '../../core/signal/source-night.ts';
import { collectWhenReady, type CollectWhenReadyDeps, type CollectWhenReadyOptions } from './collect-when-ready.ts';

export interface Sources {
  readonly repositories: Repositories;
  readonly dailyPapers: DailyPapers;
  readonly stories: Stories;
}

export interface RunNightDeps extends Omit<CollectWhenReadyDeps, keyof Sources> {
  /** Clients for this run; a run that has nothing to ask opens no connection. */
  readonly openSources: () => Promise<Sources>;
}

export interface NightReport {
  readonly date: string;
  readonly state: 'waiting' | 'unfinished' | 'collected';
  /** Rows written by this run, and those of them with a gain. */
  readonly looks: number;
  readonly withGain: number;
  readonly papersRescored: number;
  /** HTTP requests of this run. */
  readonly requests: number;
  /** 1 until every source has been gone through tonight, whether it answered or not. */
  readonly nightsBehind: 0 | 1;
  /** After the last run of the night: sources that have not been whole for two nights, without those that are switched off. */
  readonly sourcesDown?: number;
  /** `github: down since 2026-11-18, GitHub answers with HTTP 502`, one for each source that is not complete. */
  readonly missing: readonly string[];
}

export const runNight = async (deps: RunNightDeps, options: CollectWhenReadyOptions): Promise<NightReport> => {
  const { openSources, ...stores } = deps;
  const sources = await openSources();
  const clients = [sources.repositories, sources.dailyPapers, sources.stories];
  try {
    const report = await collectWhenReady({ ...stores, ...sources }, options);
    const nights = report.state === 'waiting' ? [] : report.sources;
    const isBehind = nights.length === 0 || nights.some(({ state }) => state === 'collecting');
    return {
      date: report.date,
      state: report.state,
      looks: report.state === 'waiting' ? 0 : report.looks,
      withGain: report.state === 'waiting' ? 0 : report.withGain,
      papersRescored: report.state === 'waiting' ? 0 : report.papersRescored,
      requests: clients.reduce((sum, client) => sum + client.requests(), 0),
      nightsBehind: isBehind ? 1 : 0,
      ...(options.last && { sourcesDown: nights.filter(isDownForLong).length }),
      missing: nights.filter(({ state }) => state !== 'complete').map(missingWords),
    };
  } finally {
    await Promise.all(clients.map((client) => client.close()));
  }
};

const isDownForLong = ({ state, since, date }: SourceNight): boolean =>
  state !== 'complete' && state !== 'off' && since !== undefined && since <= addDays(date, -1);

const missingWords = ({ source, state, since, reason }: SourceNight): string =>
  `${source}: ${state}${since === undefined ? '' : ` since ${since}`}${reason === undefined ? '' : `, ${reason}`}`;
