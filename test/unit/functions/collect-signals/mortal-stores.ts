/** Stores of a process that dies in one of its calls to the tables. */
import type { CollectSignalsDeps } from '../../../../lambdas/functions/collect-signals/collect-signals.ts';

export class Killed extends Error {}

/** `half`: of a call with many rows half of them are done, any other is done whole. */
export type Moment = 'before' | 'half';

type Stores = Pick<CollectSignalsDeps, 'papers' | 'listings' | 'signals' | 'collection'>;

const half = (argument: unknown): unknown =>
  Array.isArray(argument) ? argument.slice(0, Math.floor(argument.length / 2)) : argument;

/** @returns stores that throw `Killed` at the nth of their calls, which `calls` counts */
export const mortalStores = (
  { papers, listings, signals, collection }: Stores,
  { dieAt, moment }: { readonly dieAt: number; readonly moment: Moment },
): { readonly stores: Stores; readonly calls: () => number } => {
  let calls = 0;
  const wrap = <Store extends object>(store: Store): Store =>
    new Proxy(store, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function' || name === 'watched') return method;
        return async (...given: readonly unknown[]): Promise<unknown> => {
          calls += 1;
          if (calls !== dieAt) return (await Reflect.apply(method, target, given)) as unknown;
          if (moment === 'half') await Reflect.apply(method, target, given.map(half));
          throw new Killed();
        };
      },
    });
  return {
    stores: { papers: wrap(papers), listings: wrap(listings), signals: wrap(signals), collection: wrap(collection) },
    calls: () => calls,
  };
};

/** For a promise that may be rejected by a death, and by nothing else. */
export const aliveAgain = (error: unknown): false => {
  if (!(error instanceof Killed)) throw error;
  return false;
};
