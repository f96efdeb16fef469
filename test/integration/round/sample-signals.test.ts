/** The bundled sample with its signals: what somebody sees who has just cloned the repository. */
import { join } from 'node:path';
import type { Paper } from '../../../lambdas/core/paper/paper.ts';
import type { RankedList } from '../../../lambdas/core/rank/ranked-list.ts';
import type { Signal } from '../../../lambdas/core/signal/signal.ts';
import type { SourceNight } from '../../../lambdas/core/signal/source-night.ts';
import { makeDirectory, ranRound } from './started-round.ts';
import { rowsIn, type TableRows } from './table-rows.ts';

const directory = makeDirectory();
afterAll(async () => {
  await (await directory).remove();
});

const DAYS = ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20'];

const parsed = (rows: readonly string[]): unknown => rows.map((row) => JSON.parse(row) as unknown);

describe('a round on the sample', () => {
  let rows: TableRows;
  let lines: readonly string[];
  let lists: readonly RankedList[];
  let papers: readonly Paper[];
  let signals: readonly Signal[];

  beforeAll(async () => {
    const data = join((await directory).path, 'whole');
    ({ lines } = await ranRound(['--sample', '--data', data]));
    rows = await rowsIn(data);
    lists = parsed(rows.Rankings) as readonly RankedList[];
    papers = parsed(rows.Papers) as readonly Paper[];
    signals = parsed(rows.Signals) as readonly Signal[];
  });

  const list = (key: string): RankedList | undefined =>
    lists.find(({ listKey, date }) => listKey === key && date === DAYS.at(-1));
  const evidenceOf = (key: string): string => (list(key)?.papers ?? []).flatMap(({ evidence }) => evidence).join('\n');
  const suspects = (): readonly Paper[] => papers.filter(({ score }) => score.suspect === true);

  it('says how many looks it took, and leaves no source out', () => {
    expect(lines.find((line) => line.startsWith('signals'))).toMatch(/^signals {3}\d{3} looks, \d+ with gains$/);
    expect(lists.flatMap(({ missingSources }) => missingSources)).toEqual([]);
  });

  it('has a night of each source for each of its days', () => {
    const batches = parsed(rows.Batches) as readonly (SourceNight & { readonly category: string })[];
    const nights = batches.filter(({ category }) => category.startsWith('signals#'));
    expect(nights.filter(({ state }) => state !== 'complete')).toEqual([]);
    for (const source of ['github', 'hugging-face', 'hacker-news'])
      expect(
        nights
          .filter((night) => night.source === source)
          .map(({ date }) => date)
          .sort(),
      ).toEqual(DAYS);
  });

  it('shows every section, and evidence of every source', () => {
    const sections = new Set((list('all#day')?.papers ?? []).map(({ section }) => section));
    expect([...sections].sort()).toEqual(['explore', 'new', 'rising', 'still-hot']);
    const evidence = evidenceOf('all#day');
    for (const words of [/^\+\d+ stars since yesterday, \d+× what is usual for cs\.\w+$/m, /^#1 on Hugging Face/m])
      expect(evidence).toMatch(words);
    expect(evidence).toMatch(/^\+\d+ points on Hacker News since yesterday/m);
  });

  it('has a paper that all sources speak of, at the top', () => {
    const [first] = list('all#day')?.papers ?? [];
    const sources = new Set(signals.filter(({ paperId }) => paperId === first?.paperId).map(({ source }) => source));
    expect(sources.size).toBe(3);
    expect(first).toMatchObject({ section: 'rising', rank: 1 });
  });

  it('has stars for a curve of several days', () => {
    const looks = new Map<string, number>();
    for (const { paperId, source } of signals)
      if (source === 'github') looks.set(paperId, (looks.get(paperId) ?? 0) + 1);
    expect([...looks.values()].filter((count) => count >= 4).length).toBeGreaterThan(3);
  });

  it('has papers whose stars look bought, in none of the first twenty places', () => {
    const suspect = new Set(suspects().map(({ paperId }) => paperId));
    expect(suspect.size).toBeGreaterThan(0);
    const places = lists.flatMap(({ papers: placed, date }) =>
      date === DAYS.at(-1) ? placed.filter(({ paperId }) => suspect.has(paperId)) : [],
    );
    expect(places.length).toBeGreaterThan(0);
    expect(places.filter(({ rank }) => rank <= 20)).toEqual([]);
    expect(places.some(({ evidence }) => evidence.join().includes('counted less'))).toBe(true);
  });

  it('credits no paper with the stars of a framework, whatever they are', () => {
    const framework = signals.filter((signal) => signal.source === 'github' && signal.details.credit === 'framework');
    expect(framework).toHaveLength(DAYS.length);
    const [{ paperId } = { paperId: undefined }] = framework;
    const paper = papers.find((each) => each.paperId === paperId);
    expect(paper?.score.contributions.map(({ source }) => source)).not.toContain('github');
  });
});

it('a round on an earlier day of the sample knows nothing of later ones', async () => {
  const data = join((await directory).path, 'earlier');
  await ranRound(['--sample', '--date', '2026-11-18', '--data', data]);
  const { Signals, Rankings } = await rowsIn(data);
  const seenOn = new Set((parsed(Signals) as readonly Signal[]).map(({ observedOn }) => observedOn));
  expect([...seenOn].sort()).toEqual(DAYS.slice(0, 3));
  expect((parsed(Rankings) as readonly RankedList[]).filter(({ date }) => date > '2026-11-18')).toEqual([]);
});
