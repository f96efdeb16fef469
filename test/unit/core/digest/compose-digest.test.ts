import * as fc from 'fast-check';
import { addDays } from '../../../../lambdas/core/calendar/new-york-time.ts';
import { composeDigest, type DigestInput } from '../../../../lambdas/core/digest/compose-digest.ts';
import type { PaperId } from '../../../../lambdas/core/paper/paper.ts';
import { PICKED_AT_RANDOM } from '../../../../lambdas/core/rank/place-evidence.ts';
import type { RankedPaper } from '../../../../lambdas/core/rank/ranked-list.ts';
import { preferencesSchema } from '../../../../lambdas/core/subscriber/subscriber.ts';
import { makeRankable } from '../rank/rankable.ts';
import { EDITION, LIST_DATE, makeInput, makeList, makePapers } from './invented-lists.ts';

const sectionsOf = (input: DigestInput): Record<string, string[]> =>
  Object.fromEntries(
    (composeDigest(input)?.sections ?? []).map(({ section, entries }) => [
      section,
      entries.map(({ paper }) => paper.paperId as string),
    ]),
  );
const entriesOf = (input: DigestInput) => composeDigest(input)?.sections.flatMap(({ entries }) => entries) ?? [];
const preferencesOf = (over: object) => preferencesSchema.parse({ categories: ['cs.LG'], ...over });
const ids = (...papers: string[]): ReadonlySet<PaperId> => new Set(papers as PaperId[]);

describe('digest: sections', () => {
  const lists = [
    makeList('cs.LG', [
      ['2611.00001', { section: 'rising', previousRank: 4 }],
      ['2611.00002'],
      ['2611.00003', { section: 'still-hot', previousRank: 3, daysOnList: 2 }],
    ]),
  ];
  const papers = makePapers({
    '2611.00001': { announcedOn: '2026-11-18' },
    '2611.00002': {},
    '2611.00003': { announcedOn: '2026-11-19' },
  });

  it('shows what rises, what is new and what stays, in this order', () => {
    const digest = composeDigest(makeInput({ lists, papers }));
    expect(digest?.sections.map(({ section }) => section)).toEqual(['rising', 'new', 'still-hot']);
    expect(digest).toMatchObject({ stream: 'daily', localDate: LIST_DATE, categories: ['cs.LG'], sample: false });
  });

  it('calls new what was announced since the last digest, even days ago', () => {
    expect(sectionsOf(makeInput({ lists, papers, coveredThrough: '2026-11-18' }))).toEqual({
      rising: ['2611.00001'],
      new: ['2611.00002', '2611.00003'],
    });
  });

  it('goes back a week in a first weekly digest', () => {
    expect(sectionsOf(makeInput({ lists, papers, stream: 'weekly' }))).toEqual({
      new: ['2611.00001', '2611.00002', '2611.00003'],
    });
  });

  it('never shows a paper as new or still hot that a mail has carried, but does when it rises', () => {
    const alreadySent = ids('2611.00001', '2611.00002', '2611.00003');
    expect(sectionsOf(makeInput({ lists, papers, alreadySent, coveredThrough: '2026-11-19' }))).toEqual({
      rising: ['2611.00001'],
    });
  });

  it('does not say twice that a paper stays where it was', () => {
    const unmoved = makeList('cs.LG', [
      ['2611.00001', { section: 'new' }],
      ['2611.00003', { section: 'still-hot', previousRank: 2, daysOnList: 2, evidence: ['a', 'day 2 on the list'] }],
    ]);
    expect(entriesOf(makeInput({ lists: [unmoved], papers })).at(-1)?.evidence).toEqual(['a']);
  });
});

