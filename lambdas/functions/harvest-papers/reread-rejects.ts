/** Reads the quarantine again: responses of which records were rejected, with a parser that may have been mended since. */
import type { Quarantine } from '../../core/ports/outside.ts';
import { createIntake, type HarvestDeps, type RecordCounts } from './intake.ts';
import { settleBatches, type SettleBatchesDeps } from './settle-batches.ts';
import { newYorkDate } from '../../core/calendar/announcement-calendar.ts';

export interface RereadRejectsDeps extends HarvestDeps, SettleBatchesDeps {
  readonly quarantine: Quarantine;
}

export interface RereadReport {
  /** Responses that had rejects beside them. */
  readonly responses: number;
  readonly stillRejected: number;
  readonly counts: Readonly<RecordCounts>;
}

/** Batches whose rejects could be read now are counted anew. A record that is rejected again stays in the quarantine. */
export const rereadRejects = async (
  deps: RereadRejectsDeps,
  { categories }: { readonly categories: readonly string[] },
): Promise<RereadReport> => {
  const { quarantine, clock } = deps;
  // The response is in the archive already.
  const archive = { keep: () => Promise.resolve(), keepRejects: () => Promise.resolve() };
  const intake = createIntake({ ...deps, archive }, { sampleIds: false });
  let responses = 0;
  for await (const response of quarantine.responses()) {
    const document = await intake.take(response);
    await quarantine.settle(response, document?.rejects ?? []);
    responses += 1;
  }
  const { counts, tally } = intake.report();
  await settleBatches(deps, { tally, date: newYorkDate(clock()), categories });
  return { responses, stillRejected: counts.rejected, counts };
};
