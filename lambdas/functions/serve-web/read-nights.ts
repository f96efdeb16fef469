/** Reads how the last night of each source of attention went. */
import { BEYOND_ALL_DATES } from '../../core/calendar/new-york-time.ts';
import type { CollectionLedger } from '../../core/ports/stores.ts';
import { SIGNAL_SOURCES } from '../../core/signal/signal.ts';
import type { SourceNight } from '../../core/signal/source-night.ts';

/** One read each; a source that was never asked has none. */
export const readNights = async (
  collection: Pick<CollectionLedger, 'nightBefore'>,
): Promise<readonly SourceNight[]> => {
  const nights = await Promise.all(SIGNAL_SOURCES.map((source) => collection.nightBefore(source, BEYOND_ALL_DATES)));
  return nights.filter((night) => night !== undefined);
};
