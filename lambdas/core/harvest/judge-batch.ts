/** Makes the row of `Batches` from what is known of a batch: how many were announced, how many are stored, what went wrong. */
import { BATCH_COUNTS, MAX_MISSING_IDS, type Batch, type BatchCount } from '../batch.ts';
import type { PaperId } from '../paper/paper.ts';

/** What one harvest found out about one batch, together with what is stored of it. */
export interface BatchEvidence {
  readonly category: string;
  readonly date: string;
  /** The row of an earlier harvest. */
  readonly known: Batch | undefined;
  /** Papers of the batch that are stored, whoever stored them. */
  readonly stored: number;
  /** Papers that are known to have been announced and are not stored. */
  readonly missingIds: readonly PaperId[];
  /** What tells how many were announced. */
  readonly countedBy: BatchCount | undefined;
  /** What arXiv says that there are, at least. @default what is stored, missing and rejected */
  readonly announced?: number;
  /** Records that were rejected: they count as announced unless a listing page counts. */
  readonly rejected: number;
  readonly sources: Iterable<string>;
  /** What was lost or failed, clauses: the batch is short. */
  readonly problems: readonly string[];
  /** Why it can't be called complete yet, one clause: the batch is pending, or short when no poll follows. */
  readonly waiting?: string | undefined;
  readonly feedTag?: string | undefined;
}

export interface Judgement {
  /** No poll of this batch follows tonight. */
  readonly isFinal: boolean;
  /** When a short batch is repaired next. */
  readonly nextRepairAt: string | undefined;
  /** Instant of the judgement. */
  readonly at: string;
}

/** A count is never replaced by that of a weaker source. */
const COUNT_RANKS: readonly (BatchCount | undefined)[] = [...BATCH_COUNTS, undefined];

const isStronger = (a: BatchCount | undefined, b: BatchCount | undefined): boolean =>
  COUNT_RANKS.indexOf(a) < COUNT_RANKS.indexOf(b);

/**
 * A listing page proves a batch by itself: with all of its papers stored it is complete, whatever happened to the feed.
 * Without one the batch is complete when its source came whole: nothing lost, nothing rejected, nothing to wait for.
 */
export const judgeBatch = (evidence: BatchEvidence, { isFinal, nextRepairAt, at }: Judgement): Batch => {
  const { category, date, known, stored, rejected, problems, waiting } = evidence;
  const countedBy = isStronger(known?.countedBy, evidence.countedBy) ? known?.countedBy : evidence.countedBy;
  const isProven = countedBy === 'listing-page';
  const proven = known?.countedBy === 'listing-page' ? known.announced : undefined;
  const said = evidence.countedBy === 'listing-page' ? (evidence.announced ?? proven) : (proven ?? evidence.announced);
  const found = stored + evidence.missingIds.length + (isProven ? 0 : rejected);
  const announced = Math.max(said ?? 0, found);
  const isMissing = stored < announced;

  const reasons = [
    ...(isMissing && isProven ? [`${announced - stored} of ${announced} papers are missing`] : []),
    ...(rejected > 0 && (isMissing || !isProven) ? [`${rejected} of its records could not be read`] : []),
    ...problems,
    ...(waiting === undefined ? [] : [waiting]),
  ];
  const isComplete = !isMissing && countedBy !== undefined && (isProven || reasons.length === 0);
  const isShort = !isComplete && (isFinal || problems.length > 0 || (rejected > 0 && isMissing));
  const missingIds = evidence.missingIds.toSorted().slice(0, MAX_MISSING_IDS);
  const feedTag = evidence.feedTag ?? known?.feedTag;
  return {
    category,
    date,
    announced,
    stored,
    rejected,
    sources: [...new Set([...(known?.sources ?? []), ...evidence.sources])].sort(),
    ...(countedBy !== undefined && { countedBy }),
    state: isComplete ? 'complete' : isShort ? 'short' : 'pending',
    ...(!isComplete && { reason: reasons.join('; ') || 'nothing of it has come yet' }),
    ...(missingIds.length > 0 && { missingIds }),
    ...(isShort && nextRepairAt !== undefined && { nextRepairAt }),
    ...(feedTag !== undefined && { feedTag }),
    updatedAt: at,
  };
};

/** The row of a day on which arXiv announces nothing. */
export const quietBatch = ({
  category,
  date,
  reason,
  at,
}: {
  readonly category: string;
  readonly date: string;
  readonly reason: string;
  readonly at: string;
}): Batch => ({
  category,
  date,
  announced: 0,
  stored: 0,
  rejected: 0,
  sources: [],
  state: 'quiet',
  reason,
  updatedAt: at,
});
