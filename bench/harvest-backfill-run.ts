/** A backfill against the simulated arXiv, wired as the command line does it. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createArxiv } from '../lambdas/adapters/arxiv/arxiv.ts';
import { createTables } from '../lambdas/adapters/dynamodb/create-tables.ts';
import { createFolderArchive } from '../lambdas/adapters/storage/folder-archive.ts';
import { addDays } from '../lambdas/core/calendar/new-york-time.ts';
import type { BackfillDeps } from '../lambdas/functions/harvest-papers/oai/backfill.ts';
import { harvestTables, localClient } from './harvest-tables.ts';
import { startLoopbackArxiv, type LoopbackArchive } from './loopback-arxiv.ts';

/** What a process that runs a backfill is told. */
export interface BackfillInput {
  readonly archive: LoopbackArchive;
  /** Bundle of `loopback-arxiv-server.ts`. */
  readonly server: string;
  /** Of the engine. */
  readonly endpoint: string;
  /** Folder for the raw archive. */
  readonly raw: string;
}

export interface LoopbackBackfill {
  readonly deps: BackfillDeps;
  readonly client: DynamoDBDocumentClient;
  close(): Promise<void>;
}

/** Days of datestamps that hold the archive's papers. */
export const backfillDays = ({ papersPerDay }: LoopbackArchive): readonly string[] => Object.keys(papersPerDay).sort();

export const openLoopbackBackfill = async ({
  archive,
  server,
  endpoint,
  raw,
}: BackfillInput): Promise<LoopbackBackfill> => {
  // The day after the last list.
  const now = new Date(`${addDays(backfillDays(archive).at(-1) ?? '', 1)}T12:00:00.000Z`);
  const clock = (): Date => now;
  const site = await startLoopbackArxiv(server, archive);
  await site.tell({ now: now.toISOString() });
  const client = localClient(endpoint);
  await createTables(client);
  const { turn, ...tables } = harvestTables(client);
  const arxiv = createArxiv({
    bases: site.bases,
    userAgent: 'PaperRound/0.1 (bench; mailto:nobody@example.org)',
    turn,
    clock,
    minIntervalMs: 0,
  });
  return {
    deps: { ...tables, archive: createFolderArchive(raw), clock, arxiv },
    client,
    close: async () => {
      await arxiv.close();
      client.destroy();
      await site.close();
    },
  };
};
