/** Starts the simulated sources of attention in a process of their own and tells them the time. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { AttentionBases } from '../lambdas/adapters/attention-bases.ts';

/** What the sources show. Everything follows from the number of a paper and the date. */
export interface LoopbackCrowd {
  /** First day on which anything is counted; counts grow for two months from then on. */
  readonly from: string;
  /** Papers whose number divides by this have a repository, `lab/r-NUMBER`. */
  readonly repositoryEvery: number;
  readonly papers: number;
  /** By date: numbers of the papers on a list, and of those with a story. */
  readonly lists: Readonly<Record<string, readonly number[]>>;
  readonly stories: Readonly<Record<string, readonly number[]>>;
}

export const paperIdOf = (number: number): string => `2611.${String(number).padStart(5, '0')}`;
export const repositoryOf = (number: number): string => `lab/r-${String(number).padStart(5, '0')}`;

/** Half of all repositories never get a star, and of the others not every one gets some each day. */
export const starsOf = (number: number, day: number): number => {
  const step = (number / 7) % 10;
  return step < 5 ? 0 : Math.floor((day * step * step) / 25) + (number % 13);
};

export interface LoopbackAttention {
  readonly bases: AttentionBases;
  setNow(now: Date): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param bundle of `loopback-attention-server.ts`
 * @param crowd path of a file with the `LoopbackCrowd` as JSON
 */
export const startLoopbackAttention = async (bundle: string, crowd: string): Promise<LoopbackAttention> => {
  const server = fork(bundle, [crowd], { execArgv: [], env: {} });
  const nextMessage = async (): Promise<unknown> => {
    const ended = new AbortController();
    const { signal } = ended;
    try {
      const [message] = (await Promise.race([
        once(server, 'message', { signal }),
        once(server, 'exit', { signal }).then(([code]) => {
          throw new Error(`The simulated sources ended with exit code ${String(code)}.`);
        }),
      ])) as [unknown];
      return message;
    } finally {
      ended.abort();
    }
  };
  const bases = (await nextMessage()) as AttentionBases;
  return {
    bases,
    setNow: async (now) => {
      const answered = nextMessage();
      server.send(now.toISOString());
      await answered;
    },
    close: async () => {
      const ended = once(server, 'exit');
      server.disconnect();
      await ended;
    },
  };
};
