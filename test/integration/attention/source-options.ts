/** How the adapters are made in tests: impatient, straight to loopback, and never really asleep. */
import type { SourceOptions } from '../../../lambdas/adapters/network/json-client.ts';

export const NOW = '2026-11-20T12:00:00.000Z';

export interface TestedOptions extends SourceOptions {
  /** Waits so far, in milliseconds. */
  readonly sleeps: number[];
}

export const testedOptions = (baseUrl: string, options: Partial<SourceOptions> = {}): TestedOptions => {
  const sleeps: number[] = [];
  return {
    baseUrl,
    userAgent: 'PaperRound/0.1 (+https://paper-round.example.org/)',
    clock: () => new Date(NOW),
    sleep: (milliseconds) => {
      sleeps.push(milliseconds);
      return Promise.resolve();
    },
    random: () => 0.25,
    proxy: { httpProxy: '', httpsProxy: '', noProxy: '' },
    sleeps,
    ...options,
  };
};
