import * as fc from 'fast-check';
import { addDays } from '../../../../lambdas/core/calendar/new-york-time.ts';
import { rankPapers, type RankingInput } from '../../../../lambdas/core/rank/rank-papers.ts';
import { rankedListSchema } from '../../../../lambdas/core/rank/ranked-list.ts';
import { WINDOWS } from '../../../../lambdas/core/score/paper-score.ts';
import { makeRankable } from './rankable.ts';

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
    expect(rank({ papers })).toMatchObject({ candidates: 130, listKey: 'cs.LG#week', formula: '1' });
    expect(rank({ papers }).papers).toHaveLength(100);
    expect(rank({ papers, limit: 5 }).papers).toHaveLength(5);
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
          const scores = list.papers.map(({ score }) => score);
          expect(scores).toEqual(scores.toSorted((a, b) => b - a));
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
        makeRankable('2611.00002', { announcedOn: '2026-11-19', mass: 9 }),
        makeRankable('2611.00003', { announcedOn: '2026-11-18', mass: 1 }),
        makeRankable('2611.00004', { mass: 0.5 }),
      ],
    });
    expect(
      list.papers.map(({ paperId, previousRank, daysOnList, section }) => [paperId, previousRank, daysOnList, section]),
    ).toEqual([
      ['2611.00002', 2, 2, 'rising'],
      ['2611.00001', 1, 2, 'still-hot'],
      ['2611.00003', null, 1, 'rising'],
      ['2611.00004', null, 1, 'new'],
    ]);
  });

  it('calls nothing rising on the first list, where nothing can have moved', () => {
    expect(yesterday.papers.map(({ section }) => section)).toEqual(['new', 'new']);
    const first = rank({ papers: [makeRankable('2611.00001', { announcedOn: '2026-11-18' })] });
    expect(first.papers.map(({ section }) => section)).toEqual(['still-hot']);
  });

  it('begins the days anew when a paper was away', () => {
    const back = rank({
      previous: rank({ papers: [], date: '2026-11-19' }),
      papers: [makeRankable('2611.00001', { announcedOn: '2026-11-18' })],
    });
    expect(back.papers[0]).toMatchObject({ daysOnList: 1, previousRank: null, section: 'rising' });
  });
});

describe('evidence', () => {
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
