/** Hugging Face's part of the night: the daily lists of the last weeks, newest first. */
import type { DailyPapers } from '../../core/ports/attention.ts';
import { dueLists } from '../../core/signal/look-plan.ts';
import type { Signal } from '../../core/signal/signal.ts';
import { dailyPaperLook } from '../../core/signal/source-looks.ts';
import { NO_LOOKS, storeLooks, type PaperSeen, type StoreLooksDeps } from './store-looks.ts';
import type { SourceWork } from './work-through-night.ts';

export interface CollectDailyPapersDeps extends StoreLooksDeps {
  readonly dailyPapers: DailyPapers;
}

/** A repository that so many papers of one list are said to have is nobody's: the site's own, or the lab's. */
const TOO_COMMON = 3;

export const collectDailyPapers = (deps: CollectDailyPapersDeps, date: string): SourceWork => {
  const { dailyPapers, clock } = deps;
  const lists = dueLists(date, clock());
  const dateOf = new Map(lists.map((list) => [list.key, list.date]));
  return {
    source: 'hugging-face',
    requests: () => dailyPapers.requests(),
    keysAtOnce: 1,
    keysAtOnceAgain: 1,
    due: () => Promise.resolve(lists.map(({ key }) => ({ key, papers: 0 }))),
    take: async ([key = ''], night) => {
      const listDate = dateOf.get(key);
      if (listDate === undefined) return { answered: [], looked: 0, stored: NO_LOOKS };
      const { papers, stop } = await dailyPapers.listOf(listDate);
      // Half a list has other places than the whole one.
      if (stop) return { answered: [], stop, looked: 0, stored: NO_LOOKS };
      // Hugging Face may be a day ahead of New York.
      const listedOn = listDate < date ? listDate : date;
      const isCommon = commonRepositories(papers.map(({ repository }) => repository));
      const seen = papers.map((paper, index): PaperSeen => ({
        paperId: paper.paperId,
        linkedRepository: isCommon(paper.repository) ? undefined : paper.repository,
        lookOf: ({ rows }) =>
          isOnOtherList(rows, { date, listedOn }) ? undefined : dailyPaperLook(paper, { listedOn, place: index + 1 }),
      }));
      const stored = await storeLooks(deps, seen, night);
      return { answered: [key], looked: stored.looks, stored };
    },
  };
};

const commonRepositories = (named: readonly (string | undefined)[]): ((repository: string | undefined) => boolean) => {
  const counts = new Map<string, number>();
  for (const repository of named) {
    const key = repository?.toLowerCase();
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return (repository) => (counts.get(repository?.toLowerCase() ?? '') ?? 0) >= TOO_COMMON;
};

/** A paper that stands on two lists has one row a night and counts once: by the list that answers first, mostly the newer. */
const isOnOtherList = (
  rows: readonly Signal[],
  { date, listedOn }: { readonly date: string; readonly listedOn: string },
): boolean =>
  rows.some((row) => row.source === 'hugging-face' && row.observedOn === date && row.details.listedOn !== listedOn);
