/** The backfill of `harvest-papers` over local data: arXiv asked from this process, in turn with all others on these tables. */
import { createArxiv } from '../../../lambdas/adapters/arxiv/arxiv.ts';
import { PATIENT_RETRIES } from '../../../lambdas/adapters/arxiv/retry-policy.ts';
import type { RawArchive } from '../../../lambdas/core/ports/outside.ts';
import {
  openBackfill,
  runBackfill,
  type BackfillDeps,
} from '../../../lambdas/functions/harvest-papers/oai/backfill.ts';
import type { Tables } from '../../local-tables.ts';
import { LOCAL_USER_AGENT } from '../../local-user-agent.ts';
import type { RoundSettings } from '../../round-settings.ts';
import type { BackfillRunner } from './harvest-here.ts';

export const wireBackfill = ({
  tables,
  archive,
  arxiv: { minIntervalMs, ...bases },
}: {
  readonly tables: Tables;
  readonly archive: RawArchive;
  readonly arxiv: RoundSettings['arxiv'];
}): BackfillRunner => {
  const clock = (): Date => new Date();
  const arxiv = createArxiv({
    bases,
    userAgent: LOCAL_USER_AGENT,
    turn: tables.turn,
    clock,
    minIntervalMs,
    onRetried: (response) => archive.keep(response),
    // A range may take days: each request has its retries, however many had them before.
    retries: { ...PATIENT_RETRIES, inAll: Number.POSITIVE_INFINITY },
  });
  const deps: BackfillDeps = { ...tables, archive, clock, arxiv };
  return {
    open: (range) => openBackfill(deps, range),
    run: (job, options) => runBackfill(deps, { job, ...options }),
    close: () => arxiv.close(),
  };
};
