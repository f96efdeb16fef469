/** A paper's score as a sum in the terminal: the features of its record, each day of each source, what is left, what counts. */
import { ANNOUNCEMENT_SOURCE } from '../../lambdas/core/score/announcement-prior.ts';
import {
  unexplainedWeight,
  type FadedContribution,
  type ScoreExplanation,
  type SourceShare,
} from '../../lambdas/core/score/explain-score.ts';
import { HALF_LIFE_DAYS } from '../../lambdas/core/score/forward-decay.ts';
import type { Window } from '../../lambdas/core/score/paper-score.ts';
import { gainArithmetic } from '../../lambdas/core/render/gain-arithmetic.ts';
import { countOf } from '../../lambdas/core/render/mail/mail-text.ts';
import { capSentences, trustSentences } from '../../lambdas/core/render/score-rules.ts';
import { sourceWords } from '../../lambdas/core/render/source-words.ts';
import { printTable, printText, type Output } from './print.ts';

/** The weights sum to ln of the mass. */
const printFeatures = (output: Output, { on, mass, features }: FadedContribution): void => {
  printText(output, `\nThe record of ${on}: e to the sum of these weights is ${mass.toFixed(3)}`);
  const rest = unexplainedWeight({ mass, features });
  printTable(output, {
    columns: [{ head: 'weight', align: 'right' }, { head: 'feature' }, { head: 'evidence', flexible: true }],
    rows: [
      ...features.map(({ weight, name, evidence }) => [weight.toFixed(3), name, evidence ?? '']),
      ...(features.length === 0 || rest !== 0 ? [[rest.toFixed(3), 'everything else', '']] : []),
    ],
  });
};

const massWords = ({ mass, signal }: FadedContribution): string =>
  signal === undefined ? mass.toFixed(3) : gainArithmetic(signal, mass);

const printDays = (output: Output, { source, contributions }: SourceShare, window: Window): void => {
  printText(output, `\n${sourceWords(source)}, day by day, and what is left of each`);
  printTable(output, {
    columns: [
      { head: 'day' },
      { head: 'mass: weight × log₂(1 + gained / usual)', flexible: true },
      { head: `× ½^(days/${HALF_LIFE_DAYS[window]})`, align: 'right' },
      { head: 'left', align: 'right' },
    ],
    rows: contributions
      .toReversed()
      .map((contribution) => [
        contribution.on,
        massWords(contribution),
        `½^(${contribution.daysAgo}/${HALF_LIFE_DAYS[window]})`,
        contribution.left[window].toFixed(3),
      ]),
  });
};

const printTotal = (output: Output, { sources, totals, date }: ScoreExplanation, window: Window): void => {
  printText(
    output,
    `\nOn the list of the ${window}, half-life ${countOf(HALF_LIFE_DAYS[window], 'day')}, at noon in New York on ${date}`,
  );
  printTable(output, {
    columns: [{ head: 'source' }, { head: 'left', align: 'right' }, { head: 'counts', align: 'right' }],
    rows: [
      ...sources.map(({ source, worth, counted }) => [
        sourceWords(source),
        worth[window].toFixed(3),
        counted[window].toFixed(3),
      ]),
      ['score', '', totals[window].toFixed(3)],
    ],
  });
};

/** The sum of one kind of list. */
export const printSum = (output: Output, explanation: ScoreExplanation, window: Window): void => {
  for (const share of explanation.sources) {
    if (share.source === ANNOUNCEMENT_SOURCE) for (const each of share.contributions) printFeatures(output, each);
    else printDays(output, share, window);
  }
  for (const sentence of trustSentences(explanation)) printText(output, `\n${sentence}`);
  printTotal(output, explanation, window);
  const caps = capSentences(explanation, [window]);
  if (caps.length > 0) printText(output, `\n${caps.join(' ')}`);
  if (explanation.later > 0)
    printText(
      output,
      `\n${countOf(explanation.later, 'piece', 'pieces')} of evidence of later days: for the next list.`,
    );
};
