/** The change log of the formula, oldest first: `/scoring` prints it, and a test holds docs/scoring.md against it. */

export interface FormulaChange {
  /** As `FORMULA_VERSION` was from then on. */
  readonly version: string;
  readonly on: string;
  readonly change: string;
}

export const FORMULA_CHANGES: readonly FormulaChange[] = [
  {
    version: '1',
    on: '2026-11-20',
    change: 'first formula: forward decay with the announcement-time prior alone',
  },
  {
    version: '2',
    on: '2026-11-25',
    change:
      'signals of GitHub, Hugging Face and Hacker News; prior fitted offline, with bursting terms; all fields merged by standing within the own field; place for exploration; stars that nothing supports',
  },
];
