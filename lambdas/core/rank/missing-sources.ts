/** Which sources of signals a list was made without, since when, and why. A source that was complete is not mentioned. */
import { addDays } from '../calendar/new-york-time.ts';
import { SIGNAL_SOURCES, type SignalSource } from '../signal/signal.ts';
import type { SourceNight } from '../signal/source-night.ts';
import type { MissingSource } from './ranked-list.ts';

/**
 * @param nights of the sources, in order of date; what is later than the list counts for nothing
 * @param date of the list
 */
export const missingSourcesOn = (
  nights: ReadonlyMap<SignalSource, readonly SourceNight[]>,
  date: string,
): readonly MissingSource[] =>
  SIGNAL_SOURCES.flatMap((source): readonly MissingSource[] => {
    const known = (nights.get(source) ?? []).filter((night) => night.date <= date);
    const last = known.at(-1);
    if (last?.date !== date) {
      const since = last === undefined ? date : (last.since ?? addDays(last.date, 1));
      return [{ source, state: 'unseen', since, reason: 'it has not been asked' }];
    }
    if (last.state === 'complete') return [];
    const state = last.state === 'collecting' ? 'partial' : last.state;
    const reason =
      last.reason ?? (last.state === 'collecting' ? 'the collection was not finished' : 'no reason is known');
    return [{ source, state, since: last.since ?? date, reason }];
  });
