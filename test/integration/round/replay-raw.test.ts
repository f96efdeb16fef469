/** The raw archive of a live round, replayed into a fresh directory: the same papers, listings and batches. */
import { join } from 'node:path';
import type { FaultScript } from '../../arxiv/fault-plan.ts';
import type { Progress } from '../../../local/console-progress.ts';
import { goBack } from '../../../local/go-back.ts';
import { parseRoundFlags } from '../../../local/round-flags.ts';
import { readRoundSettings } from '../../../local/round-settings.ts';
import { runRound } from '../../../local/round.ts';
import { FRIDAY, SATURDAY, startWeek, type SimulatedWeek } from './simulated-week.ts';
import { makeDirectory, ranRound } from './started-round.ts';
import { rowsIn, type TableRows } from './table-rows.ts';

const directory = makeDirectory();
let home: string;
let week: SimulatedWeek | undefined;
beforeAll(async () => {
  home = (await directory).path;
});
afterEach(() => week?.close());
afterAll(async () => {
  await (await directory).remove();
});

/**
 * What a harvest of today knows beyond its documents: when it looks again, and which answer it had. A replay is no harvest
 * of its categories day by day, so `all` is of what was found.
 */
const OF_THE_HARVEST: ReadonlySet<string> = new Set(['sources', 'nextRepairAt', 'feedTag']);
const rebuilt = ({ Papers, Listings, Batches }: TableRows) => ({
  Papers,
  Listings,
  Batches: Batches.filter((row) => !(JSON.parse(row) as { category: string }).category.includes('#')).map((row) =>
    JSON.stringify(JSON.parse(row), (key, value: unknown) => (OF_THE_HARVEST.has(key) ? undefined : value)),
  ),
});

let rounds = 0;
const liveAndReplayed = async (date: string, scripts: readonly FaultScript[]) => {
  rounds += 1;
  const [live, replayed] = [join(home, `live-${rounds}`), join(home, `replayed-${rounds}`)];
  week = await startWeek(date);
  const lines: string[] = [];
  for (const script of scripts) {
    week.setFaults(script);
    lines.push(...(await ranRound(['--date', date, '--data', live], week.env)).lines);
  }
  const met = week.requests.flatMap(({ fault, protocol = '' }) =>
    fault === undefined ? [] : [`${fault} ${protocol}`],
  );
  const replay = await ranRound(['--replay', join(live, 'raw'), '--date', date, '--data', replayed], {
    PAPER_ROUND_CATEGORIES: week.env.PAPER_ROUND_CATEGORIES ?? '',
  });
  return { live: rebuilt(await rowsIn(live)), replayed: rebuilt(await rowsIn(replayed)), met, lines, replay };
};

describe('--replay of the raw archive rebuilds the tables', () => {
  it('of an ordinary day', async () => {
    const { live, replayed } = await liveAndReplayed(FRIDAY, [{}]);
    expect(live.Papers.length).toBeGreaterThan(20);
    expect(replayed).toEqual(live);
  });

  it('of a day on which much went wrong on the way and nothing was lost', async () => {
    const { live, replayed, met } = await liveAndReplayed(FRIDAY, [
      {
        scripted: [
          { kind: 'unavailable-retry-seconds', protocol: 'rss', path: (path) => path.includes('cs.LG') },
          { kind: 'stale-batch', protocol: 'rss', path: (path) => path.includes('cs.CL') },
          { kind: 'cut-inside-record', protocol: 'rss', path: (path) => path.includes('stat.ML') },
        ],
      },
    ]);
    expect(met.sort()).toEqual(['cut-inside-record rss', 'stale-batch rss', 'unavailable-retry-seconds rss']);
    expect(live.Batches.filter((row) => row.includes('"short"'))).toEqual([]);
    expect(replayed).toEqual(live);
  });

  it('of a day on which a second round brought what the first had not', async () => {
    const path = (each: string): boolean => each.includes('cs.CL');
    const { live, replayed } = await liveAndReplayed(FRIDAY, [
      {
        scripted: [
          { kind: 'stale-batch', protocol: 'rss', path },
          { kind: 'reset-mid-body', protocol: 'listing', path, times: 9 },
        ],
      },
      {},
    ]);
    expect(replayed).toEqual(live);
  });

  it('of a round that went back over the days before', async () => {
    const [live, replayed] = [join(home, 'went-back'), join(home, 'went-back-replayed')];
    week = await startWeek(FRIDAY, {
      faults: { scripted: [{ kind: 'reset-mid-body', protocol: 'oai', after: 4 }] },
    });
    // With three categories of `cs` the whole archive is asked for, and what nobody follows is passed over.
    const env = { ...week.env, PAPER_ROUND_CATEGORIES: 'cs.AI,cs.CL,cs.LG' };
    const settings = readRoundSettings(env);
    const progress: Progress = { done: () => undefined, notice: () => undefined, at: () => undefined };
    const round = await runRound(parseRoundFlags(['--once', '--date', FRIDAY, '--data', live]), {
      settings,
      progress,
      baseUrl: 'http://localhost:8787',
    });
    await goBack(round, { settings, progress }).finished;
    await round.close();
    await ranRound(['--replay', join(live, 'raw'), '--date', FRIDAY, '--data', replayed], {
      PAPER_ROUND_CATEGORIES: env.PAPER_ROUND_CATEGORIES,
    });
    const [first, second] = [rebuilt(await rowsIn(live)), rebuilt(await rowsIn(replayed))];
    expect(first.Papers.length).toBeGreaterThan(100);
    expect(first.Batches.filter((row) => row.includes('"countedBy":"oai"'))).toHaveLength(15);
    expect(second).toEqual(first);
  });

  it('of a Saturday, whose list came through the query API', async () => {
    const { live, replayed } = await liveAndReplayed(SATURDAY, [{}]);
    expect(live.Papers.length).toBeGreaterThan(15);
    expect(replayed).toEqual(live);
  });
});
