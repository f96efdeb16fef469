/**
 * What a reader types into the search box, read as a query. Every text is one; what can't be understood is said, not refused.
 *
 * Words, "phrases", -word and -"phrase", `cat:cs.LG`, `author:name` or `author:"full name"`, `after:2026-10-01`. Everything else
 * (operators of the engine, lone signs, quotes without a partner) is text. Text and terms are bounded, so that no query is dear.
 */
import { archiveOf, canonicalCategory, CATEGORIES } from '../paper/category.ts';

/** Words in a row, as typed, without signs. */
export type SearchPhrase = readonly string[];

export interface SearchQuery {
  /** As typed, trimmed and cut to a sane length: for the box and for links. */
  readonly text: string;
  readonly words: readonly string[];
  /** In "quotes". */
  readonly phrases: readonly SearchPhrase[];
  /** Words and phrases behind a minus. */
  readonly excluded: readonly SearchPhrase[];
  /** `cat:`, canonical categories; an archive stands for all of its own. Any of them. */
  readonly categories: readonly string[];
  /** `author:`, names or parts of names; all of them. */
  readonly authors: readonly SearchPhrase[];
  /** `after:`, announced on this date or later. */
  readonly after?: string;
  /** Sentences about what was left out of account, for the reader. */
  readonly notes: readonly string[];
}

/** In UTF-16 units. The longest titles of arXiv have some 300. */
export const MAX_QUERY_LENGTH = 400;
/** Words in all, those of phrases, names and exclusions included. Titles have 50 at most, but for one in 100,000. */
export const MAX_QUERY_WORDS = 50;
/** Longer ones are no words. */
const MAX_WORD_LENGTH = 80;
/** In a note, what was typed is quoted up to here. */
const MAX_QUOTED_LENGTH = 40;

/** One piece: a minus or none, a field or none, then quoted text or a run without spaces. */
const PIECE = /(?<minus>(?<!\S)-)?(?<field>(?:cat|category|author|after):)?(?:"(?<quoted>[^"]*)"|(?<run>[^\s"]+))?/iuy;
const LETTER_OR_DIGIT = /[\p{L}\p{N}\p{Co}]/u;
const QUOTES = /[“”„‟«»＂]/gu;
const YEAR_MONTH_DAY = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** What is being read; the lists grow. */
interface Reading {
  readonly words: string[];
  readonly phrases: SearchPhrase[];
  readonly excluded: SearchPhrase[];
  readonly categories: Set<string>;
  readonly authors: SearchPhrase[];
  readonly notes: Set<string>;
  after?: string;
  wordsLeft: number;
}

/** Control characters and halves of surrogate pairs are spaces. */
const tidy = (text: string): string =>
  text
    .slice(0, 4 * MAX_QUERY_LENGTH)
    .replace(/[\s\p{Cc}\p{Cs}]+/gu, ' ')
    .trim();

const cut = (text: string, length: number): string => text.slice(0, length).replace(/[\uD800-\uDBFF]$/u, '');

const asTyped = (text: string): string => (text.length > MAX_QUOTED_LENGTH ? `${cut(text, MAX_QUOTED_LENGTH)}…` : text);

/** Signs at either end are punctuation; what stands inside a word stays with it. */
const bare = (run: string): string => run.replace(/^[^\p{L}\p{N}\p{Co}]+|[^\p{L}\p{M}\p{N}\p{Co}]+$/gu, '');

/** The words of a text, as far as the query has room for them. */
const takeWords = (reading: Reading, text: string): SearchPhrase => {
  const words: string[] = [];
  for (const run of text.split(/\s+/)) {
    const word = bare(run);
    if (word === '') continue;
    if (word.length > MAX_WORD_LENGTH) {
      reading.notes.add(`“${asTyped(word)}” is too long for a word and was left out.`);
    } else if (reading.wordsLeft === 0) {
      reading.notes.add(`Only the first ${MAX_QUERY_WORDS} words were searched for.`);
    } else {
      reading.wordsLeft -= 1;
      words.push(word);
    }
  }
  return words;
};

const addPhrase = (reading: Reading, phrases: SearchPhrase[], text: string): void => {
  const words = takeWords(reading, text);
  if (words.length > 0) phrases.push(words);
};

/** Categories of a name: one, those of an archive, or none. An alias that an archive holds stands under another. */
const categoriesNamed = (name: string): readonly string[] => {
  const archive = name.toLowerCase().replace(/\.\*?$/, '');
  const ofArchive = CATEGORIES.filter(({ id, canonical }) => canonical === id && archiveOf(id) === archive);
  if (ofArchive.length > 0) return ofArchive.map(({ id }) => id);
  const category = canonicalCategory(name);
  return category === undefined ? [] : [category];
};

