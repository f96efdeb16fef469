/** Holds what the parser made of a body against what stands in it: nothing lost, nothing twice, nothing refused without cause. */
import type { PaperRecord } from '../../lambdas/core/paper/paper.ts';
import type { ParsedDocument } from '../../lambdas/core/parse/parsed-document.ts';
import { findDailyLines, findMarkupRecords } from './find-records.ts';

/** What became of a record on its own page, before any mutation. */
export interface KnownRecord {
  /** As it stands in the page. */
  readonly text: string;
  /** Absent for one that is rejected, or marked deleted. */
  readonly record?: PaperRecord | undefined;
  readonly deletedId?: string | undefined;
}

export interface Answered {
  readonly body: Uint8Array;
  readonly source: string;
  /** Records of the pages that the body was made from. */
  readonly known: readonly KnownRecord[];
  /** The parser's answer; undefined for a foreign document. */
  readonly document: ParsedDocument | undefined;
}

const decoder = new TextDecoder('utf-8');

/** One of the first lines tells daily lines. */
const TELLING_LINES = 20;

const countOf = ({ records, rejects, deletedIds }: ParsedDocument): number =>
  records.length + rejects.length + deletedIds.length;

/** Every fault of accounting, in words; none for a sound answer. */
export const accountFor = (answered: Answered): readonly string[] => {
  const text = decoder.decode(answered.body);
  const start = text.trimStart();
  if (start === '') return answered.document?.problem?.kind === 'empty' ? [] : ['an empty body is not told as such'];
  return start.startsWith('<') ? accountForMarkup(start, answered) : accountForText(text, answered);
};

const accountForMarkup = (text: string, answered: Answered): readonly string[] => {
  const { document, known } = answered;
  const { isTakenIn, openings, timesOf } = findMarkupRecords(text);
  if (document?.format === 'listing-page')
    return /<(?:!doctype\s+)?html/i.test(text) ? [] : ['what is no HTML is taken for a listing page'];
  if (document === undefined || document.format === 'error-text') {
    return isTakenIn ? [`a page of arXiv with ${openings} records is refused`] : accountForRefusal(answered);
  }
  const count = countOf(document);
  // After a foreign root it is the parser's choice what to take for a page of arXiv.
  if (!isTakenIn) return count <= openings ? [] : [`${openings} records begin, ${count} are told`];
  return [
    ...(count === openings ? [] : [`${openings} records begin, ${count} are told`]),
    ...known.flatMap((each) => accountForKnown(each, timesOf(each.text), document)),
  ];
};

const accountForText = (text: string, answered: Answered): readonly string[] => {
  const { document } = answered;
  const lines = findDailyLines(text);
  // Records in XML may stand on one line as well.
  const known = answered.known.filter((each) => each.text.startsWith('{'));
  const timesOf = ({ text: line }: KnownRecord, among: readonly string[]): number =>
    among.filter((each) => each === line).length;
  if (document?.format !== 'daily') {
    const isOther = text.trimStart().toLowerCase().startsWith('rate exceeded');
    const telling = text.split('\n', TELLING_LINES);
    const isDaily = !isOther && known.some((each) => timesOf(each, telling) > 0);
    return isDaily ? [`daily lines are refused: ${lines.length}`] : accountForRefusal(answered);
  }
  const count = countOf(document);
  return [
    ...(count === lines.length ? [] : [`${lines.length} lines, ${count} are told`]),
    ...known.flatMap((each) => accountForKnown(each, timesOf(each, lines), document)),
  ];
};

/** Refused as a whole: one reject and its problem, or foreign where the name of the file allows that. */
const accountForRefusal = ({ document, source }: Answered): readonly string[] => {
  if (document === undefined) return source.endsWith('.xml') ? ['an answer of arXiv is taken for foreign'] : [];
  const isSaid = document.problem !== undefined && document.rejects.length === 1 && document.records.length === 0;
  return isSaid ? [] : ['a body that is refused is not one reject with its problem'];
};

/** The list is what stands around the record, and may be damaged. */
const withoutListing = ({ listing, ...record }: PaperRecord): string => JSON.stringify(record);

/** An entry of a feed whose head is damaged may be read as one of the query API: then only the paper is the same. */
const isSame = (record: PaperRecord, expected: PaperRecord): boolean =>
  record.paperId === expected.paperId &&
  (record.format !== expected.format || withoutListing(record) === withoutListing(expected));

/** Whether a reject shows this text: its start on one line, or all of it and what stands behind, where its end was missed. */
const isExcerpt = (excerpt: string, text: string): boolean => {
  const line = text
    .slice(0, 1_200)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  return excerpt !== '' && (line.startsWith(excerpt) || excerpt.startsWith(line));
};

/** An untouched record is read as on its own page, or rejected, as often as it stands there. */
const accountForKnown = (
  { text, record, deletedId }: KnownRecord,
  times: number,
  document: ParsedDocument,
): readonly string[] => {
  if (times === 0) return [];
  const read = record === undefined ? 0 : document.records.filter((each) => isSame(each, record)).length;
  const deleted = document.deletedIds.filter((id) => id === deletedId).length;
  const rejected = document.rejects.filter(({ excerpt }) => isExcerpt(excerpt, text)).length;
  const told = read + deleted + rejected;
  const name = record?.paperId ?? deletedId ?? text.slice(0, 60);
  return told >= times ? [] : [`untouched record ${name} stands ${times} times, ${told} are told`];
};
