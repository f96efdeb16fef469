import { noonInNewYork } from '../../../../../lambdas/core/calendar/announcement-calendar.ts';
import {
  bytesWords,
  durationWords,
  freshnessWords,
  momentWords,
  verdictWords,
} from '../../../../../lambdas/core/render/page/status-words.ts';

const NOW = noonInNewYork('2026-11-20');

describe('moments in New York', () => {
  it.each([
    ['2026-11-21T03:30:00Z', 'tonight at 22:30'],
    ['2026-11-20T05:15:00Z', 'today at 00:15'],
    ['2026-11-20T04:15:00Z', 'yesterday at 23:15'],
    ['2026-11-22T01:00:00Z', 'tomorrow at 20:00'],
    ['2026-11-23T01:00:00Z', 'Sunday 22 November at 20:00'],
    ['2026-10-31T04:00:00Z', 'Saturday 31 October at 00:00'],
    ['2026-11-02T05:00:00Z', 'Monday 2 November at 00:00'],
  ])('%s is %s', (instant, words) => {
    expect(momentWords(instant, NOW)).toBe(words);
  });
});

it.each([
  [0, '0 kB'],
  [1, '1 kB'],
  [8_412_333, '8.4 MB'],
])('%s bytes are %s', (bytes, words) => {
  expect(bytesWords(bytes)).toBe(words);
});

it.each([
  ['2026-11-20T05:15:00Z', '2026-11-20T05:15:42Z', '42 s'],
  ['2026-11-20T05:15:00Z', '2026-11-20T05:19:10Z', '4 min 10 s'],
  ['2026-11-20T05:15:00Z', '2026-11-20T05:14:59Z', '0 s'],
])('from %s to %s are %s', (startedAt, endedAt, words) => {
  expect(durationWords({ startedAt, endedAt })).toBe(words);
});

it.each([
  [{}, 'no complete list'],
  [{ newestComplete: '2026-11-20', behind: 0 }, 'up to Friday 20 November'],
  [{ newestComplete: '2026-11-19', behind: 1 }, 'up to Thursday 19 November, 1 list behind'],
  [{ newestComplete: '2025-08-15', behind: 250 }, 'up to Friday 15 August 2025, 250 lists behind'],
])('a field with %j is %s', (row, words) => {
  expect(freshnessWords(row)).toBe(words);
});

describe('the verdict', () => {
  const verdict = (behind: readonly (number | undefined)[]) =>
    verdictWords({
      grid: {
        dates: [],
        dueDate: '2026-11-20',
        rows: behind.map((each, index) => ({
          category: `c${index}`,
          cells: [],
          ...(each !== undefined && { newestComplete: '2026-11-20', behind: each }),
        })),
      },
      shortBatches: [],
    });

  it.each([
    [[0, 0], 'Every field is complete up to the list of Friday 20 November.'],
    [[0, 1], 'c1 is not complete up to the list of Friday 20 November.'],
    [[0, 1, undefined], 'c1 and c2 are not complete up to the list of Friday 20 November.'],
    [[3, undefined], 'No field is complete up to the list of Friday 20 November.'],
  ])('of fields that lie %j behind is: %s', (behind, words) => {
    expect(verdict(behind)).toBe(words);
  });
});
