/**
 * Citation labels: CSV with the columns `title`, `abstract`, `cites` and `TNCSI_SP` (impact normalised by field and time, 0 to 1).
 * They know neither authors nor categories nor comments, so those features stay unknown for them.
 */
import { parse as parseCsv } from 'csv-parse/sync';
import * as z from 'zod';
import { findLinks } from '../../lambdas/core/paper/link.ts';
import { observeFeatures, type PriorFeatureName } from '../../lambdas/core/score/announcement-features.ts';
import { texToText } from '../../lambdas/core/tex/tex-text.ts';
import { replayResponses } from '../../local/replay-source.ts';
import { valuesOf, type CitedExample } from './examples.ts';

/** What the labels don't tell. */
export const UNKNOWN_TO_CITATIONS: readonly PriorFeatureName[] = ['venue', 'authors', 'cross-lists', 'bursting-terms'];

const number = z.string().trim().min(1).transform(Number).pipe(z.number());
const rowSchema = z.object({
  title: z.string(),
  abstract: z.string(),
  cites: number.pipe(z.number().min(0)),
  TNCSI_SP: number.pipe(z.number().min(0).max(1)),
});

/** @throws ZodError for a row without the columns or with another number than the columns allow */
export const readCitationText = (text: string): readonly CitedExample[] =>
  z
    .array(rowSchema)
    .parse(parseCsv(text, { columns: true, bom: true }))
    .map((row) => {
      const title = texToText(row.title);
      const abstract = texToText(row.abstract);
      const record = { title, abstract, authors: [], categories: [''], links: findLinks({ abstract }) };
      return { values: valuesOf(observeFeatures(record)), citations: row.cites, impact: row.TNCSI_SP };
    });

/** @throws ReplayPathError for a path that can't be read */
export const readCitations = async (path: string): Promise<readonly CitedExample[]> => {
  const examples: CitedExample[] = [];
  for await (const file of replayResponses([path], '--labels'))
    if (!('skipped' in file)) examples.push(...readCitationText(Buffer.from(file.body).toString('utf8')));
  return examples;
};
