import * as fc from 'fast-check';
import type { Exchange } from '../../../../lambdas/adapters/network/http-exchange.ts';
import {
  effectiveStatus,
  IMPATIENT_RETRIES,
  PATIENT_RETRIES,
  restAfterMs,
  retryWaitMs,
} from '../../../../lambdas/adapters/arxiv/retry-policy.ts';

const answered = (status: number, retryAfter?: string, text = '') =>
  ({
    kind: 'answered',
    status,
    headers: { ...(retryAfter !== undefined && { retryAfter }) },
    body: Buffer.from(text),
  }) satisfies Exchange;
const timedOut: Exchange = { kind: 'broken', cause: 'timed-out', reason: 'late', receivedBytes: 0 };
const fresh = { limits: PATIENT_RETRIES, retries: 0, timeOuts: 0, left: 16, nowMs: 0, random: 0.5 };
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('retryWaitMs', () => {
  it('is at least what the answer asks for, and never longer than the limit, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 599 }),
        fc.option(fc.nat(200), { nil: undefined }),
        fc.nat(6),
        random,
        fc.constantFrom(IMPATIENT_RETRIES, PATIENT_RETRIES),
        (status, seconds, retries, chance, limits) => {
          const waitMs = retryWaitMs(answered(status, seconds?.toString()), {
            ...fresh,
            limits,
            retries,
            random: chance,
          });
          if (waitMs === undefined) return true;
          return waitMs <= limits.maxWaitMs && waitMs >= (seconds ?? 0) * 1000 && retries < limits.perRequest;
        },
      ),
    );
  });

  it('spreads over the whole of each step, which doubles', () => {
    const waits = [0, 1, 2].map((retries) =>
      [0, 0.5].map((chance) => retryWaitMs(answered(503), { ...fresh, retries, random: chance })),
    );
    expect(waits).toEqual([
      [0, 1000],
      [0, 2000],
      [0, 4000],
    ]);
  });

  it('bears one time-out at night, none while a person waits, and nothing once all retries are used', () => {
    expect(retryWaitMs(timedOut, fresh)).toBe(1000);
    expect(retryWaitMs(timedOut, { ...fresh, retries: 1, timeOuts: 1 })).toBeUndefined();
    expect(retryWaitMs(timedOut, { ...fresh, limits: IMPATIENT_RETRIES })).toBeUndefined();
    expect(retryWaitMs(answered(503), { ...fresh, left: 0 })).toBeUndefined();
  });
});

describe('effectiveStatus', () => {
  it.each([
    ['Rate exceeded.', 429],
    ['  rate exceeded\n', 429],
    ['Rates exceeded', 200],
    ['<rss/>', 200],
    ['', 200],
  ])('of 200 with the body %j is %i', (text, status) => {
    expect(effectiveStatus(answered(200, undefined, text))).toBe(status);
  });
});

describe('restAfterMs', () => {
  it('is never shorter than asked for or than its least, within half a day and a fifth', () => {
    fc.assert(
      fc.property(fc.nat(2_000_000_000), fc.nat(3_600_000), random, (seconds, leastMs, chance) => {
        const restMs = restAfterMs(answered(429, String(seconds)), { leastMs, nowMs: 0, random: chance });
        return (
          restMs >= leastMs &&
          restMs >= Math.min(seconds * 1000, 43_200_000) * (seconds < 1e9 ? 1 : 0) &&
          restMs <= 1.2 * 43_200_000
        );
      }),
    );
  });
});
