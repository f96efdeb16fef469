/**
 * arXiv identifiers: reading them out of what sources write (prefixes, URLs, versions) and building links from them.
 * The key of a paper is the bare identifier: no version, no subject class, lower-case archive.
 */
import { ARCHIVES } from './category.ts';
import type { PaperId } from './paper.ts';

/** A bare identifier, and the version when the text named one. */
export interface ParsedArxivId {
  readonly paperId: PaperId;
  readonly version?: number;
}

/** Longer text is no identifier, whatever it holds. */
const MAX_ID_TEXT_LENGTH = 200;

/** arXiv's own form since April 2007: `^(\d\d)(\d\d)\.(\d{4,5})(v[1-9]\d*)?$`; year and month are checked apart. */
const NEW_FORM = /^(\d\d)(\d\d)\.(\d{4,5})(?:v([1-9]\d{0,4}))?$/i;
/** arXiv's own form from 1991 to March 2007; the subject class (`math.GT/…`) is not canonical. */
const OLD_FORM = /^([a-z]+(?:-[a-z]{2,})?)(?:\.[a-z-]{2,})?\/(\d\d)(\d\d)(\d{3})(?:v([1-9]\d{0,4}))?$/i;
const PREFIX = /^(?:oai:arxiv\.org:|arxiv:\s*|https?:\/\/(?:[a-z]+\.)?arxiv\.org\/(?:abs|pdf|html|format)\/)/i;
/** What may follow the identifier in a URL. */
const URL_TAIL = /(?:\.pdf)?(?:[?#].*)?\/?$/i;

/** `arXiv` assigned identifiers of the new form from April 2007, with five digits from January 2015. */
const FIRST_NEW_MONTH = 704;
const FIRST_FIVE_DIGIT_MONTH = 1501;
const LAST_OLD_MONTH = 200703;
const FIRST_OLD_MONTH = 199107;
/** No month of the calendar: identifiers of the bundled sample, which arXiv can never assign. */
const SAMPLE_MONTH = 13;

const isNewId = (yearMonth: number, digits: string, sampleIds: boolean): boolean => {
  const month = yearMonth % 100;
  if (month === SAMPLE_MONTH) return sampleIds && digits.length === 5;
  if (month < 1 || month > 12 || yearMonth < FIRST_NEW_MONTH) return false;
  return digits.length === (yearMonth < FIRST_FIVE_DIGIT_MONTH ? 4 : 5);
};

const oldYear = (twoDigits: number): number => (twoDigits >= 91 ? 1900 : 2000) + twoDigits;

const isOldId = (archive: string, year: number, month: number): boolean => {
  const yearMonth = oldYear(year) * 100 + month;
  return (
    month >= 1 && month <= 12 && yearMonth >= FIRST_OLD_MONTH && yearMonth <= LAST_OLD_MONTH && ARCHIVES.has(archive)
  );
};

const withVersion = (paperId: string, version: string | undefined): ParsedArxivId =>
  version === undefined ? { paperId: paperId as PaperId } : { paperId: paperId as PaperId, version: Number(version) };

/**
 * Reads an identifier of either grammar, bare or with `arXiv:`, `oai:arXiv.org:`, an abs or pdf URL and `.pdf`
 * around it; `undefined` when the text is none. Month 13 (`2613.00001`) is taken only with `sampleIds`.
 */
export const parseArxivId = (text: string, options?: { readonly sampleIds?: boolean }): ParsedArxivId | undefined => {
  if (text.length > MAX_ID_TEXT_LENGTH) return undefined;
  const bare = text.trim().replace(PREFIX, '').replace(URL_TAIL, '');
  const fresh = NEW_FORM.exec(bare);
  if (fresh) {
    const [, year = '', month = '', digits = '', version] = fresh;
    if (!isNewId(Number(year + month), digits, options?.sampleIds ?? false)) return undefined;
    return withVersion(`${year}${month}.${digits}`, version);
  }
  const old = OLD_FORM.exec(bare);
  if (!old) return undefined;
  const [, archive = '', year = '', month = '', digits = '', version] = old;
  const name = archive.toLowerCase();
  return isOldId(name, Number(year), Number(month))
    ? withVersion(`${name}/${year}${month}${digits}`, version)
    : undefined;
};

/** Year and month in the identifier: the month of the announcement. Sample identifiers have month 13. */
export const identifierMonth = (paperId: PaperId): { readonly year: number; readonly month: number } => {
  const digits = paperId.slice(paperId.indexOf('/') + 1);
  return { year: oldYear(Number(digits.slice(0, 2))), month: Number(digits.slice(2, 4)) };
};

/** An identifier of the bundled sample: no such paper exists, and nothing may link to it. */
export const isSampleId = (paperId: PaperId): boolean => identifierMonth(paperId).month === SAMPLE_MONTH;

/** The abstract page, the only page of arXiv that Paper Round sends readers to. */
export const absUrl = (paperId: PaperId): string => `https://arxiv.org/abs/${paperId}`;

/** The PDF on arXiv; e-prints are never served from here. */
export const pdfUrl = (paperId: PaperId): string => `https://arxiv.org/pdf/${paperId}`;
