/** Live rounds against an arXiv on loopback: what it answers, refuses, or is not there to answer. */
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ArxivUnreachableError } from '../../../lambdas/core/ports/arxiv.ts';
import { exitCodeOf } from '../../../local/exit-code.ts';
import type { FaultScript } from '../../arxiv/fault-plan.ts';
import { apiPage, rssFeed } from '../arxiv/invented-feeds.ts';
import { body, closedUrl, startLocalArxiv, status, type LocalArxiv } from '../arxiv/local-arxiv.ts';
import { makeDirectory, ranRound, SILENT_SOURCES, type Environment } from './started-round.ts';
import {
  batchLines,
  CATEGORIES,
  FRIDAY,
  provenLines,
  rankedOn,
  SATURDAY,
  startWeek,
  type SimulatedWeek,
} from './simulated-week.ts';
import { rowsIn, type TableRows } from './table-rows.ts';

const directory = makeDirectory();
let arxiv: LocalArxiv;

beforeEach(async () => {
  arxiv = await startLocalArxiv();
});
afterEach(() => arxiv.close());
afterAll(async () => {
  await (await directory).remove();
});

const at = (url: string): Environment => ({
  ...SILENT_SOURCES,
  PAPER_ROUND_CATEGORIES: 'cs.LG,cs.CL,stat.ML',
  ARXIV_FEED_URL: url,
  ARXIV_OAI_URL: `${url}/oai`,
  ARXIV_API_URL: `${url}/api/query`,
  ARXIV_LISTING_URL: `${url}/list`,
  ARXIV_MIN_INTERVAL_MS: '0',
});

let rounds = 0;
const newData = async (): Promise<string> => join((await directory).path, String((rounds += 1)));

const liveRound = async (flags: readonly string[] = []) => {
  const data = await newData();
  return { ...(await ranRound(['--data', data, ...flags], at(arxiv.url))), data };
};

const batchesOn = async (data: string, date: string) =>
  (await rowsIn(data)).Batches.map(
    (row) => JSON.parse(row) as { category: string; date: string; state: string; reason?: string },
  )
    .filter((batch) => batch.date === date && !batch.category.includes('#'))
    .map(({ category, state }) => `${category} ${state}`)
    .sort();

