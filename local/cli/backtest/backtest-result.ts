/** What a backtest came to: the content of `backtest.json`, and of the answer with `--json`. */
import type { Evaluation } from './evaluate.ts';
import type { InjectionResult } from './injection.ts';

export interface BacktestResult extends Evaluation {
  readonly from: string;
  readonly to: string;
  /** Version of the scoring formula. */
  readonly formula: string;
  /** Gains are counted over so many days after each day. */
  readonly horizonDays: number;
  /** Days with fewer papers of known outcome are not judged. */
  readonly minJudged: number;
  readonly interval: string;
  readonly read: {
    /** Of `--papers`. */
    readonly records: number;
    readonly recordsRejected: number;
    /** Of `--signals`: counts that became rows, and rows as exported. */
    readonly looks: number;
    readonly rows: number;
    readonly signalsRejected: number;
  };
  readonly injection?: InjectionResult;
}
