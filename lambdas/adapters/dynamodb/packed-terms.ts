/**
 * The terms of a day in one attribute: their JSON object, gzipped. The words and pairs of words that stand in three papers
 * at least of 1,300 are 17,000 terms; as a map they would be 350 KB, packed they are 77 KB, so that eight weeks are read for 1,050 RRU.
 */
import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';
import { termCountsSchema, type TermCounts } from '../../core/signal/term-counts.ts';

/** What a row of DynamoDB may hold packed is never that much unpacked, unless it is no list of terms. */
const MAX_UNPACKED_BYTES = 8 * 1024 * 1024;

export const packTerms = (terms: TermCounts['terms']): Uint8Array => gzipSync(JSON.stringify(terms));

const unpack = (packed: Uint8Array): unknown =>
  JSON.parse(gunzipSync(packed, { maxOutputLength: MAX_UNPACKED_BYTES }).toString('utf8'));

/** Reads a row as it is stored; terms that can't be unpacked are a fault of the row like any other. */
export const storedTermCountsSchema = termCountsSchema
  .omit({ terms: true })
  .extend({
    packedTerms: z
      .instanceof(Uint8Array)
      .transform((packed, context) => {
        try {
          return unpack(packed);
        } catch {
          context.addIssue({ code: 'custom', message: 'can not be unpacked' });
          return z.NEVER;
        }
      })
      .pipe(termCountsSchema.shape.terms),
  })
  .transform(({ packedTerms, ...counts }): TermCounts => ({ ...counts, terms: packedTerms }));
