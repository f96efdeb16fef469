/** Invented sources of attention in memory, and the tables around a night's collection. */
import { addDays, newYorkDateAndHour } from '../../../../lambdas/core/calendar/new-york-time.ts';
import { assemblePaper, factsOf } from '../../../../lambdas/core/paper/assemble-paper.ts';
import type { Paper, PaperId } from '../../../../lambdas/core/paper/paper.ts';
import {
  MAX_REPOSITORIES_PER_LOOK,
  type DailyPaper,
  type DailyPapers,
  type Repositories,
  type RepositoryLook,
  type SourceStop,
  type Stories,
  type Story,
} from '../../../../lambdas/core/ports/attention.ts';
import type { SignalSource } from '../../../../lambdas/core/signal/signal.ts';
import {
  collectSignals,
  type CollectOptions,
  type CollectSignalsDeps,
} from '../../../../lambdas/functions/collect-signals/collect-signals.ts';
import { createFakeCollectionLedger } from '../../../fakes/fake-collection-ledger.ts';
import { createFakeListingStore } from '../../../fakes/fake-listing-store.ts';
import { createFakePaperStore } from '../../../fakes/fake-paper-store.ts';
import { createFakeSignalStore } from '../../../fakes/fake-signal-store.ts';
import { aPaper } from '../../../fakes/stored-rows.ts';

export const FRIDAY = '2026-11-20';

export const idOf = (number: number): PaperId => `2611.${String(number).padStart(5, '0')}` as PaperId;

export interface InventedPaper {
  readonly repository?: string;
  readonly announcedOn?: string;
  readonly primaryCategory?: string;
}

/** As the harvest stores it. */
export const inventPaper = (
  paperId: PaperId,
  { repository, announcedOn = FRIDAY, primaryCategory = 'cs.LG' }: InventedPaper = {},
): Paper => {
  const address = repository === undefined ? undefined : `https://github.com/${repository}`;
  return assemblePaper(
    factsOf(
      aPaper(paperId, {
        announcedOn,
        primaryCategory,
        categories: [primaryCategory],
        abstract: address === undefined ? 'We fold maps.' : `We fold maps. Our code is available at ${address}.`,
        links: { code: address === undefined ? [] : [address], project: [] },
      }),
    ),
  );
};

/** A repository; undefined fields are those of one that was made on Wednesday, and whose stars nobody bought. */
export type InventedRepository = Partial<Omit<RepositoryLook, 'asked'>> & Pick<RepositoryLook, 'stars'>;

/** What the sources show. Tests change it between nights and runs. */
export interface InventedWorld {
  /** Of the clock: the instant is 05:00 UTC, midnight in New York. */
  date: string;
  /** By name as papers link it. */
  readonly repositories: Map<string, InventedRepository>;
  readonly lists: Map<string, readonly Omit<DailyPaper, 'comments'>[]>;
  stories: readonly Omit<Story, 'comments'>[];
  /** Asked before each call; a stop is what comes instead of an answer. `at`: names, a date, or an instant. */
  stop: (source: SignalSource, at: readonly string[]) => SourceStop | undefined;
  /** Repositories that GitHub gives no answer for while it answers for others. */
  readonly silent: Set<string>;
  /** Everything that was asked for, in order. */
  readonly asked: { readonly source: SignalSource; readonly at: readonly string[] }[];
}

export const createWorld = (): InventedWorld => ({
  date: FRIDAY,
  repositories: new Map(),
  lists: new Map(),
  stories: [],
  stop: () => undefined,
  silent: new Set(),
  asked: [],
});

const lookAt = (asked: string, { stars, ...repository }: InventedRepository): RepositoryLook => ({
  asked,
  id: `R_${asked}`,
  nameWithOwner: asked,
  stars,
  forks: Math.ceil(stars / 10),
  issues: 0,
  createdAt: '2026-11-18T15:00:00.000Z',
  isArchived: false,
  isFork: false,
  ...repository,
});

