import { isListDate, nextListDate, submissionWindow } from '../../../lambdas/core/calendar/announcement-calendar.ts';
import { parseArxivId } from '../../../lambdas/core/paper/arxiv-id.ts';
import { paperStateAt } from '../../arxiv/archived-paper.ts';
import { inventArchive } from '../../arxiv/invent-papers.ts';
import { listedPapers } from '../../arxiv/listed-papers.ts';
import type { PaperArchive } from '../../arxiv/paper-archive.ts';

const LIST_DATES = ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20', '2026-12-01'];
const OPTIONS = {
  seed: 7,
  listDates: LIST_DATES,
  papersPerDay: 120,
  categories: ['cs.LG', 'cs.CL', 'stat.ML', 'math-ph'],
};

const idsOf = (archive: PaperArchive, listDate: string): readonly string[] =>
  archive.announcements(listDate).map(({ paper }) => paper.id);

describe('an invented archive', () => {
  const archive = inventArchive(OPTIONS);
  const papers = [...archive.papers()];

  it('is the same for the same seed, and another for another', () => {
    expect([...inventArchive(OPTIONS).papers()]).toEqual(papers);
    expect([...inventArchive({ ...OPTIONS, seed: 8 }).papers()]).not.toEqual(papers);
  });

  it('announces as many new papers on each list as it was asked for', () => {
    for (const date of LIST_DATES) {
      expect(archive.announcements(date).filter(({ event }) => event === undefined)).toHaveLength(120);
      expect(new Set(idsOf(archive, date)).size).toBe(idsOf(archive, date).length);
    }
    expect(archive.announcements('2026-11-21')).toEqual([]);
  });

  it('gives every paper an identifier of the right month that arXiv would read', () => {
    expect(papers.every(({ id }) => parseArxivId(id)?.paperId === id)).toBe(true);
    expect(idsOf(archive, '2026-12-01').some((id) => id.startsWith('2612.'))).toBe(true);
    expect(papers.some(({ id }) => id.startsWith('hep-th/'))).toBe(true);
  });

  it('has papers submitted inside the window of their list, and a few that were held for days', () => {
    const fresh = papers.filter(({ listDate }) => LIST_DATES.includes(listDate));
    const held = fresh.filter(({ submittedMs, listDate }) => submittedMs < Date.parse(submissionWindow(listDate).from));
    const late = fresh.filter(({ submittedMs, listDate }) => submittedMs >= Date.parse(submissionWindow(listDate).to));
    expect(held.length).toBeGreaterThan(0);
    expect(held.length).toBeLessThan(fresh.length / 10);
    expect(late).toEqual([]);
  });

  it('has replacements up to the sixth version and beyond, withdrawals, late cross-lists and touched records', () => {
    const last = LIST_DATES.at(-1) ?? '';
    const versions = papers.map((paper) => paperStateAt(paper, last)?.version ?? 0);
    expect(Math.max(...versions)).toBeGreaterThanOrEqual(6);
    const kinds = new Set(papers.flatMap(({ events }) => events.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual(['cross-list', 're-stamp', 'replacement']);
    expect(papers.some((paper) => paperStateAt(paper, last)?.isWithdrawn === true)).toBe(true);
  });

  it('names both partners of an alias', () => {
    const mathematical = papers.filter(({ categories }) => categories.includes('math-ph'));
    expect(mathematical.length).toBeGreaterThan(0);
    expect(mathematical.every(({ categories }) => categories.includes('math.MP'))).toBe(true);
  });

  it('tells new papers from cross-lists by what was asked for', () => {
    const listDate = '2026-11-18';
    const typeIn = (asked: readonly string[]): ReadonlyMap<string, string> =>
      new Map(listedPapers(archive, { listDate, asked }).map(({ type, state }) => [state.paper.id, type]));
    const [learning, both] = [typeIn(['cs.LG']), typeIn(['cs.LG', 'CS.CL'])];
    const crossed = [...learning].filter(([id, type]) => type === 'cross' && both.get(id) === 'new');
    expect(crossed.length).toBeGreaterThan(0);
    expect(both.size).toBeGreaterThan(learning.size);
    expect(typeIn(['math.MP'])).toEqual(typeIn(['math-ph']));
  });

  it('moves a record that is stamped anew to the end of its new day', () => {
    const changing = inventArchive(OPTIONS);
    const day = { from: '2026-11-18', until: '2026-11-18', listDate: '2026-11-20' };
    const before = changing.records(day).map(({ paper }) => paper.id);
    const [first = '', second = ''] = before;
    changing.restamp(first, '2026-11-20');
    changing.restamp(second, '2026-11-18');
    expect(changing.records(day).map(({ paper }) => paper.id)).toEqual([...before.slice(2), second]);
    const last = changing.records({ ...day, from: '2026-11-20', until: '2026-11-20' }).at(-1);
    expect(last).toMatchObject({ paper: { id: first }, datestamp: '2026-11-20' });
  });

  it('takes 200,000 papers', () => {
    const listDates = ['2026-09-01'];
    while (listDates.length < 118) listDates.push(nextListDate(listDates.at(-1) ?? ''));
    expect(listDates.every(isListDate)).toBe(true);
    const large = inventArchive({ ...OPTIONS, listDates, papersPerDay: 1_700 });
    expect(large.paperCount).toBeGreaterThan(200_000 - 1);
    expect(large.find('2611.60001')).toBeDefined();
  });

  it('refuses a month with more papers than it has identifiers', () => {
    expect(() => inventArchive({ ...OPTIONS, papersPerDay: 40_001 })).toThrow('has no identifiers left');
  });
});
