/** Signals of a local round, from sources on loopback that answer, fail, or are not to be asked. */
import { join } from 'node:path';
import { noonInNewYork } from '../../../lambdas/core/calendar/announcement-calendar.ts';
import type { RankedList } from '../../../lambdas/core/rank/ranked-list.ts';
import type { Signal } from '../../../lambdas/core/signal/signal.ts';
import type { SourceNight } from '../../../lambdas/core/signal/source-night.ts';
import { simulateGitHub, type SimulatedGitHub } from '../../attention/simulated-github.ts';
import { simulateHackerNews, type SimulatedHackerNews } from '../../attention/simulated-hacker-news.ts';
import { simulateHuggingFace, type SimulatedHuggingFace } from '../../attention/simulated-hugging-face.ts';
import { dailyRow } from '../../unit/core/parse/invented-documents.ts';
import { rssFeed } from '../arxiv/invented-feeds.ts';
import { body, startLocalArxiv, type LocalArxiv } from '../arxiv/local-arxiv.ts';
import { writeRecordings } from './invented-recordings.ts';
import { makeDirectory, ranRound, SILENT_SOURCES, type Environment } from './started-round.ts';
import { rowsIn, type TableRows } from './table-rows.ts';

const DATE = '2026-11-20';
const TOKEN = 'github_pat_invented_0123456789';
const STARRED = '2611.01002';

const directory = makeDirectory();
let arxiv: LocalArxiv;
let gitHub: SimulatedGitHub;
let huggingFace: SimulatedHuggingFace;
let hackerNews: SimulatedHackerNews;

beforeEach(async () => {
  arxiv = await startLocalArxiv();
  arxiv.on('/rss/cs.LG', body(rssFeed('cs.LG', ['2611.01001', STARRED, '2611.01003'])));
  const clock = () => noonInNewYork(DATE);
  gitHub = await simulateGitHub({
    token: TOKEN,
    clock,
    repositories: [{ nameWithOwner: 'invented/garden', stars: 41, forks: 5, createdAt: '2026-11-18T12:00:00Z' }],
  });
  huggingFace = await simulateHuggingFace({
    clock,
    lists: { [DATE]: [{ paperId: STARRED, upvotes: 38, githubRepo: 'https://github.com/invented/garden' }] },
  });
  hackerNews = await simulateHackerNews({
    clock,
    stories: [
      { storyId: '1', url: 'https://arxiv.org/abs/2611.01003v1', points: 90, submittedAt: '2026-11-20T09:00:00Z' },
    ],
  });
});
afterEach(() => Promise.all([arxiv, gitHub, huggingFace, hackerNews].map((each) => each.close())));
afterAll(async () => {
  await (await directory).remove();
});

const atArxiv = (): Environment => ({
  PAPER_ROUND_CATEGORIES: 'cs.LG',
  ARXIV_FEED_URL: arxiv.url,
  ARXIV_OAI_URL: `${arxiv.url}/oai`,
  ARXIV_API_URL: `${arxiv.url}/api/query`,
  ARXIV_LISTING_URL: `${arxiv.url}/list`,
  ARXIV_MIN_INTERVAL_MS: '0',
});
const atSources = (): Environment => ({
  GITHUB_API_URL: gitHub.url,
  HUGGING_FACE_URL: huggingFace.url,
  HACKER_NEWS_URL: hackerNews.url,
});

let rounds = 0;
const newData = async (): Promise<string> => join((await directory).path, String((rounds += 1)));
const liveRound = async (data: string, env: Environment) =>
  ranRound(['--date', DATE, '--data', data], { ...atArxiv(), ...env });

const signalsIn = ({ Signals }: TableRows): readonly Signal[] => Signals.map((row) => JSON.parse(row) as Signal);
const nightsIn = ({ Batches }: TableRows): readonly SourceNight[] =>
  Batches.filter((row) => row.includes('"category":"signals#')).map((row) => JSON.parse(row) as SourceNight);
const listIn = ({ Rankings }: TableRows, key = 'cs.LG#day', date = DATE): RankedList | undefined =>
  Rankings.map((row) => JSON.parse(row) as RankedList).find((list) => list.listKey === key && list.date === date);
const signalLine = (lines: readonly string[]): string => lines.find((line) => line.startsWith('signals')) ?? '';

