/** What a served round does behind its first page: the last seven days through OAI, and the lists again. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isListDate, noonInNewYork } from '../../../lambdas/core/calendar/announcement-calendar.ts';
import { addDays } from '../../../lambdas/core/calendar/new-york-time.ts';
import { openLocalTables, type Tables } from '../../../local/local-tables.ts';
import { listedPapers } from '../../arxiv/listed-papers.ts';
import { simulateHuggingFace } from '../../attention/simulated-hugging-face.ts';
import {
  announcedIn,
  batchesOf,
  CATEGORIES,
  FRIDAY,
  rankedOn,
  startWeek,
  type SimulatedWeek,
} from './simulated-week.ts';
import { makeDirectory, startRound, stopRounds, type StartedRound } from './started-round.ts';
import { rowsIn, type TableRows } from './table-rows.ts';

const directory = makeDirectory();
let home: string;
let week: SimulatedWeek | undefined;
beforeAll(async () => {
  home = (await directory).path;
});
afterEach(async () => {
  stopRounds();
  await week?.close();
});
afterAll(async () => {
  await (await directory).remove();
});

const start = (data: string, { env }: SimulatedWeek): StartedRound =>
  startRound(['--live', '--date', FRIDAY, '--port', '0', '--data', data], env);

/** Waits until it is so, or the round has ended. */
const until = async ({ child }: StartedRound, isSo: () => boolean): Promise<void> => {
  while (!isSo() && child.exitCode === null) await sleep(20);
};

const stop = async ({ child, ended }: StartedRound): Promise<void> => {
  child.kill('SIGINT');
  expect(await ended).toMatchObject({ code: 0, stderr: '' });
};

/** The list dates of the week that it goes back over. */
const DATES = [3, 4, 7].map((days) => addDays(FRIDAY, -days)).filter(isListDate);

const oaiRequests = ({ requests }: SimulatedWeek): number =>
  requests.filter(({ protocol }) => protocol === 'oai').length;

const hasMovement = (rows: TableRows): boolean =>
  rankedOn(rows, FRIDAY).some(({ papers }) => papers.some(({ previousRank }) => previousRank !== null));

const windowsIn = async (data: string): Promise<Awaited<ReturnType<Tables['ledger']['windows']>>> => {
  const tables = await openLocalTables({
    directory: join(data, 'tables'),
    endpoint: undefined,
    clock: () => new Date(),
  });
  try {
    return await tables.ledger.windows('cs:cs:LG', addDays(FRIDAY, -14), FRIDAY);
  } finally {
    await tables.close();
  }
};

it('a served round goes back over a week, proves its batches, and ranks again so that the page shows movement', async () => {
  week = await startWeek(FRIDAY);
  const { archive } = week;
  const data = join(home, 'whole');
  const round = start(data, week);
  await until(round, () => /^ranked .* again/m.test(round.output.stdout));
  const { stdout } = round.output;
  // The page was there before.
  expect(stdout.indexOf('Ctrl-C')).toBeLessThan(stdout.indexOf('went back'));
  expect(stdout).toMatch(/^went back over the last days: \d+ new papers, \d+ updated$/m);
  expect(stdout).toMatch(/^ranked {4}\d+ lists for 2026-11-20 again, and those of \d days before$/m);
  const [, origin = ''] = /^Trending {2}(http:\/\/localhost:\d+)\/$/m.exec(stdout) ?? [];
  const page = await fetch(`${origin}/`);
  expect({ status: page.status, hasPapers: (await page.text()).includes('/papers/') }).toEqual({
    status: 200,
    hasPapers: true,
  });
  await stop(round);

  const rows = await rowsIn(data);
  for (const date of DATES) {
    for (const category of CATEGORIES) {
      const batch = batchesOf(rows).find((each) => each.category === category && each.date === date);
      expect(batch).toMatchObject({ category, date, state: 'complete', countedBy: 'oai', stored: batch?.announced });
      // By the calendar alone: what moderation held, or announced late, stands on another date.
      expect(Math.abs((batch?.stored ?? 0) - announcedIn(archive, category, date))).toBeLessThan(4);
    }
  }
  expect(hasMovement(rows)).toBe(true);
});

