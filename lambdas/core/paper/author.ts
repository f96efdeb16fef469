/**
 * Author names from the strings that sources write: comma lists with "and", affiliations in nested parentheses that
 * hold commas of their own, `(1)` marks, collaborations, "et al.". Linear in the text.
 */
import { texToText } from '../tex/tex-text.ts';

/** Longer "names" are no names; they are cut so that one broken record can't fill a row. */
const MAX_NAME_LENGTH = 200;

const GROUP_WORD = /\b(?:collaborations?|consortium|team|working group)\b/i;
const SUFFIX = /^(?:jr|sr|i{2,3}|iv|ph\.? ?d|m\.? ?d|esq)\.?$/i;
const NO_NAME =
  /^(?:et\.? al\.?|and|others|others not shown|\d+ (?:additional |other |more )?(?:authors?|others)(?: not shown)?)$/i;

/** Positions of opening parentheses to their closing ones; unbalanced ones have no partner. */
const matchParentheses = (text: string): ReadonlyMap<number, number> => {
  const partners = new Map<number, number>();
  const open: number[] = [];
  for (const { index, 0: token } of text.matchAll(/[()]/g)) {
    if (token === '(') open.push(index);
    else {
      const opening = open.pop();
      if (opening !== undefined) partners.set(opening, index);
    }
  }
  return partners;
};

/** An affiliation that is never closed ends with its list item; a stray closing parenthesis is left out. */
const endOfStray = (text: string, at: number): number => {
  if (text[at] === ')') return at + 1;
  const comma = text.indexOf(',', at);
  return comma < 0 ? text.length : comma;
};

/** The text outside parentheses, and the collaborations named inside: "M. Aguilar et al. (AMS Collaboration)". */
const takeOutParentheses = (text: string): { readonly names: string; readonly groups: readonly string[] } => {
  const partners = matchParentheses(text);
  const groups: string[] = [];
  const parenthesis = /[()]/g;
  let names = '';
  let at = 0;
  for (let found = parenthesis.exec(text); found; found = parenthesis.exec(text)) {
    names += text.slice(at, found.index);
    const close = partners.get(found.index);
    if (close !== undefined && close - found.index <= MAX_NAME_LENGTH) {
      const inside = text.slice(found.index + 1, close);
      if (GROUP_WORD.test(inside) && !/[(),]/.test(inside)) groups.push(inside);
    }
    at = close === undefined ? endOfStray(text, found.index) : close + 1;
    parenthesis.lastIndex = at;
  }
  return { names: names + text.slice(at), groups };
};

/** "J. Dalseno for the Belle Collaboration" names two authors. */
const FOR_GROUP = /(?:^|\s)(?:for|on behalf of|representing)\s(?:the\s)?/i;
/** "for the ATLAS and CMS Collaborations" falls apart at its "and". */
const FOR_GROUP_FIRST = /^\s*(?:for|on behalf of)\sthe\s/i;

const splitGroup = (name: string): readonly string[] => {
  if (!GROUP_WORD.test(name)) return [name.replace(FOR_GROUP_FIRST, '')];
  const colon = name.indexOf(':');
  if (colon > 0) return [...splitGroup(name.slice(0, colon)), name.slice(colon + 1)];
  const link = FOR_GROUP.exec(name);
  return link ? [name.slice(0, link.index), name.slice(link.index + link[0].length)] : [name.replace(/^\s*the\s/i, '')];
};

/**
 * Initials apart, as the query API and the split names have them: `C.N. Yang` and `C. N. Yang` are one name, and so are
 * `J. -P. Serre` and `J.-P. Serre`.
 */
const spaceInitials = (name: string): string => name.replace(/\.(?=\p{L})/gu, '. ').replace(/\. -(?=\p{L})/gu, '.-');

/** A name without footnote marks, "et al." and stray punctuation; '' when nothing is left. */
const tidyName = (name: string): string => {
  const bare = name
    .slice(0, 2 * MAX_NAME_LENGTH)
    .replace(/[*†‡§¶]+/g, ' ')
    .replace(/\bet\.? al\.?\s*$/i, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.:;&-]+/, '')
    .replace(/^(?:and\s+)+/i, '')
    .trim();
  return NO_NAME.test(bare) || !/\p{L}/u.test(bare) ? '' : spaceInitials(bare).slice(0, MAX_NAME_LENGTH).trim();
};

const foldSuffixes = (names: readonly string[]): string[] => {
  const folded: string[] = [];
  for (const name of names) {
    const last = folded.at(-1);
    if (last !== undefined && SUFFIX.test(name)) folded[folded.length - 1] = `${last} ${name}`;
    else folded.push(name);
  }
  return folded;
};

/**
 * The authors of one string, in order, TeX accents converted. Affiliations are dropped; collaborations are authors,
 * without "for the"; a detached suffix joins its name ("John Smith, Jr."); "et al." and counts of authors not shown go.
 */
export const parseAuthorString = (text: string): string[] => {
  const { names, groups } = takeOutParentheses(texToText(text));
  const listed = names
    .split(/[,;]|\sand\s|\s&\s/i)
    .map((part) => part.replace(/^\s*and\s/i, ''))
    .flatMap(splitGroup)
    .map(tidyName);
  const authors = foldSuffixes(listed.filter((name) => name !== ''));
  const known = new Set(authors);
  for (const group of groups.flatMap(splitGroup).map(tidyName)) {
    if (group === '' || known.has(group)) continue;
    known.add(group);
    authors.push(group);
  }
  return authors;
};

/**
 * Names that a source had already cut apart, as `parseAuthorString` would give them: without marks that are no name
 * (`:` behind a team), without `The` before a collaboration, initials apart, a detached suffix with its name.
 */
export const tidyAuthors = (names: readonly string[]): string[] =>
  foldSuffixes(
    names
      .flatMap(splitGroup)
      .map(tidyName)
      .filter((name) => name !== ''),
  );

/** A name as `arXiv` records split it. */
export interface AuthorParts {
  readonly keyname: string;
  readonly forenames?: string | undefined;
  readonly suffix?: string | undefined;
}

/**
 * One name from its parts, "forenames keyname suffix"; '' when no name is left. Mends what arXiv's own splitting does
 * to "M. Aguilar et al." (keyname `al.`) and to "for the X Collaboration" (`for the` among the forenames).
 */
export const authorFromParts = ({ keyname, forenames = '', suffix = '' }: AuthorParts): string => {
  const whole = texToText(`${forenames} ${keyname} ${suffix}`);
  return (
    splitGroup(whole)
      .map(tidyName)
      .find((name) => name !== '') ?? ''
  );
};
