import { batchSchema, type BatchState } from '../../../../lambdas/core/batch.ts';
import type { SourceStop } from '../../../../lambdas/core/ports/attention.ts';
import { SIGNAL_SOURCES } from '../../../../lambdas/core/signal/signal.ts';
import type { SourceNight } from '../../../../lambdas/core/signal/source-night.ts';
import { runNight, type Sources } from '../../../../lambdas/functions/collect-signals/run-night.ts';
import {
  unaskedDailyPapers,
  unaskedRepositories,
  unaskedStories,
} from '../../../../lambdas/functions/collect-signals/unasked-sources.ts';
import { createFakeBatchStore } from '../../../fakes/fake-batch-store.ts';
import { createFakeCollectionLedger } from '../../../fakes/fake-collection-ledger.ts';
import { createFakeListingStore } from '../../../fakes/fake-listing-store.ts';
import { createFakePaperStore } from '../../../fakes/fake-paper-store.ts';
import { createFakeSignalStore } from '../../../fakes/fake-signal-store.ts';
import { fixedClock } from '../../../fakes/fixed-clock.ts';

const NIGHT = '2026-11-20T06:20:00.000Z';
const OFF: SourceStop = { kind: 'off', reason: 'no GITHUB_TOKEN is set' };
const DOWN: SourceStop = { kind: 'unreachable', reason: 'Hugging Face answers with HTTP 502' };

const nightOf = (index: number, night: Pick<SourceNight, 'date' | 'state' | 'since'>): SourceNight => ({
  source: SIGNAL_SOURCES[index] ?? 'github',
  ...{ due: 0, looked: 0, requests: 0, today: {}, before: {}, revived: [], updatedAt: NIGHT },
  ...night,
});

/** Sources that answer with nothing, and count what is done with them. */
const makeSources = (stops: { readonly gitHub?: SourceStop; readonly huggingFace?: SourceStop } = {}) => {
  let closed = 0;
  const close = () => {
    closed += 1;
    return Promise.resolve();
  };
  const quiet = { requests: () => 2, close };
  const sources: Sources = {
    repositories: stops.gitHub
      ? { ...unaskedRepositories(stops.gitHub), ...quiet }
      : { ...quiet, look: () => Promise.resolve({ found: [], absent: [] }) },
    dailyPapers: stops.huggingFace
      ? { ...unaskedDailyPapers(stops.huggingFace), ...quiet }
      : { ...quiet, listOf: () => Promise.resolve({ papers: [], rejected: 0 }) },
    stories: { ...unaskedStories(OFF), ...quiet, submitted: () => Promise.resolve({ stories: [], rejected: 0 }) },
  };
  return { openSources: () => Promise.resolve(sources), closed: () => closed };
};

const makeDeps = (
  state: BatchState,
  { nights = [], ...sources }: { readonly nights?: readonly SourceNight[] } & ReturnType<typeof makeSources>,
) => ({
  papers: createFakePaperStore([]),
  listings: createFakeListingStore([]),
  signals: createFakeSignalStore(),
  collection: createFakeCollectionLedger(nights),
  batches: createFakeBatchStore([
    batchSchema.parse({
      ...{ category: 'cs.LG', date: '2026-11-20', announced: 1, stored: 1, rejected: 0, sources: ['rss'], state },
      updatedAt: NIGHT,
    }),
  ]),
  clock: fixedClock(NIGHT),
  ...sources,
});
const CATEGORIES = ['cs.LG'];

describe('a run of the deployed collection', () => {
  it('says that the night is behind while it waits for the batches, and closes what it opened', async () => {
    const sources = makeSources();
    const report = await runNight(makeDeps('pending', sources), { categories: CATEGORIES, last: false });
    expect(report).toMatchObject({ date: '2026-11-20', state: 'waiting', looks: 0, nightsBehind: 1, missing: [] });
    expect(report).not.toHaveProperty('sourcesDown');
    expect(sources.closed()).toBe(3);
  });

  it('says that the night is done when every source was gone through, and how many requests it took', async () => {
    const report = await runNight(makeDeps('complete', makeSources()), { categories: CATEGORIES, last: false });
    expect(report).toMatchObject({ state: 'collected', nightsBehind: 0, requests: 6, missing: [] });
  });

  it('is not behind for a source that does not answer, and names it', async () => {
    const deps = makeDeps('complete', makeSources({ gitHub: OFF, huggingFace: DOWN }));
    const report = await runNight(deps, { categories: CATEGORIES, last: true });
    expect(report).toMatchObject({ state: 'unfinished', nightsBehind: 0, sourcesDown: 0 });
    expect(report.missing).toEqual([
      'github: off since 2026-11-20, no GITHUB_TOKEN is set',
      'hugging-face: down since 2026-11-20, Hugging Face answers with HTTP 502',
    ]);
  });

  it('counts a source at the end of its second night, unless it is switched off', async () => {
    const nights = [
      nightOf(0, { date: '2026-11-19', state: 'off', since: '2026-11-01' }),
      nightOf(1, { date: '2026-11-19', state: 'partial', since: '2026-11-19' }),
    ];
    const run = (last: boolean) =>
      runNight(makeDeps('complete', { ...makeSources({ gitHub: OFF, huggingFace: DOWN }), nights }), {
        categories: CATEGORIES,
        last,
      });
    expect(await run(true)).toMatchObject({ sourcesDown: 1 });
    expect(await run(false)).not.toHaveProperty('sourcesDown');
  });

  it('is not behind after its last run although a batch never came', async () => {
    const deps = makeDeps('pending', makeSources());
    expect(await runNight(deps, { categories: CATEGORIES, last: true })).toMatchObject({ nightsBehind: 0 });
    expect(await runNight(deps, { categories: CATEGORIES, last: false })).toMatchObject({ nightsBehind: 0 });
  });

  it('is behind when time was up before all sources were gone through', async () => {
    const report = await runNight(makeDeps('complete', makeSources()), {
      categories: CATEGORIES,
      last: true,
      isTimeUp: () => true,
    });
    expect(report).toMatchObject({ state: 'unfinished', nightsBehind: 1 });
  });

  it('closes its sources when it fails, too', async () => {
    const sources = makeSources();
    const failing = { ...makeDeps('complete', sources), collection: createFakeCollectionLedger() };
    failing.collection.putNight = () => Promise.reject(new Error('throttled'));
    await expect(runNight(failing, { categories: CATEGORIES, last: false })).rejects.toThrow('throttled');
    expect(sources.closed()).toBe(3);
  });
});
