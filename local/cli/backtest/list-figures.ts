/** The figures of one list over the days: collected day by day, summed up with 95 % intervals at the end. */
import type { PaperId } from '../../../lambdas/core/paper/paper.ts';
import { BASELINES } from './baselines.ts';
import { judgeOrder, JUDGED_FIGURES } from './judge-order.ts';
import { meanByDay, type MeanByDay } from './metrics/mean-by-day.ts';
import { ordersOf, ownOrders } from './orders.ts';
import { OUTCOMES, type OutcomeKind, type Outcomes } from './outcome.ts';

/** Values of one day, by order and figure. */
type DayFigures = Map<string, Map<string, number>>;

export interface JudgedDays {
  readonly outcome: OutcomeKind;
  /** Days with enough papers of known outcome. */
  readonly days: number;
  /** Papers judged on those days: each counts once for each day. */
  readonly paperDays: number;
}

export interface OrderSummary {
  readonly order: string;
  readonly label: string;
  /** By figure: `stars.ndcg10`, …, `coverage`, `churn`. */
  readonly figures: Readonly<Record<string, MeanByDay>>;
}

/** Of an order of Paper Round and a baseline: the mean of the days' differences, own less baseline. */
export interface Difference extends MeanByDay {
  readonly order: string;
  readonly baseline: string;
  readonly figure: string;
}

export interface ListSummary {
  readonly category: string;
  readonly judged: readonly JudgedDays[];
  readonly orders: readonly OrderSummary[];
  readonly differences: readonly Difference[];
}

export interface ListFigures {
  /** Judges every order of a day by its outcomes, where they are known of enough papers. */
  judge(date: string, orderOf: (order: string) => readonly PaperId[]): void;
  /** A figure that needs no outcome, of the day judged last. */
  note(order: string, figure: string, value: number): void;
  summary(): ListSummary;
}

export const createListFigures = (category: string, outcomes: Outcomes): ListFigures => {
  const orders = ordersOf(category);
  const days: DayFigures[] = [];
  const judged = new Map<OutcomeKind, JudgedDays>();

  const judgeBy = (outcome: OutcomeKind, date: string, orderOf: (order: string) => readonly PaperId[]): void => {
    const gainOf = outcomes.gainsAfter(outcome, date);
    const verdicts = orders.map(({ name }) => ({ name, verdict: judgeOrder(orderOf(name), gainOf) }));
    for (const { name, verdict } of verdicts) {
      for (const figure of JUDGED_FIGURES) {
        const value = verdict?.figures[figure];
        if (value !== undefined) note(name, `${outcome}.${figure}`, value);
      }
    }
    const papers = verdicts[0]?.verdict?.judged;
    if (papers === undefined) return;
    const { days: before, paperDays } = judged.get(outcome) ?? { days: 0, paperDays: 0 };
    judged.set(outcome, { outcome, days: before + 1, paperDays: paperDays + papers });
  };
  const note = (order: string, figure: string, value: number): void => {
    const day = days.at(-1);
    day?.set(order, (day.get(order) ?? new Map<string, number>()).set(figure, value));
  };

  return {
    judge: (date, orderOf) => {
      days.push(new Map());
      for (const outcome of OUTCOMES) judgeBy(outcome, date, orderOf);
    },
    note,
    summary: () => ({
      category,
      judged: OUTCOMES.map((outcome) => judged.get(outcome) ?? { outcome, days: 0, paperDays: 0 }),
      orders: orders.map(({ name, label }) => ({ order: name, label, figures: meansOf(days, name) })),
      differences: ownOrders(category).flatMap(({ name }) =>
        BASELINES.flatMap((baseline) => differencesOf(days, name, baseline.name)),
      ),
    }),
  };
};

const figureNames = (days: readonly DayFigures[], order: string): readonly string[] =>
  [...new Set(days.flatMap((day) => [...(day.get(order)?.keys() ?? [])]))].sort();

const meansOf = (days: readonly DayFigures[], order: string): Readonly<Record<string, MeanByDay>> =>
  Object.fromEntries(
    figureNames(days, order).flatMap((figure) => {
      const mean = meanByDay(days.flatMap((day) => day.get(order)?.get(figure) ?? []));
      return mean ? [[figure, mean]] : [];
    }),
  );

const differencesOf = (days: readonly DayFigures[], order: string, baseline: string): readonly Difference[] =>
  figureNames(days, order).flatMap((figure) => {
    const values = days.flatMap((day) => {
      const [own, other] = [day.get(order)?.get(figure), day.get(baseline)?.get(figure)];
      return own === undefined || other === undefined ? [] : [own - other];
    });
    const mean = meanByDay(values);
    return mean ? [{ order, baseline, figure, ...mean }] : [];
  });
