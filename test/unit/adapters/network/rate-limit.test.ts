import { isTurnedAway, restMs, retryAfterOf, untilMs } from '../../../../lambdas/adapters/network/rate-limit.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const answer = (status: number, headers = {}, text = '') => ({ status, headers, body: Buffer.from(text) });

describe('an answer that turns us away', () => {
  it.each([
    answer(429),
    answer(403, { retryAfter: '60' }),
    answer(403, { rateLimitRemaining: '0' }),
    answer(403, {}, '{"message":"You have exceeded a secondary rate limit."}'),
  ])('is %j', (given) => {
    expect(isTurnedAway(given)).toBe(true);
  });

  it.each([
    answer(403, { rateLimitRemaining: '17' }, '{"message":"Resource not accessible"}'),
    answer(401, { retryAfter: '60' }),
    answer(200, {}, 'rate limit'),
    answer(502),
  ])('is not %j', (given) => {
    expect(isTurnedAway(given)).toBe(false);
  });
});

describe('the rest that a service asks for', () => {
  it.each([
    [
      'what Retry-After says, in seconds',
      { retryAfter: '90', rateLimitRemaining: '0', rateLimitReset: '1795176000' },
      90_000,
    ],
    ['what Retry-After says, as a date', { retryAfter: 'Fri, 20 Nov 2026 12:05:00 GMT' }, 5 * MINUTE],
    [
      'by the clock of the service, which is an hour late',
      { retryAfter: 'Fri, 20 Nov 2026 11:05:00 GMT', date: 'Fri, 20 Nov 2026 11:00:00 GMT' },
      5 * MINUTE,
    ],
    [
      'until the reset, when nothing is left',
      { rateLimitRemaining: '0', rateLimitReset: String(NOW / 1000 + 600) },
      10 * MINUTE,
    ],
    ['a minute, when something is left', { rateLimitRemaining: '9', rateLimitReset: String(NOW / 1000 + 600) }, MINUTE],
    ['a minute, when nothing is said', {}, MINUTE],
    [
      'a minute, when nonsense is said',
      { retryAfter: 'soon', rateLimitRemaining: '0', rateLimitReset: 'later' },
      MINUTE,
    ],
    ['a minute, when the reset is over', { rateLimitRemaining: '0', rateLimitReset: '1' }, MINUTE],
    ['a day at most', { retryAfter: '999999999' }, DAY],
    ['a day at most, by the reset', { rateLimitRemaining: '0', rateLimitReset: '99999999999' }, DAY],
  ])('is %s', (_, headers, expected) => {
    expect(restMs(headers, NOW)).toBe(expected);
  });

  it('is nothing where nothing is asked for', () => {
    expect(retryAfterOf({}, NOW)).toBeUndefined();
    expect(retryAfterOf({ retryAfter: 'soon' }, NOW)).toBeUndefined();
  });

  it('is a minute until an instant that is none', () => {
    expect(untilMs(Number.NaN, {}, NOW)).toBe(MINUTE);
  });
});
