/**
 * Writes the ranked lists of a date: day, week and month, for every category with live papers and for all fields together.
 * Reads listings and papers by base-table key, once. Run again on the same rows it writes the same lists.
 */
import { addDays } from '../../core/calendar/new-york-time.ts';
import type { Listing, Paper, PaperId } from '../../core/paper/paper.ts';
import type { CollectionLedger, ListingStore, PaperStore, RankingStore } from '../../core/ports/stores.ts';
import { missingSourcesOn } from '../../core/rank/missing-sources.ts';
import {
  CATCH_UP_DAYS,
  LIVE_DAYS,
  livePaperOn,
  type LivePaper,
  type RankablePaper,
} from '../../core/rank/live-papers.ts';
import { rankLivePapers } from '../../core/rank/rank-papers.ts';
import { ALL_CATEGORIES, listKey, type RankedList } from '../../core/rank/ranked-list.ts';
import { WINDOWS } from '../../core/score/paper-score.ts';
import { SIGNAL_SOURCES, type SignalSource } from '../../core/signal/signal.ts';
import type { SourceNight } from '../../core/signal/source-night.ts';

export interface RankTrendingDeps {
  readonly papers: PaperStore;
  readonly listings: ListingStore;
  readonly rankings: RankingStore;
  readonly collection: CollectionLedger;
  /** A constant English message with structured fields. */
  readonly log?: { info(message: string, fields: Record<string, string | number>): void };
}

/** Papers asked for at a time: what ranking needs of them is kept, their abstracts are let go. */
const PAPERS_PER_READ = 1_000;
/** Categories read at a time. */
const CATEGORIES_PER_READ = 8;

/** The papers of one category, each with the day from which the category lists it. */
interface CategoryPapers {
  readonly category: string;
  readonly listedFrom: ReadonlyMap<PaperId, string>;
}

const inChunks = <Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));

/** Listings come in order of date: the first of a paper is the earliest. */
const firstListed = (listings: readonly Listing[]): ReadonlyMap<PaperId, string> =>
  new Map(listings.toReversed().map(({ paperId, listedOn }) => [paperId, listedOn]));

const readListings = async (
  { listings }: RankTrendingDeps,
  { categories, from, to }: { readonly categories: readonly string[]; readonly from: string; readonly to: string },
): Promise<readonly CategoryPapers[]> => {
  const read: CategoryPapers[] = [];
  for (const chunk of inChunks(categories, CATEGORIES_PER_READ)) {
    const rows = await Promise.all(chunk.map((category) => listings.between(category, from, to)));
    read.push(...chunk.map((category, index) => ({ category, listedFrom: firstListed(rows[index] ?? []) })));
  }
  return read.filter(({ listedFrom }) => listedFrom.size > 0);
};

type KnownPaper = RankablePaper & Pick<Paper, 'announcedBasis' | 'categories'>;

const withoutText = ({
  paperId,
  primaryCategory,
  announcedOn,
  announcedBasis,
  categories,
  withdrawn,
  score,
}: Paper): KnownPaper => ({
  paperId,
  primaryCategory,
  announcedOn,
  announcedBasis,
  categories,
  withdrawn,
  score,
});

