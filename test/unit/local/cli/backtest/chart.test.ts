import { XMLParser } from 'fast-xml-parser';
import { backtestChart } from '../../../../../local/cli/backtest/chart.ts';
import type { BacktestResult } from '../../../../../local/cli/backtest/backtest-result.ts';
import { BASELINES } from '../../../../../local/cli/backtest/baselines.ts';
import { byScoreOrders, ordersOf } from '../../../../../local/cli/backtest/orders.ts';

const mean = (value: number) => ({ mean: value, low: value - 0.05, high: value + 0.05, days: 20 });

const result: BacktestResult = {
  from: '2026-02-01',
  to: '2026-03-31',
  formula: '2',
  horizonDays: 7,
  minJudged: 5,
  interval: 'bootstrap',
  read: { records: 1, recordsRejected: 0, looks: 1, rows: 0, signalsRejected: 0 },
  days: 59,
  list: {
    category: 'cs.LG',
    judged: [{ outcome: 'stars', days: 20, paperDays: 300 }],
    orders: ordersOf('cs.LG').map(({ name, label }, index) => ({
      order: name,
      label,
      figures: { 'stars.ndcg10': mean(0.9 - index * 0.03) },
    })),
    differences: byScoreOrders.flatMap(({ name }) =>
      BASELINES.map((baseline) => ({ order: name, baseline: baseline.name, figure: 'stars.ndcg10', ...mean(0.04) })),
    ),
  },
  categories: [],
};

const svg = backtestChart(result);

describe('the chart of a backtest', () => {
  it('tells its content to those who cannot see it', () => {
    const parsed = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' }).parse(svg) as {
      readonly svg: Readonly<Record<'role' | 'title' | 'desc', { readonly '#text': string }>>;
    };
    expect(parsed.svg.role).toBe('img');
    expect(parsed.svg.title['#text']).toBe('cs.LG, 2026-02-01 to 2026-03-31: who gains stars next');
    expect(parsed.svg.desc['#text']).toContain('Paper Round, day 0.900 (0.850 to 0.950)');
    expect(parsed.svg.desc['#text']).toContain('day less newest first +0.040 (−0.010 to +0.090)');
  });

  it('names every order and every baseline', () => {
    for (const { label } of ordersOf('cs.LG')) expect(svg).toContain(`>${label}<`);
  });

  it('draws what is known: without stars it shows upvotes', () => {
    const upvotes: BacktestResult = {
      ...result,
      list: { ...result.list, judged: [], orders: [], differences: [] },
    };
    expect(backtestChart(upvotes)).toContain('who gains upvotes next');
  });
});
