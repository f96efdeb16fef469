/**
 * Answers of the query API, in the serialisation of November 2025 and the one before. An error is an entry like any
 * other and may stand among good ones: its id tells, not the HTTP status.
 */
import { texToText } from '../tex/tex-text.ts';
import type { DocumentProblem } from './parsed-document.ts';
import { excerptOf, readRecord, type ParseContext, type RecordResult } from './record-reading.ts';
import { instantOf } from './source-date.ts';
import { childOf, isNode, listOf, textOf, type XmlNode } from './xml-document.ts';

/** `opensearch:totalResults`; undefined when the head has none. */
export const totalResultsOf = (frame: XmlNode): number | undefined => {
  const text = textOf(childOf(frame, 'feed').totalResults);
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
};

const termOf = (category: unknown): string => (isNode(category) ? textOf(category['@_term']) : '');

/** What an error entry says; undefined when the entry is a paper. */
const errorOf = (entry: XmlNode): DocumentProblem | undefined =>
  textOf(entry.id).includes('/api/errors')
    ? { kind: 'api-error', message: `the query API answered with an error: ${excerptOf(textOf(entry.summary), 160)}` }
    : undefined;

/** Reads one entry; an error entry gives the document its problem. */
export const readApiEntry = (
  entry: XmlNode,
  context: ParseContext,
): RecordResult & { readonly problem?: DocumentProblem } => {
  const error = errorOf(entry);
  if (error) return { reason: error.message, problem: error };
  const names = listOf(entry.author).map((author) => textOf(isNode(author) ? author.name : author));
  return readRecord(
    {
      format: 'api',
      id: textOf(entry.id),
      title: textOf(entry.title),
      abstract: textOf(entry.summary),
      authors: names.map(texToText),
      authorText: names.join(', '),
      // A term may hold several MSC or ACM codes, as the author typed them; they are no categories and fall out.
      categories: [termOf(childOf(entry, 'primary_category')), ...listOf(entry.category).map(termOf)],
      submittedAt: instantOf(textOf(entry.published)),
      comment: textOf(entry.comment),
      doi: textOf(entry.doi),
      journalRef: textOf(entry.journal_ref),
    },
    context,
  );
};
