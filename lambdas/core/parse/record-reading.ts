/** What all formats share when a record's text becomes a `PaperRecord` or a `Reject`. */
import { parseArxivId } from '../paper/arxiv-id.ts';
import { tidyAuthors } from '../paper/author.ts';
import { foldCategories, type FoldedCategories } from '../paper/category.ts';
import { isDamagedText } from '../paper/damaged-text.ts';
import type { PaperRecord, SourceFormat } from '../paper/paper.ts';
import { restoreMaths, type Conversion } from '../tex/restore-maths.ts';
import { texToText } from '../tex/tex-text.ts';
import { hasWithdrawnNote } from './withdrawn-note.ts';
import type { Reject } from './parsed-document.ts';

/** Where the document came from and how lenient its ids may be. */
export interface ParseContext {
  /** File name or URL. */
  readonly source: string;
  /** Accept the invented identifiers of the sample (month 13). */
  readonly sampleIds?: boolean;
  /** The category whose list was asked for. */
  readonly category?: string;
}

/** A record as the source wrote it: text with its TeX, categories as they stand. */
export interface RawRecord {
  readonly format: SourceFormat;
  readonly id: string;
  readonly version?: number | undefined;
  readonly title: string;
  readonly abstract: string;
  /** Names already cut apart and normalised. */
  readonly authors: readonly string[];
  /** The text they were cut from, in which damage is looked for. */
  readonly authorText: string;
  readonly categories: readonly string[];
  readonly submittedAt?: string | undefined;
  readonly createdOn?: string | undefined;
  readonly comment?: string | undefined;
  readonly doi?: string | undefined;
  readonly journalRef?: string | undefined;
  readonly license?: string | undefined;
  /** What the source says besides comment and abstract. */
  readonly withdrawn?: boolean;
  /** An abstract may be absent: arXiv's OAI formats allow it, and a paper without one is still a paper. */
  readonly mayLackAbstract?: boolean;
  /** The list in which the record stood. */
  readonly listing?: (categories: FoldedCategories) => PaperRecord['listing'];
}

/** A record taken in, or one sentence on what is wrong with it. */
export type RecordResult = { readonly record: PaperRecord } | { readonly reason: string };

/** Sources whose text went through one of arXiv's conversions; daily lines are collected from the query API. */
const CONVERSIONS: Partial<Readonly<Record<SourceFormat, Conversion>>> = {
  api: 'api',
  daily: 'api',
  arXiv: 'oai',
  oai_dc: 'oai',
};

/** One text whatever the source: see docs/one-text.md. */
const normaliseText = (text: string, format: SourceFormat): string => {
  const conversion = CONVERSIONS[format];
  return texToText(conversion === undefined ? text : restoreMaths(text, conversion));
};

/** Normalises the text and checks what every paper must have: identifier, title, abstract, a category of arXiv. */
export const readRecord = (raw: RawRecord, { sampleIds = false }: ParseContext): RecordResult => {
  const id = parseArxivId(raw.id, { sampleIds });
  if (id === undefined) {
    return { reason: raw.id === '' ? 'the record has no identifier' : `${quoted(raw.id)} is no arXiv identifier` };
  }
  const title = normaliseText(raw.title, raw.format);
  if (title === '') return { reason: `${id.paperId} has no title` };
  const abstract = normaliseText(raw.abstract, raw.format);
  if (abstract === '' && raw.mayLackAbstract !== true) return { reason: `${id.paperId} has no abstract` };
  const folded = foldCategories(raw.categories);
  if (folded === undefined) {
    return { reason: `${id.paperId} has no arXiv category (${quoted(raw.categories.join(' '))})` };
  }
  const comment = normaliseText(raw.comment ?? '', raw.format);
  const isWithdrawn = raw.withdrawn === true || hasWithdrawnNote({ comment, abstract });
  return {
    record: {
      paperId: id.paperId,
      version: raw.version ?? id.version ?? 1,
      format: raw.format,
      title,
      abstract,
      authors: tidyAuthors(raw.authors),
      ...folded,
      damaged: [raw.title, raw.abstract, raw.authorText, raw.comment ?? ''].some(isDamagedText),
      ...whenSaid('submittedAt', raw.submittedAt),
      ...whenSaid('createdOn', raw.createdOn),
      ...whenSaid('comment', comment),
      ...whenSaid('doi', firstDoi(raw.doi ?? '')),
      ...whenSaid('journalRef', normaliseText(raw.journalRef ?? '', raw.format)),
      ...whenSaid('license', /^https?:\/\/[^\s\p{Cc}\p{Cs}]+$/u.exec(raw.license ?? '')?.[0]),
      ...(isWithdrawn && { withdrawn: true }),
      ...whenSaid('listing', raw.listing?.(folded)),
    },
  };
};

/** A field without a value is absent. */
const whenSaid = <Key extends keyof PaperRecord>(
  key: Key,
  value: PaperRecord[Key] | '' | undefined,
): Partial<Pick<PaperRecord, Key>> =>
  value === undefined || value === '' ? {} : ({ [key]: value } as Partial<Pick<PaperRecord, Key>>);

/** DOIs may be of any length, in use they are below 100 characters. */
const MAX_DOI_CHARS = 300;

/** Authors put several into one field (`10.1000/a; 10.1000/b`): the first is the paper's, the others are its errata. */
const firstDoi = (text: string): string | undefined =>
  /\b10\.\d{4,9}\/[^\s\p{Cc}\p{Cs}]+/u
    .exec(text.slice(0, MAX_DOI_CHARS))?.[0]
    .replace(/[,;]10\.\d{4,9}\/.*$/, '')
    .replace(/[,;.]+$/, '');

const EXCERPT_CHARS = 300;

/** The start of a text, on one line, without control characters and halves of surrogate pairs. */
export const excerptOf = (text: string, maxChars = EXCERPT_CHARS): string =>
  text
    .slice(0, maxChars * 4)
    .replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ')
    .trim()
    .slice(0, maxChars)
    // Half of a pair may be left where it was cut.
    .replace(/\p{Cs}/gu, '');

const quoted = (text: string): string => JSON.stringify(excerptOf(text, 60));

/** `reason` is one sentence, `text` the record as it stands. */
export const rejectOf = (
  { source }: ParseContext,
  { position, reason, text }: { readonly position: number; readonly reason: string; readonly text: string },
): Reject => ({ source, position, reason, excerpt: excerptOf(text) });
