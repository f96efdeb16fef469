/** The chart of a backtest as SVG: NDCG@10 of every order, and Paper Round less each baseline, with 95 % intervals by day. */
import { init, type CustomSeriesOption, type EChartsOption, type ScatterSeriesOption } from 'echarts';
import { escapeHtml } from '../../../lambdas/core/render/html.ts';
import type { BacktestResult } from './backtest-result.ts';
import { BASELINES } from './baselines.ts';
import type { ListSummary } from './list-figures.ts';
import type { MeanByDay } from './metrics/mean-by-day.ts';
import { byScoreOrders, ownOrders } from './orders.ts';
import type { OutcomeKind } from './outcome.ts';

const WIDTH = 1080;
const HEIGHT = 560;
const OWN_COLOURS = ['#0b5cad', '#b3541e', '#4f7a28'];
const BASELINE_COLOUR = '#5f6368';
const TEXT_COLOUR = '#202124';
const GRID_COLOUR = '#dadce0';
const FONT = 'system-ui, sans-serif';
/** Of rows of the right panel: how far the windows of one baseline are apart, as a share of a row. */
const ROW_STEP = 0.24;

/** What most is known of: stars, or where no stars are known upvotes. */
export const mainOutcome = ({ judged }: ListSummary): OutcomeKind =>
  judged.some(({ outcome, days }) => outcome === 'stars' && days > 0) ? 'stars' : 'upvotes';

interface Interval extends MeanByDay {
  readonly row: number;
  readonly colour: string;
}

/** A dot at the mean and a line from low to high, in one panel. */
const intervalSeries = (
  name: string,
  panel: number,
  intervals: readonly Interval[],
): readonly (CustomSeriesOption | ScatterSeriesOption)[] => [
  {
    type: 'custom',
    name,
    xAxisIndex: panel,
    yAxisIndex: panel,
    silent: true,
    data: intervals.map(({ low, high, row }) => [low, high, row]),
    encode: { x: [0, 1], y: 2 },
    renderItem: ({ dataIndex }, api) => {
      const [x1 = 0, y = 0] = api.coord([api.value(0), api.value(2)]);
      const [x2 = 0] = api.coord([api.value(1), api.value(2)]);
      return {
        type: 'line',
        shape: { x1, y1: y, x2, y2: y },
        style: { stroke: intervals[dataIndex]?.colour ?? TEXT_COLOUR, lineWidth: 2 },
      };
    },
  },
  {
    type: 'scatter',
    name,
    xAxisIndex: panel,
    yAxisIndex: panel,
    silent: true,
    symbolSize: 9,
    data: intervals.map(({ mean, row, colour }) => ({ value: [mean, row], itemStyle: { color: colour } })),
  },
];

/** Rows from the top, named on the left; places between them are free for rows that are shifted. */
const rowAxis = (panel: number, labels: readonly string[]): NonNullable<EChartsOption['yAxis']> => ({
  type: 'value',
  gridIndex: panel,
  inverse: true,
  min: -0.5,
  max: labels.length - 0.5,
  interval: 1,
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { show: false },
  axisLabel: {
    show: true,
    customValues: labels.map((_, row) => row),
    color: TEXT_COLOUR,
    formatter: (row: number) => labels[row]?.trim() ?? '',
  },
});

const valueAxis = (panel: number, name: string): NonNullable<EChartsOption['xAxis']> => ({
  type: 'value',
  gridIndex: panel,
  scale: true,
  name,
  nameLocation: 'middle',
  nameGap: 30,
  axisLine: { onZero: false },
  nameTextStyle: { color: TEXT_COLOUR },
  axisLabel: { color: TEXT_COLOUR },
  splitLine: { lineStyle: { color: GRID_COLOUR } },
});

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;

