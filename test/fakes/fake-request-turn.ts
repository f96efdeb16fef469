/** `RequestTurn` that comes at once, and remembers how it was taken and ended; a script can refuse it. */
import type { RequestTurn, Turn, TurnTaken, TurnWanted } from '../../lambdas/core/ports/request-turn.ts';

type TurnEnd = Parameters<Turn['end']>[0];

export interface FakeRequestTurn extends RequestTurn {
  readonly wanted: readonly TurnWanted[];
  readonly ended: readonly TurnEnd[];
  /** Turns that were taken and not ended. */
  openTurns(): number;
  /** The next one who asks gets this instead of a turn. */
  refuseNext(answer: Exclude<TurnTaken, { readonly outcome: 'turn' }>): void;
}

export const createFakeRequestTurn = (): FakeRequestTurn => {
  const wanted: TurnWanted[] = [];
  const ended: TurnEnd[] = [];
  const refusals: TurnTaken[] = [];
  let open = 0;
  return {
    wanted,
    ended,
    openTurns: () => open,
    refuseNext: (answer) => {
      refusals.push(answer);
    },
    take: (options) => {
      wanted.push(options);
      const refusal = refusals.shift();
      if (refusal) return Promise.resolve(refusal);
      open += 1;
      const turn: Turn = {
        end: (outcome) => {
          open -= 1;
          ended.push(outcome);
          return Promise.resolve();
        },
      };
      return Promise.resolve({ outcome: 'turn', turn });
    },
  };
};
