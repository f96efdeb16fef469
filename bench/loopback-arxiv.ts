/** Starts the simulated arXiv in a process of its own and steers it. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { ArxivBases } from '../lambdas/adapters/arxiv/endpoints.ts';

/** What the archive of the simulated arXiv is made of. */
export interface LoopbackArchive {
  readonly seed: number;
  readonly categories: readonly string[];
  /** New papers over all categories, by list date. */
  readonly papersPerDay: Readonly<Record<string, number>>;
}

export interface LoopbackRequest {
  /** Path and query. */
  readonly path: string;
  /** By a clock of the simulated arXiv: fit for differences. */
  readonly startedMs: number;
}

/** To the process; each is answered. */
export interface LoopbackOrder {
  /** Instant. */
  readonly now?: string;
  /** So many feeds and listing pages, from now on, are those of the list before. */
  readonly stalePolls?: number;
}

/** From the process. */
export interface LoopbackAnswer {
  /** Once it listens. */
  readonly bases?: ArxivBases;
  /** Since the answer before. */
  readonly requests: readonly LoopbackRequest[];
}

export interface LoopbackArxiv {
  readonly bases: ArxivBases;
  /** Carries out the order. @returns what arXiv was asked since the order before */
  tell(order: LoopbackOrder): Promise<readonly LoopbackRequest[]>;
  close(): Promise<void>;
}

/**
 * @param bundle of `loopback-arxiv-server.ts`
 * @throws Error when the process ends before it listens
 */
export const startLoopbackArxiv = async (bundle: string, archive: LoopbackArchive): Promise<LoopbackArxiv> => {
  const server = fork(bundle, [JSON.stringify(archive)], { execArgv: [], env: {} });
  const nextAnswer = async (): Promise<LoopbackAnswer> => {
    const ended = new AbortController();
    const { signal } = ended;
    try {
      const [answer] = (await Promise.race([
        once(server, 'message', { signal }),
        once(server, 'exit', { signal }).then(([code]) => {
          throw new Error(`The simulated arXiv ended with exit code ${String(code)}.`);
        }),
      ])) as [LoopbackAnswer];
      return answer;
    } finally {
      ended.abort();
    }
  };
  const { bases } = await nextAnswer();
  if (bases === undefined) throw new Error('The simulated arXiv does not say where it is.');
  return {
    bases,
    tell: async (order) => {
      const answered = nextAnswer();
      server.send(order);
      return (await answered).requests;
    },
    close: async () => {
      const ended = once(server, 'exit');
      server.disconnect();
      await ended;
    },
  };
};
