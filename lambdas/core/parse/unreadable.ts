/** Bodies of which nothing could be read. */
import type { DocumentProblem, ParsedDocument } from './parsed-document.ts';
import { rejectOf, type ParseContext } from './record-reading.ts';

/** Counts as one rejected record, so that the summary shows it. */
export const unreadable = (
  problem: DocumentProblem,
  { context, text }: { readonly context: ParseContext; readonly text: string },
): ParsedDocument => ({
  format: 'error-text',
  label: problem.kind,
  records: [],
  rejects: [rejectOf(context, { position: 1, reason: problem.message, text })],
  deletedIds: [],
  problem,
});

/** Whether the body should have been XML: an answer over HTTP, or a file that calls itself so. Anything else may be foreign. */
export const isExpectedMarkup = ({ source }: ParseContext): boolean =>
  /^https?:/i.test(source) || /\.(?:xml|rss|atom)(?:\.gz)?$/i.test(source);