describe('digest: what was picked at random', () => {
  const explore: Partial<RankedPaper> = {
    section: 'explore',
    previousRank: 60,
    daysOnList: 2,
    evidence: [PICKED_AT_RANDOM, 'code released'],
  };
  const lists = [makeList('cs.LG', [['2611.00001'], ['2611.00002', explore]])];
  const papers = makePapers({ '2611.00001': {}, '2611.00002': { title: 'Context windows' } });

  it('stands in a section of its own, whose heading says it, and has moved by nothing of its own', () => {
    const input = makeInput({ lists, papers });
    expect(sectionsOf(input)).toEqual({ new: ['2611.00001'], explore: ['2611.00002'] });
    expect(entriesOf(input).at(-1)).toMatchObject({ previousRank: null, evidence: ['code released'] });
  });

  it('is never sent twice, and is no news by itself', () => {
    expect(sectionsOf(makeInput({ lists, papers, alreadySent: ids('2611.00002') }))).toEqual({ new: ['2611.00001'] });
    expect(
      composeDigest(makeInput({ lists, papers, alreadySent: ids('2611.00001'), coveredThrough: '2026-11-19' })),
    ).toBeUndefined();
  });

  it('is no matter of chance where the reader asked for it, but still says that it was picked', () => {
    const preferences = preferencesOf({ topics: ['context'] });
    expect(sectionsOf(makeInput({ lists, papers, preferences }))).toEqual({ new: ['2611.00002', '2611.00001'] });
    expect(entriesOf(makeInput({ lists, papers, preferences }))[0]?.evidence).toEqual([
      'matches “context”',
      PICKED_AT_RANDOM,
      'code released',
    ]);
  });

  it('gives way to a place that was earned on another list', () => {
    const both = [...lists, makeList('stat.ML', [['2611.00003'], ['2611.00004'], ['2611.00002']])];
    const entry = entriesOf(makeInput({ lists: both, papers })).find(({ paper }) => paper.title === 'Context windows');
    expect(entry).toMatchObject({ category: 'stat.ML', rank: 3, section: 'new' });
  });

  it('takes one of ten places where every section is full', () => {
    const sections = ['new', 'rising', 'still-hot', 'explore'] as const;
    const range = Array.from({ length: 40 }, (_, index) => `2611.${String(index).padStart(5, '0')}`);
    const full = makeList(
      'cs.LG',
      range.map((id, index) => [id, { section: sections[index % 4] ?? 'new' }] as const),
    );
    const aged = Object.fromEntries(
      range.map((id, index) => [id, { announcedOn: index % 4 === 0 ? LIST_DATE : '2026-11-18' }]),
    );
    const shown = sectionsOf(makeInput({ lists: [full], papers: makePapers(aged) }));
    expect(Object.entries(shown).map(([section, entries]) => [section, entries.length])).toEqual([
      ['rising', 3],
      ['new', 5],
      ['still-hot', 1],
      ['explore', 1],
    ]);
  });
});

describe('digest: sources that the lists were made without', () => {
  it('are told once, whatever the number of lists', () => {
    const missing = { source: 'github', state: 'down', since: '2026-11-18', reason: 'HTTP 502' } as const;
    const lists = ['cs.LG', 'stat.ML'].map((category) => ({
      ...makeList(category, [['2611.00001']]),
      missingSources: [missing],
    }));
    const papers = makePapers({ '2611.00001': {} });
    expect(composeDigest(makeInput({ lists, papers }))?.missingSources).toEqual([missing]);
  });
});

