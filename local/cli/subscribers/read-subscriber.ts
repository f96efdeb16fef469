/** One subscriber as an operator writes them: the fields of an import, the flags of `add`. */
import * as z from 'zod';
import { canonicalCategory } from '../../../lambdas/core/paper/category.ts';
import { ALL_CATEGORIES } from '../../../lambdas/core/rank/ranked-list.ts';
import { parseEmailAddress } from '../../../lambdas/core/subscriber/email-address.ts';
import { preferencesSchema, type Preferences } from '../../../lambdas/core/subscriber/subscriber.ts';

/** Items of a list, and characters of an item: far beyond what a person types, far below what a row holds. */
const MAX_ITEMS = 100;
const MAX_ITEM_LENGTH = 200;

/** What each field must be. A fault is told in these words alone: a value may be somebody's address in the wrong column. */
const RULES = {
  email: 'must be one bare mail address',
  frequency: 'must be daily or weekly',
  localHour: 'must be a whole number from 0 to 23',
  timeZone: 'must be an IANA time zone, e.g. Europe/Berlin',
  categories: 'must be arXiv categories separated by ;, e.g. cs.LG;stat.ML, or all',
  topics: `must be at most ${MAX_ITEMS} words or phrases of at most ${MAX_ITEM_LENGTH} characters, separated by ;`,
  exclude: `must be at most ${MAX_ITEMS} words or phrases of at most ${MAX_ITEM_LENGTH} characters, separated by ;`,
  authors: `must be at most ${MAX_ITEMS} names of at most ${MAX_ITEM_LENGTH} characters, separated by ;`,
  maxPapers: 'must be a whole number from 1 to 50',
  onlyWithCode: 'must be yes or no',
} as const;
export type SubscriberField = keyof typeof RULES;
export const SUBSCRIBER_FIELDS = Object.keys(RULES) as readonly SubscriberField[];

/** Texts as a person writes them, or the values of a JSON line. Empty ones are as good as absent. */
export type SubscriberInput = Readonly<Partial<Record<SubscriberField, unknown>>>;

export interface SubscriberReading {
  /** As `parseEmailAddress` gives it. */
  readonly address: string;
  readonly preferences: Preferences;
}

/** Control characters have no place in a word, and could steer a terminal or a mail. */
const itemSchema = z
  .string()
  .min(1)
  .max(MAX_ITEM_LENGTH)
  .regex(/^\P{Cc}+$/u);

/** The list as written, split by `;`; undefined when there is nothing in it. Values of a wrong type stay, to be refused. */
const listOf = (value: unknown): unknown => {
  const items: unknown = typeof value === 'string' ? value.split(';') : value;
  if (!Array.isArray(items)) return items;
  const written = items
    .map((item: unknown) => (typeof item === 'string' ? item.trim() : item))
    .filter((item) => item !== '');
  return written.length > 0 ? [...new Set(written)] : undefined;
};

/** Digits only: `Number` would also read `0x10`, `1e1` and white space. */
const numberOf = (value: unknown): unknown =>
  typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value;

/** `yes` and `no` as people write them, `true` and `false` as spreadsheets and JSON do. */
const booleanOf = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  if (/^(?:yes|true)$/i.test(value)) return true;
  return /^(?:no|false)$/i.test(value) ? false : value;
};

const canonicalTerm = (term: unknown): unknown =>
  typeof term !== 'string' || term === ALL_CATEGORIES ? term : canonicalCategory(term);

/** The zone in its proper spelling; undefined when this Node's ICU does not know it. Offsets such as `+01:00` are no zones: they know no summer. */
const timeZoneOf = (zone: string): string | undefined => {
  if (!/^[A-Za-z]/.test(zone)) return undefined;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions();
    return timeZone.toLowerCase() === zone.toLowerCase() ? timeZone : zone;
  } catch {
    return undefined;
  }
};

const inputSchema = preferencesSchema.omit({ weekday: true }).extend({
  email: z.string().transform((text, context) => {
    const address = parseEmailAddress(text);
    if (address !== undefined) return address;
    context.addIssue({ code: 'custom' });
    return z.NEVER;
  }),
  timeZone: z
    .string()
    .transform((zone, context) => {
      const known = timeZoneOf(zone);
      if (known !== undefined) return known;
      context.addIssue({ code: 'custom' });
      return z.NEVER;
    })
    .optional(),
  categories: z.array(itemSchema).min(1).max(MAX_ITEMS),
  topics: z.array(itemSchema).max(MAX_ITEMS).optional(),
  exclude: z.array(itemSchema).max(MAX_ITEMS).optional(),
  authors: z.array(itemSchema).max(MAX_ITEMS).optional(),
});

/** Empty and null are as good as absent. */
const written = (value: unknown): unknown => {
  const trimmed = typeof value === 'string' ? value.trim() : value;
  return trimmed === '' || trimmed === null ? undefined : trimmed;
};

/**
 * Checks one subscriber; aliases of categories are folded, double ones dropped.
 * @returns a fault names the fields and what they must be, never what they hold
 */
export const readSubscriber = (
  input: SubscriberInput,
  defaults: { readonly categories: readonly string[] },
): SubscriberReading | { readonly fault: string } => {
  const { email, frequency, localHour, timeZone, categories, topics, exclude, authors, maxPapers, onlyWithCode } =
    Object.fromEntries(SUBSCRIBER_FIELDS.map((field) => [field, written(input[field])])) as SubscriberInput;
  const terms = listOf(categories) ?? defaults.categories;
  const parsed = inputSchema.safeParse({
    email,
    frequency,
    localHour: numberOf(localHour),
    timeZone,
    categories: Array.isArray(terms) ? [...new Set(terms.map(canonicalTerm))] : terms,
    topics: listOf(topics),
    exclude: listOf(exclude),
    authors: listOf(authors),
    maxPapers: numberOf(maxPapers),
    onlyWithCode: booleanOf(onlyWithCode),
  });
  if (!parsed.success) {
    const wrong = new Set(parsed.error.issues.map(({ path: [field] }) => field));
    return {
      fault: SUBSCRIBER_FIELDS.filter((field) => wrong.has(field))
        .map((field) => `${field} ${RULES[field]}`)
        .join('; '),
    };
  }
  const { email: address, ...preferences } = parsed.data;
  return { address, preferences: preferencesSchema.parse(preferences) };
};
