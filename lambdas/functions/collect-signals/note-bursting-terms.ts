/**
 * Counts the terms of the papers that were announced on the newest list date, and tells these papers which of theirs burst.
 * Once for each date: the row of its counts is put last, so that a run killed before that does it again, to the same end.
 * List dates of the last week without a row are made up for, oldest first, as on a new deployment.
 */
import { isListDate } from '../../core/calendar/announcement-calendar.ts';
import { addDays } from '../../core/calendar/new-york-time.ts';
import { attentionOf } from '../../core/paper/assemble-paper.ts';
import type { Paper, PaperId } from '../../core/paper/paper.ts';
import type { CollectionLedger, ListingStore, PaperStore } from '../../core/ports/stores.ts';
import { BASE_DAYS, burstingTermsOf, burstsOn, countTerms, RECENT_DAYS } from '../../core/score/bursting-terms.ts';
import { changeAttention } from './change-attention.ts';

export interface NoteBurstingTermsDeps {
  readonly papers: PaperStore;
  readonly listings: ListingStore;
  readonly collection: CollectionLedger;
}

export interface NoteBurstingTermsOptions {
  /** New York. */
  readonly date: string;
  /** Categories whose lists name the papers. */
  readonly categories: readonly string[];
  readonly isTimeUp: () => boolean;
}

const CATCH_UP_DAYS = 7;
const CATEGORIES_PER_READ = 8;
const PAPERS_PER_READ = 1_000;

/** @returns how many papers were given bursting terms, or others than before */
export const noteBurstingTerms = async (
  deps: NoteBurstingTermsDeps,
  { date, categories, isTimeUp }: NoteBurstingTermsOptions,
): Promise<{ readonly bursting: number; readonly isDone: boolean }> => {
  let bursting = 0;
  for (const listDate of await openDates(deps.collection, date)) {
    if (isTimeUp()) return { bursting, isDone: false };
    bursting += await noteDate(deps, { date: listDate, categories });
  }
  return { bursting, isDone: true };
};

/** Where the newest list date has its row, those before were made up for when that was put. */
const openDates = async (collection: CollectionLedger, date: string): Promise<readonly string[]> => {
  const listDates = Array.from({ length: CATCH_UP_DAYS + 1 }, (_, index) =>
    addDays(date, index - CATCH_UP_DAYS),
  ).filter(isListDate);
  const [first, newest] = [listDates[0], listDates.at(-1)];
  if (first === undefined || newest === undefined) return [];
  if ((await collection.termCounts(newest, newest)).length > 0) return [];
  const counted = new Set((await collection.termCounts(first, newest)).map((counts) => counts.date));
  return listDates.filter((listDate) => !counted.has(listDate));
};

/** A date without papers gets no row: they may still come. */
const noteDate = async (
  deps: NoteBurstingTermsDeps,
  { date, categories }: { readonly date: string; readonly categories: readonly string[] },
): Promise<number> => {
  const announced = await readAnnounced(deps, { date, categories });
  if (announced.size === 0) return 0;
  const counts = countTerms(date, [...announced.values()]);
  const history = await deps.collection.termCounts(addDays(date, 1 - RECENT_DAYS - BASE_DAYS), addDays(date, -1));
  const bursts = burstsOn(date, [...history, counts]);
  const changed = await changeAttention(deps.papers, {
    papers: announced,
    change: (paper) => {
      const { burstingTerms, ...attention } = attentionOf(paper);
      const terms = burstingTermsOf(paper, bursts);
      return terms.length === 0 ? attention : { ...attention, burstingTerms: terms };
    },
  });
  await deps.collection.putTermCounts(counts);
  return changed;
};

/** Lists name cross-listed papers as well, which other days announced. */
const readAnnounced = async (
  { papers, listings }: NoteBurstingTermsDeps,
  { date, categories }: { readonly date: string; readonly categories: readonly string[] },
): Promise<ReadonlyMap<PaperId, Paper>> => {
  const listed = new Set<PaperId>();
  for (let start = 0; start < categories.length; start += CATEGORIES_PER_READ) {
    const chunk = categories.slice(start, start + CATEGORIES_PER_READ);
    const lists = await Promise.all(chunk.map((category) => listings.between(category, date, date)));
    for (const { paperId, kind } of lists.flat()) if (kind !== 'replacement') listed.add(paperId);
  }
  const ids = [...listed].sort();
  const announced = new Map<PaperId, Paper>();
  for (let start = 0; start < ids.length; start += PAPERS_PER_READ) {
    for (const [paperId, paper] of await papers.getMany(ids.slice(start, start + PAPERS_PER_READ)))
      if (paper.announcedOn === date) announced.set(paperId, paper);
  }
  return announced;
};
