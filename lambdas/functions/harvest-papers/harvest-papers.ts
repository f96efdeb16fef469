/** Takes a stream of documents in from first to last: a replay, the sample. What asks arXiv drives the intake itself. */
import {
  createIntake,
  type HarvestDeps,
  type HarvestInput,
  type HarvestReport,
  type IntakeOptions,
} from './intake/intake.ts';

export const harvestPapers = async (
  deps: HarvestDeps,
  { responses, ...options }: IntakeOptions & { readonly responses: AsyncIterable<HarvestInput> },
): Promise<HarvestReport> => {
  const intake = createIntake(deps, options);
  for await (const input of responses) await intake.take(input);
  return intake.report();
};
