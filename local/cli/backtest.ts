/** `backtest`: days gone by through the functions of production, judged by what came after, beside simpler orders. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PaperId } from '../../lambdas/core/paper/paper.ts';
import { FORMULA_VERSION } from '../../lambdas/core/score/forward-decay.ts';
import { errorCode } from '../error-code.ts';
import { UsageError } from '../round-flags.ts';
import type { BacktestRequest } from './backtest/backtest-flags.ts';
import type { BacktestResult } from './backtest/backtest-result.ts';
import { drawCampaigns, readCampaigns } from './backtest/campaigns.ts';
import { createEvaluator, type Evaluation } from './backtest/evaluate.ts';
import { createInjection, type InjectionResult } from './backtest/injection.ts';
import { MIN_JUDGED } from './backtest/judge-order.ts';
import { INTERVAL_METHOD } from './backtest/metrics/mean-by-day.ts';
import { HORIZON_DAYS, readOutcomes } from './backtest/outcome.ts';
import { printBacktest } from './backtest/print-backtest.ts';
import { readPapers, type PaperFiles } from './backtest/read-papers.ts';
import { readSignals, type SignalFiles } from './backtest/read-signals.ts';
import { replayDays } from './backtest/replay.ts';
import { interruptible, type HarvestConsole } from './harvest/harvest-console.ts';
import { daysIn } from './harvest/range-days.ts';
import { printableLine } from './terminal-text.ts';

/** @returns false when it was interrupted: nothing is written then */
export const backtest = async (request: BacktestRequest, console: HarvestConsole): Promise<boolean> => {
  const { from, to, category, inject, out } = request;
  const papers = await readPapers(request.papers);
  const signals = await readSignals(request.signals);
  const campaigns = inject === undefined ? undefined : drawCampaigns(await readCampaigns(inject));
  for (const { name, skipped } of [...papers.leftOut, ...signals.leftOut])
    console.writeError(`${printableLine(`Left out: ${name}: ${skipped}.`)}\n`);
  refuseEmptyRange(request, papers, signals);

  const seen = new Set<PaperId>([...signals.looks, ...signals.rows].map(({ paperId }) => paperId));
  const evaluator = createEvaluator(readOutcomes(signals), category);
  const injection = campaigns && createInjection(campaigns, { from, to }, (paperId) => seen.has(paperId));
  const days = daysIn(request);
  const { interrupted } = await interruptible(console, async ({ signal, display }) => {
    let daysDone = 0;
    for (const day of replayDays(papers, signals, to)) {
      // Lets Ctrl-C in: a day is worked off in one go.
      await console.work.sleep(0, signal);
      if (signal.aborted) return;
      if (day.date < from) continue;
      display.at({ days, daysDone, records: day.records, day: day.date, set: category });
      evaluator.add(day);
      injection?.add(day);
      daysDone += 1;
      display.at({ days, daysDone, records: day.records, day: day.date, set: category });
    }
  });
  if (interrupted) {
    console.writeError('Stopped: nothing was written.\n');
    return false;
  }
  const evaluation = evaluator.result();
  refuseUnknownOutcome(request, evaluation, signals);
  const result = resultOf(request, { papers, signals, evaluation, injection: injection?.result() });
  printBacktest(console.output, result, await writeResult(out, result));
  return true;
};

const resultOf = (
  { from, to }: BacktestRequest,
  {
    papers,
    signals,
    evaluation,
    injection,
  }: {
    readonly papers: PaperFiles;
    readonly signals: SignalFiles;
    readonly evaluation: Evaluation;
    readonly injection: InjectionResult | undefined;
  },
): BacktestResult => ({
  from,
  to,
  formula: FORMULA_VERSION,
  horizonDays: HORIZON_DAYS,
  minJudged: MIN_JUDGED,
  interval: INTERVAL_METHOD,
  read: {
    records: papers.records,
    recordsRejected: papers.rejected,
    looks: signals.looks.length,
    rows: signals.rows.length,
    signalsRejected: signals.rejected,
  },
  ...evaluation,
  ...(injection && { injection }),
});

/** `2025-10-01 to 2026-03-31`. */
const spanOf = (days: readonly string[]): string => {
  const sorted = [...new Set(days)].sort();
  return `${sorted[0] ?? ''} to ${sorted.at(-1) ?? ''}`;
};

const refuseEmptyRange = ({ from, to, ...paths }: BacktestRequest, papers: PaperFiles, signals: SignalFiles): void => {
  if (papers.byDay.size === 0)
    throw new UsageError(
      `--papers ${paths.papers} holds no paper: give daily listings as JSON lines (docs/backtest.md).`,
    );
  const paperDays = [...papers.byDay.keys()];
  if (paperDays.every((day) => day > to) || paperDays.every((day) => day < from))
    throw new UsageError(
      `No paper of --papers ${paths.papers} was announced from ${from} to ${to}: its days are ${spanOf(paperDays)}. Give --from and --to within them.`,
    );
  if (signals.looks.length + signals.rows.length === 0)
    throw new UsageError(
      `--signals ${paths.signals} holds no signal: give star snapshots, daily papers of Hugging Face or exported rows (docs/backtest.md).`,
    );
};

const refuseUnknownOutcome = (
  { from, to, category, signals: path }: BacktestRequest,
  { list }: Evaluation,
  signals: SignalFiles,
): void => {
  if (list.judged.some(({ days }) => days > 0)) return;
  const lookDays = [...signals.looks, ...signals.rows].map(({ observedOn }) => observedOn);
  throw new UsageError(
    `Nothing can be judged: on no day from ${from} to ${to} is it known of ${MIN_JUDGED} papers of ${category === 'all' ? '--papers' : category} what they gained in the ${HORIZON_DAYS} days after it. The looks of --signals ${path} are of ${spanOf(lookDays)}; a gain takes two looks at a paper.`,
  );
};

/** @returns the files @throws UsageError when the folder can't be written */
const writeResult = async (out: string, result: BacktestResult): Promise<readonly string[]> => {
  // The library of the chart takes a while to load, and no other command needs it.
  const { backtestChart } = await import('./backtest/chart.ts');
  const files = [
    { path: join(out, 'backtest.json'), text: `${JSON.stringify(result, null, 2)}\n` },
    { path: join(out, 'backtest.svg'), text: `${backtestChart(result)}\n` },
  ];
  try {
    await mkdir(out, { recursive: true });
    for (const { path, text } of files) await writeFile(path, text);
  } catch (error) {
    throw new UsageError(`--out ${out} can't be written (${errorCode(error)}): give a folder that can be.`);
  }
  return files.map(({ path }) => path);
};
