/**
 * `Stories` over Algolia's search of Hacker News. One answer holds a thousand stories and there is no way past them: a window
 * with more is halved. https://hn.algolia.com/api
 */
import * as z from 'zod';
import type { SourceStop, Stories, StoriesSeen, Story } from '../../core/ports/attention.ts';
import { createJsonClient, type SourceOptions } from '../network/json-client.ts';
import { readStoryHit } from './story-hit.ts';

const SERVICE = 'Hacker News';

const MAX_HITS = 1000;
/** 10,000 stories take about 40. An answer that names more than it gives, however short the window, ends here. */
const MAX_REQUESTS_PER_WINDOW = 200;

/** Whole seconds, `from <= created_at_i < to`. */
interface Window {
  readonly from: number;
  readonly to: number;
}

const answerSchema = z.object({
  hits: z.array(z.unknown()),
  /** Stories in the window; said to be an estimate at times. */
  nbHits: z.number().int().min(0).optional().catch(undefined),
});

const addressOf = (baseUrl: string, { from, to }: Window): string => {
  const query = new URLSearchParams({
    query: 'arxiv.org',
    restrictSearchableAttributes: 'url',
    tags: 'story',
    numericFilters: `created_at_i>=${from},created_at_i<${to}`,
    hitsPerPage: String(MAX_HITS),
  });
  return `${baseUrl}/api/v1/search_by_date?${query.toString()}`;
};

/** @throws Error when the proxy variables hold no URL */
export const createHackerNews = ({ baseUrl, ...options }: SourceOptions): Stories => {
  const client = createJsonClient({ ...options, service: SERVICE });

  const submitted = async (asked: { readonly from: string; readonly to: string }): Promise<StoriesSeen> => {
    const whole: Window = { from: secondsOf(asked.from), to: secondsOf(asked.to) };
    const stories = new Map<string, Story>();
    let rejected = 0;
    const seen = (stop?: SourceStop): StoriesSeen => ({
      stories: [...stories.values()].sort(bySubmission),
      rejected,
      ...(stop && { stop }),
    });
    const windows: Window[] = whole.from < whole.to ? [whole] : [];
    let requestsLeft = MAX_REQUESTS_PER_WINDOW;
    for (let window = windows.shift(); window; window = windows.shift()) {
      if (requestsLeft === 0) return seen(TOO_MANY);
      requestsLeft -= 1;
      const outcome = await client.ask({ url: addressOf(baseUrl, window) });
      if (outcome.kind === 'stopped') return seen(outcome.stop);
      const answer = answerSchema.safeParse(outcome.value);
      if (!answer.success) return seen(NO_HITS);
      const { hits, nbHits = hits.length < MAX_HITS ? hits.length : Number.POSITIVE_INFINITY } = answer.data;
      const unreadable = keepStories(hits, { whole, stories });
      if (nbHits <= hits.length) {
        rejected += unreadable;
        continue;
      }
      // Both halves bring again what was unreadable here.
      if (window.to - window.from < 2) return seen(TOO_MANY);
      windows.unshift(...halves(window));
    }
    return seen();
  };

  return { submitted, requests: () => client.requests(), close: () => client.close() };
};

const NO_HITS: SourceStop = { kind: 'unreadable', reason: `${SERVICE} answers with something else than hits` };
const TOO_MANY: SourceStop = { kind: 'unreadable', reason: `${SERVICE} names more stories than it gives` };

/** The first whole second that is not before the instant. */
const secondsOf = (instant: string): number => Math.ceil(Date.parse(instant) / 1000);

const halves = ({ from, to }: Window): readonly Window[] => {
  const middle = Math.floor((from + to) / 2);
  return [
    { from, to: middle },
    { from: middle, to },
  ];
};

/** Each story once, with the most points that were shown. Returns how many hits could not be read. */
const keepStories = (
  hits: readonly unknown[],
  { whole, stories }: { readonly whole: Window; readonly stories: Map<string, Story> },
): number => {
  let unreadable = 0;
  for (const hit of hits) {
    const read = readStoryHit(hit);
    if (read === 'unreadable') unreadable += 1;
    if (typeof read === 'string' || !isWithin(read, whole)) continue;
    const known = stories.get(read.storyId);
    if (known === undefined || known.points < read.points) stories.set(read.storyId, read);
  }
  return unreadable;
};

/** A server that passes over the filter gives other days' stories. */
const isWithin = ({ submittedAt }: Story, { from, to }: Window): boolean => {
  const second = Date.parse(submittedAt) / 1000;
  return from <= second && second < to;
};

const bySubmission = (a: Story, b: Story): number =>
  a.submittedAt === b.submittedAt ? Number(a.storyId) - Number(b.storyId) : a.submittedAt < b.submittedAt ? -1 : 1;
