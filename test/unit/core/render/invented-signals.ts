/** Invented looks at the sources of a paper, for the tests of what is shown of them. */
import { addDays } from '../../../../lambdas/core/calendar/new-york-time.ts';
import type { PaperAttention } from '../../../../lambdas/core/paper/assemble-paper.ts';
import type { PaperId } from '../../../../lambdas/core/paper/paper.ts';
import { gainArithmetic } from '../../../../lambdas/core/render/gain-arithmetic.ts';
import { SIGNAL_WEIGHTS } from '../../../../lambdas/core/score/signal-weights.ts';
import { signalEvidence } from '../../../../lambdas/core/score/signal-evidence.ts';
import { observedKey, type Signal, type SignalOf, type SignalSource } from '../../../../lambdas/core/signal/signal.ts';
import type { SourceNight } from '../../../../lambdas/core/signal/source-night.ts';

interface Counts {
  readonly paperId: string;
  /** Day of the first look. */
  readonly from: string;
  /** One look a day; undefined: none on that day. */
  readonly counts: readonly (number | undefined)[];
  /** @default the first day */
  readonly startedOn?: string;
}

const USUAL_GAIN = 6.2;

const looksOf = <Source extends SignalSource>(
  source: Source,
  { paperId, from, counts, startedOn = from }: Counts,
  detailsOf: (count: number, day: string) => SignalOf<Source>['details'],
): readonly Signal[] => {
  const rows: Signal[] = [];
  counts.forEach((count, index) => {
    if (count === undefined) return;
    const observedOn = addDays(from, index);
    const before = rows.at(-1);
    rows.push({
      source,
      paperId: paperId as PaperId,
      observedKey: observedKey(observedOn, source),
      observedOn,
      observedAt: `${observedOn}T23:30:00Z`,
      count,
      gain: count - (before?.count ?? 0),
      ...(before && { previousOn: before.observedOn }),
      startedOn,
      usualGain: USUAL_GAIN,
      details: detailsOf(count, observedOn),
    } as Signal);
  });
  return rows;
};

/** @param forksPerStar 0: nothing moves but the stars */
export const starLooks = (
  counts: Counts,
  details: Partial<SignalOf<'github'>['details']> = {},
  forksPerStar = 0.1,
): readonly Signal[] =>
  looksOf('github', counts, (count) => ({
    repository: 'example/gradients',
    repositoryId: 'R_1',
    forks: Math.round(count * forksPerStar),
    issues: 0,
    createdOn: counts.startedOn ?? counts.from,
    credit: 'own',
    ...details,
  }));

export const upvoteLooks = (counts: Counts, rank = 4): readonly Signal[] =>
  looksOf('hugging-face', counts, (_, day) => ({ listedOn: day, rank, comments: 3 }));

export const storyLooks = (counts: Counts): readonly Signal[] =>
  looksOf('hacker-news', counts, (points) => ({
    stories: 1,
    comments: 7,
    topStory: '4242',
    each: [{ storyId: '4242', points, comments: 7 }],
  }));

/** The arithmetic of a day's gain of these looks, as it is printed. */
export const printedGain = (source: SignalSource, gain: number, trust = 1): string => {
  const weight = SIGNAL_WEIGHTS[source];
  const mass = weight * trust * Math.log2(1 + gain / USUAL_GAIN);
  return gainArithmetic({ gain, usualGain: USUAL_GAIN, weight, trust, count: gain }, mass);
};

/** What the collection makes of the rows. */
export const attentionFrom = (rows: readonly Signal[]): PaperAttention => signalEvidence(rows);

export const inventNight = (source: SignalSource, night: Partial<SourceNight> = {}): SourceNight => ({
  source,
  date: '2026-11-19',
  state: 'complete',
  due: 4950,
  looked: 4950,
  requests: 50,
  today: { 'cs.LG': { doublings: 400, days: 100 } },
  before: {},
  revived: [],
  updatedAt: '2026-11-20T04:00:00Z',
  ...night,
});
