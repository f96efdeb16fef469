/**
 * arXiv's current announcements, live: the feed of each category, and when those hold nothing, the last batch through
 * the query API. A few requests in all, so that a local round has its page within a minute.
 *
 * A category that gets no answer is reported beside those that do; nothing here ever turns to other data. Only when no
 * host of arXiv could be reached at all does the iteration throw, and then before its first event.
 */
import { previousListDate } from '../../core/calendar/announcement-calendar.ts';
import type { Clock, RawResponse } from '../../core/ports/outside.ts';
import { readAnswer } from './answer.ts';
import type { ArxivEndpoints } from './endpoints.ts';
import { listThroughApi, newestListDate } from './last-batch.ts';
import { OAI_LIMITS, type PoliteClient } from './polite-client.ts';

/** The batch of this category is short, for this reason (a clause, no personal data). */
export interface AnnouncementFailure {
  readonly category: string;
  readonly failure: string;
}

export type LiveEvent = RawResponse | AnnouncementFailure;

/** No host of arXiv could be reached: this machine is offline, or a proxy or firewall stands between. */
export class ArxivUnreachableError extends Error {
  override readonly name = 'ArxivUnreachableError';
}

export interface LiveAnnouncementsOptions {
  readonly client: PoliteClient;
  readonly endpoints: ArxivEndpoints;
  /** Canonical categories. */
  readonly categories: readonly string[];
  /** Tells which list is the last one. */
  readonly clock: Clock;
}

const failAll = (categories: readonly string[], failure: string): readonly AnnouncementFailure[] =>
  categories.map((category) => ({ category, failure }));

/** @throws ArxivUnreachableError before the first event */
export async function* liveAnnouncements(options: LiveAnnouncementsOptions): AsyncGenerator<LiveEvent, void> {
  const { client, endpoints, categories } = options;
  let listed = 0;

  for (const [index, category] of categories.entries()) {
    const answer = readAnswer(await client.get(endpoints.feed(category), { category }), ['rss', 'atom-feed']);
    if (answer.unreachable && index === 0) {
      yield* lastBatch(options, answer.failure);
      return;
    }
    if (answer.response) yield answer.response;
    if (answer.failure !== undefined) yield { category, failure: answer.failure };
    listed += answer.entries;
    if (answer.stop || answer.unreachable) {
      yield* failAll(categories.slice(index + 1), `not asked any more: ${answer.failure ?? 'arXiv refuses'}`);
      return;
    }
  }
  if (listed === 0) yield* lastBatch(options);
}

/**
 * The newest list through the query API, or the one before it when the API, which lags by hours or days, has none of it.
 * @param feedFailure why the feed host could not be reached; absent when the feeds gave no paper
 */
async function* lastBatch(options: LiveAnnouncementsOptions, feedFailure?: string): AsyncGenerator<LiveEvent, void> {
  const { categories, clock } = options;
  const newest = newestListDate(clock());
  const why = feedFailure ?? 'the feeds gave no paper';

  for (const listDate of [newest, previousListDate(newest)]) {
    const taken = yield* listThroughApi(options, listDate);
    if (feedFailure !== undefined && listDate === newest && taken.unreachable && taken.entries === 0) {
      await probeLastHost(options, [feedFailure, taken.failure ?? '']);
    }
    if (taken.failure !== undefined) {
      yield* failAll(
        categories,
        `${why}, and the query API gave ${taken.entries} of the list of ${listDate}: ${taken.failure}`,
      );
      return;
    }
    if (taken.entries > 0) {
      if (feedFailure !== undefined)
        yield* failAll(categories, `${why}; the list of ${listDate} is taken from the query API`);
      return;
    }
    yield* failAll(categories, `${why}, and the query API has nothing of the list of ${listDate}`);
  }
}

/** Feed and API hosts are out of reach; the OAI host is the last one to try. */
const probeLastHost = async (
  { client, endpoints }: LiveAnnouncementsOptions,
  reasons: readonly string[],
): Promise<void> => {
  const probe = await client.get(endpoints.identify(), { limits: OAI_LIMITS });
  if (probe.outcome !== 'unreachable') return;
  throw new ArxivUnreachableError(`No arXiv host can be reached (${[...reasons, probe.reason].join('; ')}).`);
};
