/** First pages that are asked for ahead: taken once, by the window that they are of, and archived whatever happens. */
import { createFirstPages } from '../../../../../lambdas/functions/harvest-papers/oai/first-pages.ts';
import { harvestWindows } from '../../../../../lambdas/functions/harvest-papers/oai/harvest-windows.ts';
import { createFakeArchive } from '../../../../fakes/fake-archive.ts';
import { createFakeArxiv } from '../../../../fakes/fake-arxiv.ts';
import { makeHarvest, NO_RECORDS_MATCH, oaiPage } from '../invented-windows.ts';

const SET = 'cs:cs:LG';
const [FIRST, SECOND] = [
  { set: SET, day: '2026-11-19' },
  { set: SET, day: '2026-11-20' },
];
const questionOf = ({ set, day }: typeof FIRST): string => `oai ${set} ${day}`;

const makePages = () => {
  let minute = 0;
  const arxiv = createFakeArxiv({ [questionOf(FIRST)]: NO_RECORDS_MATCH, [questionOf(SECOND)]: NO_RECORDS_MATCH });
  const archive = createFakeArchive();
  const clock = (): Date => new Date(Date.UTC(2026, 10, 21, 3, minute));
  const pages = createFirstPages({ arxiv, archive, clock });
  return { arxiv, archive, pages, wait: () => (minute += 1) };
};

describe('a first page', () => {
  it('that was asked for ahead is taken once, with the instant at which it was asked for', async () => {
    const { arxiv, pages, wait } = makePages();
    pages.askAhead(FIRST);
    wait();
    const { askedAt, fetched } = pages.take(FIRST);
    expect(askedAt.toISOString()).toBe('2026-11-21T03:00:00.000Z');
    expect(await fetched).toMatchObject({ outcome: 'response' });
    expect(pages.isAhead(FIRST)).toBe(false);
    expect(pages.take(FIRST).askedAt.toISOString()).toBe('2026-11-21T03:01:00.000Z');
    expect(arxiv.asked).toEqual([questionOf(FIRST), questionOf(FIRST)]);
  });

  it('of another window stays for that one', () => {
    const { arxiv, pages } = makePages();
    pages.askAhead(SECOND);
    pages.take(FIRST);
    expect(pages.isAhead(SECOND)).toBe(true);
    expect(arxiv.asked).toEqual([questionOf(SECOND), questionOf(FIRST)]);
  });

  it('that nobody took is archived at the end', async () => {
    const { archive, pages } = makePages();
    pages.askAhead(FIRST);
    await pages.close();
    expect(archive.responses).toHaveLength(1);
  });

  it('that failed and that nobody took harms nobody', async () => {
    const archive = createFakeArchive();
    const pages = createFirstPages({
      arxiv: { oaiRecords: () => Promise.reject(new Error('the tables are gone')) },
      archive,
      clock: () => new Date(0),
    });
    pages.askAhead(FIRST);
    await pages.close();
    expect(archive.responses).toEqual([]);
  });
});

describe('windows in a row', () => {
  it('are each asked for once, the next one before this one is stored', async () => {
    const deps = makeHarvest({
      [questionOf(FIRST)]: oaiPage(['2611.01001']),
      [questionOf(SECOND)]: oaiPage(['2611.01002']),
    });
    const askedWhenStored: number[] = [];
    const papers = {
      ...deps.papers,
      putMany: (...values: Parameters<typeof deps.papers.putMany>) => {
        askedWhenStored.push(deps.arxiv.asked.length);
        return deps.papers.putMany(...values);
      },
    };
    const report = await harvestWindows(
      { ...deps, papers },
      { windows: [FIRST, SECOND], isSettled: () => false, follows: ['cs.LG'] },
    );
    expect(report).toMatchObject({ windowsDone: 2, counts: { new: 2 } });
    expect(askedWhenStored).toEqual([2, 2]);
    expect(deps.arxiv.asked).toEqual([questionOf(FIRST), questionOf(SECOND)]);
  });

  it('leave no answer out of the archive when the run ends between them', async () => {
    const deps = makeHarvest({
      [questionOf(FIRST)]: oaiPage(['2611.01001']),
      [questionOf(SECOND)]: oaiPage(['2611.01002']),
    });
    const papers = { ...deps.papers, putMany: () => Promise.reject(new Error('killed')) };
    await expect(
      harvestWindows({ ...deps, papers }, { windows: [FIRST, SECOND], isSettled: () => false, follows: ['cs.LG'] }),
    ).rejects.toThrow('killed');
    expect(deps.archive.responses).toHaveLength(deps.arxiv.asked.length);
  });
});
