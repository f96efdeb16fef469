/** `CollectionLedger`, in rows of the `Batches` table beside the batches. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { CollectionLedger } from '../../core/ports/stores.ts';
import type { SignalSource } from '../../core/signal/signal.ts';
import { sourceNightSchema } from '../../core/signal/source-night.ts';
import { createLedgerRows } from './ledger-rows.ts';
import { packTerms, storedTermCountsSchema } from './packed-terms.ts';

const TERMS = 'terms#all';
const nightsOf = (source: SignalSource): string => `signals#${source}`;

/** Reads are strongly consistent and throw StoredRowError; a `put` throws RowTooLargeError. */
export const createCollectionLedger = (client: DynamoDBDocumentClient, tableName: string): CollectionLedger => {
  const rows = createLedgerRows(client, tableName);
  return {
    night: (source, date) => rows.get(sourceNightSchema, { category: nightsOf(source), date }),
    nightBefore: (source, date) => rows.newestBefore(sourceNightSchema, { category: nightsOf(source), date }),
    nights: (source, from, to) => rows.between(sourceNightSchema, nightsOf(source), { from, to }),
    putNight: (night) => rows.put({ category: nightsOf(night.source), date: night.date }, night),
    termCounts: (from, to) => rows.between(storedTermCountsSchema, TERMS, { from, to }),
    putTermCounts: ({ date, papers, terms }) =>
      rows.put({ category: TERMS, date }, { papers, packedTerms: packTerms(terms) }),
  };
};
