import { batchSchema, type BatchState } from '../../../../lambdas/core/batch.ts';
import { SIGNAL_SOURCES } from '../../../../lambdas/core/signal/signal.ts';
import type { SourceNight, SourceState } from '../../../../lambdas/core/signal/source-night.ts';
import { rankWhenReady } from '../../../../lambdas/functions/rank-trending/rank-when-ready.ts';
import { createFakeBatchStore } from '../../../fakes/fake-batch-store.ts';
import { createFakeCollectionLedger } from '../../../fakes/fake-collection-ledger.ts';
import { createFakeListingStore } from '../../../fakes/fake-listing-store.ts';
import { createFakePaperStore } from '../../../fakes/fake-paper-store.ts';
import { createFakeRankingStore } from '../../../fakes/fake-ranking-store.ts';
import { fixedClock } from '../../../fakes/fixed-clock.ts';
import { makePaper } from '../../core/render/mail/invented-digest.ts';

const CATEGORIES = ['cs.LG', 'cs.CL'];
const NIGHT = '2026-11-20T06:20:00.000Z';

const batch = (category: string, state: BatchState, date = '2026-11-20') =>
  batchSchema.parse({
    category,
    date,
    announced: 1,
    stored: 1,
    rejected: 0,
    sources: ['rss'],
    state,
    updatedAt: NIGHT,
  });

const sourceNights = (states: readonly SourceState[], date = '2026-11-20'): readonly SourceNight[] =>
  states.map((state, index) => ({
    source: SIGNAL_SOURCES[index] ?? 'github',
    date,
    state,
    ...(state !== 'complete' && { since: date, reason: 'it answers with HTTP 502' }),
    due: 0,
    looked: 0,
    requests: 1,
    today: {},
    before: {},
    revived: [],
    updatedAt: NIGHT,
  }));
const COLLECTED = sourceNights(['complete', 'complete', 'complete']);

const makeNight = (states: readonly BatchState[], now = NIGHT, nights = COLLECTED) => {
  const paper = makePaper({ id: '2611.00001', title: 'An Invented Paper' });
  return {
    papers: createFakePaperStore([paper]),
    listings: createFakeListingStore([
      {
        category: 'cs.LG',
        listedKey: '2026-11-20#2611.00001',
        listedOn: '2026-11-20',
        paperId: paper.paperId,
        kind: 'new',
        basis: 'listed',
      },
    ]),
    rankings: createFakeRankingStore(),
    collection: createFakeCollectionLedger(nights),
    batches: createFakeBatchStore(states.map((state, index) => batch(CATEGORIES[index] ?? '', state))),
    clock: fixedClock(now),
  };
};

