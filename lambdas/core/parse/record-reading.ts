/** What all formats share when a record's text becomes a `PaperRecord` or a `Reject`. */
import { parseArxivId } from '../paper/arxiv-id.ts';
import { foldCategories } from '../paper/category.ts';
import { isDamagedText } from '../paper/damaged-text.ts';
import type { PaperRecord, SourceFormat } from '../paper/paper.ts';
import { texToText } from '../tex/tex-text.ts';
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
  /** Names already cut apart. */
  readonly authors: readonly string[];
  readonly categories: readonly string[];
  readonly submittedAt?: string | undefined;
  readonly createdOn?: string | undefined;
  readonly comment?: string | undefined;
  readonly doi?: string | undefined;
  readonly journalRef?: string | undefined;
  readonly license?: string | undefined;
  readonly withdrawn?: boolean | undefined;
  /** An abstract may be absent: only OAI has such records (arXiv's own schema allows it), and a paper without one is still a paper. */
  readonly mayLackAbstract?: boolean;
  readonly listing?: PaperRecord['listing'];
}

export type RecordResult = { readonly record: PaperRecord } | { readonly reason: string };

/** Normalises the text, checks what every paper must have. */
export const readRecord = (raw: RawRecord, { sampleIds = false }: ParseContext): RecordResult => {
  const parsed = parseArxivId(raw.id, { sampleIds });
  if (parsed === undefined) return { reason: raw.id === '' ? 'the record has no identifier' : `${quoted(raw.id)} is no arXiv identifier` };
  const title = texToText(raw.title);
  if (title === '') return { reason: `${parsed.paperId} has no title` };
  const abstract = texToText(raw.abstract);
  if (abstract === '' && raw.mayLackAbstract !== true) return { reason: `${parsed.paperId} has no abstract` };
  const folded = foldCategories(raw.categories);
  if (folded === undefined) return { reason: `${parsed.paperId} has no arXiv category (${quoted(raw.categories.join(' '))})` };
  const { submittedAt, createdOn, doi, license, withdrawn, listing } = raw;
  const comment = optionalText(raw.comment);
  const journalRef = optionalText(raw.journalRef);
  return {
    record: {
      paperId: parsed.paperId,
      version: raw.version ?? parsed.version ?? 1,
      format: raw.format,
      title,
      abstract,
      authors: raw.authors.filter((name) => name !== ''),
      ...folded,
      damaged: isDamagedText(raw.title) || isDamagedText(raw.abstract) || raw.authors.some(isDamagedText),
      ...(submittedAt !== undefined && { submittedAt }),
      ...(createdOn !== undefined && { createdOn }),
      ...(comment !== undefined && { comment }),
      ...(doi !== undefined && doi !== '' && { doi }),
      ...(journalRef !== undefined && { journalRef }),
      ...(license !== undefined && license !== '' && { license }),
      ...(withdrawn === true && { withdrawn }),
      ...(listing && { listing }),
    },
  };
};

const optionalText = (raw: string | undefined): string | undefined => (raw === undefined ? undefined : texToText(raw) || undefined);

const EXCERPT_CHARS = 300;

/** Bounded, on one line, without control characters. */
export const excerptOf = (text: string): string =>
  text
    .slice(0, EXCERPT_CHARS * 4)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, EXCERPT_CHARS);

const quoted = (text: string): string => JSON.stringify(excerptOf(text).slice(0, 60));

export const rejectOf = (
  { source }: ParseContext,
  { position, reason, text }: { readonly position: number; readonly reason: string; readonly text: string },
): Reject => ({ source, position, reason, excerpt: excerptOf(text) });

/** The instant of an RFC 822 or ISO date; undefined when it is none. */
export const instantOf = (text: string): string | undefined => {
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().replace('.000Z', 'Z');
};