export const sourcesOf = (
  world: InventedWorld,
): { readonly repositories: Repositories; readonly dailyPapers: DailyPapers; readonly stories: Stories } => {
  const ask = (source: SignalSource, at: readonly string[]): SourceStop | undefined => {
    world.asked.push({ source, at });
    return world.stop(source, at);
  };
  const port = (source: SignalSource) => ({
    requests: () => world.asked.filter((asked) => asked.source === source).length,
    close: () => Promise.resolve(),
  });
  return {
    repositories: {
      ...port('github'),
      look: (names) => {
        if (names.length > MAX_REPOSITORIES_PER_LOOK) throw new RangeError('too many names');
        const stop = ask('github', names);
        if (stop) return Promise.resolve({ found: [], absent: [], stop });
        const answered = names.filter((name) => !world.silent.has(name));
        return Promise.resolve({
          found: answered.flatMap((name) => {
            const repository = world.repositories.get(name);
            return repository ? [lookAt(name, repository)] : [];
          }),
          absent: answered.filter((name) => !world.repositories.has(name)),
          ...(answered.length < names.length && { stop: { kind: 'unreachable', reason: 'too heavy' } }),
        });
      },
    },
    dailyPapers: {
      ...port('hugging-face'),
      listOf: (date) => {
        const stop = ask('hugging-face', [date]);
        const papers = (stop ? [] : (world.lists.get(date) ?? []))
          .map((paper) => ({ ...paper, comments: 1 }))
          .sort((a, b) => b.upvotes - a.upvotes || (a.paperId < b.paperId ? -1 : 1));
        return Promise.resolve({ papers, rejected: 0, ...(stop && { stop }) });
      },
    },
    stories: {
      ...port('hacker-news'),
      submitted: ({ from, to }) => {
        const stop = ask('hacker-news', [from]);
        const stories = (stop ? [] : world.stories)
          .filter(({ submittedAt }) => submittedAt >= from && submittedAt < to)
          .map((story) => ({ ...story, comments: 1 }));
        return Promise.resolve({ stories, rejected: 0, ...(stop && { stop }) });
      },
    },
  };
};

export const createTables = (papers: readonly Paper[] = []) => ({
  papers: createFakePaperStore(papers),
  listings: createFakeListingStore(),
  signals: createFakeSignalStore(),
  collection: createFakeCollectionLedger(),
});
export type Tables = ReturnType<typeof createTables>;

/** Tables with the same rows, that go their own way from now on. */
export const copyTables = ({ papers, listings, signals, collection }: Tables): Tables => {
  const copy: Tables = {
    papers: createFakePaperStore([...papers.rows.values()]),
    listings: createFakeListingStore([...listings.rows.values()]),
    signals: createFakeSignalStore([...signals.rows.values()]),
    collection: createFakeCollectionLedger([...collection.nightRows.values()]),
  };
  for (const [date, counts] of collection.termRows) copy.collection.termRows.set(date, structuredClone(counts));
  return copy;
};

/** All rows, in an order of their own; without the number of requests, which a run that was killed can't know. */
export const contentsOf = ({ papers, signals, collection }: Tables) => ({
  papers: [...papers.rows].sort(([a], [b]) => (a < b ? -1 : 1)),
  signals: [...signals.rows].sort(([a], [b]) => (a < b ? -1 : 1)),
  nights: [...collection.nightRows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { requests, ...night }]) => [key, night]),
  terms: [...collection.termRows].sort(([a], [b]) => (a < b ? -1 : 1)),
});

export const depsOf = (
  tables: Pick<CollectSignalsDeps, 'papers' | 'listings' | 'signals' | 'collection'>,
  world: InventedWorld,
): CollectSignalsDeps => ({
  ...tables,
  ...sourcesOf(world),
  clock: () => new Date(`${world.date}T05:00:00.000Z`),
});

/** One run on the world's date. */
export const collect = (tables: Tables, world: InventedWorld, options: Partial<CollectOptions> = {}) => {
  const deps = depsOf(tables, world);
  const { date } = newYorkDateAndHour(deps.clock().getTime());
  return collectSignals(deps, { date, categories: ['cs.LG', 'cs.CV'], ...options });
};

/** Nights one after the other: `show` says what the world is like on each. */
export const collectNights = async (
  tables: Tables,
  world: InventedWorld,
  { nights, show }: { readonly nights: number; readonly show: (night: number) => void },
): Promise<void> => {
  const first = world.date;
  for (let night = 0; night < nights; night += 1) {
    world.date = addDays(first, night);
    show(night);
    await collect(tables, world);
  }
};
