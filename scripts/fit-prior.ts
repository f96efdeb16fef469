/**
 * `npx tsx scripts/fit-prior.ts --papers PATH --signals PATH --labels PATH`: fits the weights of the announcement-time prior, prints how
 * well they do on what they never saw, and writes lambdas/core/score/prior-weights.json. Files: docs/scoring.md.
 */
import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { readPapers } from '../local/cli/backtest/read-papers.ts';
import { readSignals } from '../local/cli/backtest/read-signals.ts';
import { listedExamples } from './fit-prior/examples.ts';
import { fileText } from './fit-prior/file-text.ts';
import { fitPrior } from './fit-prior/fit-prior.ts';
import { figuresText } from './fit-prior/figures-text.ts';
import { readCitations } from './fit-prior/read-citations.ts';

interface Flags {
  readonly papers: string;
  readonly signals: string;
  readonly labels: string;
  readonly testFrom: string;
  readonly seed: string;
  readonly out: string;
}

const flags = new Command('fit-prior')
  .requiredOption('--papers <path>', 'daily listings, as for the backtest')
  .requiredOption('--signals <path>', 'daily papers of Hugging Face, as for the backtest')
  .requiredOption('--labels <path>', 'CSV with title, abstract, cites and TNCSI_SP')
  .option('--test-from <date>', 'first day that the weights must not see', '2026-02-01')
  .option('--seed <number>', 'of the folds', '1')
  .option('--out <file>', 'where the weights go', 'lambdas/core/score/prior-weights.json')
  .parse()
  .opts<Flags>();

const { byDay } = await readPapers(flags.papers);
const { looks } = await readSignals(flags.signals);
const listedOn = new Map<string, string>();
for (const look of looks) {
  if (look.source !== 'hugging-face') continue;
  const known = listedOn.get(look.paperId);
  if (known === undefined || look.listedOn < known) listedOn.set(look.paperId, look.listedOn);
}
const days = [...listedOn.values()].sort();
const covered = { from: days[0] ?? '9999-12-31', to: days.at(-1) ?? '' };
const fit = fitPrior(listedExamples(byDay, listedOn, covered), await readCitations(flags.labels), {
  testFrom: flags.testFrom,
  command: 'npx tsx scripts/fit-prior.ts --papers PATH --signals PATH --labels PATH',
  seed: Number(flags.seed),
});
await writeFile(flags.out, fileText(fit));
console.log(figuresText(fit));
