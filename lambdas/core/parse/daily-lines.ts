/** Daily JSON lines (CONTRACTS: Daily JSON lines): one paper a line, `date` its list date. */
import * as z from 'zod';
import { foldCategories } from '../paper/category.ts';
import { texToText } from '../tex/tex-text.ts';
import type { PaperRecord } from '../paper/paper.ts';
import type { ParsedDocument, Reject } from './parsed-document.ts';
import { readRecord, rejectOf, type ParseContext } from './record-reading.ts';

const rowSchema = z.object({
  id: z.string(),
  version: z.number().int().min(1).optional(),
  title: z.string(),
  abstract: z.string(),
  authors: z.array(z.string()),
  categories: z.array(z.string()),
  comment: z.string().nullish(),
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
});

/** Lines looked at to tell daily lines from other JSON. */
const SNIFFED_LINES = 20;

/** Whether the text is daily lines, some of them perhaps broken. */
export const looksLikeDailyLines = (text: string): boolean =>
  text
    .slice(0, 200_000)
    .split('\n', SNIFFED_LINES)
    .some((line) => /^\s*\{/.test(line) && /"id"\s*:/.test(line) && /"categories"\s*:/.test(line));

/** Split at line feeds only: abstracts hold other Unicode line separators. */
export const parseDailyLines = (text: string, context: ParseContext): ParsedDocument => {
  const records: PaperRecord[] = [];
  const rejects: Reject[] = [];
  let position = 0;
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    position += 1;
    const result = readLine(line, context);
    if ('record' in result) records.push(result.record);
    else rejects.push(rejectOf(context, { position, reason: result.reason, text: line }));
  }
  return { format: 'daily', label: 'daily JSON lines', records, rejects, deletedIds: [] };
};

const readLine = (line: string, context: ParseContext) => {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return { reason: 'the line is no JSON: cut or broken' };
  }
  const parsed = rowSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { reason: `${issue?.path.join('.') || 'the line'}: ${issue?.message ?? 'is not as it should be'}` };
  }
  const { id, version, title, abstract, authors, categories, comment, date } = parsed.data;
  if (Number.isNaN(Date.parse(`${date}T00:00:00Z`))) return { reason: `date ${date} is no calendar date` };
  const folded = foldCategories(categories);
  return readRecord(
    {
      format: 'daily',
      id,
      version,
      title,
      abstract,
      authors: authors.map(texToText),
      categories,
      comment: comment ?? undefined,
      // The row stands for the paper's place in all its categories; only the primary one lists it as new.
      ...(folded && { listing: { date, kind: 'new', categories: folded.categories } }),
    },
    context,
  );
};
