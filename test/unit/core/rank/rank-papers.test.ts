import * as fc from 'fast-check';
import { addDays } from '../../../../lambdas/core/calendar/new-york-time.ts';
import { rankPapers, type RankingInput } from '../../../../lambdas/core/rank/rank-papers.ts';
import { rankedListSchema } from '../../../../lambdas/core/rank/ranked-list.ts';
import { WINDOWS } from '../../../../lambdas/core/score/paper-score.ts';
import { PICKED_AT_RANDOM } from '../../../../lambdas/core/rank/place-evidence.ts';
import { FIRST_PLACES } from '../../../../lambdas/core/rank/first-places.ts';
import { aGain, makeRankable } from './rankable.ts';

const rank = (input: Partial<RankingInput> & Pick<RankingInput, 'papers'>) =>
  rankPapers({ category: 'cs.LG', window: 'week', date: '2026-11-20', ...input });
const idsOf = (input: Parameters<typeof rank>[0]) => rank(input).papers.map(({ paperId }) => paperId);

const anyPapers = fc
  .uniqueArray(
    fc.record({
      number: fc.integer({ min: 1, max: 99_999 }),
      age: fc.integer({ min: -2, max: 40 }),
      mass: fc.constantFrom(0.5, 1, 1, 1, 2),
      archive: fc.constantFrom('cs.LG', 'math.ST', 'hep-th'),
      withdrawn: fc.boolean(),
    }),
    { selector: ({ number }) => number, maxLength: 60 },
  )
  .map((papers) =>
    papers.map(({ number, age, mass, archive, withdrawn }) =>
      makeRankable(`2611.${String(number).padStart(5, '0')}`, {
        announcedOn: addDays('2026-11-20', -age),
        mass,
        primaryCategory: archive,
        withdrawn,
      }),
    ),
  );

describe('ranked list', () => {
  it('orders by score, and gives each place its score at noon of the date', () => {
    const list = rank({
      papers: [
        makeRankable('2611.00001', { mass: 1 }),
        makeRankable('2611.00002', { mass: 3 }),
        makeRankable('2611.00003', { mass: 4, announcedOn: '2026-11-16' }),
      ],
    });
    expect(list.papers.map(({ paperId, rank: place, score }) => [paperId, place, Number(score.toFixed(6))])).toEqual([
      ['2611.00002', 1, 3],
      ['2611.00003', 2, 2],
      ['2611.00001', 3, 1],
    ]);
  });

  it('lets yesterday lead a list of the week that today leads in the list of the day', () => {
    const papers = [
      makeRankable('2611.00001', { mass: 1.5, announcedOn: '2026-11-19' }),
      makeRankable('2611.00002', { mass: 1 }),
    ];
    expect(idsOf({ papers, window: 'week' })).toEqual(['2611.00001', '2611.00002']);
    expect(idsOf({ papers, window: 'day' })).toEqual(['2611.00002', '2611.00001']);
  });

  it('leaves out what was withdrawn, what is older than 30 days and what comes later', () => {
    const list = rank({
      papers: [
        makeRankable('2611.00001', { withdrawn: true }),
        makeRankable('2610.00002', { announcedOn: '2026-10-21' }),
        makeRankable('2610.00003', { announcedOn: '2026-10-22' }),
        makeRankable('2611.00004', { announcedOn: '2026-11-23' }),
      ],
    });
    expect(list.papers.map(({ paperId }) => paperId)).toEqual(['2610.00003']);
    expect(list.candidates).toBe(1);
  });

  it('counts all candidates and keeps a hundred places', () => {
    const papers = Array.from({ length: 130 }, (_, index) => makeRankable(`2611.${String(index).padStart(5, '0')}`));
    expect(rank({ papers })).toMatchObject({ candidates: 130, listKey: 'cs.LG#week', formula: '2' });
    expect(rank({ papers }).papers).toHaveLength(100);
    expect(rank({ papers, limit: 5 }).papers).toHaveLength(5);
  });

  it('keeps the order of scores in every field, but for the place that is picked', () => {
    fc.assert(
      fc.property(anyPapers, fc.constantFrom(...WINDOWS), (papers, window) => {
        const earned = rank({ papers, window }).papers.filter(({ section }) => section !== 'explore');
        const scores = earned.map(({ score }) => Number(score.toPrecision(9)));
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      }),
    );
  });

  it('lets a paper compete again for a month after new evidence, however old it is', () => {
    const old = { announcedOn: '2026-06-01' };
    const papers = [
      makeRankable('2606.00001', { ...old, gains: [aGain('2026-10-22', 40)] }),
      makeRankable('2606.00002', { ...old, gains: [aGain('2026-10-21', 40)] }),
    ];
    expect(idsOf({ papers })).toEqual(['2606.00001']);
  });

  it('leaves evidence of later days out, so that a list made up for is as it would have been', () => {
    const before = { announcedOn: '2026-11-18' };
    const known = [makeRankable('2611.00001', { ...before, gains: [aGain('2026-11-20', 30)] })];
    const later = [
      makeRankable('2611.00001', { ...before, gains: [aGain('2026-11-20', 30), aGain('2026-11-21', 900)] }),
    ];
    expect(rank({ papers: later })).toEqual(rank({ papers: known }));
  });

  it('names the sources that it was made without', () => {
    const missingSources = [
      { source: 'github', state: 'down', since: '2026-11-18', reason: 'GitHub answers with HTTP 502' },
    ] as const;
    expect(rank({ papers: [], missingSources }).missingSources).toEqual(missingSources);
    expect(rank({ papers: [] }).missingSources).toEqual([]);
  });

  it('shuffles ties by date and not by identifier, alike on every run', () => {
    const papers = Array.from({ length: 20 }, (_, index) => makeRankable(`2611.${String(index).padStart(5, '0')}`));
    const ids = papers.map(({ paperId }) => paperId);
    expect(idsOf({ papers })).not.toEqual(ids);
    expect(idsOf({ papers })).toEqual(idsOf({ papers: papers.toReversed() }));
    expect(idsOf({ papers, date: '2026-11-23' })).not.toEqual(idsOf({ papers }));
    expect(idsOf({ papers }).toSorted()).toEqual(ids);
  });

  it('is one total order whatever the order of the papers', () => {
    fc.assert(
      fc.property(
        anyPapers.chain((papers) =>
          fc.tuple(fc.constant(papers), fc.shuffledSubarray(papers, { minLength: papers.length })),
        ),
        fc.constantFrom(...WINDOWS),
        fc.constantFrom('cs.LG', 'all'),
        ([papers, shuffled], window, category) => {
          const list = rank({ papers, window, category });
          expect(rank({ papers: shuffled, window, category })).toEqual(list);
          expect(rankedListSchema.safeParse(list).success).toBe(true);
          expect(list.papers.map(({ rank: place }) => place)).toEqual(list.papers.map((_, index) => index + 1));
        },
      ),
    );
  });
});

