/** `harvest --rejected`: archived responses of which records were rejected are read again by the parser of today. */
import type { RereadReport } from '../../../lambdas/functions/harvest-papers/reread-rejects.ts';
import { printJson, printText, type Output } from '../print.ts';
import { spokenCounts } from './harvest-report.ts';

const countOf = (count: number, thing: string): string =>
  `${count.toLocaleString('en-US')} ${thing}${count === 1 ? '' : 's'}`;

/** Rejects that are left are no failure: the command has done what it can. */
export const rereadQuarantine = async (reread: () => Promise<RereadReport>, output: Output): Promise<void> => {
  const report = await reread();
  if (output.json) printJson(output, report);
  else if (report.responses === 0)
    printText(output, 'No response with rejects is archived: there is nothing to read again.');
  else
    printText(
      output,
      `Read ${countOf(report.responses, 'response')} again, ${spokenCounts(report.counts)}. ${
        report.stillRejected === 0
          ? 'Nothing is rejected any more.'
          : `${countOf(report.stillRejected, 'reject')} left, with their reasons beside the responses.`
      }`,
    );
};
