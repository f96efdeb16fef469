/** Pages that bodies for the fuzz are cut from. */
import type { SeededRandom } from './seeded-random.ts';

/** A page taken apart at its records, so that a smaller page of the same kind can be put together. */
export interface SeedPage {
  readonly name: string;
  /** Pages of one kind share their turns: a kind with many pages is not tried more often. */
  readonly kind: string;
  readonly head: string;
  /** Empty for answers that hold none; these are all head. */
  readonly records: readonly string[];
  readonly tail: string;
}

/** What the issue asks for: bodies of up to 20 KB. */
export const MAX_BODY_BYTES = 20 * 1024;
const MIN_BUDGET = 3_000;

/** By the kind of page, the element that holds a record; daily lines have none. */
const RECORD = /<(item|entry|record)[\s>][\s\S]*?<\/\1>/g;

/** Takes a page apart. What stands between its records (white space) is left out. */
export const splitPage = (page: Pick<SeedPage, 'name' | 'kind'>, text: string): SeedPage => {
  const found = [...text.matchAll(RECORD)];
  const [first] = found;
  const last = found.at(-1);
  if (!first || !last) return { ...page, head: text, records: [], tail: '' };
  // A bare record is a document of its own.
  if (found.length === 1 && first.index === 0) return { ...page, head: text, records: [], tail: '' };
  return {
    ...page,
    head: text.slice(0, first.index),
    records: found.map(([record]) => record),
    tail: text.slice(last.index + last[0].length),
  };
};

export const composePage = ({ head, tail }: SeedPage, records: readonly string[]): string =>
  head + records.join('\n') + tail;

/** A body, not yet mutated, as bytes in Latin-1: one character a byte, so that any byte can be put anywhere. */
export interface CutPage {
  readonly bytes: string;
  /** The whole records in it, as text. */
  readonly records: readonly string[];
}

export const toBytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

/** Neighbouring records within a budget of bytes, small bodies as likely as large ones; one time in four cut anywhere besides. */
export const cutPage = (page: SeedPage, random: SeededRandom): CutPage => {
  const budget = MIN_BUDGET * (MAX_BODY_BYTES / MIN_BUDGET) ** random.next();
  const records: string[] = [];
  let size = page.head.length + page.tail.length;
  for (let at = random.between(0, Math.max(0, page.records.length - 1)); at < page.records.length; at += 1) {
    const record = page.records[at] ?? '';
    if (records.length > 0 && size + record.length > budget) break;
    records.push(record);
    size += record.length + 1;
  }
  const bytes = toBytes(composePage(page, records));
  if (!random.chance(0.25)) return { bytes: bytes.slice(0, MAX_BODY_BYTES), records };
  const from = random.chance(0.3) ? random.between(0, bytes.length) : 0;
  return { bytes: bytes.slice(from, from + random.between(1, MAX_BODY_BYTES)), records };
};