describe('a live round', () => {
  it('looks at all three sources before it ranks: rows, evidence, places', async () => {
    const data = await newData();
    const { lines } = await liveRound(data, { ...atSources(), GITHUB_TOKEN: TOKEN });
    expect(signalLine(lines)).toBe('signals   3 looks, 3 with gains');
    expect(lines.filter((line) => /left out|without|some of/.test(line))).toEqual([]);
    const rows = await rowsIn(data);
    expect(
      signalsIn(rows).map(({ paperId, source, count, observedOn }) => [paperId, source, count, observedOn]),
    ).toEqual([
      [STARRED, 'hugging-face', 38, DATE],
      [STARRED, 'github', 41, DATE],
      ['2611.01003', 'hacker-news', 90, DATE],
    ]);
    const list = listIn(rows);
    expect(list?.missingSources).toEqual([]);
    expect(list?.papers.map(({ paperId }) => paperId)).toEqual([STARRED, '2611.01003', '2611.01001']);
    expect(list?.papers[1]?.evidence[0]).toMatch(/^\+90 points on Hacker News/);
    expect(list?.papers[0]?.evidence.join('\n')).toMatch(/#1 on Hugging Face today/);
    expect(list?.papers[0]?.evidence.join('\n')).toMatch(/stars since yesterday/);
    expect(gitHub.requests[0]?.headers.authorization).toBe(`bearer ${TOKEN}`);
    expect([...lines, ...Object.values(rows).flat()].join('\n')).not.toContain(TOKEN);
  });

  it('asks nothing on a second round of the same date, and changes no row', async () => {
    const data = await newData();
    const env = { ...atSources(), GITHUB_TOKEN: TOKEN };
    await liveRound(data, env);
    const first = await rowsIn(data);
    const asked = [gitHub, huggingFace, hackerNews].map(({ requests }) => requests.length);
    const { lines, summary } = await liveRound(data, env);
    expect(signalLine(lines)).toBe('signals   nothing new to look at');
    expect(summary).toMatchObject({ new: 0, updated: 0, sent: 0, skipped: 1 });
    expect([gitHub, huggingFace, hackerNews].map(({ requests }) => requests.length)).toEqual(asked);
    const isOfArxiv = (row: string): boolean => /"category":"(?:run|turn)#/.test(row);
    const { Batches, ...others } = await rowsIn(data);
    const { Batches: batchesBefore, ...othersBefore } = first;
    expect(others).toEqual(othersBefore);
    expect(Batches.filter((row) => !isOfArxiv(row))).toEqual(batchesBefore.filter((row) => !isOfArxiv(row)));
  });

  it('goes on without a token for GitHub, says so, and looks at stars in the next round that has one', async () => {
    const data = await newData();
    const { lines } = await liveRound(data, atSources());
    expect(signalLine(lines)).toMatch(/^signals {3}2 looks, 2 with gains; GitHub left out: no GITHUB_TOKEN is set/);
    expect(gitHub.requests).toEqual([]);
    expect(listIn(await rowsIn(data))?.missingSources).toMatchObject([{ source: 'github', state: 'off', since: DATE }]);
    const second = await liveRound(data, { ...atSources(), GITHUB_TOKEN: TOKEN });
    expect(signalLine(second.lines)).toBe('signals   1 look, 1 with gains');
    expect(listIn(await rowsIn(data))?.missingSources).toEqual([]);
  });

  it('goes on when no source can be reached: a notice for each, lists that name them, no failure', async () => {
    const data = await newData();
    const { lines, summary } = await liveRound(data, SILENT_SOURCES);
    expect(summary).toMatchObject({ source: 'live', papers: 3, sent: 1 });
    for (const site of ['Hugging Face', 'Hacker News'])
      expect(lines.filter((line) => line.startsWith(`The lists are without signals of ${site}: `))).toHaveLength(1);
    const list = listIn(await rowsIn(data));
    expect(list?.papers).toHaveLength(3);
    expect(list?.missingSources.map(({ source, state }) => `${source} ${state}`)).toEqual([
      'github off',
      'hugging-face down',
      'hacker-news down',
    ]);
  });

  it('does not wait long for sources that never answer', async () => {
    for (const source of [gitHub, huggingFace, hackerNews]) source.setFaults({ kind: 'silence', times: 1000 });
    const startedMs = performance.now();
    const { lines, summary } = await liveRound(await newData(), { ...atSources(), GITHUB_TOKEN: TOKEN });
    expect(performance.now() - startedMs).toBeLessThan(35_000);
    expect(summary).toMatchObject({ papers: 3, sent: 1 });
    expect(lines.join('\n')).toMatch(/without signals of Hugging Face: .*(?:no answer|time|ms)/);
  });
});

describe('a replay', () => {
  const replay = async (data: string, env: Environment = {}) => {
    const recordings = `${data}-recordings`;
    await writeRecordings(recordings, {
      'thursday.jsonl': dailyRow({ id: '2611.00901', date: '2026-11-19' }),
      'friday.jsonl': dailyRow({ id: STARRED, date: DATE }),
    });
    return ranRound(['--replay', recordings, '--data', data], env);
  };
  const reasons = (rows: TableRows) => Object.fromEntries(nightsIn(rows).map(({ source, reason }) => [source, reason]));
  const UNASKED = 'a replay asks no source unless its address is given';

  it('asks no source, and the lists say that it did not', async () => {
    const data = await newData();
    const { lines } = await replay(data, { GITHUB_TOKEN: TOKEN });
    expect(signalLine(lines)).toContain(`GitHub left out: ${UNASKED}`);
    const rows = await rowsIn(data);
    expect(reasons(rows)).toEqual({ github: UNASKED, 'hugging-face': UNASKED, 'hacker-news': UNASKED });
    expect(listIn(rows)?.missingSources.map(({ state }) => state)).toEqual(['off', 'off', 'off']);
    expect(rows.Signals).toEqual([]);
  });

  it("asks those whose address is given, for the round's date only", async () => {
    const data = await newData();
    const { HUGGING_FACE_URL = '' } = atSources();
    await replay(data, { HUGGING_FACE_URL });
    const rows = await rowsIn(data);
    expect(reasons(rows)).toEqual({ github: UNASKED, 'hacker-news': UNASKED });
    expect(nightsIn(rows).map(({ date }) => date)).toEqual([DATE, DATE, DATE]);
    expect(signalsIn(rows)).toMatchObject([{ paperId: STARRED, source: 'hugging-face', observedOn: DATE, count: 38 }]);
    expect(listIn(rows)?.papers[0]?.evidence.join()).toContain('#1 on Hugging Face today');
    expect(gitHub.requests).toEqual([]);
  });
});
