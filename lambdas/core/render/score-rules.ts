/** The rules that bite in a paper's sum, in sentences with its own numbers: the cap, and less trust in what nothing supports. */
import { FIRST_PLACES } from '../rank/first-places.ts';
import { ANNOUNCEMENT_SOURCE } from '../score/announcement-prior.ts';
import type { ScoreExplanation } from '../score/explain-score.ts';
import { LARGEST_TO_OTHERS } from '../score/forward-decay.ts';
import { WINDOWS, type Window } from '../score/paper-score.ts';
import { plainNumber } from './gain-arithmetic.ts';
import { foldList } from './mail/mail-text.ts';
import { SOURCE_WORDS, sourceWords, isSignalSource } from './source-words.ts';

/** Less is rounding. */
const ROUNDING = 1e-9;

/** The source of which not all counts on a list of that window, with the sums around it. */
const cappedIn = (
  { sources }: ScoreExplanation,
  window: Window,
):
  | { readonly source: string; readonly worth: number; readonly counted: number; readonly others: number }
  | undefined => {
  const signals = sources.filter(({ source }) => source !== ANNOUNCEMENT_SOURCE);
  const capped = signals.find(({ worth, counted }) => worth[window] - counted[window] > ROUNDING);
  if (capped === undefined) return undefined;
  const together = signals.reduce((sum, { worth }) => sum + worth[window], 0);
  const worth = capped.worth[window];
  return { source: capped.source, worth, counted: capped.counted[window], others: together - worth };
};

const capSentence = (explanation: ScoreExplanation, window: Window): string | undefined => {
  const capped = cappedIn(explanation, window);
  if (capped === undefined) return undefined;
  const { source, worth, counted, others } = capped;
  const [all, part, rest] = [worth, counted, others].map((value) => value.toFixed(3));
  const factor = plainNumber(LARGEST_TO_OTHERS);
  const isRatio = Math.abs(counted - LARGEST_TO_OTHERS * others) <= ROUNDING * Math.max(1, worth);
  const arithmetic = isRatio
    ? `${factor} × ${rest} = ${part} counts`
    : `${all} − ${rest} = ${part} counts, so that the second voice doesn’t lower the sum`;
  return `On the list of the ${window} ${sourceWords(source)} hold ${all}, all other sources of signals ${rest}: ${arithmetic}.`;
};

/** Why the largest source counts less than it holds, for each list on which it does; empty where none does. */
export const capSentences = (
  explanation: ScoreExplanation,
  windows: readonly Window[] = WINDOWS,
): readonly string[] => {
  const sentences = windows.flatMap((window) => capSentence(explanation, window) ?? []);
  return sentences.length === 0
    ? []
    : [
        `Once two sources speak, the largest is held to ${plainNumber(LARGEST_TO_OTHERS)} times the others together, as far as that doesn’t lower the sum: one kind of crowd doesn’t decide alone.`,
        ...sentences,
      ];
};

/** Says what counts less and until when; says nothing of anybody's intent. */
export const trustSentences = ({ sources, suspect }: ScoreExplanation): readonly string[] =>
  sources.flatMap(({ source, contributions }) => {
    const trusts = new Set(contributions.flatMap(({ signal }) => (signal && signal.trust < 1 ? [signal.trust] : [])));
    if (trusts.size === 0) return [];
    const what = isSignalSource(source) ? SOURCE_WORDS[source].many : sourceWords(source);
    const trust = foldList([...trusts].map(plainNumber), 2);
    const place = suspect ? `, and the paper is not placed among the first ${FIRST_PLACES}` : '';
    return [
      `${what.charAt(0).toUpperCase()}${what.slice(1)} that nothing else supports yet count ${trust}${place}. With forks, issues, upvotes or points to go with them they count in full.`,
    ];
  });