it('Ctrl-C in the middle ends cleanly, and the next start goes on where it was', async () => {
  let stopAt = 12;
  let isDue: () => void = () => undefined;
  const due = new Promise<void>((resolve) => (isDue = resolve));
  week = await startWeek(FRIDAY, {
    beforeAnswer: ({ protocol }) => {
      if (protocol === 'oai' && (stopAt -= 1) === 0) {
        isDue();
        // No answer while the round is being stopped.
        return sleep(300);
      }
      return undefined;
    },
  });
  const data = join(home, 'stopped');
  const first = start(data, week);
  await Promise.race([due, first.ended]);
  await stop(first);
  expect(first.output.stdout).not.toContain('went back');
  const asked = oaiRequests(week);
  const before = await windowsIn(data);
  const done = before.filter(({ state }) => state === 'done').map(({ day }) => day);
  expect(before.length).toBeGreaterThan(0);

  const atSecond = week.requests.length;
  const second = start(data, week);
  await until(second, () => second.output.stdout.includes('went back'));
  expect(second.output.stdout).toMatch(/^went back over the last days: \d+ new papers, \d+ updated$/m);
  await until(second, () => /^ranked .* again/m.test(second.output.stdout));
  await stop(second);
  expect(asked).toBe(12);
  const again = week.requests.slice(atSecond).map(({ path }) => path);
  for (const day of done) expect(again.filter((path) => path.includes(`set=cs%3Acs%3ALG&from=${day}`))).toEqual([]);
  expect((await windowsIn(data)).every(({ state }) => state === 'done')).toBe(true);
});

it('an OAI that is down costs the page nothing; that days are still open is told', async () => {
  week = await startWeek(FRIDAY, {
    faults: { scripted: [{ kind: 'unavailable-retry-seconds', protocol: 'oai', times: 1000 }] },
  });
  const data = join(home, 'down');
  const round = start(data, week);
  await until(round, () => round.output.stdout.includes('went back'));
  expect(round.output.stdout).toMatch(
    /^went back over the last days: 0 new papers, 0 updated; \d+ of \d+ days and sets are still open \(.*503.*\), the next start goes on$/m,
  );
  await stop(round);
  const rows = await rowsIn(data);
  expect(
    batchesOf(rows)
      .filter(({ date, category }) => date === FRIDAY && category !== 'all')
      .every(({ state }) => state === 'complete'),
  ).toBe(true);
});

it('asks a source that did not answer the round once more, and the lists have what it says then', async () => {
  week = await startWeek(FRIDAY, {
    faults: { scripted: [{ kind: 'unavailable-retry-seconds', protocol: 'oai', times: 1000 }] },
  });
  const [{ state } = { state: undefined }] = listedPapers(week.archive, { listDate: FRIDAY, asked: ['cs.LG'] }).filter(
    ({ type }) => type === 'new',
  );
  const huggingFace = await simulateHuggingFace({
    clock: () => noonInNewYork(FRIDAY),
    lists: { [FRIDAY]: [{ paperId: state?.paper.id ?? '', upvotes: 30 }] },
  });
  huggingFace.setFaults({ kind: 'html', times: 2 });
  const data = join(home, 'asked-again');
  const round = start(data, { ...week, env: { ...week.env, HUGGING_FACE_URL: huggingFace.url } });
  try {
    await until(round, () => /^ranked .* again/m.test(round.output.stdout));
    const { stdout } = round.output;
    expect(stdout).toMatch(/^! The lists are without signals of Hugging Face: /m);
    expect(stdout).toMatch(/^signals {3}1 look, 1 with gains/m);
    await stop(round);
    const list = rankedOn(await rowsIn(data), FRIDAY).find(({ listKey }) => listKey === 'cs.LG#day');
    expect(list?.papers[0]).toMatchObject({ paperId: state?.paper.id });
    expect(list?.papers[0]?.evidence.join()).toContain('#1 on Hugging Face today');
    expect(list?.missingSources.map(({ source }) => source)).not.toContain('hugging-face');
  } finally {
    await huggingFace.close();
  }
});
