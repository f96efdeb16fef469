import { pollAnnouncements } from '../../../../../lambdas/functions/harvest-papers/lists/poll-announcements.ts';
import { createFakeArchive } from '../../../../fakes/fake-archive.ts';
import { createFakeArxiv, type FakeAnswers } from '../../../../fakes/fake-arxiv.ts';
import { createFakeBatchStore } from '../../../../fakes/fake-batch-store.ts';
import { createFakeListingStore } from '../../../../fakes/fake-listing-store.ts';
import { createFakePaperStore } from '../../../../fakes/fake-paper-store.ts';
import { fixedClock } from '../../../../fakes/fixed-clock.ts';
import { apiPage } from '../../../../integration/arxiv/invented-feeds.ts';
import { feedOf, listingPageOf } from '../invented-lists.ts';

const FRIDAY_NIGHT = '2026-11-20T06:15:00.000Z';
const SATURDAY_NIGHT = '2026-11-21T06:15:00.000Z';
const THANKSGIVING_AFTER = '2026-11-27T06:15:00.000Z';
const DATE = '2026-11-20';
const CATEGORIES = ['cs.LG', 'cs.CL'];

const makeNight = (answers: FakeAnswers, now = FRIDAY_NIGHT) => ({
  papers: createFakePaperStore(),
  listings: createFakeListingStore(),
  batches: createFakeBatchStore(),
  archive: createFakeArchive(),
  clock: fixedClock(now),
  arxiv: createFakeArxiv(answers),
});

const poll = (deps: ReturnType<typeof makeNight>, { last = false, categories = CATEGORIES } = {}) =>
  pollAnnouncements(deps, { categories, last });

describe('a poll of the night', () => {
  it('asks nothing on a weekend, and notes that nothing was due', async () => {
    const deps = makeNight({}, SATURDAY_NIGHT);
    expect(await poll(deps, { last: true })).toMatchObject({
      date: '2026-11-21',
      state: 'quiet',
      reason: 'weekend',
      missing: [],
    });
    expect(deps.arxiv.asked).toEqual([]);
    for (const category of [...CATEGORIES, 'all'])
      expect(await deps.batches.get(category, '2026-11-21')).toMatchObject({
        state: 'quiet',
        reason: 'weekend',
        announced: 0,
      });
  });

  it('looks on a holiday for the last time all the same, and takes a list that came against the forecast', async () => {
    const deps = makeNight(
      { 'feed cs.LG': '<rss version="2.0"><channel><title>cs.LG updates on arXiv.org</title></channel></rss>' },
      THANKSGIVING_AFTER,
    );
    expect(await poll(deps)).toMatchObject({ state: 'quiet', reason: 'Thanksgiving' });
    expect(deps.arxiv.asked).toEqual([]);
    expect(await poll(deps, { last: true })).toMatchObject({ state: 'quiet', reason: 'Thanksgiving' });
    deps.arxiv.answer({
      'page cs.LG': listingPageOf('cs.LG', ['2611.01001'], { day: 'Friday, 27 November 2026' }),
      'ids 2611.01001': apiPage(['2611.01001'], 1),
    });
    await poll(deps, { last: true });
    expect(await deps.batches.get('cs.LG', '2026-11-27')).toMatchObject({ state: 'complete', stored: 1 });
  });

  it('asks two questions a category, and the next time only for those that are not complete yet', async () => {
    const deps = makeNight({
      'feed cs.LG': feedOf('cs.LG', ['2611.01001']),
      'page cs.LG': listingPageOf('cs.LG', ['2611.01001']),
    });
    expect(await poll(deps)).toMatchObject({ state: 'waiting', missing: ['cs.CL'], counts: { records: 1, new: 1 } });
    expect(deps.arxiv.asked).toEqual(['feed cs.LG', 'feed cs.CL', 'page cs.LG', 'page cs.CL']);
    deps.arxiv.answer({
      'feed cs.CL': feedOf('cs.CL', ['2611.01002']),
      'page cs.CL': listingPageOf('cs.CL', ['2611.01002']),
    });
    expect(await poll(deps)).toMatchObject({ state: 'complete', missing: [] });
    expect(deps.arxiv.asked.slice(4)).toEqual(['feed cs.CL', 'page cs.CL']);
    expect(await poll(deps)).toMatchObject({ state: 'complete', counts: { records: 0 } });
    expect(deps.arxiv.asked).toHaveLength(6);
    expect(await deps.batches.get('all', DATE)).toMatchObject({ state: 'complete', announced: 2, stored: 2 });
  });

  it('makes up for the row of all that a killed poll left behind, and asks nothing for it', async () => {
    const deps = makeNight({
      'feed cs.LG': feedOf('cs.LG', ['2611.01001']),
      'page cs.LG': listingPageOf('cs.LG', ['2611.01001']),
    });
    await poll(deps, { categories: ['cs.LG'] });
    const asked = deps.arxiv.asked.length;
    deps.batches.rows.delete(`all ${DATE}`);
    expect(await poll(deps, { categories: ['cs.LG'] })).toMatchObject({ state: 'complete' });
    expect(await deps.batches.get('all', DATE)).toMatchObject({ state: 'complete', stored: 1 });
    expect(deps.arxiv.asked).toHaveLength(asked);
  });

  it('leaves a category that has not come pending until the last poll, which calls it short and says when it is repaired', async () => {
    const empty = feedOf('cs.CL', []);
    const deps = makeNight({ 'feed cs.LG': feedOf('cs.LG', ['2611.01001']), 'feed cs.CL': empty });
    await poll(deps);
    expect(await deps.batches.get('cs.CL', DATE)).toMatchObject({ state: 'pending' });
    expect(await poll(deps, { last: true })).toMatchObject({ state: 'short', missing: ['cs.CL'], absent: ['cs.CL'] });
    expect(await deps.batches.get('cs.CL', DATE)).toMatchObject({
      state: 'short',
      reason: 'its feed holds no list of this date',
      nextRepairAt: '2026-11-21T03:30:00.000Z',
    });
    expect(await deps.batches.get('cs.LG', DATE)).toMatchObject({ state: 'complete', stored: 1, countedBy: 'feed' });
  });

  it('keeps the reason that arXiv gave for a category it refused', async () => {
    const deps = makeNight({
      'feed cs.LG': { outcome: 'refused', status: 500, reason: 'arXiv answered HTTP 500', stop: false },
    });
    await poll(deps, { last: true, categories: ['cs.LG'] });
    expect(await deps.batches.get('cs.LG', DATE)).toMatchObject({
      state: 'short',
      reason: expect.stringContaining('arXiv answered HTTP 500') as string,
    });
  });

  it('asks nothing more once arXiv wants to be left alone', async () => {
    const deps = makeNight({
      'feed cs.LG': { outcome: 'refused', status: 429, reason: 'arXiv answered HTTP 429', stop: true },
    });
    expect(await poll(deps)).toMatchObject({ state: 'waiting', missing: CATEGORIES });
    expect(deps.arxiv.asked).toEqual(['feed cs.LG']);
    expect(await deps.batches.get('cs.CL', DATE)).toMatchObject({
      state: 'short',
      reason: 'not asked any more: arXiv answered HTTP 429',
    });
  });

  it('says that nothing can be reached, after it has noted what is missing', async () => {
    const offline = { outcome: 'unreachable', reason: 'rss.arxiv.org: no connection' } as const;
    const deps = makeNight({ 'feed cs.LG': offline, 'page cs.LG': offline });
    expect(await poll(deps)).toMatchObject({ unreachable: 'rss.arxiv.org: no connection' });
    expect(await deps.batches.get('cs.LG', DATE)).toMatchObject({ state: 'short' });
  });
});

