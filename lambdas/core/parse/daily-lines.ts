/** Daily JSON lines: one paper a line, `date` its list date. */
import * as z from 'zod';
import type { PaperRecord } from '../paper/paper.ts';
import { texToText } from '../tex/tex-text.ts';
import type { ParsedDocument, Reject } from './parsed-document.ts';
import { readRecord, rejectOf, type ParseContext, type RecordResult } from './record-reading.ts';
import { dateOf } from './source-date.ts';
import { MAX_RECORD_CHARS, MAX_RECORDS, TOO_MANY_RECORDS } from './xml-document.ts';

const rowSchema = z.object({
  id: z.string(),
  version: z.int().min(1).nullish(),
  title: z.string(),
  abstract: z.string(),
  authors: z.array(z.string()),
  categories: z.array(z.string()),
  comment: z.string().nullish(),
  date: z.string().refine((date) => dateOf(date) !== undefined, 'no calendar date YYYY-MM-DD'),
});

/** How much is looked at to tell daily lines from other JSON. */
const SNIFFED_CHARS = 200_000;
const SNIFFED_LINES = 20;
/** Collections of other kinds have some of the fields, but not all of them. */
const TELLING_FIELDS = [/"id"\s*:/, /"abstract"\s*:/, /"authors"\s*:/, /"categories"\s*:/];

/** Whether the text is daily lines, some of them perhaps broken: one of the first lines has the fields that tell. */
export const looksLikeDailyLines = (text: string): boolean =>
  text
    .slice(0, SNIFFED_CHARS)
    .split('\n', SNIFFED_LINES)
    .some((line) => line.trimStart().startsWith('{') && TELLING_FIELDS.every((field) => field.test(line)));

/** The lines that are not blank. Split at line feeds only: abstracts hold other line separators of Unicode. */
function* linesOf(text: string): Generator<string, void> {
  for (let start = 0; start < text.length;) {
    const feed = text.indexOf('\n', start);
    const end = feed === -1 ? text.length : feed;
    const line = text.slice(start, end);
    if (line.trim() !== '') yield line;
    start = end + 1;
  }
}

/** Every line that is not blank becomes one record or one reject. */
export const parseDailyLines = (text: string, context: ParseContext): ParsedDocument => {
  const records: PaperRecord[] = [];
  const rejects: Reject[] = [];
  const document = { format: 'daily', label: 'daily JSON lines', records, rejects, deletedIds: [] } as const;
  let position = 0;
  for (const line of linesOf(text)) {
    if (position === MAX_RECORDS) return { ...document, problem: { kind: 'too-large', message: TOO_MANY_RECORDS } };
    position += 1;
    const result = readLine(line, context);
    if ('record' in result) records.push(result.record);
    else rejects.push(rejectOf(context, { position, reason: result.reason, text: line }));
  }
  return document;
};

const parseJson = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

const readLine = (line: string, context: ParseContext): RecordResult => {
  if (line.length > MAX_RECORD_CHARS) return { reason: `the line is longer than ${MAX_RECORD_CHARS} characters` };
  const json = parseJson(line);
  if (json === undefined) return { reason: 'the line is no JSON: cut or broken' };
  const row = rowSchema.safeParse(json);
  if (!row.success) {
    const [issue] = row.error.issues;
    const field = issue?.path.join('.') ?? '';
    return { reason: `${field === '' ? 'the line' : field}: ${issue?.message ?? 'not as it should be'}` };
  }
  const { version, authors, comment, date, ...fields } = row.data;
  return readRecord(
    {
      ...fields,
      format: 'daily',
      version: version ?? undefined,
      authors: authors.map(texToText),
      authorText: authors.join(', '),
      comment: comment ?? undefined,
      // The row stands for the paper's places on that day's lists of all its categories.
      listing: ({ categories }) => ({ date, kind: 'new', categories }),
    },
    context,
  );
};
