/** Reads the quarantine again: responses of which records were rejected, with a parser that may have been mended since. */
import type { Quarantine, RawResponse } from '../../core/ports/outside.ts';
import { addCounts, createIntake, NO_RECORDS, type HarvestDeps, type RecordCounts } from './intake/intake.ts';
import { settleBatches, type SettleBatchesDeps } from './batches/settle-batches.ts';
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

/** What a live harvest archived is named by its address; a replayed file had every category taken. */
const wasAskedFor = ({ name }: RawResponse): boolean => /^https?:/.test(name);

/** Batches whose rejects could be read now are counted anew. A record that is rejected again stays in the quarantine. */
export const rereadRejects = async (
  deps: RereadRejectsDeps,
  { categories, sampleIds = false }: { readonly categories: readonly string[]; readonly sampleIds?: boolean },
): Promise<RereadReport> => {
  const { quarantine, clock } = deps;
  // The response is in the archive already.
  const archive = { keep: () => Promise.resolve(), keepRejects: () => Promise.resolve() };
  const counts: RecordCounts = { ...NO_RECORDS };
  let responses = 0;
  for await (const response of quarantine.responses()) {
    const intake = createIntake(
      { ...deps, archive },
      { sampleIds, ...(wasAskedFor(response) && { follows: categories }) },
    );
    const document = await intake.take(response);
    await quarantine.settle(response, document?.rejects ?? []);
    addCounts(counts, intake.report().counts);
    await settleBatches(deps, { tally: intake.tally, date: newYorkDate(clock()), categories });
    responses += 1;
  }
  return { responses, stillRejected: counts.rejected, counts };
};
