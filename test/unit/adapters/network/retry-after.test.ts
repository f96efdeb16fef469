import fc from 'fast-check';
import { retryAfterMs } from '../../../../lambdas/adapters/network/retry-after.ts';

const answeredAt = Date.parse('2026-11-20T10:00:00Z');

describe('retryAfterMs', () => {
  it.each([
    ['0', 0],
    ['120', 120_000],
    [' 7 ', 7000],
    ['Fri, 20 Nov 2026 10:01:30 GMT', 90_000],
    ['Fri, 20 Nov 2026 09:00:00 GMT', 0],
  ])('reads %j', (header, expected) => {
    expect(retryAfterMs(header, answeredAt)).toBe(expected);
  });

  it.each(['', 'soon', '-5', '1.5', '2026', '99999999999'])(
    'reads nothing from %j unless it is a number of seconds',
    (header) => {
      expect(retryAfterMs(header, answeredAt)).toBe(header === '2026' ? 2_026_000 : undefined);
    },
  );

  it('never asks to wait a negative time, whatever the header', () => {
    fc.assert(fc.property(fc.string(), (header) => (retryAfterMs(header, answeredAt) ?? 0) >= 0));
  });
});
