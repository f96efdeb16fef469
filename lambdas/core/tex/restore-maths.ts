/**
 * Undoes what arXiv's own conversion does to formulas. The query API, the `arXiv` and `oai_dc` formats of OAI-PMH and
 * what is collected from them carry `$κ= 0.4$` where the author typed `$\kappa = 0.4$`: the server replaces letter
 * commands also inside maths, takes one blank behind a command with it, and drops braces around a single letter.
 * Since arXiv keeps its metadata in ASCII, a letter of its table can only have come from its command.
 *
 * Source of the tables: the conversion of arXiv's public `arxiv-base` package, and pairs of recorded texts.
 */
import { CONTENT_OF, MATHS_ACCENTS } from './maths-symbols.ts';
import { mathsSpanAt } from './maths-span.ts';

/**
 * The characters that arXiv puts in the place of a command, each by the only command that it stands for. Letters of
 * Latin alphabets and the degree sign are missing: they may have been typed.
 */
const COMMAND_OF: ReadonlyMap<string, string> = new Map(
  (
    'α:alpha β:beta γ:gamma δ:delta ε:epsilon ζ:zeta η:eta θ:theta ι:iota κ:kappa λ:lambda μ:mu ν:nu ξ:xi ο:omicron π:pi ' +
    'ρ:rho ς:varsigma σ:sigma τ:tau φ:phi ϕ:phi χ:chi ψ:psi ω:omega Γ:Gamma Δ:Delta Θ:Theta Λ:Lambda Ξ:Xi Π:Pi Σ:Sigma ' +
    'Υ:Upsilon Φ:Phi Ψ:Psi Ω:Omega §:S ¶:P †:dag ‡:ddag ÷:div'
  )
    .split(' ')
    .map((pair) => [pair.charAt(0), pair.slice(2)]),
);

/**
 * Which of arXiv's two conversions a text went through. They differ in φ: `oai` (arxiv-base) writes it for `\varphi`
 * and ϕ for `\phi`; the query API's older one writes it for `\phi` and leaves `\varphi` alone, as recorded pairs show.
 */
export type Conversion = 'api' | 'oai';

const commandFor = (letter: string, conversion: Conversion): string =>
  letter === 'φ' && conversion === 'oai' ? '\\varphi' : `\\${COMMAND_OF.get(letter) ?? ''}`;

const CONVERTED = new RegExp(`[${[...COMMAND_OF.keys()].join('')}]`, 'g');
const HAS_CONVERTED = new RegExp(CONVERTED.source);

/** Commands that authors write with braces around their one letter: 77 of 81 in recorded TeX. */
const takesBraces = (name: string): boolean => MATHS_ACCENTS.has(name) || CONTENT_OF.has(name) || name === 'sqrt';

const COMMAND_BEFORE = /\\([A-Za-z]+)$/;
/** No command that is followed by a letter is longer. */
const MAX_COMMAND_LENGTH = 20;

/** A sign or relation with a blank behind it: then there was one before it too (35 of 35 signs, 54 of 69 relations). */
const SPACED_OPERATOR =
  /^(?:[=<>+-]|\\(?:approx|in|geq?|leq?|sim|simeq|to|times|cdot|propto|rightarrow|leftarrow|neq?|gg|ll|equiv|subset|subseteq|pm|mid)(?![A-Za-z])) /;
const OPERATOR_LENGTH = 16;

/** One letter back to its command. What stands behind tells whether a blank or braces went with it. */
const restoreLetter = (command: string, at: number, maths: string): string => {
  const after = maths.slice(at + 1, at + 1 + OPERATOR_LENGTH);
  const name = COMMAND_BEFORE.exec(maths.slice(Math.max(0, at - MAX_COMMAND_LENGTH), at))?.[1] ?? '';
  // A blank that is still there means that the server found braces: without them it would have taken the blank.
  const isBracedScript = /[_^]/.test(maths[at - 1] ?? '') && after.startsWith(' ');
  if (takesBraces(name) || isBracedScript) return `{${command}}`;
  // `\mu1` is left alone by the server, so that a digit or letter behind was set apart.
  return /^[A-Za-z0-9]/.test(after) || SPACED_OPERATOR.test(after) ? `${command} ` : command;
};

/** Short words that nobody sets against a letter of a formula; `as` is missing for `μas`. */
const FUNCTION_WORDS = 'and|or|of|in|is|are|was|for|from|to|the|with|by|at|on|an|can|may|has|not|but|its|via|if|we|be';
/** Greek outside maths that lost the blank before the next word (`βand`); behind μ longer words may be units. */
const GLUED_WORD = new RegExp(`([α-ωΓ-Ω])(?=(?:${FUNCTION_WORDS})(?![\\p{L}\\p{N}]))|([α-λν-ωΓ-Ω])(?=[a-z]{4})`, 'gu');

/** Outside maths letters stay Unicode; `\phi` and `\varphi` are one letter there. */
const mendProse = (text: string): string => text.replaceAll('ϕ', 'φ').replace(GLUED_WORD, '$& ');

/**
 * The text with the letters inside maths as commands again (`$Γ_μ$` becomes `$\Gamma_\mu$`), and with blanks between
 * Greek letters and the words behind them. Where several spellings would have given the same converted text, the usual
 * one is taken; all of them print alike. For text of converting sources only: what an author typed is never changed.
 * Linear in the text, idempotent.
 */
export const restoreMaths = (converted: string, conversion: Conversion): string => {
  if (!HAS_CONVERTED.test(converted)) return converted;
  const opening = /\$|\\[([b]|\\[\s\S]/g;
  let text = '';
  let at = 0;
  for (let found = opening.exec(converted); found; found = opening.exec(converted)) {
    const span = mathsSpanAt(converted, found.index);
    if (span === undefined) continue;
    const maths = converted
      .slice(span.start, span.end)
      .replace(CONVERTED, (letter, position: number, whole: string) =>
        restoreLetter(commandFor(letter, conversion), position, whole),
      );
    text += mendProse(converted.slice(at, span.start)) + maths;
    at = span.end;
    opening.lastIndex = at;
  }
  return text + mendProse(converted.slice(at));
};
