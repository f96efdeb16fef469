/**
 * kill -9 of the process that harvests, at its n-th request or while it stores what came: started again until it is done,
 * it leaves the tables of a harvest that nothing happened to, and asks for little twice.
 */
import { join } from 'node:path';
import { startDynalite, type LocalEngine } from '../../../local/dynalite-engine.ts';
import { inventArchive } from '../../arxiv/invent-papers.ts';
import { run as runCommand } from '../cli/run-cli.ts';
import { makeDirectory } from '../round/started-round.ts';
import { rowsIn, type TableRows } from '../round/table-rows.ts';
import { runHarvestStep, type HarvestPlace, type HarvestStep } from './harvest-step.ts';
import { startMortalArxiv, type KillAt, type MortalArxiv } from './mortal-process.ts';

const CATEGORIES = ['cs.CL', 'cs.LG', 'stat.ML'];
const STEPS: readonly HarvestStep[] = [
  { task: 'repair', at: '2026-11-19T03:45:00Z' },
  { task: 'poll', at: '2026-11-19T05:30:00Z' },
  { task: 'backfill', at: '2026-11-19T17:00:00Z', range: { from: '2026-11-02', to: '2026-11-10' } },
];

const directory = makeDirectory();
let home: string;
let arxiv: MortalArxiv;
let now = new Date(0);

/** What readers and analysts rely on: the notes of the harvest itself tell by which way it came. */
const harvested = ({ Papers, Listings, Batches }: TableRows) => ({
  Papers,
  Listings,
  Batches: Batches.filter((row) => !(JSON.parse(row) as { category: string }).category.includes('#')),
});

let calm: ReturnType<typeof harvested>;

const placeIn = (name: string): HarvestPlace => ({
  directory: join(home, name, 'tables'),
  raw: join(home, name, 'raw'),
  categories: CATEGORIES,
  bases: arxiv,
});

beforeAll(async () => {
  home = (await directory).path;
  arxiv = await startMortalArxiv({
    archive: inventArchive({
      seed: 9,
      listDates: ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19'],
      papersPerDay: 24,
      categories: CATEGORIES,
    }),
    clock: () => now,
    pageSize: 7,
  });
  for (const step of STEPS) {
    now = new Date(step.at);
    await runHarvestStep(placeIn('calm'), step);
  }
  calm = harvested(await rowsIn(join(home, 'calm')));
});
afterAll(async () => {
  await arxiv.close();
  await (await directory).remove();
});

/** Pages of records that were asked for since that many requests, in order. */
const pagesSince = (site: MortalArxiv, before: number): readonly string[] =>
  site.requests.slice(before).flatMap(({ path }) => (path.includes('verb=ListRecords') ? [path] : []));

/** Those of a killed process that are stored for certain: the last was under way, and the one before it being stored. */
const pagesBeforeKill = (pages: readonly string[]): readonly string[] => pages.slice(0, -2);

/**
 * Runs each step in a process that is killed, in another one again after each kill, and at last in this one. Each goes on
 * at the checkpoint of the one before.
 */
const harvestThrough = async (place: HarvestPlace, kills: readonly (readonly KillAt[])[]): Promise<void> => {
  for (const [index, step] of STEPS.entries()) {
    now = new Date(step.at);
    let checkpointed: readonly string[] = [];
    for (const kill of [...(kills[index] ?? []), undefined]) {
      const before = arxiv.requests.length;
      if (kill) {
        const ended = await arxiv.run(require.resolve('./kill-harvest-worker.ts'), [JSON.stringify({ place, step })], {
          kill,
        });
        expect(ended.stderr).toBe('');
        // One that is killed a little later may have come to its end before.
        expect(kill.afterMs === undefined ? [null] : [null, 0]).toContain(ended.code);
      } else {
        await runHarvestStep(place, step);
      }
      const pages = pagesSince(arxiv, before);
      expect(pages.filter((page) => checkpointed.includes(page))).toEqual([]);
      checkpointed = [...checkpointed, ...pagesBeforeKill(pages)];
    }
  }
};

describe('a harvest that is killed and started again', () => {
  it('has windows of several pages to go through, many papers, and batches that are proven', () => {
    expect(pagesSince(arxiv, 0).filter((path) => path.includes('resumptionToken')).length).toBeGreaterThan(10);
    expect(calm.Papers.length).toBeGreaterThan(90);
    expect(calm.Batches.filter((row) => row.includes('"2026-11-19"') && row.includes('"complete"'))).toHaveLength(4);
  });

  it('ends in the same tables when the engine lives on', async () => {
    const engine: LocalEngine = await startDynalite({ directory: join(home, 'killed', 'tables') });
    try {
      await harvestThrough({ ...placeIn('killed'), endpoint: engine.endpoint }, [
        [{ request: 3 }, { request: 12, afterMs: 15 }],
        [{ request: 2 }, { request: 5, afterMs: 10 }],
        [{ request: 4, afterMs: 2 }],
      ]);
    } finally {
      await engine.close();
    }
    expect(harvested(await rowsIn(join(home, 'killed')))).toEqual(calm);
  });

  it('ends in the same tables when the engine dies with it', async () => {
    await harvestThrough(placeIn('all-killed'), [
      [{ request: 15, afterMs: 8 }],
      [{ request: 6, afterMs: 20 }],
      [{ request: 3 }],
    ]);
    expect(harvested(await rowsIn(join(home, 'all-killed')))).toEqual(calm);
  });
});

describe('npm run cli -- harvest, killed and started again', () => {
  const RANGE = ['harvest', '--from', '2024-03-04', '--to', '2024-03-08'];

  it('goes on within seconds, though it was killed in its turn, and ends in the same tables', async () => {
    const site = await startMortalArxiv({
      archive: inventArchive({
        seed: 4,
        listDates: ['2024-03-05', '2024-03-06', '2024-03-07'],
        papersPerDay: 16,
        categories: CATEGORIES,
      }),
      clock: () => new Date(),
      pageSize: 7,
    });
    const env = {
      PAPER_ROUND_CATEGORIES: CATEGORIES.join(),
      ARXIV_FEED_URL: site.feedUrl,
      ARXIV_OAI_URL: site.oaiUrl,
      ARXIV_API_URL: site.apiUrl,
      ARXIV_LISTING_URL: site.listingUrl,
      ARXIV_MIN_INTERVAL_MS: '0',
    };
    const [undisturbed, killed] = [join(home, 'command'), join(home, 'killed-command')];
    try {
      expect(await runCommand([...RANGE, '--data', undisturbed], { env })).toMatchObject({ exitCode: 0 });
      const args = [...RANGE, '--json', '--data', killed];
      const atFirst = site.requests.length;
      const first = await site.run('bin/cli.ts', args, { env, kill: { request: 8 } });
      expect(first.code).toBeNull();
      const checkpointed = pagesBeforeKill(pagesSince(site, atFirst));
      expect(checkpointed).not.toEqual([]);
      const atSecond = site.requests.length;
      const second = await site.run('bin/cli.ts', args, { env });
      expect(pagesSince(site, atSecond).filter((page) => checkpointed.includes(page))).toEqual([]);
      expect({ code: second.code, report: JSON.parse(second.stdout) as unknown }).toMatchObject({
        code: 0,
        report: { state: 'done', days: 5, daysDone: 5 },
      });
    } finally {
      await site.close();
    }
    expect(harvested(await rowsIn(killed))).toEqual(harvested(await rowsIn(undisturbed)));
  });
});
