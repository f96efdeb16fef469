/** `subscribers add|import|list`: the operator's hand on the list of readers. */
import { readFile } from 'node:fs/promises';
import { parse as parseCsv } from 'csv-parse/sync';
import * as z from 'zod';
import { canonicalCategory } from '../../lambdas/core/paper/category.ts';
import { ALL_CATEGORIES } from '../../lambdas/core/rank/ranked-list.ts';
import { dueShardOf, nextDueAt } from '../../lambdas/core/subscriber/due-time.ts';
import { parseEmailAddress, subscriberIdOf } from '../../lambdas/core/subscriber/email-address.ts';
import { preferencesSchema, type Preferences, type Subscriber } from '../../lambdas/core/subscriber/subscriber.ts';
import { UsageError } from '../round-flags.ts';
import type { CliData } from './cli-data.ts';
import { printJson, printTable, type Output } from './print.ts';

/** One row of an import, or the flags of `add`: texts as a person writes them. */
export interface SubscriberInput {
  readonly email?: string | undefined;
  readonly frequency?: string | undefined;
  readonly localHour?: string | number | undefined;
  readonly timeZone?: string | undefined;
  readonly categories?: string | readonly string[] | undefined;
  readonly topics?: string | readonly string[] | undefined;
  readonly exclude?: string | readonly string[] | undefined;
  readonly authors?: string | readonly string[] | undefined;
  readonly maxPapers?: string | number | undefined;
}

const FIELDS = [
  'email',
  'frequency',
  'localHour',
  'timeZone',
  'categories',
  'topics',
  'exclude',
  'authors',
  'maxPapers',
] as const;

interface Reading {
  readonly address: string;
  readonly preferences: Preferences;
}

const listOf = (value: string | readonly string[] | undefined): string[] | undefined => {
  if (value === undefined) return undefined;
  const items = (typeof value === 'string' ? value.split(';') : value).map((item) => item.trim()).filter(Boolean);
  return items.length > 0 ? items : undefined;
};
const numberOf = (value: string | number | undefined): number | undefined =>
  value === undefined || value === '' ? undefined : Number(value);

/** The zones of this Node's ICU, in their own spelling. */
const isTimeZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

/** Checks one row; the fault names the field, never the address. */
export const readSubscriber = (
  input: SubscriberInput,
  defaults: { readonly categories: readonly string[] },
): Reading | { readonly fault: string } => {
  const address = parseEmailAddress(input.email ?? '');
  if (address === undefined) return { fault: 'email is no address' };
  if (input.timeZone && !isTimeZone(input.timeZone))
    return { fault: `timeZone ${JSON.stringify(input.timeZone)} is no IANA time zone, e.g. Europe/Berlin` };
  const terms = listOf(input.categories) ?? defaults.categories;
  const categories = terms.map((term) => (term === ALL_CATEGORIES ? term : canonicalCategory(term)));
  const unknown = terms.find((_, index) => categories[index] === undefined);
  if (unknown !== undefined) return { fault: `categories: ${JSON.stringify(unknown)} is no arXiv category` };
  const parsed = preferencesSchema.safeParse({
    frequency: input.frequency || undefined,
    localHour: numberOf(input.localHour),
    timeZone: input.timeZone || undefined,
    categories: [...new Set(categories)],
    topics: listOf(input.topics),
    exclude: listOf(input.exclude),
    authors: listOf(input.authors),
    maxPapers: numberOf(input.maxPapers),
  });
  if (!parsed.success)
    return { fault: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ') };
  return { address, preferences: parsed.data };
};

/** A confirmed subscriber by the operator's word, which the consent record says. */
const byOperatorsWord = (
  { address, preferences }: Reading,
  { hashKey, now, text }: { readonly hashKey: string; readonly now: Date; readonly text: string },
): Subscriber => {
  const subscriberId = subscriberIdOf(address, hashKey);
  const at = now.toISOString();
  return {
    subscriberId,
    address,
    state: 'confirmed',
    createdAt: at,
    stateChangedAt: at,
    consent: { by: 'operator', at, text },
    preferences,
    dueShard: dueShardOf(subscriberId),
    dueAt: nextDueAt(preferences, now),
  };
};

export interface AddOptions {
  readonly hashKey: string;
  readonly now: Date;
  readonly categories: readonly string[];
}

/** @throws UsageError when a field is wrong */
export const addSubscriber = async (
  { tables }: CliData,
  input: SubscriberInput,
  { hashKey, now, categories }: AddOptions,
  output: Output,
): Promise<void> => {
  const reading = readSubscriber(input, { categories });
  if ('fault' in reading) throw new UsageError(`The subscriber was not added: ${reading.fault}.`);
  const subscriber = byOperatorsWord(reading, { hashKey, now, text: 'added by the operator on the command line' });
  const outcome = await tables.subscribers.add(subscriber);
  if (output.json)
    printJson(output, { subscriberId: subscriber.subscriberId, outcome, preferences: subscriber.preferences });
  else
    output.write(
      outcome === 'added'
        ? `Added as ${subscriber.subscriberId}, confirmed by your word.\n`
        : `Already there as ${subscriber.subscriberId}: nothing was changed.\n`,
    );
};

const rowSchema = z.record(z.string(), z.unknown());

/** CSV with a header line, or JSON lines when the first character is `{`. @throws UsageError */
export const readImportFile = async (path: string): Promise<readonly SubscriberInput[]> => {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UsageError(`${path} can't be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`);
  });
  const rows = text.trimStart().startsWith('{') ? readJsonLines(path, text) : readCsv(path, text);
  const first = rows[0];
  if (first === undefined) throw new UsageError(`${path} holds no subscriber.`);
  if (!('email' in first)) throw new UsageError(`${path} has no column email; known columns are ${FIELDS.join(', ')}.`);
  const unknown = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter(
    (name) => !(FIELDS as readonly string[]).includes(name),
  );
  if (unknown.length > 0)
    throw new UsageError(`${path} has unknown columns ${unknown.join(', ')}; known are ${FIELDS.join(', ')}.`);
  return rows as readonly SubscriberInput[];
};