describe('the count of a listing page', () => {
  it('fetches by identifier what the page names and the feed lacks', async () => {
    const deps = makeNight({
      'feed cs.LG': feedOf('cs.LG', ['2611.01001']),
      'page cs.LG': listingPageOf('cs.LG', ['2611.01001', '2611.01002', '2611.01003']),
      'ids 2611.01002,2611.01003': apiPage(['2611.01002', '2611.01003'], 2),
    });
    await poll(deps, { categories: ['cs.LG'] });
    expect(await deps.batches.get('cs.LG', DATE)).toMatchObject({
      announced: 3,
      stored: 3,
      countedBy: 'listing-page',
      state: 'complete',
      sources: ['listing-page', 'rss'],
    });
    // The API knows no list: the page tells on which one the paper stood.
    expect(
      [...deps.papers.rows.values()].map(({ announcedOn, announcedBasis }) => `${announcedOn} ${announcedBasis}`),
    ).toEqual(Array.from({ length: 3 }, () => `${DATE} listed`));
  });

  it('names the papers that could not be had, and is closed by the poll that gets them', async () => {
    const deps = makeNight({
      'feed cs.LG': feedOf('cs.LG', ['2611.01001']),
      'page cs.LG': listingPageOf('cs.LG', ['2611.01001', '2611.01002']),
    });
    await poll(deps, { categories: ['cs.LG'] });
    expect(await deps.batches.get('cs.LG', DATE)).toMatchObject({
      announced: 2,
      stored: 1,
      state: 'pending',
      missingIds: ['2611.01002'],
      reason: '1 of 2 papers are missing',
    });
    deps.arxiv.answer({ 'ids 2611.01002': apiPage(['2611.01002'], 1), 'feed cs.LG': { outcome: 'unchanged' } });
    await poll(deps, { categories: ['cs.LG'] });
    const closed = await deps.batches.get('cs.LG', DATE);
    expect(closed).toMatchObject({ announced: 2, stored: 2, state: 'complete' });
    expect(closed?.missingIds).toBeUndefined();
  });

  it('says how many are missing when the page shows only some of its entries', async () => {
    const deps = makeNight({
      'feed cs.LG': feedOf('cs.LG', ['2611.01001']),
      'page cs.LG': listingPageOf('cs.LG', ['2611.01001'], { total: 40 }),
    });
    await poll(deps, { last: true, categories: ['cs.LG'] });
    expect(await deps.batches.get('cs.LG', DATE)).toMatchObject({
      announced: 40,
      stored: 1,
      state: 'short',
      reason: 'its listing page says that there are 40 papers, of which 1 are stored',
    });
  });

  it('proves a batch whose feed was cut or refused', async () => {
    const deps = makeNight({
      'page cs.LG': listingPageOf('cs.LG', ['2611.01001', '2611.01002']),
      'ids 2611.01001,2611.01002': apiPage(['2611.01001', '2611.01002'], 2),
    });
    await poll(deps, { categories: ['cs.LG'] });
    expect(await deps.batches.get('cs.LG', DATE)).toMatchObject({
      state: 'complete',
      stored: 2,
      sources: ['listing-page'],
    });
  });

  it('asks once more for papers of which the query API gave none', async () => {
    let pages = 0;
    const body = (): {
      outcome: 'response';
      response: { name: string; body: Buffer; status: number; receivedAt: string };
    } => {
      pages += 1;
      const text = pages === 1 ? apiPage([], 0) : apiPage(['2611.01001'], 1);
      return {
        outcome: 'response',
        response: { name: 'api', body: Buffer.from(text), status: 200, receivedAt: FRIDAY_NIGHT },
      };
    };
    const deps = makeNight({ 'page cs.LG': listingPageOf('cs.LG', ['2611.01001']), 'ids 2611.01001': body });
    await poll(deps, { categories: ['cs.LG'] });
    expect(await deps.batches.get('cs.LG', DATE)).toMatchObject({ state: 'complete' });
  });
});

