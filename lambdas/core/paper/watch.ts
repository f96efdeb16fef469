/** For how long a paper's signals are followed, and under which shard of the sparse index `watched`. */
import { createHash } from 'node:crypto';
import { addDays } from '../calendar/new-york-time.ts';

/** Days after its announcement, and after its latest new evidence, for which a paper is followed. */
export const WATCH_DAYS = 30;

/** A night reads all of them; 16 spread the writes of a batch. */
export const WATCH_SHARDS: readonly string[] = Array.from({ length: 16 }, (_, shard) => String(shard).padStart(2, '0'));

/** The last day of watching. `evidenceOn` are days of contributions. */
export const watchUntil = (announcedOn: string, evidenceOn: readonly string[]): string =>
  addDays(
    [announcedOn, ...evidenceOn].reduce((latest, day) => (day > latest ? day : latest)),
    WATCH_DAYS,
  );

export const watchShard = (paperId: string): string =>
  WATCH_SHARDS[(createHash('sha256').update(paperId).digest()[0] ?? 0) % WATCH_SHARDS.length] ?? '00';