const readCsv = (path: string, text: string): readonly Record<string, unknown>[] => {
  try {
    return parseCsv(text, { columns: true, bom: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    throw new UsageError(`${path} is no CSV: ${error instanceof Error ? error.message : String(error)}`);
  }
};

const readJsonLines = (path: string, text: string): readonly Record<string, unknown>[] =>
  text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [rowSchema.parse(JSON.parse(line))];
    } catch {
      throw new UsageError(`${path}, line ${index + 1}, is no JSON object.`);
    }
  });

/** Every row is added or named with its fault; one bad row never costs the others. Returns whether all were taken. */
export const importSubscribers = async (
  { tables }: CliData,
  path: string,
  { hashKey, now, categories }: AddOptions,
  output: Output,
): Promise<boolean> => {
  const rows = await readImportFile(path);
  const faults: { row: number; fault: string }[] = [];
  const counts = { added: 0, 'already-there': 0 };
  for (const [index, row] of rows.entries()) {
    const reading = readSubscriber(row, { categories });
    if ('fault' in reading) {
      faults.push({ row: index + 1, fault: reading.fault });
      continue;
    }
    counts[
      await tables.subscribers.add(
        byOperatorsWord(reading, { hashKey, now, text: 'imported by the operator from a file' }),
      )
    ] += 1;
  }
  if (output.json) printJson(output, { added: counts.added, alreadyThere: counts['already-there'], faults });
  else {
    output.write(`${counts.added} added, ${counts['already-there']} already there, ${faults.length} not taken\n`);
    for (const { row, fault } of faults) output.write(`  row ${row}: ${fault}\n`);
  }
  return faults.length === 0;
};

export const listSubscribers = async ({ tables }: CliData, output: Output): Promise<void> => {
  const subscribers: Subscriber[] = [];
  for await (const subscriber of tables.subscribers.all()) subscribers.push(subscriber);
  subscribers.sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0));
  if (output.json) {
    printJson(output, { subscribers });
    return;
  }
  if (subscribers.length === 0) output.write('No subscriber yet: npm run cli -- subscribers add EMAIL\n');
  else
    printTable(output, {
      head: ['address', 'state', 'consent', 'when', 'categories', 'papers'],
      widths: [34, 14, 10, 32, 50, 8],
      rows: subscribers.map(
        ({ address, state, consent, preferences: { frequency, localHour, timeZone, categories, maxPapers } }) => [
          address,
          state,
          consent.by,
          `${frequency} ${String(localHour).padStart(2, '0')}:00 ${timeZone}`,
          categories.join(' '),
          maxPapers,
        ],
      ),
    });
};
