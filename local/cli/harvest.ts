/** `harvest`: days gone by into the tables, here or in a deployed stack, and the quarantine read again. */
import { rereadRejects } from '../../lambdas/functions/harvest-papers/reread-rejects.ts';
import type { CliData } from './cli-data.ts';
import type { HarvestConsole } from './harvest/harvest-console.ts';
import type { HarvestRequest } from './harvest/harvest-flags.ts';
import { harvestHere } from './harvest/harvest-here.ts';
import { harvestStack } from './harvest/harvest-stack.ts';
import { rereadQuarantine } from './harvest/reread-quarantine.ts';
import { wireBackfill } from './harvest/wire-backfill.ts';

/** @returns false where something is left to do: the same command goes on with it */
export const harvest = async (data: CliData, request: HarvestRequest, console: HarvestConsole): Promise<boolean> => {
  const { tables, categories, raw, arxiv } = data;
  const clock = (): Date => new Date();
  if (request.kind === 'rejected') {
    const reread = () => rereadRejects({ ...tables, ...raw(), clock }, { categories, sampleIds: data.sample });
    await rereadQuarantine(reread, console.output);
    return true;
  }
  const { from, to, wait } = request;
  const range = { from, to, categories: request.categories ?? [...categories].sort() };
  if (arxiv === undefined) return harvestStack(tables.ledger, { range, wait, clock }, console);
  const runner = wireBackfill({ tables, archive: raw().archive, arxiv });
  try {
    return await harvestHere(runner, range, console);
  } finally {
    await runner.close();
  }
};