/** Nights that still matter to the lists: papers that came back within them compete. */
const readNights = async (
  { collection }: RankTrendingDeps,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<ReadonlyMap<SignalSource, readonly SourceNight[]>> =>
  new Map(
    await Promise.all(
      SIGNAL_SOURCES.map(async (source) => [source, await collection.nights(source, from, to)] as const),
    ),
  );

const readPapers = async (
  { papers }: RankTrendingDeps,
  ids: readonly PaperId[],
): Promise<ReadonlyMap<PaperId, KnownPaper>> => {
  const found = new Map<PaperId, KnownPaper>();
  for (const chunk of inChunks(ids, PAPERS_PER_READ)) {
    for (const [paperId, paper] of await papers.getMany(chunk)) found.set(paperId, withoutText(paper));
  }
  return found;
};

/** Papers older than the listings that were read, under each category that they carry. */
const addRevived = (listed: readonly CategoryPapers[], revived: readonly KnownPaper[]): readonly CategoryPapers[] => {
  const byCategory = new Map(listed.map(({ category, listedFrom }) => [category, new Map(listedFrom)]));
  for (const { paperId, announcedOn, categories } of revived) {
    for (const category of categories) {
      const listedFrom = byCategory.get(category);
      if (listedFrom && !listedFrom.has(paperId)) listedFrom.set(paperId, announcedOn);
    }
  }
  return [...byCategory].map(([category, listedFrom]) => ({ category, listedFrom }));
};

/** What a category had listed by the date, of what is live. */
const listedBy = (
  { listedFrom }: CategoryPapers,
  { lives, date }: { readonly lives: ReadonlyMap<PaperId, LivePaper>; readonly date: string },
): readonly LivePaper[] =>
  [...listedFrom].flatMap(([paperId, from]) => (from <= date ? (lives.get(paperId) ?? []) : []));

const livePapersOn = (date: string, papers: ReadonlyMap<PaperId, KnownPaper>): ReadonlyMap<PaperId, LivePaper> => {
  const liveOn = livePaperOn(date);
  const lives = new Map<PaperId, LivePaper>();
  for (const [paperId, paper] of papers) {
    const live = liveOn(paper);
    if (live) lives.set(paperId, live);
  }
  return lives;
};

/** The marker of a finished date: the list that is written last. Where it stands, all lists of the date stand. */
export const LAST_LIST = listKey(ALL_CATEGORIES, 'month');

/** The dates of the catch-up days on which papers are known to have been announced, each with whether it has been ranked. */
const earlierListDates = async (
  { rankings }: RankTrendingDeps,
  { papers, date }: { readonly papers: ReadonlyMap<PaperId, KnownPaper>; readonly date: string },
): Promise<readonly { readonly date: string; readonly ranked: boolean }[]> => {
  const earliest = addDays(date, -CATCH_UP_DAYS);
  const announced = [...papers.values()]
    .filter(({ announcedBasis }) => announcedBasis !== 'estimated')
    .map(({ announcedOn }) => announcedOn)
    .filter((announcedOn) => announcedOn >= earliest && announcedOn < date);
  const dates = [...new Set(announced)].sort();
  return Promise.all(
    dates.map(async (earlier) => ({
      date: earlier,
      ranked: (await rankings.get(LAST_LIST, earlier)) !== undefined,
    })),
  );
};

/**
 * Ranks `date`, after those of the seven days before that have papers but no lists yet, oldest first and each with what was
 * announced by then. `lists` counts the lists of `date`, `dates` are all that were ranked.
 *
 * @param categories those to consider: every canonical one when deployed. One without live papers gets no list.
 */
export const rankTrending = async (
  deps: RankTrendingDeps,
  { date, categories }: { readonly date: string; readonly categories: readonly string[] },
): Promise<{ readonly lists: number; readonly dates: readonly string[] }> => {
  const from = addDays(date, 1 - LIVE_DAYS - CATCH_UP_DAYS);
  const recent = await readListings(deps, { categories, from, to: date });
  const nights = await readNights(deps, { from, to: date });
  const recentIds = new Set(recent.flatMap(({ listedFrom }) => [...listedFrom.keys()]));
  const revivedIds = [...nights.values()].flatMap((ofSource) => ofSource.flatMap(({ revived }) => revived));
  const papers = await readPapers(deps, [...new Set([...recentIds, ...revivedIds])]);
  const listed = addRevived(
    recent,
    revivedIds.flatMap((paperId) => papers.get(paperId) ?? []),
  );

  /** Lists just made, by key: what the next date compares with, unless lists that were there before lie between. */
  const latest = new Map<string, RankedList>();
  const rankDate = async (listDate: string): Promise<number> => {
    const lives = livePapersOn(listDate, papers);
    const fields = listed.map((field) => ({
      category: field.category,
      lives: listedBy(field, { lives, date: listDate }),
    }));
    const everything = [...new Set(fields.flatMap((field) => field.lives))];
    const missingSources = missingSourcesOn(nights, listDate);
    let lists = 0;
    for (const field of [...fields, { category: ALL_CATEGORIES, lives: everything }]) {
      const { category } = field;
      for (const window of WINDOWS) {
        const key = listKey(category, window);
        const previous = latest.get(key) ?? (await deps.rankings.latestBefore(key, listDate));
        const list = rankLivePapers(field.lives, { category, window, date: listDate, previous, missingSources });
        if (list.candidates === 0) continue;
        await deps.rankings.put(list);
        latest.set(key, list);
        lists += 1;
      }
    }
    deps.log?.info('lists written', { date: listDate, lists });
    return lists;
  };

  const dates: string[] = [];
  for (const earlier of await earlierListDates(deps, { papers, date })) {
    if (earlier.ranked) {
      latest.clear();
      continue;
    }
    await rankDate(earlier.date);
    dates.push(earlier.date);
  }
  const lists = await rankDate(date);
  return { lists, dates: [...dates, date] };
};
