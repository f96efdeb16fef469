/** How a source's night begins, goes on and ends: what its row says of it. */
import { addDays } from '../calendar/new-york-time.ts';
import type { SourceStop } from '../ports/attention.ts';
import type { SignalSource } from './signal.ts';
import type { SourceNight } from './source-night.ts';
import { sumsBefore } from './usual-gain.ts';

/** First of the days in a row without the whole source, if this one is without it: nights that never were count, too. */
const missingSince = (before: SourceNight | undefined, date: string): string => {
  if (before === undefined) return date;
  return before.state === 'complete' ? addDays(before.date, 1) : (before.since ?? before.date);
};

/** @param before the newest night of the source before the date */
export const beginNight = (
  source: SignalSource,
  { date, before, at }: { readonly date: string; readonly before: SourceNight | undefined; readonly at: string },
): SourceNight => ({
  source,
  date,
  state: 'collecting',
  since: missingSince(before, date),
  due: 0,
  looked: 0,
  requests: 0,
  today: {},
  before: sumsBefore(before, date),
  revived: [],
  updatedAt: at,
});

/** The night under way again: why an earlier run stopped is over. */
export const resumeNight = ({ reason, retryAt, ...night }: SourceNight): SourceNight => ({
  ...night,
  state: 'collecting',
});

/** Everything that was due has been asked for, and answered but for a few. */
export const completeNight = ({ since, reason, retryAt, cursor, unanswered, ...night }: SourceNight): SourceNight => ({
  ...night,
  state: 'complete',
});

/** Whether the next thing asked for may be answered all the same; after a limit or a refusal nothing is to be asked any more. */
export const mayGoOn = ({ kind }: SourceStop): boolean => kind === 'unreachable' || kind === 'unreadable';

/** The source gives no more for now. */
export const stopNight = (night: SourceNight, stop: SourceStop, { gave }: { readonly gave: boolean }): SourceNight => {
  const state = gave ? 'partial' : stop.kind === 'off' ? 'off' : 'down';
  return { ...night, state, reason: stop.reason, ...(stop.retryAt !== undefined && { retryAt: stop.retryAt }) };
};