/** Well-formed SVG with title and description for those who can't see it. */
export const backtestChart = (result: BacktestResult): string => {
  const { list, from, to } = result;
  const outcome = mainOutcome(list);
  const figure = `${outcome}.ndcg10`;
  const days = list.judged.find((judged) => judged.outcome === outcome)?.days ?? 0;
  const colourOf = (order: string): string => {
    const window = ownOrders(list.category).find(({ name }) => name === order)?.window;
    return OWN_COLOURS[byScoreOrders.findIndex((own) => own.window === window)] ?? BASELINE_COLOUR;
  };
  const orders = list.orders.filter(({ figures }) => figures[figure] !== undefined);
  const left = orders.flatMap(({ order, figures }, row): readonly Interval[] => {
    const mean = figures[figure];
    return mean ? [{ ...mean, row, colour: colourOf(order) }] : [];
  });
  const right = list.differences.flatMap((difference): readonly Interval[] => {
    const own = byScoreOrders.findIndex(({ name }) => name === difference.order);
    const row = BASELINES.findIndex(({ name }) => name === difference.baseline);
    if (difference.figure !== figure || own === -1) return [];
    return [{ ...difference, row: row + (own - 1) * ROW_STEP, colour: colourOf(difference.order) }];
  });
  const title = `${list.category === 'all' ? 'All fields' : list.category}, ${from} to ${to}: who gains ${outcome} next`;
  const subtitle = `NDCG@10 against the ${outcome} gained in the next ${result.horizonDays} days; ${days} days, 95 % intervals by day`;
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT });
  chart.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: { fontFamily: FONT, color: TEXT_COLOUR },
    title: [
      {
        text: title,
        subtext: subtitle,
        left: 16,
        top: 10,
        textStyle: { fontSize: 17 },
        subtextStyle: { color: TEXT_COLOUR },
      },
      ...byScoreOrders.map(({ window }, own) => ({
        text: `● ${window}`,
        right: 16 + (byScoreOrders.length - 1 - own) * 75,
        top: 62,
        textStyle: { fontSize: 13, fontWeight: 'normal' as const, color: OWN_COLOURS[own] ?? TEXT_COLOUR },
      })),
    ],
    grid: [
      { left: 185, width: 330, top: 90, bottom: 60 },
      { left: 720, width: 330, top: 90, bottom: 60 },
    ],
    xAxis: [valueAxis(0, 'NDCG@10'), valueAxis(1, 'Paper Round less baseline, NDCG@10')].flat(),
    yAxis: [
      rowAxis(
        0,
        orders.map(({ label }) => label),
      ),
      rowAxis(
        1,
        BASELINES.map(({ label }) => label),
      ),
    ].flat(),
    series: [
      ...intervalSeries('NDCG@10', 0, left),
      ...intervalSeries('difference', 1, right),
      {
        type: 'scatter',
        name: 'zero',
        xAxisIndex: 1,
        yAxisIndex: 1,
        data: [[0, -0.5]],
        symbolSize: 0,
        silent: true,
        markLine: {
          symbol: 'none',
          silent: true,
          label: { show: false },
          lineStyle: { color: TEXT_COLOUR, type: 'solid' },
          data: [{ xAxis: 0 }],
        },
      },
    ],
  } satisfies EChartsOption);
  const svg = chart.renderToSVGString();
  chart.dispose();
  const described = [
    subtitle,
    ...orders.flatMap(({ label, figures }) => {
      const mean = figures[figure];
      return mean
        ? [`${label.trim()} ${mean.mean.toFixed(3)} (${mean.low.toFixed(3)} to ${mean.high.toFixed(3)})`]
        : [];
    }),
    ...list.differences.flatMap(({ order, baseline, figure: of, mean, low, high }) => {
      const own = byScoreOrders.find(({ name }) => name === order);
      const against = BASELINES.find(({ name }) => name === baseline);
      if (of !== figure || !own || !against) return [];
      return [`${own.window} less ${against.label} ${signed(mean)} (${signed(low)} to ${signed(high)})`];
    }),
  ].join('; ');
  return svg.replace(
    /^<svg([^>]*)>/,
    `<svg$1 role="img" aria-labelledby="backtest-title backtest-description">\n<title id="backtest-title">${escapeHtml(title)}</title>\n<desc id="backtest-description">${escapeHtml(described)}</desc>`,
  );
};