describe('a live round', () => {
  it('asks for the feeds of its categories and takes the list date from them', async () => {
    arxiv.on('/rss/cs.LG', body(rssFeed('cs.LG', ['2611.01001', '2611.01002'])));
    arxiv.on('/rss/cs.CL', body(rssFeed('cs.CL', ['2611.01003'])));
    arxiv.on('/rss/stat.ML', body(rssFeed('stat.ML', ['2611.01004'])));
    const { summary, data } = await liveRound();
    expect(summary).toMatchObject({ source: 'live', date: '2026-11-20', requests: 6, records: 4, new: 4, sent: 1 });
    expect(arxiv.requests).toEqual([
      '/rss/cs.LG',
      '/rss/cs.CL',
      '/rss/stat.ML',
      '/list/cs.LG/new',
      '/list/cs.CL/new',
      '/list/stat.ML/new',
    ]);
    expect(await batchesOn(data, '2026-11-20')).toEqual([
      'all complete',
      'cs.CL complete',
      'cs.LG complete',
      'stat.ML complete',
    ]);
  });

  it('takes the last batch from the query API on a day without a list, and calls it pending while no page counts it', async () => {
    arxiv.on('/rss/', body(rssFeed('cs.LG', [])));
    arxiv.on('/api/query', body(apiPage(['2611.01001'], 1)));
    const { summary, data } = await liveRound(['--date', '2026-11-21']);
    expect(summary).toMatchObject({ source: 'live', records: 1, new: 1, requests: 4 });
    expect(arxiv.requests[0]).toMatch(/^\/api\/query\?search_query=/);
    expect(await batchesOn(data, '2026-11-20')).toEqual(['all pending', 'cs.LG pending']);
    expect((await rowsIn(data)).Papers).toHaveLength(1);
  });

  it('keeps the live data and says short when arXiv refuses midway; never the sample', async () => {
    arxiv.on('/rss/cs.LG', body(rssFeed('cs.LG', ['2611.01001'])));
    arxiv.on('/rss/cs.CL', status(403));
    const { summary, lines, data } = await liveRound();
    expect(summary).toMatchObject({ source: 'live', records: 1, new: 1 });
    expect(lines.join('\n')).toMatch(/cs\.CL is short: .*403/);
    expect(lines.join('\n')).toMatch(/stat\.ML is short: not asked any more/);
    expect(lines.join('\n')).not.toContain('sample');
    expect(await batchesOn(data, '2026-11-20')).toEqual([
      'all short',
      'cs.CL short',
      'cs.LG complete',
      'stat.ML short',
    ]);
  });

  it('is short in everything, and no sample, when every request is refused', async () => {
    const { summary, lines } = await liveRound();
    expect(summary).toMatchObject({ source: 'live', records: 0, papers: 0, sent: 0 });
    expect(lines.filter((line) => line.includes(' is short: '))).toHaveLength(3);
  });

  it('fills in a second round what the first one missed', async () => {
    arxiv.on('/rss/cs.LG', body(rssFeed('cs.LG', ['2611.01001'])));
    arxiv.on('/rss/stat.ML', body(rssFeed('stat.ML', ['2611.01004'])));
    arxiv.on('/rss/cs.CL', status(404));
    const data = await newData();
    await ranRound(['--data', data], at(arxiv.url));
    expect(await batchesOn(data, '2026-11-20')).toContain('cs.CL short');
    arxiv.on('/rss/cs.CL', body(rssFeed('cs.CL', ['2611.01003'])));
    const { summary } = await ranRound(['--data', data], at(arxiv.url));
    expect(summary).toMatchObject({ new: 1, unchanged: 2, sent: 0, skipped: 1 });
    expect(await batchesOn(data, '2026-11-20')).toEqual([
      'all complete',
      'cs.CL complete',
      'cs.LG complete',
      'stat.ML complete',
    ]);
  });
});