describe('digest: several fields', () => {
  it('shows a paper once, where it stands highest, and lets each field come to word', () => {
    const lists = [
      makeList('cs.LG', [['2611.00001'], ['2611.00002'], ['2611.00003']]),
      makeList('stat.ML', [['2611.00003'], ['2611.00004']]),
    ];
    const papers = makePapers({ '2611.00001': {}, '2611.00002': {}, '2611.00003': {}, '2611.00004': {} });
    expect(
      entriesOf(makeInput({ lists, papers })).map(({ paper, category, rank }) => [paper.paperId, category, rank]),
    ).toEqual([
      ['2611.00001', 'cs.LG', 1],
      ['2611.00003', 'stat.ML', 1],
      ['2611.00002', 'cs.LG', 2],
      ['2611.00004', 'stat.ML', 2],
    ]);
  });

  it('looks at the lists of the week only, and leaves out papers that are gone', () => {
    const lists = [
      makeList('cs.LG', [['2611.00001'], ['2611.00002'], ['2611.00003']]),
      makeList('cs.LG', [['2611.00004']], 'day'),
    ];
    const papers = makePapers({ '2611.00001': {}, '2611.00002': { withdrawn: true }, '2611.00004': {} });
    expect(sectionsOf(makeInput({ lists, papers }))).toEqual({ new: ['2611.00001'] });
  });
});

describe('digest: what the reader asked for', () => {
  const lists = [makeList('cs.LG', [['2611.00001'], ['2611.00002'], ['2611.00003']])];
  const papers = makePapers({
    '2611.00001': { title: 'Harbours' },
    '2611.00002': { title: 'Context windows', abstract: 'How long can they be?', authors: ['Yuki Sato'] },
    '2611.00003': { title: 'Tides', abstract: 'A study of Böhm–Tides.' },
  });
  const withWishes = (wishes: object) => entriesOf(makeInput({ lists, papers, preferences: preferencesOf(wishes) }));
  const order = (wishes: object) => withWishes(wishes).map(({ paper }) => paper.paperId);

  it('puts first what matches a topic, all its words in title or abstract, and says so', () => {
    const [first] = withWishes({ topics: ['long context'] });
    expect(first).toMatchObject({ rank: 2, evidence: ['matches “long context”', 'code released'] });
  });

  it('puts first what a followed author wrote, and says so', () => {
    expect(withWishes({ authors: ['sato'] })[0]?.evidence[0]).toBe('by sato, whom you follow');
  });

  it('leaves out what matches an exclusion', () => {
    expect(order({ exclude: ['bohm tides'] })).toEqual(['2611.00001', '2611.00002']);
  });

  it('matches whole words only, and nothing for a wish without words', () => {
    expect(order({ topics: ['tide', 'harb', '…', ''], exclude: ['contex', ' - '] })).toEqual([
      '2611.00001',
      '2611.00002',
      '2611.00003',
    ]);
  });
});

describe('digest: nothing to say', () => {
  const lists = [makeList('cs.LG', [['2611.00001', { section: 'still-hot', previousRank: 1, daysOnList: 3 }]])];
  const papers = makePapers({ '2611.00001': { announcedOn: '2026-11-17' } });
  const later = { lists, papers, coveredThrough: '2026-11-19' };

  it('is silent on a quiet day', () => {
    expect(composeDigest(makeInput({ lists, papers, edition: { ...EDITION, state: 'quiet' } }))).toBeUndefined();
  });

  it('is silent when these lists were covered by a digest before', () => {
    expect(composeDigest(makeInput({ lists, papers, coveredThrough: LIST_DATE }))).toBeUndefined();
  });

  it('is silent when nothing is new or rising, but for a first digest', () => {
    expect(composeDigest(makeInput(later))).toBeUndefined();
    expect(sectionsOf(makeInput({ lists, papers }))).toEqual({ 'still-hot': ['2611.00001'] });
  });

  it('speaks when the batch is short, so that nobody takes the gap for a quiet day', () => {
    expect(sectionsOf(makeInput({ ...later, edition: { ...EDITION, state: 'short' } }))).toEqual({
      'still-hot': ['2611.00001'],
    });
  });

  it('is silent without lists', () => {
    expect(composeDigest(makeInput({ lists: [], papers }))).toBeUndefined();
  });
});

