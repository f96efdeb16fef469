/** Reads which list a reader asks for. */
import { canonicalCategory } from '../../core/paper/category.ts';
import { ALL_CATEGORIES } from '../../core/rank/ranked-list.ts';
import { DEFAULT_CHOICE, type ListChoice } from '../../core/render/page/list-href.ts';
import { MAX_FILTER_LENGTH } from '../../core/render/page/field-list.ts';
import { cleanLine, shortenText } from '../../core/render/mail/mail-text.ts';
import { WINDOWS, type Window } from '../../core/score/paper-score.ts';
import { parameter } from './web-request.ts';

/** What was asked for, or the sentence that says what is wrong with it. */
export type Asked<T> = { readonly value: T } | { readonly fault: string };

const QUOTED_BYTES = 60;
const quoted = (text: string): string => `“${shortenText(text, QUOTED_BYTES)}”`;

const readCategory = (query: URLSearchParams): Asked<string> => {
  const term = parameter(query, 'category');
  if (term === undefined) return { value: DEFAULT_CHOICE.category };
  const category = term.toLowerCase() === ALL_CATEGORIES ? ALL_CATEGORIES : canonicalCategory(term);
  return category === undefined
    ? { fault: `There is no category ${quoted(term)} at arXiv: write it like cs.LG, or all.` }
    : { value: category };
};

const isWindow = (text: string): text is Window => WINDOWS.some((window) => window === text);

const readWindow = (query: URLSearchParams): Asked<Window> => {
  const text = parameter(query, 'window');
  if (text === undefined) return { value: DEFAULT_CHOICE.window };
  return isWindow(text) ? { value: text } : { fault: `There is no window ${quoted(text)}: it is day, week or month.` };
};

/** Category (an alias gives its canonical one) and window. */
export const readListChoice = (query: URLSearchParams): Asked<ListChoice> => {
  const category = readCategory(query);
  if ('fault' in category) return category;
  const window = readWindow(query);
  return 'fault' in window ? window : { value: { category: category.value, window: window.value } };
};

const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
};

/** A date of the calendar; `undefined` when none is given. */
export const readDate = (query: URLSearchParams): Asked<string | undefined> => {
  const text = parameter(query, 'date');
  if (text === undefined || isDate(text)) return { value: text };
  return { fault: `${quoted(text)} is no date: write it like 2026-11-20.` };
};

/** A date that is part of the path. */
export const readPathDate = (text: string): Asked<string> =>
  isDate(text) ? { value: text } : { fault: `${quoted(text)} is no date: write it like 2026-11-20.` };

/** Words that narrow the list of all fields, on one line and bounded; `undefined` when none are given. */
export const readFieldFilter = (query: URLSearchParams): string | undefined =>
  cleanLine((parameter(query, 'fields') ?? '').slice(0, MAX_FILTER_LENGTH)) || undefined;

/** As many as a page shows. */
export const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

export const readLimit = (query: URLSearchParams): Asked<number> => {
  const text = parameter(query, 'limit');
  if (text === undefined) return { value: DEFAULT_LIMIT };
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return limit >= 1 && limit <= MAX_LIMIT
    ? { value: limit }
    : { fault: `${quoted(text)} is no limit: it is a whole number from 1 to ${MAX_LIMIT}.` };
};
