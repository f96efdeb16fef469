/**
 * Answers of the query API, in the serialisation of November 2025 and the one before. An error is an entry like any other
 * and may stand among good ones: its id tells, not the HTTP status.
 */
import { texToText } from '../tex/tex-text.ts';
import { excerptOf, instantOf, readRecord, type ParseContext, type RecordResult } from './record-reading.ts';
import { childOf, isNode, listOf, textOf, type XmlNode } from './xml-document.ts';

/** `opensearch:totalResults`; undefined when the head has none. */
export const totalResultsOf = (frame: XmlNode): number | undefined => {
  const text = textOf(childOf(frame, 'feed').totalResults);
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
};

export const readApiEntry = (entry: XmlNode, context: ParseContext): RecordResult => {
  const id = textOf(entry.id);
  if (id.includes('/api/errors')) return { reason: `the query API answered with an error: ${excerptOf(textOf(entry.summary)).slice(0, 120)}` };
  const termOf = (category: unknown): string => (isNode(category) ? textOf(category['@_term']) : '');
  const primary = termOf(childOf(entry, 'primary_category'));
  // Terms can hold lists of MSC or ACM codes as authors typed them.
  const terms = [primary, ...listOf(entry.category).map(termOf)].flatMap((term) => term.split(/[;,\s]+/)).filter((term) => term !== '');
  return readRecord(
    {
      format: 'api',
      id,
      title: textOf(entry.title),
      abstract: textOf(entry.summary),
      authors: listOf(entry.author).map((author) => texToText(textOf(isNode(author) ? author.name : author))),
      categories: terms,
      submittedAt: instantOf(textOf(entry.published)),
      comment: textOf(entry.comment),
      doi: textOf(entry.doi),
      journalRef: textOf(entry.journal_ref),
    },
    context,
  );
};
