import * as fc from 'fast-check';
import { BATCH_COUNTS, batchSchema, MAX_MISSING_IDS, type Batch } from '../../../../lambdas/core/batch.ts';
import { judgeBatch, type BatchEvidence } from '../../../../lambdas/core/harvest/judge-batch.ts';
import type { PaperId } from '../../../../lambdas/core/paper/paper.ts';

const JUDGEMENT = { isFinal: false, nextRepairAt: '2026-11-21T03:30:00.000Z', at: '2026-11-20T06:15:00.000Z' };
const evidenceOf = (changes: Partial<BatchEvidence> = {}): BatchEvidence => ({
  category: 'cs.LG',
  date: '2026-11-20',
  known: undefined,
  stored: 10,
  missingIds: [],
  countedBy: 'feed',
  rejected: 0,
  sources: ['rss'],
  problems: [],
  ...changes,
});
const judge = (changes: Partial<BatchEvidence> = {}, judgement: Partial<typeof JUDGEMENT> = {}): Batch =>
  judgeBatch(evidenceOf(changes), { ...JUDGEMENT, ...judgement });

const someIds = (count: number): readonly PaperId[] =>
  Array.from({ length: count }, (_, index) => `2611.${String(index + 1).padStart(5, '0')}` as PaperId);

describe('the judgement on a batch', () => {
  it('is complete when its source came whole', () => {
    expect(judge()).toMatchObject({ state: 'complete', announced: 10, stored: 10, countedBy: 'feed' });
  });

  it('is complete by its listing page whatever happened to the feed', () => {
    const lost = { problems: ['the document ends inside record 5'], rejected: 1 };
    expect(judge({ ...lost, countedBy: 'listing-page', announced: 10 })).toMatchObject({
      state: 'complete',
      rejected: 1,
    });
    expect(judge(lost)).toMatchObject({ state: 'short', announced: 11 });
  });

  it('waits while a poll follows, and is short with the next repair when none does', () => {
    const missing = { countedBy: 'listing-page', announced: 12 } as const;
    expect(judge(missing)).toMatchObject({ state: 'pending', reason: '2 of 12 papers are missing' });
    expect(judge(missing)).not.toHaveProperty('nextRepairAt');
    expect(judge(missing, { isFinal: true })).toMatchObject({ state: 'short', nextRepairAt: JUDGEMENT.nextRepairAt });
  });

  it('keeps the count of a listing page that an earlier harvest saw', () => {
    const known = judge({ countedBy: 'listing-page', announced: 12 });
    expect(judge({ known })).toMatchObject({ announced: 12, countedBy: 'listing-page', state: 'pending' });
    expect(judge({ known, stored: 12, countedBy: 'oai' })).toMatchObject({
      state: 'complete',
      countedBy: 'listing-page',
    });
  });

  it('is not complete while nothing tells how many were announced', () => {
    expect(judge({ countedBy: undefined })).toMatchObject({ state: 'pending', reason: 'nothing of it has come yet' });
  });

  it('never says complete of a batch that lacks something, and always fits its row', () => {
    fc.assert(
      fc.property(
        fc.record({
          stored: fc.nat(3000),
          missing: fc.nat(MAX_MISSING_IDS + 50),
          countedBy: fc.option(fc.constantFrom(...BATCH_COUNTS), { nil: undefined }),
          announced: fc.option(fc.nat(4000), { nil: undefined }),
          rejected: fc.nat(20),
          problems: fc.array(fc.constantFrom('refused', 'cut'), { maxLength: 2 }),
          waiting: fc.option(fc.constant('not yet'), { nil: undefined }),
          isFinal: fc.boolean(),
          knownCount: fc.option(fc.constantFrom(...BATCH_COUNTS), { nil: undefined }),
        }),
        ({ missing, isFinal, knownCount, announced, ...evidence }) => {
          const known = knownCount && judge({ countedBy: knownCount, stored: 50, announced: 60 });
          const batch = judge(
            { ...evidence, known, missingIds: someIds(missing), ...(announced !== undefined && { announced }) },
            { isFinal },
          );
          expect(batchSchema.parse(batch)).toEqual(batch);
          expect(batch.stored).toBeLessThanOrEqual(batch.announced);
          const isComplete = batch.state === 'complete';
          expect(isComplete && (batch.stored < batch.announced || missing > 0)).toBe(false);
          expect(isComplete || (batch.reason ?? '') !== '').toBe(true);
          expect(isFinal && batch.state === 'pending').toBe(false);
          const keepsCount = known?.countedBy === 'listing-page' && evidence.countedBy !== 'listing-page';
          expect(keepsCount && batch.announced < known.announced).toBe(false);
        },
      ),
    );
  });
});
