/** Times work in a way that a busy machine disturbs least. */
import { performance } from 'node:perf_hooks';

export type Work = () => unknown;

/** Seconds that the work took, awaited when it gives a promise. */
export const secondsOf = async (work: Work): Promise<number> => {
  const startMs = performance.now();
  await work();
  return (performance.now() - startMs) / 1000;
};

/**
 * Times all works in turn, round after round: whatever else the machine does hits them alike, so that their ratios hold.
 * @param options.warmUps rounds before, that count for nothing: the compiler has seen the code by then
 * @returns seconds of each round, by name of the work
 */
export const timeInTurn = async <Name extends string>(
  works: Readonly<Record<Name, Work>>,
  { warmUps, rounds }: { readonly warmUps: number; readonly rounds: number },
): Promise<Readonly<Record<Name, readonly number[]>>> => {
  const names = Object.keys(works) as Name[];
  const seconds = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const name of names) {
      const taken = await secondsOf(works[name]);
      if (round >= 0) seconds[name].push(taken);
    }
  }
  return seconds;
};