describe('digest: places', () => {
  const anyPlace = fc.record({
    age: fc.integer({ min: 0, max: 5 }),
    section: fc.constantFrom('new', 'rising', 'still-hot', 'explore' as const),
    sent: fc.boolean(),
  });

  it('gives half the places to what is new, and the rest to what rises and stays', () => {
    const range = Array.from({ length: 30 }, (_, index) => `2611.${String(index).padStart(5, '0')}`);
    const lists = [
      makeList(
        'cs.LG',
        range.map(
          (id, index) => [id, { section: (['new', 'rising', 'still-hot'] as const)[index % 3] ?? 'new' }] as const,
        ),
      ),
    ];
    const papers = makePapers(
      Object.fromEntries(range.map((id, index) => [id, { announcedOn: index % 3 === 0 ? LIST_DATE : '2026-11-18' }])),
    );
    const counts = Object.entries(sectionsOf(makeInput({ lists, papers }))).map(([section, { length }]) => [
      section,
      length,
    ]);
    expect(counts).toEqual([
      ['rising', 3],
      ['new', 5],
      ['still-hot', 2],
    ]);
  });

  it('never exceeds the reader’s number of papers, wastes a place or shows a paper twice', () => {
    fc.assert(
      fc.property(fc.array(anyPlace, { maxLength: 40 }), fc.integer({ min: 1, max: 50 }), (places, maxPapers) => {
        const named = places.map((place, index) => ({ ...place, id: `2611.${String(index).padStart(5, '0')}` }));
        const lists = [
          makeList(
            'cs.LG',
            named.map(({ id, section }) => [id, { section }] as const),
          ),
        ];
        const papers = makePapers(
          Object.fromEntries(named.map(({ id, age }) => [id, { announcedOn: addDays(LIST_DATE, -age) }])),
        );
        const alreadySent = ids(...named.filter(({ sent }) => sent).map(({ id }) => id));
        const input = makeInput({ lists, papers, alreadySent, preferences: preferencesOf({ maxPapers }) });
        const shown = entriesOf(input).map(({ paper }) => paper.paperId);
        const all = entriesOf({ ...input, preferences: preferencesOf({ maxPapers: 50 }) });
        expect(new Set(shown).size).toBe(shown.length);
        expect(shown).toHaveLength(Math.min(maxPapers, all.length));
        expect(all.filter(({ paper, section }) => alreadySent.has(paper.paperId) && section !== 'rising')).toEqual([]);
      }),
    );
  });
});

describe('digest: only with code', () => {
  const withFeature = (id: string, evidence: string) => ({
    score: makeRankable(id, { features: [{ name: 'code-link', weight: 0.5, evidence }] }).score,
  });
  const papers = makePapers({
    '2611.00001': {},
    '2611.00002': withFeature('2611.00002', 'code released'),
    '2611.00003': withFeature('2611.00003', 'links a repository'),
    '2611.00004': withFeature('2611.00004', 'model released'),
    '2611.00005': { repository: 'ada/maps', links: { code: [], project: [] } },
    '2611.00006': { repository: 'others/tool', links: { code: ['https://github.com/others/tool'], project: [] } },
  });
  const lists = [
    makeList(
      'cs.LG',
      [...papers.keys()].map((id) => [id] as const),
    ),
  ];
  const shown = (onlyWithCode: boolean) =>
    sectionsOf(makeInput({ lists, papers, preferences: preferencesOf({ onlyWithCode }) }))['new'];

  it('shows all papers to those who did not ask for it', () => {
    expect(shown(false)).toHaveLength(6);
  });

  it('shows only papers whose own code is there, and none for a model, or for code that they cite', () => {
    expect(shown(true)).toEqual(['2611.00002', '2611.00003', '2611.00005']);
  });

  it('sends nothing when none has code', () => {
    const preferences = preferencesOf({ onlyWithCode: true });
    expect(
      composeDigest(makeInput({ lists: [makeList('cs.LG', [['2611.00001']])], papers, preferences })),
    ).toBeUndefined();
  });
});
