/** `harvest` over a data directory, against an OAI server on loopback. */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFolderArchive } from '../../../lambdas/adapters/storage/folder-archive.ts';
import { oaiSetOf } from '../../../lambdas/core/harvest/oai-set.ts';
import { paperIdSchema } from '../../../lambdas/core/paper/paper.ts';
import { openDataDirectory } from '../../../local/data-directory.ts';
import { openLocalTables, type Tables } from '../../../local/local-tables.ts';
import { arxivRaw, listRecords, oaiAnswer, oaiRecord, rawVersion } from '../../unit/core/parse/invented-documents.ts';
import { run, type CliRun } from './run-cli.ts';

const record = (id: string): string =>
  oaiRecord(arxivRaw({ id, versions: rawVersion(1, { date: 'Mon, 04 Mar 2024 15:00:00 GMT' }) }), { id });
const NOTHING = oaiAnswer('<error code="noRecordsMatch">none</error>');
const SET = oaiSetOf('cs.LG');

/** By day or token: what is answered, else nothing is there. */
let pages: Readonly<Record<string, string>> = {};
/** Called with the day or token of a request; `true`: it answers itself. */
let intercept: (asked: string, response: ServerResponse) => boolean = () => false;
let asked: string[] = [];

let server: Server;
let parent = '';
let data = '';
let env: Readonly<Record<string, string>> = {};
beforeAll(async () => {
  server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://127.0.0.1');
    const key = searchParams.get('resumptionToken') ?? searchParams.get('from') ?? '';
    const verb = searchParams.get('verb') ?? '';
    asked.push(`${verb} ${key}`);
    if (verb === 'ListRecords' && intercept(key, response)) return;
    const body = verb === 'ListRecords' ? pages[key] : pages[`identifiers of ${key}`];
    response.setHeader('content-type', 'text/xml').end(body ?? NOTHING);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  env = {
    PAPER_ROUND_CATEGORIES: 'cs.LG',
    ARXIV_OAI_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/oai`,
    ARXIV_MIN_INTERVAL_MS: '0',
  };
  parent = await mkdtemp(join(tmpdir(), 'paper-round-harvest-'));
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(parent, { recursive: true, force: true });
});
let round = 0;
beforeEach(() => {
  round += 1;
  data = join(parent, `data-${round}`);
  asked = [];
  intercept = () => false;
  pages = {
    '2024-03-05': listRecords([record('2403.00001'), record('2403.00002')]),
    '2024-03-07': listRecords([record('2403.00003')], '<resumptionToken>page-two</resumptionToken>'),
    'page-two': listRecords([record('2403.00004')], '<resumptionToken></resumptionToken>'),
    'identifiers of 2024-03-07': oaiAnswer(
      `<ListIdentifiers>${['2403.00003', '2403.00004']
        .map((id) => `<header><identifier>oai:arXiv.org:${id}</identifier><datestamp>2024-03-07</datestamp></header>`)
        .join('')}</ListIdentifiers>`,
    ),
  };
});

const RANGE = ['harvest', '--from', '2024-03-05', '--to', '2024-03-08'];
const cli = (argv: readonly string[], changes: Parameters<typeof run>[1] = {}): Promise<CliRun> =>
  run([...argv, '--data', data], { env, ...changes });
const inTables = async <Result>(look: (tables: Tables) => Promise<Result>): Promise<Result> => {
  const tables = await openLocalTables({
    directory: join(data, 'tables'),
    endpoint: undefined,
    clock: () => new Date(),
  });
  try {
    return await look(tables);
  } finally {
    await tables.close();
  }
};
const storedPapers = (): Promise<number> => inTables(({ papers }) => papers.count());

describe('harvest', () => {
  it('takes the days in, into a directory that it makes, and says how it went', async () => {
    const { exitCode, out, error } = await cli(RANGE);
    expect(out).toBe('2024-03-05 to 2024-03-08, cs.LG: all days done.\nThis run read 4 records: 4 new.\n');
    expect(exitCode).toBe(0);
    expect(error).toMatch(/^\[-{20}\] 0\/4 days|^\[#{5}-{15}\] 1\/4 days/);
    expect(error).toMatch(/\[#{20}\] 4\/4 days, 4 records[^\n]*\n$/);
    expect(await storedPapers()).toBe(4);
    expect((await readdir(join(data, 'raw'), { recursive: true })).filter((name) => name.endsWith('.gz'))).not.toEqual(
      [],
    );
  });

  it('asks for nothing again that is done', async () => {
    await cli(RANGE);
    asked = [];
    const { exitCode, out } = await cli([...RANGE, '--json']);
    expect(JSON.parse(out)).toMatchObject({ state: 'done', days: 4, daysDone: 4, counts: { records: 0 } });
    expect({ exitCode, asked }).toEqual({ exitCode: 0, asked: [] });
  });

  it('ends at Ctrl-C with what it has, keeps its place within a day, and goes on there', async () => {
    let interrupt: () => void = () => undefined;
    intercept = (key) => {
      // No answer comes: the request is under way when the key is pressed.
      if (key === 'page-two') setImmediate(() => interrupt());
      return key === 'page-two';
    };
    const work = {
      columns: 80,
      clockMs: () => performance.now(),
      sleep: () => Promise.resolve(),
      onInterrupt: (listener: () => void) => {
        interrupt = listener;
        return () => undefined;
      },
    };
    const stopped = await cli(RANGE, { work });
    expect(stopped.exitCode).toBe(1);
    expect(stopped.out).toMatch(
      /: 2 of 4 days done\.\n[^]*\nNot finished: it was stopped here\.\n[^]*the same command/,
    );
    expect(stopped.error).toContain('\r\u001B[K');
    expect(await inTables(({ ledger }) => ledger.window(SET, '2024-03-07'))).toMatchObject({
      state: 'open',
      token: 'page-two',
      records: 1,
    });

    intercept = () => false;
    asked = [];
    expect(await cli(RANGE)).toMatchObject({ exitCode: 0 });
    expect(asked[0]).toBe('ListRecords page-two');
    expect(await storedPapers()).toBe(4);
  });

  it('stays open while arXiv turns it away, and says so', async () => {
    intercept = (key, response) => {
      if (key === '2024-03-06') response.writeHead(403).end('<html>Forbidden</html>');
      return key === '2024-03-06';
    };
    const { exitCode, out } = await cli([...RANGE, '--json']);
    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      state: 'open',
      daysDone: 1,
      reason: expect.stringContaining('403') as string,
    });
    // It was asked to be left alone: the next command does not even ask.
    asked = [];
    expect(JSON.parse((await cli([...RANGE, '--json'])).out)).toMatchObject({
      reason: expect.stringContaining('left alone until') as string,
    });
    expect(asked).toEqual([]);
  });

  it.each([
    [['harvest'], /needs its first and its last day/],
    [['harvest', '--from', '2026-11-21', '--to', '2026-11-22'], /has not begun yet: give 2026-11-20/],
    [[...RANGE, '--no-wait'], /--no-wait is for a deployed stack/],
  ])('%j is wrong usage and makes no directory', async (argv, sentence) => {
    const { exitCode, error } = await cli(argv);
    expect(error).toMatch(sentence);
    expect(exitCode).toBe(2);
    await expect(readdir(data)).rejects.toThrow('ENOENT');
  });

  it('never mixes real papers into the invented sample', async () => {
    await openDataDirectory(data, { kind: 'sample' });
    expect(await cli(RANGE)).toMatchObject({
      exitCode: 2,
      error: expect.stringContaining('use another directory (--data)') as string,
    });
  });
});

describe('harvest --rejected', () => {
  it('reads rejected records again and forgets the rejects of those that can be read', async () => {
    const { paths } = await openDataDirectory(data, { kind: 'real' });
    const archive = createFolderArchive(paths.raw);
    // Rejected by an older parser: this one reads it.
    const response = {
      name: 'https://oaipmh.arxiv.org/oai?verb=ListRecords',
      body: Buffer.from(pages['2024-03-05'] ?? ''),
      status: 200,
      receivedAt: '2024-03-06T03:00:00.000Z',
    };
    await archive.keep(response);
    await archive.keepRejects([{ source: response.name, position: 1, reason: 'it has no title', excerpt: '' }]);

    const { exitCode, out } = await cli(['harvest', '--rejected', '--json']);
    expect(JSON.parse(out)).toMatchObject({ responses: 1, stillRejected: 0, counts: { records: 2, new: 2 } });
    expect(exitCode).toBe(0);
    expect(await inTables(async ({ papers }) => (await papers.getMany([paperIdSchema.parse('2403.00001')])).size)).toBe(
      1,
    );
    expect((await cli(['harvest', '--rejected'])).out).toMatch(/^No response with rejects is archived/);
  });

  it('excludes a range', async () => {
    expect(await cli([...RANGE, '--rejected'])).toMatchObject({
      exitCode: 2,
      error: expect.stringContaining('--rejected reads all rejects again') as string,
    });
  });
});
