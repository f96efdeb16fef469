/** Looks and rows of an invented paper; a test states only what it is about. */
import type { PaperId } from '../../../../lambdas/core/paper/paper.ts';
import { newSignal, type LookCircumstances, type SignalLook } from '../../../../lambdas/core/signal/new-signal.ts';
import type { Signal, SignalOf } from '../../../../lambdas/core/signal/signal.ts';

export const PAPER = '2611.00001' as PaperId;

export const starsLook = (count: number, details: Partial<SignalOf<'github'>['details']> = {}): SignalLook => ({
  source: 'github',
  count,
  startedOn: '2026-11-11',
  details: {
    repository: 'lind/fold',
    repositoryId: 'R_1',
    // One for every ten stars: nothing looks bought.
    forks: Math.ceil(count / 10),
    issues: 0,
    createdOn: '2026-11-11',
    credit: 'own',
    ...details,
  },
});

export const upvotesLook = (count: number, listedOn: string): SignalLook => ({
  source: 'hugging-face',
  count,
  startedOn: listedOn,
  details: { listedOn, rank: 1, comments: 0 },
});

/** Adds the row of a look to those of the paper, as the store does. */
export const afterLook = (
  rows: readonly Signal[],
  observedOn: string,
  look: SignalLook,
  circumstances: Partial<LookCircumstances> = {},
): readonly Signal[] => {
  const made = newSignal(look, rows, {
    paperId: PAPER,
    observedOn,
    observedAt: `${observedOn}T05:00:00.000Z`,
    usualGain: 4,
    ...circumstances,
  });
  return [...rows.filter(({ observedKey }) => observedKey !== made.observedKey), made].sort((a, b) =>
    a.observedKey < b.observedKey ? -1 : 1,
  );
};