describe('movement', () => {
  const yesterday = rank({
    date: '2026-11-19',
    papers: [
      makeRankable('2611.00001', { announcedOn: '2026-11-19', mass: 4 }),
      makeRankable('2611.00002', { announcedOn: '2026-11-19', mass: 3 }),
    ],
  });

  it('tells previous rank, days and section', () => {
    const list = rank({
      previous: yesterday,
      papers: [
        makeRankable('2611.00001', { announcedOn: '2026-11-19', mass: 4 }),
        makeRankable('2611.00002', { announcedOn: '2026-11-19', mass: 3, gains: [aGain('2026-11-20', 300)] }),
        makeRankable('2611.00003', { announcedOn: '2026-11-18', gains: [aGain('2026-11-20', 1)] }),
        makeRankable('2611.00004', { mass: 0.5 }),
      ],
    });
    expect(
      list.papers.map(({ paperId, previousRank, daysOnList, firstSeenOn, section }) => [
        ...[paperId, previousRank, daysOnList, firstSeenOn, section],
      ]),
    ).toEqual([
      ['2611.00002', 2, 2, '2026-11-19', 'rising'],
      ['2611.00001', 1, 2, '2026-11-19', 'still-hot'],
      ['2611.00003', null, 1, '2026-11-20', 'rising'],
      ['2611.00004', null, 1, '2026-11-20', 'new'],
    ]);
  });

  it('calls nothing rising that only moved up because others left', () => {
    const list = rank({ previous: yesterday, papers: [makeRankable('2611.00002', { announcedOn: '2026-11-19' })] });
    expect(list.papers[0]).toMatchObject({ rank: 1, previousRank: 2, section: 'still-hot' });
  });

  it('calls nothing rising that fell in spite of new evidence', () => {
    const papers = [
      makeRankable('2611.00001', { announcedOn: '2026-11-19', mass: 4, gains: [aGain('2026-11-20', 1)] }),
      makeRankable('2611.00002', { announcedOn: '2026-11-19', mass: 3, gains: [aGain('2026-11-20', 90)] }),
    ];
    expect(rank({ previous: yesterday, papers }).papers.map(({ section }) => section)).toEqual(['rising', 'still-hot']);
  });

  it('has a paper in New once: on the list of its announcement', () => {
    const paper = makeRankable('2611.00001', { gains: [aGain('2026-11-20', 3), aGain('2026-11-23', 3)] });
    const first = rank({ papers: [paper] });
    const second = rank({ papers: [paper], previous: first, date: '2026-11-23' });
    expect([first, second].map(({ papers }) => papers[0]?.section)).toEqual(['new', 'still-hot']);
  });

  it('calls nothing rising on the first list, where nothing can have moved', () => {
    expect(yesterday.papers.map(({ section }) => section)).toEqual(['new', 'new']);
    const first = rank({ papers: [makeRankable('2611.00001', { announcedOn: '2026-11-18' })] });
    expect(first.papers.map(({ section }) => section)).toEqual(['still-hot']);
  });

  it('begins the days anew when a paper was away', () => {
    const back = rank({
      previous: rank({ papers: [], date: '2026-11-19' }),
      papers: [makeRankable('2611.00001', { announcedOn: '2026-11-18', gains: [aGain('2026-11-20', 5)] })],
    });
    expect(back.papers[0]).toMatchObject({ daysOnList: 1, previousRank: null, section: 'rising' });
  });
});

