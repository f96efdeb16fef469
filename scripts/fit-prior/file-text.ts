/** The file of weights as text: indented, intervals on one line, as the formatter of the repository leaves it. */
import type { PriorFit } from '../../lambdas/core/score/prior-weights.ts';

const PAIR = /\[\s+(-?[\d.]+),\s+(-?[\d.]+)\s+\]/g;

export const fileText = (fit: PriorFit): string => `${JSON.stringify(fit, null, 2).replace(PAIR, '[$1, $2]')}\n`;
