/** `backtest` over invented days, from files to files. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BacktestResult } from '../../../local/cli/backtest/backtest-result.ts';
import {
  campaignLines,
  dailyLines,
  huggingFaceLines,
  inventPapers,
  inventQuietPapers,
  starSnapshots,
} from '../../unit/local/cli/backtest/invented-days.ts';
import { run, type CliRun } from './run-cli.ts';

const invented = inventPapers(40);

let directory = '';
const at = (name: string): string => join(directory, name);
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'paper-round-backtest-'));
  await mkdir(at('signals'));
  await writeFile(at('papers.jsonl'), dailyLines([...invented, ...inventQuietPapers(40)]));
  await writeFile(at('signals/daily_papers.jsonl'), huggingFaceLines(invented));
  await writeFile(at('signals/star_snapshots.tsv'), starSnapshots(invented));
  await writeFile(at('campaigns.csv'), campaignLines());
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const backtest = (...flags: readonly string[]): Promise<CliRun> =>
  run(['backtest', '--papers', at('papers.jsonl'), '--signals', at('signals'), ...flags], { columns: Infinity });
const DAYS = ['--from', '2026-01-12', '--to', '2026-02-13'];

describe('backtest', () => {
  let result: BacktestResult;
  let answer: CliRun;
  beforeAll(async () => {
    answer = await backtest(...DAYS, '--inject', at('campaigns.csv'), '--out', at('out'));
    result = JSON.parse(await readFile(at('out/backtest.json'), 'utf8')) as BacktestResult;
  });

  const differenceTo = (baseline: string) =>
    result.list.differences.find(
      (entry) => entry.order === 'score-day' && entry.baseline === baseline && entry.figure === 'stars.ndcg10',
    );

  it('prints its tables and writes chart and JSON', async () => {
    expect(answer.exitCode).toBe(0);
    expect(answer.out).toContain('all fields, 2026-01-12 to 2026-02-13: 33 days');
    expect(answer.out).toMatch(/Paper Round, day +0\.\d{3} \(0\.\d{3}–[01]\.\d{3}\)/);
    expect(answer.out).toMatch(/newest first +\+0\.\d{3} \(\+0\.\d{3} to \+0\.\d{3}\)/);
    expect(answer.out).toContain(`Written: ${at('out/backtest.json')}, ${at('out/backtest.svg')}`);
    expect(await readFile(at('out/backtest.svg'), 'utf8')).toMatch(/^<svg[^>]* role="img"/);
    expect(answer.error).toContain('33/33 days');
  });

  it('finds who gains next where gains are steady, better than who has most', () => {
    expect(result.list.judged).toMatchObject([{ outcome: 'stars', days: 33 }, { outcome: 'upvotes' }]);
    const own = result.list.orders.find(({ order }) => order === 'score-day')?.figures['stars.ndcg10'];
    expect(own?.mean).toBeGreaterThan(0.75);
    expect(differenceTo('stars')?.low).toBeGreaterThan(0);
    expect(differenceTo('newest')?.low).toBeGreaterThan(0);
  });

  it('lets no campaign of stars alone onto a list, and does let the same bursts in with something beside them', () => {
    const { campaigns, reached } = result.injection ?? { campaigns: 0, reached: undefined };
    expect(campaigns).toBe(50);
    expect(reached?.nothing).toBe(0);
    expect(reached?.upvotes).toBeGreaterThan(25);
    expect(reached?.story).toBeGreaterThan(25);
    expect(reached?.forks).toBeGreaterThan(25);
  });

  it('answers with the same document on a second run, in JSON', async () => {
    const again = await backtest(...DAYS, '--inject', at('campaigns.csv'), '--out', at('again'), '--json');
    expect(JSON.parse(again.out)).toEqual(result);
  });

  it('judges one category alone', async () => {
    const { exitCode } = await backtest(...DAYS, '--category', 'cs.CV', '--out', at('cv'));
    const { list, categories } = JSON.parse(await readFile(at('cv/backtest.json'), 'utf8')) as BacktestResult;
    expect(exitCode).toBe(0);
    expect(list.category).toBe('cs.CV');
    expect(list.orders.map(({ order }) => order)).not.toContain('merged-day');
    expect(categories).toEqual([]);
  });
});

describe('backtest that cannot be done', () => {
  it.each([
    [
      ['--from', '2026-05-01', '--to', '2026-05-31'],
      'its days are 2026-01-05 to 2026-02-13. Give --from and --to within them.',
    ],
    [['--from', '2026-01-05', '--to', '2026-02-13', '--category', 'math.AG'], 'Nothing can be judged: on no day from'],
    [[...DAYS, '--inject', 'none.csv'], '--inject none.csv: there is no such file or folder; check the path.'],
  ])('says why, what and where: %j', async (flags, sentence) => {
    const { exitCode, error, out } = await backtest(...flags);
    expect([exitCode, out]).toEqual([2, '']);
    expect(error).toContain(sentence);
  });

  it('names the flag of a file without papers, signals or campaigns', async () => {
    const papers = await run(['backtest', '--papers', at('campaigns.csv'), '--signals', at('signals'), ...DAYS]);
    expect(papers.error).toContain(`--papers ${at('campaigns.csv')} holds no paper`);
    const signals = await run(['backtest', '--papers', at('papers.jsonl'), '--signals', at('campaigns.csv'), ...DAYS]);
    expect(signals.error).toContain(`--signals ${at('campaigns.csv')} holds no signal`);
    const campaigns = await backtest(...DAYS, '--inject', at('papers.jsonl'));
    expect(campaigns.error).toContain(`--inject ${at('papers.jsonl')} holds no star campaign`);
    expect([papers.exitCode, signals.exitCode, campaigns.exitCode]).toEqual([2, 2, 2]);
  });

  it('refuses a folder that is a file', async () => {
    const { exitCode, error } = await backtest(
      '--from',
      '2026-01-12',
      '--to',
      '2026-01-16',
      '--out',
      at('papers.jsonl'),
    );
    expect(exitCode).toBe(2);
    expect(error).toContain(`--out ${at('papers.jsonl')} can't be written (EEXIST)`);
  });

  it('stops at Ctrl-C and writes nothing', async () => {
    const interrupted = await run(
      ['backtest', '--papers', at('papers.jsonl'), '--signals', at('signals'), ...DAYS, '--out', at('stopped')],
      {
        work: {
          onInterrupt: (listener) => {
            listener();
            return () => undefined;
          },
          columns: undefined,
          clockMs: () => 0,
          sleep: () => Promise.resolve(),
        },
      },
    );
    expect(interrupted).toMatchObject({ exitCode: 1, out: '' });
    expect(interrupted.error).toContain('Stopped: nothing was written.');
    await expect(readFile(at('stopped/backtest.json'))).rejects.toThrow('ENOENT');
  });
});