describe('first places', () => {
  const field = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      makeRankable(`2611.${String(index).padStart(5, '0')}`, { mass: 200 - index }),
    );
  const suspect = makeRankable('2611.99999', { mass: 500, suspect: true });

  it('keep out a paper whose stars look bought, and leave it on the list behind them', () => {
    const list = rank({ papers: [suspect, ...field(30)] });
    expect(list.papers.find(({ paperId }) => paperId === '2611.99999')?.rank).toBe(FIRST_PLACES + 2);
    const trusted = rank({ papers: [{ ...suspect, score: { ...suspect.score, suspect: false } }, ...field(30)] });
    expect(trusted.papers[0]?.paperId).toBe('2611.99999');
  });

  it('keep it off a list that has no place behind them, whatever the list and its length', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 45 }),
        fc.constantFrom('cs.LG', 'all'),
        fc.constantFrom(5, 20, 100),
        (count, category, limit) => {
          const list = rank({ papers: [suspect, ...field(count)], category, limit });
          const place = list.papers.find(({ paperId }) => paperId === '2611.99999')?.rank ?? Infinity;
          expect(place).toBeGreaterThan(FIRST_PLACES);
        },
      ),
    );
  });

  it('end with one that is picked at random from those behind, and says so', () => {
    const list = rank({ papers: field(60) });
    const explored = list.papers.filter(({ section }) => section === 'explore');
    expect(explored).toHaveLength(1);
    expect(explored[0]).toMatchObject({ rank: FIRST_PLACES });
    expect(explored[0]?.evidence[0]).toBe(PICKED_AT_RANDOM);
    expect(Number(explored[0]?.paperId.slice(5))).toBeGreaterThanOrEqual(FIRST_PLACES);
    expect(new Set(list.papers.map(({ paperId }) => paperId)).size).toBe(60);
  });

  it('pick another one on another day and list, from the papers of the window that are not suspect', () => {
    const picked = (input: Partial<RankingInput>) =>
      rank({ papers: field(60), ...input }).papers.find(({ section }) => section === 'explore')?.paperId;
    expect(new Set([picked({}), picked({ window: 'month' }), picked({ date: '2026-11-23' })]).size).toBe(3);
    expect(picked({ window: 'day', date: '2026-11-23' })).toBeUndefined();
    const suspects = [
      ...field(20),
      ...field(60)
        .slice(20)
        .map((paper) => ({ ...paper, score: { ...paper.score, suspect: true } })),
    ];
    expect(picked({ papers: suspects })).toBeUndefined();
  });

  it('pick none on a list that shows every paper among the first', () => {
    expect(rank({ papers: field(20) }).papers.every(({ section }) => section === 'new')).toBe(true);
  });
});