describe('a feed that shows the batch before under today’s date', () => {
  const yesterday = ['2611.00901', '2611.00902', '2611.00903'];
  const today = ['2611.01001', '2611.01002'];
  const withYesterday = (answers: FakeAnswers) => {
    const deps = makeNight(answers);
    for (const id of yesterday)
      deps.listings.rows.set(`cs.LG 2026-11-19#${id}`, {
        category: 'cs.LG',
        listedKey: `2026-11-19#${id}`,
        listedOn: '2026-11-19',
        paperId: id as never,
        kind: 'new',
        basis: 'listed',
      });
    return deps;
  };

  it('is told by its identifiers: the batch stays open and no paper is filed under today', async () => {
    const deps = withYesterday({ 'feed cs.LG': feedOf('cs.LG', yesterday) });
    await poll(deps, { categories: ['cs.LG'] });
    expect(await deps.batches.get('cs.LG', DATE)).toMatchObject({
      state: 'pending',
      announced: 0,
      stored: 0,
      reason: 'its feed still shows the list of 2026-11-19',
    });
    expect([...deps.listings.rows.keys()].filter((key) => key.includes(`cs.LG ${DATE}`))).toEqual([]);
  });

  it('is complete once the feed has become today’s', async () => {
    const deps = withYesterday({ 'feed cs.LG': feedOf('cs.LG', yesterday) });
    await poll(deps, { categories: ['cs.LG'] });
    deps.arxiv.answer({ 'feed cs.LG': feedOf('cs.LG', today) });
    await poll(deps, { categories: ['cs.LG'] });
    // No page counts it: it is complete when the next poll sees the same.
    await poll(deps, { categories: ['cs.LG'] });
    expect(await deps.batches.get('cs.LG', DATE)).toMatchObject({ state: 'complete', announced: 2, stored: 2 });
  });

  it('costs nothing when the listing page names today’s papers', async () => {
    const deps = makeNight({
      'feed cs.LG': feedOf('cs.LG', yesterday),
      'page cs.LG': listingPageOf('cs.LG', today),
      [`ids ${today.join()}`]: apiPage(today, 2),
    });
    await poll(deps, { categories: ['cs.LG'] });
    expect(await deps.batches.get('cs.LG', DATE)).toMatchObject({ state: 'complete', announced: 2, stored: 2 });
    // Nobody has seen yesterday's list: those papers are stored, and on no list of today.
    expect(deps.papers.rows.size).toBe(5);
    expect([...deps.papers.rows.values()].filter(({ announcedBasis }) => announcedBasis === 'listed')).toHaveLength(2);
    expect([...deps.listings.rows.values()].filter(({ basis }) => basis === 'listed')).toHaveLength(2);
  });
});
