import type { HarvestInput } from '../../../../lambdas/functions/harvest-papers/harvest-papers.ts';
import { pollAnnouncements } from '../../../../lambdas/functions/harvest-papers/poll-announcements.ts';
import { createFakeArchive } from '../../../fakes/fake-archive.ts';
import { createFakeBatchStore } from '../../../fakes/fake-batch-store.ts';
import { createFakeListingStore } from '../../../fakes/fake-listing-store.ts';
import { createFakePaperStore } from '../../../fakes/fake-paper-store.ts';
import { fixedClock } from '../../../fakes/fixed-clock.ts';
import { rssFeed } from '../../../integration/arxiv/invented-feeds.ts';

const FRIDAY_NIGHT = '2026-11-20T06:15:00.000Z';
const SATURDAY_NIGHT = '2026-11-21T06:15:00.000Z';
const CATEGORIES = ['cs.LG', 'cs.CL'];

const feed = (category: string, ids: readonly string[]): HarvestInput => ({
  name: `https://feeds.example.org/rss/${category}`,
  body: Buffer.from(rssFeed(category, ids)),
  status: 200,
  receivedAt: FRIDAY_NIGHT,
  category,
});

/** arXiv answers with these, by category; what it has nothing for brings nothing. */
const makeNight = (answers: Readonly<Record<string, HarvestInput>>, now = FRIDAY_NIGHT) => {
  const asked: string[][] = [];
  const deps = {
    papers: createFakePaperStore(),
    listings: createFakeListingStore(),
    batches: createFakeBatchStore(),
    archive: createFakeArchive(),
    clock: fixedClock(now),
    announcements: async function* (categories: readonly string[]): AsyncGenerator<HarvestInput> {
      asked.push([...categories]);
      await Promise.resolve();
      for (const category of categories) {
        const answer = answers[category];
        if (answer) yield answer;
      }
    },
  };
  return { deps, asked };
};

describe('a poll of the night', () => {
  it('asks nothing on a day without a list, and says why', async () => {
    const { deps, asked } = makeNight({}, SATURDAY_NIGHT);
    expect(await pollAnnouncements(deps, { categories: CATEGORIES, last: true })).toMatchObject({
      date: '2026-11-21',
      state: 'quiet',
      reason: 'weekend',
      missing: [],
    });
    expect(asked).toEqual([]);
  });

  it('asks the next time only for the categories that are not complete yet', async () => {
    const answers: Record<string, HarvestInput> = { 'cs.LG': feed('cs.LG', ['2611.01001']) };
    const { deps, asked } = makeNight(answers);
    expect(await pollAnnouncements(deps, { categories: CATEGORIES, last: false })).toMatchObject({
      state: 'waiting',
      missing: ['cs.CL'],
      records: 1,
    });
    answers['cs.CL'] = feed('cs.CL', ['2611.01002']);
    expect(await pollAnnouncements(deps, { categories: CATEGORIES, last: false })).toMatchObject({
      state: 'complete',
      missing: [],
    });
    expect(await pollAnnouncements(deps, { categories: CATEGORIES, last: false })).toMatchObject({
      state: 'complete',
      records: 0,
    });
    expect(asked).toEqual([CATEGORIES, ['cs.CL']]);
  });

  it('leaves a category that has not come pending until the last poll, which calls it short with a reason', async () => {
    const { deps } = makeNight({ 'cs.LG': feed('cs.LG', ['2611.01001']) });
    await pollAnnouncements(deps, { categories: CATEGORIES, last: false });
    expect(await deps.batches.get('cs.CL', '2026-11-20')).toBeUndefined();
    expect(await pollAnnouncements(deps, { categories: CATEGORIES, last: true })).toMatchObject({
      state: 'short',
      missing: ['cs.CL'],
    });
    expect(await deps.batches.get('cs.CL', '2026-11-20')).toMatchObject({
      state: 'short',
      reason: expect.stringContaining('no list of this date') as string,
    });
    expect(await deps.batches.get('cs.LG', '2026-11-20')).toMatchObject({ state: 'complete', stored: 1 });
  });

  it('keeps the reason that arXiv gave for a category it refused', async () => {
    const { deps } = makeNight({ 'cs.LG': { category: 'cs.LG', failure: 'arXiv answered HTTP 403' } });
    await pollAnnouncements(deps, { categories: ['cs.LG'], last: true });
    expect(await deps.batches.get('cs.LG', '2026-11-20')).toMatchObject({
      state: 'short',
      reason: 'arXiv answered HTTP 403',
    });
  });
});
