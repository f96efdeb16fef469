import { isListDate } from '../../../../lambdas/core/calendar/announcement-calendar.ts';
import { addDays } from '../../../../lambdas/core/calendar/new-york-time.ts';
import { assemblePaper, factsOf, NO_ATTENTION } from '../../../../lambdas/core/paper/assemble-paper.ts';
import type { Paper } from '../../../../lambdas/core/paper/paper.ts';
import { RECENT_DAYS } from '../../../../lambdas/core/score/bursting-terms.ts';
import { noteBurstingTerms } from '../../../../lambdas/functions/collect-signals/note-bursting-terms.ts';
import { aListing, aPaper } from '../../../fakes/stored-rows.ts';
import { contentsOf, copyTables, createTables, FRIDAY, idOf, type Tables } from './invented-attention.ts';
import { Killed, mortalStores } from './mortal-stores.ts';

const THURSDAY = addDays(FRIDAY, -1);

/** Papers of Friday's lists; those with even numbers are about the fashion. */
const openFriday = async (): Promise<Tables> => {
  const papers = Array.from({ length: 40 }, (_, number) =>
    inventAbout(number, number % 2 === 0 ? 'We study zebras.' : 'We study.'),
  );
  const tables = createTables(papers);
  await tables.listings.putMany(papers.map(({ paperId }) => aListing(paperId, { listedOn: FRIDAY })));
  for (let age = 1; age <= 77; age += 1) {
    const date = addDays(FRIDAY, -age);
    if (!isListDate(date)) continue;
    const zebras = age < RECENT_DAYS ? 10 : 1;
    await tables.collection.putTermCounts({ date, papers: 100, terms: { zebras, folding: 100, maps: 100 } });
  }
  return tables;
};

const inventAbout = (number: number, abstract: string, announcedOn = FRIDAY): Paper =>
  assemblePaper(factsOf(aPaper(idOf(number), { abstract, announcedOn })));

const note = (tables: Pick<Tables, 'papers' | 'listings' | 'collection'>, date = FRIDAY) =>
  noteBurstingTerms(tables, { date, categories: ['cs.LG', 'cs.CV'], isTimeUp: () => false });
const termsTold = ({ papers }: Tables, number: number) =>
  papers.rows.get(idOf(number))?.burstingTerms?.map(({ term }) => term);

describe('bursting terms', () => {
  it('are told to the papers of the day that hold them', async () => {
    const tables = await openFriday();
    expect(await note(tables)).toEqual({ bursting: 20, isDone: true });
    expect(termsTold(tables, 0)).toContain('zebras');
    expect(termsTold(tables, 1)).toBeUndefined();
    expect(tables.collection.termRows.get(FRIDAY)).toMatchObject({ papers: 40, terms: { zebras: 20, folding: 40 } });
  });

  it('that burst no more, since more papers have come, are taken back', async () => {
    const tables = await openFriday();
    const [paper, before] = [idOf(1), tables.papers.rows.get(idOf(1))];
    if (before) {
      const told = { ...NO_ATTENTION, burstingTerms: [{ term: 'folding', lift: 3 }] };
      tables.papers.rows.set(paper, assemblePaper(factsOf(before), told));
    }
    await note(tables);
    expect(tables.papers.rows.get(paper)).toEqual(before);
  });

  it('are noted once for a date', async () => {
    const tables = await openFriday();
    await note(tables);
    const before = contentsOf(tables);
    expect(await note(tables)).toEqual({ bursting: 0, isDone: true });
    expect(await note(tables, addDays(FRIDAY, 2))).toEqual({ bursting: 0, isDone: true });
    expect(contentsOf(tables)).toEqual(before);
  });

  it('are not told to papers that another day announced', async () => {
    const tables = await openFriday();
    tables.papers.rows.set(idOf(0), inventAbout(0, 'We study zebras.', '2026-11-12'));
    expect(await note(tables)).toMatchObject({ bursting: 19 });
    expect(tables.collection.termRows.get(FRIDAY)?.papers).toBe(39);
  });

  it('are made up for on the list dates of a week, oldest first', async () => {
    const tables = await openFriday();
    for (let age = 1; age <= 12; age += 1) tables.collection.termRows.delete(addDays(FRIDAY, -age));
    for (const [index, date] of [THURSDAY, addDays(FRIDAY, -3), addDays(FRIDAY, -8)].entries()) {
      const paper = inventAbout(100 + index, 'We study zebras.', date);
      tables.papers.rows.set(paper.paperId, paper);
      await tables.listings.putMany([aListing(paper.paperId, { listedOn: date })]);
    }
    await note(tables);
    const dates = [...tables.collection.termRows.keys()].filter((date) => date >= addDays(FRIDAY, -12));
    expect(dates).toEqual([addDays(FRIDAY, -3), THURSDAY, FRIDAY]);
  });

  it('wait for papers where the date has none', async () => {
    const tables = await openFriday();
    const monday = addDays(FRIDAY, 3);
    await note(tables);
    expect(await note(tables, monday)).toEqual({ bursting: 0, isDone: true });
    expect(tables.collection.termRows.has(monday)).toBe(false);
  });

  it('are the same after a run that was killed anywhere, even when more papers have come since', async () => {
    const tables = await openFriday();
    const late = inventAbout(200, 'We study zebras.');
    const addLate = async (to: Tables): Promise<Tables> => {
      to.papers.rows.set(late.paperId, late);
      await to.listings.putMany([aListing(late.paperId, { listedOn: FRIDAY, category: 'cs.CV' })]);
      return to;
    };
    const undisturbed = await addLate(copyTables(tables));
    await note(undisturbed);
    for (let dieAt = 1; dieAt <= 7; dieAt += 1) {
      for (const moment of ['before', 'half'] as const) {
        const killed = copyTables(tables);
        const { stores } = mortalStores(killed, { dieAt, moment });
        await expect(
          noteBurstingTerms(stores, { date: FRIDAY, categories: ['cs.LG', 'cs.CV'], isTimeUp: () => false }),
        ).rejects.toThrow(Killed);
        await note(await addLate(killed));
        expect(contentsOf(killed)).toEqual(contentsOf(undisturbed));
      }
    }
  });

  it('are left to the next run when the time is up', async () => {
    const tables = await openFriday();
    expect(await noteBurstingTerms(tables, { date: FRIDAY, categories: ['cs.LG'], isTimeUp: () => true })).toEqual({
      bursting: 0,
      isDone: false,
    });
    expect(tables.collection.termRows.has(FRIDAY)).toBe(false);
  });
});