describe('a first start', () => {
  let week: SimulatedWeek | undefined;
  afterEach(() => week?.close());

  const firstStart = async (date: string, faults: FaultScript = {}) => {
    await week?.close();
    week = await startWeek(date, { faults });
    const data = await newData();
    const { summary, lines } = await ranRound(['--date', date, '--data', data], week.env);
    const rows = await rowsIn(data);
    const asked = week.requests.map(({ protocol }) => protocol ?? '');
    return { archive: week.archive, summary, lines, rows, asked };
  };
  /** The list of each category for the day, and that of all together: nobody meets an empty page. */
  const expectLists = (rows: TableRows, date: string): void => {
    const lists = rankedOn(rows, date);
    for (const category of [...CATEGORIES, 'all']) {
      const ofToday = lists.find(({ listKey }) => listKey === `${category}#day`);
      expect({ category, papers: (ofToday?.papers.length ?? 0) > 0 }).toEqual({ category, papers: true });
    }
  };

  it('has the whole list of an ordinary day, counted by the listing pages, for two requests a category', async () => {
    const { archive, summary, lines, rows, asked } = await firstStart(FRIDAY);
    expect(asked).toEqual(['rss', 'rss', 'rss', 'listing', 'listing', 'listing']);
    expect(summary).toMatchObject({ source: 'live', date: FRIDAY, requests: 6, rejected: 0, sent: 1 });
    expect(batchLines(rows, FRIDAY)).toEqual(provenLines(archive, FRIDAY));
    expect(lines.filter((line) => / is (?:short|pending)/.test(line))).toEqual([]);
    expectLists(rows, FRIDAY);
  });

  it('has the last list on a Saturday, through the query API, and proves it by the listing pages', async () => {
    const { archive, summary, lines, rows, asked } = await firstStart(SATURDAY);
    expect(asked.slice(0, 4)).toEqual(['api', 'listing', 'listing', 'listing']);
    // What the window of submission times lacks comes by identifier.
    expect(asked.slice(4).every((protocol) => protocol === 'api')).toBe(true);
    expect(asked.length).toBeLessThanOrEqual(2 * CATEGORIES.length);
    // No mail on a quiet day.
    expect(summary).toMatchObject({ source: 'live', date: SATURDAY, rejected: 0, sent: 0 });
    expect(batchLines(rows, FRIDAY)).toEqual(provenLines(archive, FRIDAY));
    expect(lines.filter((line) => / is (?:short|pending)/.test(line))).toEqual([]);
    expectLists(rows, SATURDAY);
  });

  it('has the list of a category whose feed still shows the one before, under the date of today', async () => {
    const staleFeed: FaultScript = {
      scripted: [{ kind: 'stale-batch', protocol: 'rss', path: (path) => path.includes('cs.CL'), times: 9 }],
    };
    const { archive, lines, rows, asked } = await firstStart(FRIDAY, staleFeed);
    expect(asked.filter((protocol) => protocol === 'api')).toHaveLength(1);
    expect(batchLines(rows, FRIDAY)).toEqual(provenLines(archive, FRIDAY));
    expect(lines.filter((line) => / is (?:short|pending)/.test(line))).toEqual([]);
    const listed = ({ Listings }: TableRows) => Listings.filter((row) => row.includes('"basis":"listed"'));
    const good = await firstStart(FRIDAY);
    expect(listed(rows)).toEqual(listed(good.rows));
  });

  it('says so when feed and listing page of a category both show the list before, and keeps the others whole', async () => {
    const path = (each: string): boolean => each.includes('cs.CL');
    const { archive, lines, rows } = await firstStart(FRIDAY, {
      scripted: [
        { kind: 'stale-batch', protocol: 'rss', path, times: 9 },
        { kind: 'stale-listing', protocol: 'listing', path, times: 9 },
      ],
    });
    const others = (proven: readonly string[]) => proven.filter((line) => !line.startsWith('cs.CL'));
    expect(others(batchLines(rows, FRIDAY))).toEqual(others(provenLines(archive, FRIDAY)));
    expect(batchLines(rows, FRIDAY).join()).not.toContain('cs.CL complete');
    expect(lines.join('\n')).toMatch(/cs\.CL is (?:short|pending): /);
  });

  it('has the list while OAI is down, which it does not ask for a first page', async () => {
    const { archive, rows, asked } = await firstStart(FRIDAY, {
      scripted: [{ kind: 'no-answer', protocol: 'oai', times: 1000 }],
    });
    expect(asked).not.toContain('oai');
    expect(batchLines(rows, FRIDAY)).toEqual(provenLines(archive, FRIDAY));
  });
});

describe('an arXiv that cannot be reached', () => {
  it('fails a round with --live before anything is made', async () => {
    const data = await newData();
    await expect(ranRound(['--live', '--data', data], at(await closedUrl()))).rejects.toThrow(ArxivUnreachableError);
    expect(exitCodeOf(new ArxivUnreachableError('offline'))).toBe(1);
    expect(existsSync(data)).toBe(false);
  });
});

describe('a proxy', () => {
  let proxy: Server;
  const connects: string[] = [];
  const saved = process.env.HTTPS_PROXY;

  beforeAll(async () => {
    proxy = createServer().on('connect', (request, socket) => {
      connects.push(request.url ?? '');
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    process.env.HTTPS_PROXY = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    if (saved === undefined) delete process.env.HTTPS_PROXY;
    else process.env.HTTPS_PROXY = saved;
    await new Promise((resolve) => proxy.close(resolve));
  });

  it('is asked for a host that is elsewhere, and not for one on loopback', async () => {
    const hosts: Environment = { ...at(await closedUrl()), ARXIV_FEED_URL: 'https://rss.arxiv.invalid' };
    await expect(ranRound(['--live', '--data', await newData()], hosts)).rejects.toThrow(ArxivUnreachableError);
    expect(connects).toEqual(['rss.arxiv.invalid:443']);
  });
});
