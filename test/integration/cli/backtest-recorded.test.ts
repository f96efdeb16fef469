/**
 * What docs/backtest.md claims of recorded days (its last section says how far to trust it): two months of listings, star snapshots, daily
 * papers of Hugging Face and star campaigns. They are not part of this repository: without them this is skipped.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BacktestResult } from '../../../local/cli/backtest/backtest-result.ts';
import { BASELINES } from '../../../local/cli/backtest/baselines.ts';
import { run } from './run-cli.ts';

const recorded = join(__dirname, '../../../../shared/data');
const papers = join(recorded, 'arxiv/daily');
const signals = join(recorded, 'signals/huggingface');
const campaigns = join(recorded, 'labels/starscout/fake_stars_clustered_stars_by_month.csv.gz');
const isHere = [papers, signals, campaigns].every((path) => existsSync(path));
const describeIfHere = isHere ? describe : describe.skip;
const here = isHere ? '' : ' (skipped: ../shared/data is not there)';

const MINUTES = 60_000;

describeIfHere(`the recorded days of February and March 2026${here}`, () => {
  let result: BacktestResult;
  let directory = '';
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'paper-round-recorded-'));
    const days = ['--from', '2026-02-01', '--to', '2026-03-31'];
    const files = ['--papers', papers, '--signals', signals, '--inject', campaigns, '--out', directory];
    const { out } = await run(['backtest', ...files, ...days, '--json']);
    result = JSON.parse(out) as BacktestResult;
  }, 10 * MINUTES);
  afterAll(() => rm(directory, { recursive: true, force: true }));

  const differenceTo = (baseline: string) =>
    result.list.differences.find(
      (entry) => entry.order === 'score-day' && entry.baseline === baseline && entry.figure === 'stars.ndcg10',
    );

  it('are judged on more than thirty days', () => {
    expect(result.read).toMatchObject({ recordsRejected: 0, signalsRejected: 0 });
    expect(differenceTo('stars')?.days).toBeGreaterThan(30);
  });

  it.each(BASELINES.map(({ name }) => name))('are ordered better than by %s', (baseline) => {
    expect(differenceTo(baseline)?.mean).toBeGreaterThan(0);
  });

  it.each(['newest', 'stars', 'reddit'])('are ordered better than by %s beyond the luck of days', (baseline) => {
    expect(differenceTo(baseline)?.low).toBeGreaterThan(0);
  });

  it('show none of fifty campaigns of stars among the first twenty of any list', () => {
    expect(result.injection).toMatchObject({ campaigns: 50, reached: { nothing: 0 } });
  });

  it('show most of the same bursts when something else moves with them', () => {
    const { upvotes, story, forks } = result.injection?.reached ?? { upvotes: 0, story: 0, forks: 0 };
    expect(Math.min(upvotes, story, forks)).toBeGreaterThan(40);
  });
});
