/** Every order of a day's papers: the lists as production makes them, and the baselines over the same papers. */
import { isListDate } from '../../../lambdas/core/calendar/announcement-calendar.ts';
import type { Paper, PaperId } from '../../../lambdas/core/paper/paper.ts';
import { livePaperOn, type LivePaper } from '../../../lambdas/core/rank/live-papers.ts';
import { rankLivePapers } from '../../../lambdas/core/rank/rank-papers.ts';
import { ALL_CATEGORIES } from '../../../lambdas/core/rank/ranked-list.ts';
import { WINDOWS, type Window } from '../../../lambdas/core/score/paper-score.ts';
import { BASELINES, knownOn } from './baselines.ts';
import type { ReplayedDay } from './replay.ts';

export interface Order {
  readonly name: string;
  /** As shown in tables. */
  readonly label: string;
}

interface OwnOrder extends Order {
  readonly window: Window;
  /** The list over all fields, which compares a paper with its own field first; otherwise the plain order by score. */
  readonly merged: boolean;
}

/** By plain score, one order for each window. */
export const byScoreOrders: readonly OwnOrder[] = WINDOWS.map((window) => ({
  name: `score-${window}`,
  label: `Paper Round, ${window}`,
  window,
  merged: false,
}));
const MERGED: readonly OwnOrder[] = WINDOWS.map((window) => ({
  name: `merged-${window}`,
  label: `  fields merged, ${window}`,
  window,
  merged: true,
}));

/** Paper Round's own, in order of tables. Fields are merged on one list only. */
export const ownOrders = (category: string): readonly OwnOrder[] =>
  category === ALL_CATEGORIES ? [...byScoreOrders, ...MERGED] : byScoreOrders;

/** Those and the baselines. */
export const ordersOf = (category: string): readonly Order[] => [...ownOrders(category), ...BASELINES];

/** The orders that the list of every category has. */
export const CATEGORY_ORDERS: readonly Order[] = [...byScoreOrders, ...BASELINES];

/** By category, a paper standing in each that it names; all of them under `all`. */
export const papersByCategory = (papers: readonly Paper[]): ReadonlyMap<string, readonly Paper[]> => {
  const fields = new Map<string, Paper[]>([[ALL_CATEGORIES, [...papers]]]);
  for (const paper of papers) {
    for (const category of paper.categories) {
      const field = fields.get(category);
      if (field) field.push(paper);
      else fields.set(category, [paper]);
    }
  }
  return fields;
};

export interface ListOrders {
  /** Everyone who competes, or the first `limit`, by name of the order; none of a merged list on a day that has no lists. */
  readonly orderOf: (order: string, limit?: number) => readonly PaperId[];
}

/** Larger first; equals newest first and then shuffled by a hash, as production does. */
const baselineOrder = (lives: readonly LivePaper[], valueOf: (paperId: PaperId) => number): readonly PaperId[] =>
  lives
    .map(({ paper: { paperId, announcedOn }, shuffleKey }) => ({
      paperId,
      announcedOn,
      shuffleKey,
      value: valueOf(paperId),
    }))
    .sort((a, b) => {
      if (a.value !== b.value) return b.value - a.value;
      if (a.announcedOn !== b.announcedOn) return a.announcedOn > b.announcedOn ? -1 : 1;
      return a.shuffleKey() < b.shuffleKey() ? -1 : 1;
    })
    .map(({ paperId }) => paperId);

/** The same order on the list of each category, and on that of all. */
const byCategoryInOrder = (
  order: readonly PaperId[],
  categoriesOf: (paperId: PaperId) => readonly string[],
): ReadonlyMap<string, readonly PaperId[]> => {
  const lists = new Map<string, PaperId[]>([[ALL_CATEGORIES, [...order]]]);
  for (const paperId of order) {
    for (const category of categoriesOf(paperId)) {
      const list = lists.get(category);
      if (list) list.push(paperId);
      else lists.set(category, [paperId]);
    }
  }
  return lists;
};

/** Papers of every field in one list by plain score: no category that production ranks. */
const EVERY_FIELD = 'every-field';

/** The orders of any list of the day; each is made once. */
export const ordersOfDay = (day: ReplayedDay): ((category: string, papers: readonly Paper[]) => ListOrders) => {
  const liveOn = livePaperOn(day.date);
  const lives = new Map(
    day.papers.flatMap((paper) => {
      const live = liveOn(paper);
      return live ? [[paper.paperId, live] as const] : [];
    }),
  );
  const knownOf = knownOn(day.date);
  const known = new Map(day.papers.map((paper) => [paper.paperId, knownOf(paper, day.signalsOf(paper.paperId))]));
  const categoriesOf = new Map(day.papers.map(({ paperId, categories }) => [paperId, categories]));
  const baselines = new Map(
    BASELINES.map(({ name, valueOf }) => {
      const value = (paperId: PaperId): number => {
        const facts = known.get(paperId);
        return facts ? valueOf(facts) : 0;
      };
      const order = baselineOrder([...lives.values()], value);
      return [name, byCategoryInOrder(order, (paperId) => categoriesOf.get(paperId) ?? [])];
    }),
  );
  return (category, papers) => {
    const competing = papers.flatMap(({ paperId }) => lives.get(paperId) ?? []);
    const own = new Map(ownOrders(category).map((order) => [order.name, order]));
    const made = new Map<string, readonly PaperId[]>();
    const make = (name: string, limit: number): readonly PaperId[] => {
      const order = own.get(name);
      if (order === undefined) return (baselines.get(name)?.get(category) ?? []).slice(0, limit);
      if (order.merged && !isListDate(day.date)) return [];
      const list = rankLivePapers(competing, {
        category: category === ALL_CATEGORIES && !order.merged ? EVERY_FIELD : category,
        window: order.window,
        date: day.date,
        limit,
      });
      return list.papers.map(({ paperId }) => paperId);
    };
    return {
      orderOf: (name, limit = Math.max(papers.length, 1)) => {
        const key = `${name} ${limit}`;
        const before = made.get(key) ?? make(name, limit);
        made.set(key, before);
        return before;
      },
    };
  };
};
