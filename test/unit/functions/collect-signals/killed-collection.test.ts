/** A collection that is killed at each of its calls to the tables: whatever it had done, the next run leaves what one run would. */
import { addDays } from '../../../../lambdas/core/calendar/new-york-time.ts';
import { assemblePaper, attentionOf, factsOf } from '../../../../lambdas/core/paper/assemble-paper.ts';
import { collectSignals } from '../../../../lambdas/functions/collect-signals/collect-signals.ts';
import { aListing } from '../../../fakes/stored-rows.ts';
import {
  collect,
  contentsOf,
  copyTables,
  createTables,
  createWorld,
  depsOf,
  FRIDAY,
  idOf,
  inventPaper,
  type InventedWorld,
  type Tables,
} from './invented-attention.ts';
import { aliveAgain, Killed, mortalStores, type Moment } from './mortal-stores.ts';

const THURSDAY = addDays(FRIDAY, -1);
const PAPERS = 150;
/** A collection that gets no further must not go on for ever. */
const MOST_DEATHS = 50;

/** What the sources show on a night; nothing else may differ. */
const show = (world: InventedWorld, date: string): void => {
  const growth = date === FRIDAY ? 2 : 1;
  world.date = date;
  for (let number = 0; number < PAPERS; number += 1) {
    // Every seventh is shared with the one before.
    const repository = `lab/r-${String(number - (number % 7 === 6 ? 1 : 0)).padStart(4, '0')}`;
    world.repositories.set(repository, { stars: growth * (number % 11), createdAt: '2026-11-19T00:00:00.000Z' });
  }
  for (const [index, listed] of [THURSDAY, FRIDAY].entries())
    world.lists.set(
      listed,
      Array.from({ length: 6 }, (_, place) => ({
        paperId: idOf(index * 50 + place),
        upvotes: growth * 5 + place,
        ...(place === 2 && { repository: `hf/named-${index}` }),
      })),
    );
  world.repositories.set('hf/named-0', { stars: 3 * growth });
  world.stories = [THURSDAY, FRIDAY].map((on, index) => ({
    paperId: idOf(3),
    storyId: String(index),
    points: 40 * growth,
    submittedAt: `${on}T02:00:00.000Z`,
  }));
};

const openThursday = async (): Promise<{ readonly tables: Tables; readonly world: InventedWorld }> => {
  const world = createWorld();
  const papers = Array.from({ length: PAPERS }, (_, number) =>
    inventPaper(idOf(number), {
      announcedOn: number < 100 ? THURSDAY : FRIDAY,
      primaryCategory: number % 2 === 0 ? 'cs.LG' : 'cs.CV',
      ...(number % 5 !== 0 && {
        repository: `lab/r-${String(number - (number % 7 === 6 ? 1 : 0)).padStart(4, '0')}`,
      }),
    }),
  );
  // One that is over, for the index.
  const tables = createTables([...papers, inventPaper(idOf(9999), { announcedOn: '2026-09-01' })]);
  for (const { paperId, announcedOn, primaryCategory } of papers)
    await tables.listings.putMany([aListing(paperId, { category: primaryCategory, listedOn: announcedOn })]);
  show(world, THURSDAY);
  await collect(tables, world);
  show(world, FRIDAY);
  return { tables, world };
};

const runMortal = (
  tables: Tables,
  world: InventedWorld,
  death: { readonly dieAt: number; readonly moment: Moment },
) => {
  const { stores, calls } = mortalStores(tables, death);
  return { run: collectSignals(depsOf(stores, world), { date: FRIDAY, categories: ['cs.LG', 'cs.CV'] }), calls };
};

describe('a collection that is killed', () => {
  it.each(['before', 'half'] as const)(
    '%s a call to the tables is done, whichever it is, leaves no trace',
    async (moment) => {
      const { tables, world } = await openThursday();
      const undisturbed = copyTables(tables);
      const { run, calls: count } = runMortal(undisturbed, world, { dieAt: Number.POSITIVE_INFINITY, moment });
      expect(await run).toMatchObject({ finished: true });
      const wanted = contentsOf(undisturbed);
      const calls = count();
      expect(calls).toBeGreaterThan(40);
      for (let dieAt = 1; dieAt <= calls; dieAt += 1) {
        const killed = copyTables(tables);
        await expect(runMortal(killed, world, { dieAt, moment }).run).rejects.toThrow(Killed);
        expect(await collect(killed, world)).toMatchObject({ finished: true });
        expect(contentsOf(killed)).toEqual(wanted);
      }
    },
  );

  it('again and again gets through all the same', async () => {
    const { tables, world } = await openThursday();
    const undisturbed = copyTables(tables);
    await collect(undisturbed, world);
    const killed = copyTables(tables);
    let deaths = 0;
    for (let isDone = false; !isDone && deaths < MOST_DEATHS; deaths += 1) {
      // What a run reads before it comes to the next checkpoint takes some calls itself.
      const { run } = runMortal(killed, world, { dieAt: 22 + (deaths % 3), moment: 'half' });
      isDone = await run.then(() => true, aliveAgain);
    }
    expect(deaths).toBeGreaterThan(2);
    expect(contentsOf(killed)).toEqual(contentsOf(undisturbed));
  });

  it('twice at once does no harm', async () => {
    const { tables, world } = await openThursday();
    const undisturbed = copyTables(tables);
    await collect(undisturbed, world);
    await Promise.all([collect(tables, world), collect(tables, world)]);
    expect(contentsOf(tables)).toEqual(contentsOf(undisturbed));
  });
});

describe('a harvest that goes on meanwhile', () => {
  it('loses nothing, and the collection neither', async () => {
    const { tables, world } = await openThursday();
    const undisturbed = copyTables(tables);
    await collect(undisturbed, world);
    let harvested = 0;
    /** A new version of each paper comes between the read and the write of its score. */
    const papers: Tables['papers'] = {
      ...tables.papers,
      putMany: (writes) => {
        for (const { paper } of writes) {
          const stored = tables.papers.rows.get(paper.paperId);
          if (stored === undefined || stored.version > 1) continue;
          harvested += 1;
          const facts = { ...factsOf(stored), version: 2, title: 'On the unfolding of maps' };
          tables.papers.rows.set(stored.paperId, assemblePaper(facts, attentionOf(stored)));
        }
        return tables.papers.putMany(writes);
      },
    };
    await collect({ ...tables, papers }, world);
    expect(harvested).toBeGreaterThan(20);
    for (const [paperId, paper] of tables.papers.rows) {
      const calm = undisturbed.papers.rows.get(paperId);
      expect(calm && attentionOf(paper)).toEqual(calm && attentionOf(calm));
    }
    expect([...tables.papers.rows.values()].filter(({ version }) => version === 2)).toHaveLength(harvested);
  });
});
