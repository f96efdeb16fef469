/** Judges the lists of each replayed day: the one that was asked for in full, those of the categories where enough is known. */
import type { Paper, PaperId } from '../../../lambdas/core/paper/paper.ts';
import { ALL_CATEGORIES } from '../../../lambdas/core/rank/ranked-list.ts';
import { ANNOUNCEMENT_SOURCE } from '../../../lambdas/core/score/announcement-prior.ts';
import { MIN_JUDGED } from './judge-order.ts';
import { createListFigures, type ListFigures, type ListSummary } from './list-figures.ts';
import { churn } from './metrics/churn.ts';
import { CATEGORY_ORDERS, ordersOf, ordersOfDay, papersByCategory, type ListOrders } from './orders.ts';
import type { Outcomes } from './outcome.ts';
import type { ReplayedDay } from './replay.ts';

/** Coverage and churn are about the places that are seen first. */
const FIRST_PLACES = 20;
/** A category that was judged on fewer days has no interval worth the name. */
const MIN_CATEGORY_DAYS = 10;

export interface Evaluation {
  readonly days: number;
  /** The list that was asked for. */
  readonly list: ListSummary;
  /** Categories judged by stars on at least ten days, most days first; none when one category was asked for. */
  readonly categories: readonly ListSummary[];
}

export interface Evaluator {
  add(day: ReplayedDay): void;
  result(): Evaluation;
}

const hasSignal = ({ score }: Paper): boolean =>
  score.contributions.some(({ source }) => source !== ANNOUNCEMENT_SOURCE);

/** @param category `all`, or the one whose list is judged */
export const createEvaluator = (outcomes: Outcomes, category: string): Evaluator => {
  const main = createListFigures(category, outcomes);
  const fields = new Map<string, ListFigures>();
  const before = new Map<string, readonly PaperId[]>();
  let days = 0;

  const orders = ordersOf(category);

  const noteChurn = (orderOf: ListOrders['orderOf']): void => {
    for (const { name } of orders) {
      const first = orderOf(name).slice(0, FIRST_PLACES);
      const known = before.get(name);
      const exchanged = known && churn(known, first);
      if (exchanged !== undefined) main.note(name, 'churn', exchanged);
      before.set(name, first);
    }
  };
  /** Share of the lists with at least one paper among the first places that stands there by more than its prior. */
  const noteCoverage = (lists: readonly ListOrders[], signalled: ReadonlySet<PaperId>): void => {
    for (const { name } of CATEGORY_ORDERS) {
      const covered = lists.filter(({ orderOf }) =>
        orderOf(name, FIRST_PLACES).some((paperId) => signalled.has(paperId)),
      );
      if (lists.length > 0) main.note(name, 'coverage', covered.length / lists.length);
    }
  };
  const judgeField = (day: ReplayedDay, field: string, papers: readonly Paper[], list: ListOrders): void => {
    const gainOf = outcomes.gainsAfter('stars', day.date);
    const known = papers.filter(({ paperId }) => gainOf(paperId) !== undefined);
    if (known.length < MIN_JUDGED) return;
    const figures = fields.get(field) ?? createListFigures(field, outcomes);
    fields.set(field, figures);
    figures.judge(day.date, (order) => list.orderOf(order));
  };

  return {
    add: (day) => {
      days += 1;
      const byCategory = papersByCategory(day.papers);
      const listOf = ordersOfDay(day);
      const asked = listOf(category, byCategory.get(category) ?? []);
      main.judge(day.date, (order) => asked.orderOf(order));
      noteChurn(asked.orderOf);
      const lists = [...byCategory].flatMap(([field, papers]) => {
        if (field === ALL_CATEGORIES || (category !== ALL_CATEGORIES && field !== category)) return [];
        return [{ field, papers, list: listOf(field, papers) }];
      });
      noteCoverage(
        lists.map(({ list }) => list),
        new Set(day.papers.filter(hasSignal).map(({ paperId }) => paperId)),
      );
      if (category !== ALL_CATEGORIES) return;
      for (const { field, papers, list } of lists) judgeField(day, field, papers, list);
    },
    result: () => {
      const starDays = ({ judged }: ListSummary): number =>
        judged.find(({ outcome }) => outcome === 'stars')?.days ?? 0;
      return {
        days,
        list: main.summary(),
        categories: [...fields.values()]
          .map((figures) => figures.summary())
          .filter((summary) => starDays(summary) >= MIN_CATEGORY_DAYS)
          .sort((a, b) => starDays(b) - starDays(a) || (a.category < b.category ? -1 : 1)),
      };
    },
  };
};
