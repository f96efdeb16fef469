/** The commands over a data directory with the embedded engine, as a new user would type them. */
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paperIdSchema } from '../../../lambdas/core/paper/paper.ts';
import { listKey, rankedPaperSchema } from '../../../lambdas/core/rank/ranked-list.ts';
import { planDigests } from '../../../lambdas/functions/plan-digests/plan-digests.ts';
import { announceEngine, openDataDirectory } from '../../../local/data-directory.ts';
import { openLocalTables, type LocalTables } from '../../../local/local-tables.ts';
import { aBatch, aPaper, aRankedList } from '../../fakes/stored-rows.ts';
import { inventRun, inventWindow } from '../../unit/core/harvest/invented-harvest.ts';
import { run, type CliRun } from './run-cli.ts';

const PAPER = paperIdSchema.parse('2613.00001');
const HOSTILE_TITLE = 'Folding \u001B[2J\u001B]0;owned\u0007 maps \u202Espam\u009B31m';
/** What no answer may send to a terminal. */
const STEERS = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F]|\p{Bidi_Control}/u; // eslint-disable-line no-control-regex -- it is what must not be there

let parent = '';
let data = '';
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'paper-round-cli-'));
  data = join(parent, 'data');
  const { paths } = await openDataDirectory(data, { kind: 'sample' });
  const tables = await openTables(paths.tables);
  await tables.papers.putMany([{ paper: aPaper(PAPER, { title: HOSTILE_TITLE }), expected: undefined }]);
  const place = rankedPaperSchema.parse({ ...aRankedList('2026-11-20').papers[0], paperId: PAPER });
  for (const category of ['all', 'cs.LG'])
    await tables.rankings.put(
      aRankedList('2026-11-20', { category, listKey: listKey(category, 'week'), papers: [place] }),
    );
  await tables.batches.put(
    aBatch('2026-11-20', {
      category: 'all',
      state: 'short',
      announced: 3,
      stored: 1,
      reason: 'The feed was cut.',
      nextRepairAt: '2026-11-21T03:30:00Z',
    }),
  );
  await tables.ledger.putRun(inventRun('poll', { refusals: 2, outcome: 'every batch came \u001B[2J' }));
  await tables.ledger.putWindow(
    inventWindow('2026-11-19', {
      set: 'cs:cs',
      state: 'open',
      pages: 1,
      records: 900,
      fault: 'arXiv asked to be left alone',
    }),
  );
  await tables.close();
});
afterAll(() => rm(parent, { recursive: true, force: true }));

const openTables = (directory: string): Promise<LocalTables> =>
  openLocalTables({ directory, endpoint: undefined, clock: () => new Date('2026-11-20T17:00:00Z') });
const cli = (...argv: readonly string[]): Promise<CliRun> => run([...argv, '--data', data]);
const json = async (...argv: readonly string[]): Promise<unknown> => {
  const { exitCode, out, error } = await cli(...argv, '--json');
  expect({ exitCode, error }).toEqual({ exitCode: 0, error: '' });
  expect(out).not.toMatch(STEERS);
  return JSON.parse(out);
};