describe('evidence', () => {
  it('begins with the gains of the window and how they compare with what is usual', () => {
    const gains = [
      aGain('2026-11-19', 12, { usualGain: 6 }),
      aGain('2026-11-20', 38, { usualGain: 6.2 }),
      aGain('2026-11-20', 30, { source: 'hugging-face', usualGain: 10, rank: 4, rankedOn: '2026-11-20' }),
      aGain('2026-11-20', 5, { source: 'hacker-news', usualGain: 20 }),
    ];
    const papers = [
      makeRankable('2611.00001', {
        ...{ gains, primaryCategory: 'cs.CV', announcedOn: '2026-11-19' },
        features: [{ name: 'code-link', weight: 0.37, evidence: 'code released' }],
      }),
    ];
    const lines = (window: 'day' | 'week') => rank({ papers, window }).papers[0]?.evidence;
    expect(lines('day')).toEqual([
      '+38 stars since yesterday, 6× what is usual for cs.CV',
      '#4 on Hugging Face today',
      '+5 points on Hacker News since yesterday',
      'code released',
      'announced on 19 November',
    ]);
    expect(lines('week')?.[0]).toBe('+50 stars this week, 4× what is usual for cs.CV');
  });

  it('tells stars that look bought without accusing anybody', () => {
    const gains = [aGain('2026-11-20', 1500, { trust: 0.3 })];
    expect(rank({ papers: [makeRankable('2611.00001', { gains })], window: 'day' }).papers[0]?.evidence[0]).toBe(
      '+1,500 stars since yesterday, counted less: nothing else supports them yet',
    );
  });

  it('says upvotes where the place on Hugging Face is of days before the window', () => {
    const gains = [aGain('2026-11-20', 3, { source: 'hugging-face', usualGain: 10, rank: 1, rankedOn: '2026-11-17' })];
    const papers = [makeRankable('2611.00001', { announcedOn: '2026-11-17', gains })];
    expect(rank({ papers, window: 'day' }).papers[0]?.evidence[0]).toBe('+3 upvotes on Hugging Face since yesterday');
    expect(rank({ papers, window: 'week' }).papers[0]?.evidence[0]).toBe('#1 on Hugging Face on 17 November');
  });

  it('says upvotes where the place on Hugging Face is no news, and nothing of a gain below one', () => {
    const gains = [
      aGain('2026-11-20', 15, { source: 'hugging-face', usualGain: 10, rank: 31, rankedOn: '2026-11-18' }),
      aGain('2026-11-20', 0.4),
    ];
    expect(rank({ papers: [makeRankable('2611.00001', { gains })], window: 'day' }).papers[0]?.evidence).toEqual([
      '+15 upvotes on Hugging Face since yesterday',
      'announced on 20 November',
    ]);
  });

  it('gives what weighs most first, then place and days, then the date', () => {
    const features = [
      { name: 'cross-lists', weight: 0.12, evidence: 'spans 3 fields' },
      { name: 'title-length', weight: 0.9 },
      { name: 'code-link', weight: 0.37, evidence: 'code released' },
    ];
    const papers = [makeRankable('2611.00001', { features, announcedOn: '2026-11-19' })];
    const previous = rank({ papers, date: '2026-11-19' });
    expect(rank({ papers, previous }).papers[0]?.evidence).toEqual([
      'code released',
      'spans 3 fields',
      'day 2 on the list',
      'announced on 19 November',
    ]);
  });

  it('gives the first tenth of a field of fifty its percentile, rounded up', () => {
    const papers = Array.from({ length: 60 }, (_, index) =>
      makeRankable(`2611.${String(index).padStart(5, '0')}`, { mass: 60 - index }),
    );
    const lines = (limit: number, window: 'day' | 'week' | 'month', category = 'cs.LG') =>
      rank({ papers: papers.slice(0, limit), window, category }).papers.map(({ evidence }) => evidence[0]);
    expect(lines(60, 'week').slice(0, 7)).toEqual([
      'top 2 % of cs.LG this week',
      'top 4 % of cs.LG this week',
      'top 5 % of cs.LG this week',
      'top 7 % of cs.LG this week',
      'top 9 % of cs.LG this week',
      'top 10 % of cs.LG this week',
      'announced on 20 November',
    ]);
    expect(lines(60, 'day')[0]).toBe('top 2 % of cs.LG today');
    expect(lines(60, 'month', 'all')[0]).toBe('top 2 % of all fields this month');
    expect(lines(49, 'week')[0]).toBe('announced on 20 November');
  });

  it('compares a paper with those of its own period only', () => {
    const papers = Array.from({ length: 60 }, (_, index) =>
      makeRankable(`2611.${String(index).padStart(5, '0')}`, { announcedOn: '2026-11-19' }),
    );
    expect(rank({ papers, window: 'day' }).papers[0]?.evidence).toEqual(['announced on 19 November']);
  });
});