const readCategories = (reading: Reading, value: string): void => {
  for (const name of value.split(/[,;\s]+/).filter((part) => part !== '')) {
    const found = categoriesNamed(name);
    if (found.length === 0) reading.notes.add(`“${asTyped(name)}” is no category of arXiv and was left out.`);
    for (const category of found) reading.categories.add(category);
  }
};

/** A month or a year alone is its first day. */
const dateOf = (value: string): string | undefined => {
  const [, year, month = '01', day = '01'] = YEAR_MONTH_DAY.exec(value) ?? [];
  if (year === undefined) return undefined;
  const date = `${year}-${month}-${day}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date) ? date : undefined;
};

const readAfter = (reading: Reading, value: string): void => {
  const date = dateOf(value);
  if (date === undefined)
    reading.notes.add(`“${asTyped(value)}” is no date like 2026-10-01, so “after:” was left out.`);
  else if (reading.after === undefined || date > reading.after) reading.after = date;
};

const readField = (
  reading: Reading,
  { field, minus, value }: { readonly field: string; readonly minus: boolean; readonly value: string },
): void => {
  if (value === '') {
    reading.notes.add(`“${field}” needs something right behind it, without a space, and was left out.`);
  } else if (minus) {
    reading.notes.add(`“-${asTyped(`${field}${value}`)}” was left out: only words and phrases can be excluded.`);
  } else if (field === 'author:') {
    addPhrase(reading, reading.authors, value);
  } else if (field === 'after:') {
    readAfter(reading, value);
  } else {
    readCategories(reading, value);
  }
};

const readPiece = (reading: Reading, groups: Readonly<Record<string, string | undefined>>): void => {
  const { minus, field, quoted, run } = groups;
  const value = (quoted ?? run ?? '').trim();
  if (field !== undefined) readField(reading, { field: field.toLowerCase(), minus: minus !== undefined, value });
  // `-word` excludes; `--word` and a minus before other signs are punctuation.
  else if (minus !== undefined && (quoted !== undefined || LETTER_OR_DIGIT.test(value.slice(0, 2))))
    addPhrase(reading, reading.excluded, value);
  else if (quoted !== undefined) addPhrase(reading, reading.phrases, value);
  else reading.words.push(...takeWords(reading, value));
};

/** Balanced as far as they go: a quote without a partner is taken for a space. */
const pairQuotes = (reading: Reading, text: string): string => {
  const straight = text.replace(QUOTES, '"');
  const count = straight.split('"').length - 1;
  if (count % 2 === 0) return straight;
  const last = straight.lastIndexOf('"');
  reading.notes.add('A quotation mark without its partner was left out.');
  return `${straight.slice(0, last)} ${straight.slice(last + 1)}`;
};

/** Never throws. The same text always gives the same query. */
export const parseSearchQuery = (typed: string): SearchQuery => {
  const whole = tidy(typed);
  const text = cut(whole, MAX_QUERY_LENGTH).trimEnd();
  const reading: Reading = {
    words: [],
    phrases: [],
    excluded: [],
    categories: new Set(),
    authors: [],
    notes: new Set(),
    wordsLeft: MAX_QUERY_WORDS,
  };
  if (whole.length > text.length) reading.notes.add(`Only the first ${MAX_QUERY_LENGTH} characters were read.`);
  const paired = pairQuotes(reading, text);
  for (let at = 0; at < paired.length;) {
    PIECE.lastIndex = at;
    const piece = PIECE.exec(paired);
    if (piece?.[0]) readPiece(reading, piece.groups ?? {});
    at += Math.max(piece?.[0].length ?? 0, 1);
  }
  const { words, phrases, excluded, categories, authors, after, notes } = reading;
  const query = { text, words, phrases, excluded, categories: [...categories], authors, ...(after && { after }) };
  if (excluded.length > 0 && !findsSomething(query))
    notes.add('Say what to look for, too, not only what to leave out.');
  return { ...query, notes: [...notes] };
};

/** Whether the query says what to look for. One that doesn't finds nothing. */
export const findsSomething = ({
  words,
  phrases,
  categories,
  authors,
  after,
}: Omit<SearchQuery, 'notes' | 'excluded'>): boolean =>
  words.length + phrases.length + categories.length + authors.length > 0 || after !== undefined;