describe('reading commands', () => {
  it('trending shows places with their evidence, and nothing that steers the terminal', async () => {
    const { exitCode, out } = await cli('trending', '--category', 'cs.LG');
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^cs\.LG Machine Learning, the week, list of 2026-11-20 \(invented sample\): 1 of 1 places$/m);
    expect(out).toMatch(
      /^1 {2}new {2}2026-11-20 {2}new {6}2613\.00001 {2}Folding ·\[2J·\]0;owned· maps ·spam·31m\n +code released$/m,
    );
    expect(out).not.toMatch(STEERS);
  });

  it('trending says when there is no list', async () => {
    expect(await cli('trending', '--category', 'cs.AI')).toEqual({
      exitCode: 0,
      out: 'No list of cs.AI Artificial Intelligence for the week is stored yet.\n',
      error: '',
    });
    expect(await json('trending', '--window', 'day')).toEqual({
      category: 'all',
      window: 'day',
      date: null,
      sample: true,
      missingSources: [],
      papers: [],
    });
  });

  it('trending --date gives the list that was the newest on that date', async () => {
    expect(await json('trending', '--date', '2026-11-22')).toMatchObject({ date: '2026-11-20' });
    expect(await json('trending', '--date', '2026-11-19')).toMatchObject({ date: null, papers: [] });
    expect(await cli('trending', '--date', '2026-11-19')).toMatchObject({
      out: 'No list of all of arXiv for the week is stored, of 2026-11-19 or before.\n',
    });
    expect(await cli('trending', '--date', '2026-02-30')).toMatchObject({ exitCode: 2, out: '' });
  });

  it('--json keeps the title as it is stored', async () => {
    expect(await json('trending')).toMatchObject({
      date: '2026-11-20',
      papers: [{ paperId: PAPER, rank: 1, title: HOSTILE_TITLE }],
    });
    expect(await json('paper', PAPER)).toMatchObject({
      paperId: PAPER,
      title: HOSTILE_TITLE,
      places: [{ category: 'all', window: 'week', rank: 1 }, { category: 'cs.LG' }],
    });
  });

  it('paper shows what is stored, its places and its score', async () => {
    const { exitCode, out } = await cli('paper', `arXiv:${PAPER}v1`);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^places +all: #1 of the week$/m);
    expect(out).toMatch(/^2026-11-20 {2}the announcement {2}1\.500$/m);
    expect(out).not.toMatch(STEERS);
  });

  it('why prints the sum that makes its score', async () => {
    const { exitCode, out } = await cli('why', `arXiv:${PAPER}v1`);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^all week {4}2026-11-20 +1 /m);
    expect(out).toMatch(/^score +1\.500$/m);
    expect(out).not.toMatch(STEERS);
    expect(await json('why', PAPER, '--window', 'day')).toMatchObject({ paperId: PAPER, window: 'day' });
    expect((await run(['why', '2613.99999', '--data', data])).exitCode).toBe(2);
  });

  it('status and doctor name the batch that is short', async () => {
    const status = await cli('status');
    expect(status.out).toMatch(/^all +1\/3\n +short$/m);
    const piped = await run(['status', '--data', data], { columns: Infinity });
    expect(piped.out).toMatch(/^all +1\/3 short$/m);
    expect(status.out).toMatch(
      /^ +2026-11-20 all fields: 2 of 3 papers missing: The feed was cut; next repair\n +tonight at 22:30\.$/m,
    );
    expect(status.out).toMatch(/^ +2026-11-19 cs:cs: 1 page, 900 records; arXiv asked to be left alone$/m);
    expect(status.out).toMatch(/^poll +11-20 00:19 +24 +8\.4 MB +2 +1380 +every batch came\n +\[2J$/m);
    expect(status.out).not.toMatch(STEERS);
    for (const line of status.out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect(await json('status')).toMatchObject({
      where: data,
      sample: true,
      latestList: '2026-11-20',
      harvest: {
        shortBatches: [{ category: 'all', date: '2026-11-20', missing: 2, nextRepairAt: '2026-11-21T03:30:00Z' }],
        openWindows: [{ set: 'cs:cs', day: '2026-11-19' }],
        runs: [{ task: 'poll', requests: 24, bytes: 8_412_333 }],
      },
    });
    const doctor = await cli('doctor');
    expect(doctor.exitCode).toBe(0);
    expect(doctor.out).toMatch(
      /note +The batch of 2026-11-20 is short, 1 of 3 papers stored: The feed was cut\.\n +→ Run npm start again\./,
    );
  });

  it('doctor fails where others can read the keys', async () => {
    const path = join(data, 'keys.json');
    await chmod(path, 0o644);
    try {
      const { exitCode, out } = await cli('doctor', '--json');
      expect(exitCode).toBe(process.platform === 'win32' ? 0 : 1);
      expect(JSON.parse(out)).toMatchObject({ sound: process.platform === 'win32' });
    } finally {
      await chmod(path, 0o600);
    }
  });
});

