/** What `backtest` is asked for, checked. */
import { canonicalCategory } from '../../../lambdas/core/paper/category.ts';
import { ALL_CATEGORIES } from '../../../lambdas/core/rank/ranked-list.ts';
import { isCalendarDate, UsageError } from '../../round-flags.ts';

export interface BacktestFlags {
  readonly papers?: string | undefined;
  readonly signals?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly category?: string | undefined;
  readonly inject?: string | undefined;
  readonly out?: string | undefined;
}

export interface BacktestRequest {
  /** Files or folders. */
  readonly papers: string;
  readonly signals: string;
  /** Days that are ranked and judged, both inclusive. */
  readonly from: string;
  readonly to: string;
  /** Canonical, or `all`. */
  readonly category: string;
  /** File of star campaigns. */
  readonly inject: string | undefined;
  /** Folder for chart and JSON. */
  readonly out: string;
}

/** @throws UsageError with what is wrong and what to give instead */
export const readBacktestFlags = (flags: BacktestFlags): BacktestRequest => {
  const from = dayOf('--from', flags.from);
  const to = dayOf('--to', flags.to);
  if (from > to) throw new UsageError(`--from ${from} is after --to ${to}: exchange them.`);
  return {
    papers: pathOf('--papers', flags.papers),
    signals: pathOf('--signals', flags.signals),
    from,
    to,
    category: categoryOf(flags.category ?? ALL_CATEGORIES),
    inject: flags.inject,
    out: flags.out ?? `backtest-${from}-${to}`,
  };
};

const NEEDS = 'backtest needs --papers PATH --signals PATH --from YYYY-MM-DD --to YYYY-MM-DD';

const pathOf = (flag: string, path: string | undefined): string => {
  if (path === undefined || path === '') throw new UsageError(`${NEEDS}: ${flag} is missing.`);
  return path;
};

const dayOf = (flag: string, text: string | undefined): string => {
  if (text === undefined) throw new UsageError(`${NEEDS}: ${flag} is missing.`);
  if (!isCalendarDate(text))
    throw new UsageError(
      `${flag} ${JSON.stringify(text)} is no calendar date: write it as YYYY-MM-DD, e.g. 2026-02-01.`,
    );
  return text;
};

const categoryOf = (text: string): string => {
  const category = text === ALL_CATEGORIES ? text : canonicalCategory(text);
  if (category === undefined)
    throw new UsageError(`--category ${JSON.stringify(text)} is no arXiv category: give one such as cs.LG, or all.`);
  return category;
};
