/** `collect` over a data directory, with sources on loopback, and what `doctor` says of the nights. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noonInNewYork } from '../../../lambdas/core/calendar/announcement-calendar.ts';
import { paperIdSchema } from '../../../lambdas/core/paper/paper.ts';
import { openDataDirectory } from '../../../local/data-directory.ts';
import { openLocalTables, type LocalTables } from '../../../local/local-tables.ts';
import { simulateGitHub, type SimulatedGitHub } from '../../attention/simulated-github.ts';
import { simulateHackerNews, type SimulatedHackerNews } from '../../attention/simulated-hacker-news.ts';
import { simulateHuggingFace, type SimulatedHuggingFace } from '../../attention/simulated-hugging-face.ts';
import { aPaper } from '../../fakes/stored-rows.ts';
import { run, type CliRun } from './run-cli.ts';

const DATE = '2026-11-20';
const PAPER = paperIdSchema.parse('2611.01234');

let parent: string;
let data: string;
let gitHub: SimulatedGitHub;
let huggingFace: SimulatedHuggingFace;
let hackerNews: SimulatedHackerNews;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'paper-round-collect-'));
  data = join(parent, 'real');
  await openDataDirectory(data, { kind: 'real' });
  await withTables((tables) =>
    tables.papers.putMany([
      {
        paper: aPaper(PAPER, {
          links: { code: ['https://github.com/invented/garden'], project: [] },
          repository: 'invented/garden',
        }),
        expected: undefined,
      },
    ]),
  );
  const clock = () => noonInNewYork(DATE);
  gitHub = await simulateGitHub({
    clock,
    repositories: [{ nameWithOwner: 'invented/garden', stars: 12, createdAt: '2026-11-19T00:00:00Z' }],
  });
  huggingFace = await simulateHuggingFace({ clock, lists: { [DATE]: [{ paperId: PAPER, upvotes: 9 }] } });
  hackerNews = await simulateHackerNews({ clock });
});
afterEach(async () => {
  await Promise.all([gitHub, huggingFace, hackerNews].map((source) => source.close()));
  await rm(parent, { recursive: true, force: true });
});

const withTables = async <Result>(work: (tables: LocalTables) => Promise<Result>): Promise<Result> => {
  const tables = await openLocalTables({
    directory: join(data, 'tables'),
    endpoint: undefined,
    clock: () => noonInNewYork(DATE),
  });
  try {
    return await work(tables);
  } finally {
    await tables.close();
  }
};

const cli = (argv: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<CliRun> =>
  run([...argv, '--data', data], {
    env: {
      GITHUB_API_URL: gitHub.url,
      HUGGING_FACE_URL: huggingFace.url,
      HACKER_NEWS_URL: hackerNews.url,
      GITHUB_TOKEN: 'invented',
      ...env,
    },
  });

describe('collect', () => {
  it('looks at all sources now, tells what came of it, and finds nothing left to do the second time', async () => {
    const { exitCode, out, error } = await cli(['collect']);
    expect({ exitCode, error }).toEqual({
      exitCode: 0,
      error: 'asking Hugging Face\nasking Hacker News\nasking GitHub\n',
    });
    expect(out).toMatch(/^Signals of 2026-11-20: 2 looks, 2 with gains, 2 scores written\.$/m);
    expect(out).toMatch(/^GitHub +complete +1 +1 +1$/m);
    const rows = await withTables((tables) => tables.signals.since([PAPER], DATE));
    expect(rows.get(PAPER)?.map(({ observedKey }) => observedKey)).toEqual([`${DATE}#github`, `${DATE}#hugging-face`]);
    const asked = huggingFace.requests.length;
    expect(JSON.parse((await cli(['collect', '--json'])).out)).toMatchObject({
      date: DATE,
      finished: true,
      looks: 0,
      sources: [
        { source: 'github', state: 'complete', since: null },
        { source: 'hugging-face', state: 'complete' },
        { source: 'hacker-news', state: 'complete' },
      ],
    });
    expect(huggingFace.requests).toHaveLength(asked);
  });

  it('fails with code 1 when a source does not answer, keeps what the others brought, and goes on the next time', async () => {
    huggingFace.setFaults({ kind: 'html', times: 1000 });
    const { exitCode, out } = await cli(['collect']);
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^Hugging Face +down +0 +0 +\d+ +2026-11-20 +Hugging Face$/m);
    expect(out).toMatch(/What came is stored: the same command goes on from here\./);
    const doctor = await cli(['doctor']);
    expect(doctor.exitCode).toBe(0);
    expect(doctor.out).toMatch(/note +The signals of Hugging Face have not been whole since 2026-11-20: Hugging/);
    huggingFace.setFaults();
    expect((await cli(['collect'])).exitCode).toBe(0);
    expect((await cli(['doctor'])).out).toMatch(/ok +The signals of 2026-11-20 are whole\./);
  });

  it('goes on without a token, which doctor tells as well', async () => {
    const { exitCode, out } = await cli(['collect'], { GITHUB_TOKEN: '' });
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^GitHub +off .*no GITHUB_TOKEN is/m);
    expect((await cli(['doctor'], { GITHUB_TOKEN: '' })).out).toMatch(/note +No GITHUB_TOKEN is set/);
    expect(gitHub.requests).toEqual([]);
  });

  it.each([
    [['--date', '2026-11-31'], /is no calendar date/],
    [['--date', '2026-11-21'], /is later than today in New York \(2026-11-20\)/],
  ])('%j is refused in one sentence', async (flags, sentence) => {
    const { exitCode, error } = await cli(['collect', ...flags]);
    expect(exitCode).toBe(2);
    expect(error).toMatch(/^paper-round: [^\n]+\n$/);
    expect(error).toMatch(sentence);
  });

  it('is refused for the sample, whose signals come with it', async () => {
    const sample = join(parent, 'sample');
    await openDataDirectory(sample, { kind: 'sample' });
    const { exitCode, error } = await run(['collect', '--data', sample]);
    expect({ exitCode, error }).toEqual({
      exitCode: 2,
      error: "paper-round: The sample's signals come with it: name real data with --data or --stack.\n",
    });
  });
});