describe('wrong usage', () => {
  it.each([
    [['paper', 'zzz'], /"zzz" is no arXiv identifier/],
    [['paper', '2613.09999'], /2613\.09999 is not stored/],
    [['trending', '--category', 'cs.\u001B[2J'], /is no arXiv category/],
    [['trending', '--window', 'year'], /none of day, week, month/],
    [['trending', '--limit', 'x'], /--limit "x"/],
    [['trending', '--nonsense'], /unknown option '--nonsense'/],
    [['statu'], /unknown command 'statu'\. Did you mean status\? See/],
    [['harvets'], /unknown command 'harvets'/],
    [['digests', 'preview'], /required option '--email <address>' not specified/],
    [['digests', 'preview', '--email', 'nobody@example.org'], /no subscriber/],
    [['subscribers', 'nobody@example.org'], /unknown command '…'/],
    [['subscribers', 'add', 'nobody@'], /email must be one bare mail address/],
    [['subscribers', 'import', 'nowhere.csv'], /nowhere\.csv can't be read/],
    [['status', '--stack', 'x'], /--data and --stack exclude each other/],
  ])('%j is one sentence on stderr, without addresses and controls, and exit code 2', async (argv, sentence) => {
    const { exitCode, out, error } = await cli(...argv, '--json');
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
    expect(error).toMatch(/^paper-round: [^\n]+\.\n$/);
    expect(error).toMatch(sentence);
    expect(error).not.toMatch(STEERS);
    expect(error).not.toContain('@example');
  });

  it('no data yet: reading says so and makes nothing; doctor notes it', async () => {
    const none = join(parent, 'none');
    const trending = await run(['trending', '--data', none]);
    expect(trending).toMatchObject({
      exitCode: 2,
      out: '',
      error: expect.stringMatching(/There is no data in .*none yet: run npm start first/) as string,
    });
    const doctor = await run(['doctor', '--data', none]);
    expect(doctor).toMatchObject({ exitCode: 0, out: expect.stringMatching(/note +There is no data in/) as string });
    expect(existsSync(none)).toBe(false);
  });

  it('variables that are wrong are named', async () => {
    const env = { PAPER_ROUND_CATEGORIES: 'cs.XX' };
    expect(await run(['status', '--data', data], { env })).toMatchObject({
      exitCode: 2,
      error: expect.stringContaining('PAPER_ROUND_CATEGORIES') as string,
    });
    expect(await run(['doctor', '--data', data], { env })).toMatchObject({ exitCode: 1 });
    expect(
      await run(['status', '--data', data], { env: { AWS_ENDPOINT_URL_DYNAMODB: 'https://dynamodb.example.org' } }),
    ).toMatchObject({ exitCode: 2, error: expect.stringContaining('not on loopback') as string });
  });

  it.each([
    [['--help']],
    [['trending', '--help']],
    [['subscribers', 'add', '--help']],
    [['subscribers', 'import', '--help']],
    [['help', 'paper']],
  ])('%j explains itself with exit code 0', async (argv) => {
    const { exitCode, out, error } = await run(argv);
    expect({ exitCode, error }).toEqual({ exitCode: 0, error: '' });
    expect(out).toContain('--json');
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });
});

describe('subscribers', () => {
  it('are added once, confirmed by the operator, with their consent recorded', async () => {
    const fresh = join(parent, 'fresh');
    const add = [
      'subscribers',
      'add',
      'Ada@example.org',
      '--local-hour',
      '6',
      '--time-zone',
      'Europe/Berlin',
      '--categories',
      'cs.LG;math.MP',
      '--data',
      fresh,
    ];
    expect(await run(add)).toMatchObject({
      exitCode: 0,
      out: expect.stringMatching(/^Added to [^]*,\sconfirmed\sby\syour\sword\.\n$/) as string,
    });
    expect((await run([...add, '--json'])).out).toMatch(/"outcome": "already-there"/);
    const { out } = await run(['subscribers', 'list', '--json', '--data', fresh]);
    expect(JSON.parse(out)).toMatchObject({
      subscribers: [
        {
          address: 'Ada@example.org',
          state: 'confirmed',
          consent: {
            by: 'operator',
            at: '2026-11-20T17:00:00.000Z',
            text: 'added by the operator on the command line',
          },
          preferences: { localHour: 6, timeZone: 'Europe/Berlin', categories: ['cs.LG', 'math-ph'] },
          dueAt: '2026-11-21T05:00:00.000Z',
        },
      ],
    });
  });

  it('are imported row by row, faults named without addresses, and the next round plans their mail', async () => {
    const file = join(parent, 'readers.csv');
    await writeFile(
      file,
      '\uFEFFemail,categories,localHour\r\nbo@example.org,cs.LG,7\r\nBO@example.org,cs.LG,7\r\ncy@example.org,cs.LG,25\r\ncs.LG,di@example.org,7\r\n',
    );
    const { exitCode, out } = await cli('subscribers', 'import', file, '--json');
    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ added: 1, alreadyThere: 1, faults: [{ row: 4 }, { row: 5 }] });
    expect(out).not.toContain('@');

    const tables = await openTables(join(data, 'tables'));
    const orders: unknown[] = [];
    try {
      await planDigests(
        {
          ...tables,
          queue: {
            enqueue: (planned) => {
              orders.push(...planned);
              return Promise.resolve();
            },
          },
          clock: () => new Date('2026-11-20T17:00:00Z'),
        },
        { wholeDay: true, listDate: '2026-11-20' },
      );
    } finally {
      await tables.close();
    }
    expect(orders).toHaveLength(1);
  });

  it('can be exported whole, and erased but for a keyed hash that keeps mails away', async () => {
    await cli('subscribers', 'add', 'flo@example.org', '--categories', 'cs.LG');
    const held = await json('subscribers', 'export', 'FLO@example.org');
    expect(held).toMatchObject({ subscriber: { address: 'flo@example.org' }, deliveries: [], suppression: null });
    expect(await cli('subscribers', 'erase', 'flo@')).toMatchObject({ exitCode: 2, out: '' });
    const erased = await cli('subscribers', 'erase', 'flo@example.org');
    expect(erased).toMatchObject({ exitCode: 0, error: '' });
    expect(erased.out).not.toContain('@');
    expect(await json('subscribers', 'export', 'flo@example.org')).toMatchObject({
      subscriber: null,
      suppression: { reason: 'erased' },
    });
  });

  it('can have their digest previewed, and its HTML written', async () => {
    await cli('subscribers', 'add', 'eve@example.org', '--categories', 'cs.LG');
    const out = join(parent, 'digest.html');
    const preview = await cli('digests', 'preview', '--email', 'EVE@example.org', '--out', out);
    expect(preview).toMatchObject({ exitCode: 0, out: expect.stringMatching(/^Subject: \[sample\] /) as string });
    expect(preview.out).not.toMatch(STEERS);
    expect(await readFile(out, 'utf8')).toContain('<html');
    expect(await json('digests', 'preview', '--email', 'eve@example.org')).toMatchObject({
      state: 'confirmed',
      paperIds: [PAPER],
    });
    expect(
      await cli('digests', 'preview', '--email', 'eve@example.org', '--out', join(parent, 'no', 'x.html')),
    ).toMatchObject({ exitCode: 2, error: expect.stringMatching(/can't be written \(ENOENT\)/) as string });
  });
});

describe('while npm start serves the directory', () => {
  it('joins its engine; another holder of the tables is one sentence', async () => {
    const tables = await openTables(join(data, 'tables'));
    try {
      expect(await cli('status')).toMatchObject({
        exitCode: 1,
        error: expect.stringMatching(
          /^paper-round: The tables in .* are in use by another process[^\n]*\.\n$/,
        ) as string,
      });
      const withdraw = await announceEngine(data, tables.endpoint);
      expect(await cli('status')).toMatchObject({ exitCode: 0, error: '' });
      await withdraw();
    } finally {
      await tables.close();
    }
  });

  it('opens the tables itself when the note of an engine is left over from a killed process', async () => {
    // This process lives, as another may that got the dead one's id; nothing listens on the discard port.
    const withdraw = await announceEngine(data, 'http://127.0.0.1:9');
    expect(await cli('status')).toMatchObject({ exitCode: 0, error: '' });
    await withdraw();
  });
});
