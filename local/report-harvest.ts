/** What a round says of the documents that it read: a line for each that has something to say, and the counts of all. */
import type { HarvestReport } from '../lambdas/functions/harvest-papers/intake/intake.ts';
import type { Progress } from './console-progress.ts';

/** More files than this, and only those with something to say are printed one by one. */
const MAX_TABLE_ROWS = 150;

/** `namesEachFile`: also those that were read without anything to say. */
export const reportHarvest = (
  { counts, documents }: HarvestReport,
  { progress, namesEachFile }: { readonly progress: Progress; readonly namesEachFile: boolean },
): void => {
  const rows = documents.filter((document) => namesEachFile || document.problem !== undefined || document.rejected > 0);
  for (const { name, label, records, rejected, problem, rejectReasons } of rows.slice(0, MAX_TABLE_ROWS)) {
    const why = [
      ...(problem === undefined ? [] : [problem]),
      ...rejectReasons.filter((reason) => reason !== problem),
    ].join(' · ');
    progress.done(
      `  ${name.replace(/\p{Cc}/gu, '\uFFFD')}  [${label}]  ${records} records, ${records - rejected} accepted, ${rejected} rejected${why ? `: ${why}` : ''}`,
    );
  }
  if (rows.length > MAX_TABLE_ROWS) progress.done(`  … and ${rows.length - MAX_TABLE_ROWS} more files`);
  progress.done(
    `read      ${counts.records} records: ${counts.new} new, ${counts.updated} updated, ${counts.unchanged} unchanged, ${counts.duplicates} duplicates, ${counts.rejected} rejected`,
  );
};