describe('ranking when the night is ready for it', () => {
  it('waits for every category', async () => {
    const deps = makeNight(['complete', 'short']);
    expect(await rankWhenReady(deps, { categories: CATEGORIES, last: false })).toEqual({
      date: '2026-11-20',
      state: 'waiting',
      lists: 0,
    });
    expect(deps.rankings.rows.size).toBe(0);
  });

  it('ranks once all are complete, and not again', async () => {
    const deps = makeNight(['complete', 'complete']);
    const first = await rankWhenReady(deps, { categories: CATEGORIES, last: false });
    expect(first.state).toBe('ranked');
    expect(first.lists).toBeGreaterThan(0);
    expect(await rankWhenReady(deps, { categories: CATEGORIES, last: false })).toMatchObject({
      state: 'ranked-before',
      lists: 0,
    });
  });

  it.each<readonly [string, readonly SourceState[]]>([
    ['not begun', []],
    ['without one of the sources', ['complete', 'complete']],
    ['under way', ['complete', 'collecting', 'complete']],
  ])('waits for a collection of signals that is %s, but not at the end of the night', async (_, sourceStates) => {
    const deps = makeNight(['complete', 'complete'], NIGHT, sourceNights(sourceStates));
    expect(await rankWhenReady(deps, { categories: CATEGORIES, last: false })).toMatchObject({ state: 'waiting' });
    expect(deps.rankings.rows.size).toBe(0);
    expect(await rankWhenReady(deps, { categories: CATEGORIES, last: true })).toMatchObject({ state: 'ranked' });
  });

  it('takes the signals of a night before for none of tonight', async () => {
    const nights = sourceNights(['complete', 'complete', 'complete'], '2026-11-19');
    const deps = makeNight(['complete', 'complete'], NIGHT, nights);
    expect(await rankWhenReady(deps, { categories: CATEGORIES, last: false })).toMatchObject({ state: 'waiting' });
  });

  it('ranks without a source that does not answer, and the lists say so', async () => {
    const deps = makeNight(['complete', 'complete'], NIGHT, sourceNights(['off', 'down', 'partial']));
    expect(await rankWhenReady(deps, { categories: CATEGORIES, last: false })).toMatchObject({ state: 'ranked' });
    const [list] = deps.rankings.rows.values();
    expect(list?.missingSources.map(({ source, state }) => `${source} ${state}`)).toEqual([
      'github off',
      'hugging-face down',
      'hacker-news partial',
    ]);
  });

  it('ranks what there is at the end of the night', async () => {
    const deps = makeNight(['complete']);
    expect(await rankWhenReady(deps, { categories: CATEGORIES, last: true })).toMatchObject({ state: 'ranked' });
  });

  it('does nothing on a day without a list, the last time neither', async () => {
    const deps = makeNight(['complete', 'complete'], '2026-11-21T06:20:00.000Z');
    expect(await rankWhenReady(deps, { categories: CATEGORIES, last: true })).toMatchObject({
      date: '2026-11-21',
      state: 'quiet',
    });
  });
});

describe('ranking by day', () => {
  const NOON = '2026-11-20T17:20:00.000Z';
  const SATURDAY = '2026-11-21T17:20:00.000Z';
  const withDayBefore = (
    states: readonly BatchState[],
    now: string,
    {
      today = ['pending', 'pending'],
      nights = [],
    }: { readonly today?: readonly BatchState[]; readonly nights?: readonly SourceNight[] } = {},
  ) => {
    const deps = makeNight(today, now, nights);
    for (const [index, state] of states.entries())
      deps.batches.rows.set(
        `${CATEGORIES[index] ?? ''} 2026-11-19`,
        batch(CATEGORIES[index] ?? '', state, '2026-11-19'),
      );
    return deps;
  };

  it.each([NOON, SATURDAY])('ranks the newest list date that no night has ranked, once (%s)', async (now) => {
    const deps = withDayBefore(['complete', 'short'], now);
    const options = { categories: CATEGORIES, last: false };
    expect(await rankWhenReady(deps, options)).toMatchObject({ date: '2026-11-20', state: 'ranked' });
    expect(await rankWhenReady(deps, options)).toMatchObject({ date: '2026-11-20', state: 'ranked-before' });
  });

  it('waits while the first harvest has not come back to the list date before', async () => {
    const deps = withDayBefore(['complete', 'pending'], NOON);
    expect(await rankWhenReady(deps, { categories: CATEGORIES, last: false })).toMatchObject({ state: 'waiting' });
    const nothing = makeNight([], NOON);
    expect(await rankWhenReady(nothing, { categories: CATEGORIES, last: false })).toMatchObject({ state: 'waiting' });
  });

  it('waits for the signals of a day whose batches are settled, until the evening', async () => {
    const EVENING = '2026-11-21T01:20:00.000Z';
    const options = { categories: CATEGORIES, last: false };
    const today: readonly BatchState[] = ['complete', 'short'];
    const stateAt = async (now: string, nights: readonly SourceNight[] = []) =>
      (await rankWhenReady(withDayBefore(['complete', 'complete'], now, { today, nights }), options)).state;
    expect(await stateAt(NOON)).toBe('waiting');
    expect(await stateAt(NOON, sourceNights(['complete', 'collecting', 'complete']))).toBe('waiting');
    expect(await stateAt(NOON, COLLECTED)).toBe('ranked');
    expect(await stateAt(EVENING)).toBe('ranked');
    // What was gained on Friday can't be had on Saturday any more.
    expect(await stateAt(SATURDAY)).toBe('ranked');
  });
});
