/** The figures of a fit, for the terminal. */
import type { PriorFit } from '../../lambdas/core/score/prior-weights.ts';

const share = (value: number): string => value.toFixed(3);
const range = ([low, high]: readonly [number, number]): string => `(${share(low)}–${share(high)})`;

export const figuresText = ({ listing, citations, metrics, features }: PriorFit): string =>
  [
    `Fitted on ${listing.trained.papers} papers of ${listing.trained.from} to ${listing.trained.to}, ${listing.trained.positive} of them listed, and ${citations.papers} with citations.`,
    '',
    `Listed within a fortnight, precision@20 by day, ${listing.tested.from} to ${listing.tested.to}:`,
    ...Object.entries(metrics.listing).map(
      ([list, figures]) =>
        `  ${list.padEnd(8)} ${share(figures.precision20)} ${range(figures.interval)}, newest first ${share(figures.newestFirst)}, ${figures.ratio.toFixed(2)} times (${figures.ratioInterval.map((value) => value.toFixed(2)).join('–')}); by identifier ${share(figures.byIdentifier)}, best possible ${share(figures.bestPossible)}; ${figures.days} days`,
    ),
    '',
    `Most cited tenth, precision of the predicted tenth, ${citations.folds} folds, ${citations.repeats} times:`,
    `  ${share(metrics.citations.topDecilePrecision)} ${range(metrics.citations.interval)}, by repeat ${share(metrics.citations.ofRepeats[0])} to ${share(metrics.citations.ofRepeats[1])}, base ${share(metrics.citations.base)}, Spearman ${share(metrics.citations.spearman)}`,
    '',
    ...Object.entries(features).map(([name, { weight }]) => `  ${name.padEnd(22)} ${weight.toFixed(3).padStart(7)}`),
  ].join('\n');
