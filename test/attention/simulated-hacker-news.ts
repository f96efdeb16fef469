/** Algolia's search of Hacker News as far as it is asked for stories by address and time. */
import {
  countAt,
  simulateSource,
  withNulls,
  type CountByDate,
  type SeenRequest,
  type SimulatedSource,
  type SourceAnswer,
} from './simulated-source.ts';

export interface SimulatedStory {
  readonly storyId: string;
  readonly url: string | null;
  readonly points: CountByDate;
  /** @default 0 */
  readonly comments?: CountByDate;
  /** Instant. */
  readonly submittedAt: string;
}

/** `nulls`: hits without points, comments and titles. `object`: an answer without hits. */
export type HackerNewsFault = 'nulls' | 'object';

export interface SimulatedHackerNews extends SimulatedSource<HackerNewsFault> {
  add(...stories: readonly SimulatedStory[]): void;
  /** Adds a hit as it is: to every answer. */
  addHit(hit: unknown): void;
}

export interface SimulatedHackerNewsOptions {
  readonly stories?: Iterable<SimulatedStory>;
  /** Counts by date. @default the system's */
  readonly clock?: () => Date;
}

const MOST_HITS = 1000;

const CONDITIONS: Readonly<Record<string, (second: number, bound: number) => boolean>> = {
  '>=': (second, bound) => second >= bound,
  '>': (second, bound) => second > bound,
  '<=': (second, bound) => second <= bound,
  '<': (second, bound) => second < bound,
};

/** `created_at_i>=1,created_at_i<2` */
const timeFilter = (text: string): ((second: number) => boolean) => {
  const conditions = [...text.matchAll(/created_at_i(>=|<=|>|<)(\d+)/g)].map(
    ([, operator = '', bound]) =>
      (second: number) =>
        CONDITIONS[operator]?.(second, Number(bound)) ?? false,
  );
  return (second) => conditions.every((holds) => holds(second));
};

const secondOf = ({ submittedAt }: SimulatedStory): number => Math.floor(Date.parse(submittedAt) / 1000);

export const simulateHackerNews = async ({
  stories = [],
  clock = () => new Date(),
}: SimulatedHackerNewsOptions = {}): Promise<SimulatedHackerNews> => {
  const all = [...stories];
  const strayHits: unknown[] = [];

  const show = (story: SimulatedStory): unknown => ({
    objectID: story.storyId,
    created_at: `${new Date(secondOf(story) * 1000).toISOString().slice(0, 19)}Z`,
    created_at_i: secondOf(story),
    title: `An invented story, ${story.storyId}`,
    url: story.url,
    points: countAt(story.points, clock()),
    num_comments: countAt(story.comments ?? 0, clock()),
    _tags: ['story', `story_${story.storyId}`],
  });

  const answer = ({ path }: SeenRequest): SourceAnswer => {
    const { pathname, searchParams } = new URL(path, 'http://127.0.0.1');
    if (pathname !== '/api/v1/search_by_date') return { status: 404, value: { message: 'Not found' } };
    const isInTime = timeFilter(searchParams.get('numericFilters') ?? '');
    // Every word of the query stands somewhere in the address.
    const words = (searchParams.get('query') ?? '').toLowerCase().split('.');
    const isAbout = (url: string | null): boolean => words.every((word) => url?.toLowerCase().includes(word) === true);
    const found = all
      .filter((story) => isAbout(story.url) && isInTime(secondOf(story)))
      .sort((a, b) => secondOf(b) - secondOf(a));
    const size = Math.min(Number(searchParams.get('hitsPerPage') ?? 20), MOST_HITS);
    const hits = [...found.map(show), ...strayHits];
    return {
      value: {
        hits: hits.slice(0, size),
        nbHits: hits.length,
        page: 0,
        nbPages: Math.ceil(hits.length / size),
        hitsPerPage: size,
        exhaustive: { nbHits: false },
      },
    };
  };

  const source = await simulateSource<HackerNewsFault>({
    answer,
    clock,
    ownFaults: {
      nulls: (request) => ({
        value: withNulls(answer(request).value, new Set(['points', 'num_comments', 'title'])),
      }),
      object: () => ({ value: { message: 'Index is being rebuilt' } }),
    },
  });
  return {
    ...source,
    add: (...more) => {
      all.push(...more);
    },
    addHit: (hit) => {
      strayHits.push(hit);
    },
  };
};
