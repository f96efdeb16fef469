/** Reads the preferences form: what was typed, and what it means or what is wrong with it. */
import * as z from 'zod';
import { wantedWords } from '../../core/digest/text-match.ts';
import { canonicalCategory } from '../../core/paper/category.ts';
import type { PaperSearch } from '../../core/ports/search.ts';
import { ALL_CATEGORIES } from '../../core/rank/ranked-list.ts';
import { cleanLine, shortenText } from '../../core/render/mail/mail-text.ts';
import {
  CATEGORY_FIELD_PREFIX,
  type DraftFaults,
  type PreferencesDraft,
} from '../../core/render/page/preferences-draft.ts';
import type { SearchQuery } from '../../core/search/search-query.ts';
import type { Preferences } from '../../core/subscriber/subscriber.ts';
import type { FormFields } from './form-body.ts';
import { knownTimeZone } from './time-zone.ts';

const MAX_LINES = 30;
const MAX_LINE_LENGTH = 100;
const MAX_CATEGORIES = 60;
/** More than any of the text fields can hold within the bounds above. */
const MAX_TEXT_LENGTH = 8_000;
/** A topic in a larger share of all papers says hardly more than a field does. */
const BROAD_SHARE = 0.05;
const QUOTED_BYTES = 80;

/** The form as it was sent. */
export const readDraft = (form: FormFields): PreferencesDraft => {
  const text = (name: string): string => (form.get(name) ?? '').slice(0, MAX_TEXT_LENGTH).replace(/\r\n?/g, '\n');
  return {
    frequency: text('frequency'),
    weekday: text('weekday'),
    localHour: text('localHour'),
    timeZone: text('timeZone').slice(0, MAX_LINE_LENGTH),
    categories: [...form.keys()]
      .filter((name) => name.startsWith(CATEGORY_FIELD_PREFIX))
      .map((name) => name.slice(CATEGORY_FIELD_PREFIX.length)),
    topics: text('topics'),
    exclude: text('exclude'),
    authors: text('authors'),
    maxPapers: text('maxPapers').slice(0, MAX_LINE_LENGTH),
    onlyWithCode: form.has('onlyWithCode'),
  };
};

const quoted = (line: string): string => `“${shortenText(cleanLine(line), QUOTED_BYTES)}”`;

const whole = (words: string, { min, max }: { readonly min: number; readonly max: number }) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,4}$/, words)
    .transform(Number)
    .pipe(z.number().min(min, words).max(max, words));

/** Words about a line, which is quoted before them. */
const aboutLine = (words: string) => ({
  error: ({ input }: { readonly input?: unknown }): string =>
    `${quoted(typeof input === 'string' ? input : '')} ${words}`,
});

/** Lines without repeats, each with a letter or a digit in it. */
const lines = z
  .string()
  .transform((text) => [...new Set(text.split('\n').map(cleanLine))].filter((line) => line !== ''))
  .pipe(
    z
      .array(
        z
          .string()
          .max(MAX_LINE_LENGTH, aboutLine(`is longer than ${MAX_LINE_LENGTH} characters.`))
          .regex(/[\p{L}\p{N}]/u, aboutLine('has neither a letter nor a digit.')),
      )
      .max(MAX_LINES, `${MAX_LINES} lines at most.`),
  );

const categories = z
  .array(
    z.string().transform((written, context) => {
      const category = written === ALL_CATEGORIES ? ALL_CATEGORIES : canonicalCategory(written);
      if (category !== undefined) return category;
      context.addIssue({ code: 'custom', message: `${quoted(written)} is no category of arXiv.` });
      return z.NEVER;
    }),
  )
  .transform((all) => (all.includes(ALL_CATEGORIES) ? [ALL_CATEGORIES] : [...new Set(all)]))
  .pipe(
    z
      .array(z.string())
      .min(1, 'Choose one field at least, or all of arXiv.')
      .max(MAX_CATEGORIES, `Choose ${MAX_CATEGORIES} fields at most, or all of arXiv.`),
  );

const draftSchema = z.object({
  frequency: z.enum(['daily', 'weekly'], 'Choose daily or weekly.'),
  weekday: whole('Choose a day of the week.', { min: 1, max: 7 }),
  localHour: whole('Choose an hour from 0 to 23.', { min: 0, max: 23 }),
  timeZone: z.string().transform((name, context) => {
    const zone = knownTimeZone(name);
    if (zone !== undefined) return zone;
    context.addIssue({ code: 'custom', message: 'Choose a time zone from the list.' });
    return z.NEVER;
  }),
  categories,
  topics: lines,
  exclude: lines,
  authors: lines,
  maxPapers: whole('A whole number from 1 to 50.', { min: 1, max: 50 }),
  onlyWithCode: z.boolean(),
});

/** All words of the topic, wherever they stand: the very words that the digest looks for. */
const queryOf = (topic: string): SearchQuery => ({
  text: topic,
  words: wantedWords(topic),
  phrases: [],
  excluded: [],
  categories: [],
  authors: [],
  notes: [],
});

const broadWords = (topic: string, share: number): string => {
  const percent = (share * 100).toFixed(share < 0.1 ? 1 : 0);
  const remedy = /\s/.test(topic)
    ? 'Add a word that tells what you mean from the rest, or choose the field above instead.'
    : 'Put a second word beside it, as one would name a subject and not a field, or choose the field above instead.';
  return `${quoted(topic)} stands in ${percent} % of all papers, and with more than ${BROAD_SHARE * 100} % it would fill the mail by itself. ${remedy}`;
};

/** The first topic that is too broad, in words; while there is no index to count in, none is. */
const broadTopicFault = async (
  search: Pick<PaperSearch, 'count'>,
  topics: readonly string[],
): Promise<string | undefined> => {
  for (const topic of topics) {
    const counted = await search.count(queryOf(topic));
    if (counted === undefined || counted.papers === 0) return undefined;
    const share = counted.matches / counted.papers;
    if (share > BROAD_SHARE) return broadWords(topic, share);
  }
  return undefined;
};

/** The preferences that the draft stands for, or the first thing wrong with each field. */
export const checkDraft = async (
  search: Pick<PaperSearch, 'count'>,
  draft: PreferencesDraft,
): Promise<{ readonly preferences: Preferences } | { readonly faults: DraftFaults }> => {
  const read = draftSchema.safeParse(draft);
  if (!read.success) {
    const faults = new Map<PropertyKey, string>();
    for (const { path, message } of read.error.issues) {
      const field = path[0] ?? '';
      if (!faults.has(field)) faults.set(field, message);
    }
    return { faults: Object.fromEntries(faults) };
  }
  const fault = await broadTopicFault(search, read.data.topics);
  return fault === undefined ? { preferences: read.data } : { faults: { topics: fault } };
};
