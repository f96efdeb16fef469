/**
 * `RequestTurn` across all Lambdas and processes of a deployment: one row of the `Batches` table, taken and given back by
 * conditional writes. Every instant in it is by the clock of who wrote it; clocks may differ by `CLOCK_SLACK_MS`.
 *
 * A request may take four minutes, and nobody is to wait so long behind a process that was killed: the row says `held` for
 * a few seconds only, and the holder says it again while its request is under way.
 */
import { randomUUID } from 'node:crypto';
import { GetCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { Clock } from '../../core/ports/outside.ts';
import type { RequestTurn, Turn } from '../../core/ports/request-turn.ts';
import { isoInstantSchema } from '../../core/paper/paper.ts';
import { pause, type Pause } from '../network/pause.ts';
import { writeIf } from './conditional-write.ts';
import { parseRow } from './stored-row.ts';

export interface TableTurnOptions {
  /** Real time. @default the system's */
  readonly clock?: Clock;
  /** @default setTimeout */
  readonly sleep?: Pause;
  /** In [0, 1), for jitter. @default Math.random */
  readonly random?: () => number;
  /** How long a turn that others hold is waited for. @default 5 minutes */
  readonly maxWaitMs?: number;
  /** How long the row says `held` behind a holder that is gone. @default 15 seconds */
  readonly leaseMs?: number;
}

const turnRowSchema = z.object({
  /** Who holds the turn; absent when nobody does. A new one for each turn. */
  holder: z.string().optional(),
  /** When the hold of a holder that is gone is over. */
  heldUntil: isoInstantSchema.optional(),
  /** No request begins before. */
  nextStartAt: isoInstantSchema.optional(),
  /** Which process wrote `nextStartAt`: its own clock needs no slack. */
  startedBy: z.string().optional(),
  /** arXiv is to be left alone until then. */
  restUntil: isoInstantSchema.optional(),
});
type TurnRow = z.infer<typeof turnRowSchema>;

const KEY = { category: 'turn#arxiv', date: 'now' } as const;
/** Machines in AWS keep time to milliseconds; a laptop may not. */
const CLOCK_SLACK_MS = 1000;
/** Timers may fire up to a millisecond early; arXiv must not see 2,999. */
const TIMER_SLACK_MS = 2;
const DEFAULT_MAX_WAIT_MS = 5 * 60_000;
/** Long against a pause of a small Lambda that parses a large page, short for somebody who starts a killed harvest again. */
const DEFAULT_LEASE_MS = 15_000;
/** Two renewals may fail before the lease is over. */
const RENEWALS_PER_LEASE = 3;
const POLL_MS = { least: 250, most: 1000 } as const;

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();
const msOf = (text: string | undefined): number => (text === undefined ? Number.NEGATIVE_INFINITY : Date.parse(text));

/** @throws StoredRowError when the row is not as it should be; errors of DynamoDB as they are */
export const createTableTurn = (
  client: DynamoDBDocumentClient,
  tableName: string,
  options: TableTurnOptions = {},
): RequestTurn => {
  const { clock = () => new Date(), sleep = pause, random = Math.random } = options;
  const { maxWaitMs = DEFAULT_MAX_WAIT_MS, leaseMs = DEFAULT_LEASE_MS } = options;
  const shape = { tableName, keyNames: ['category', 'date'], schema: turnRowSchema };
  const processId = randomUUID();
  const nowMs = (): number => clock().getTime();

  /** One conditional write. A write that is sent twice, its answer having been lost, meets its own holder and succeeds again. */
  const hold = async (holder: string, heldUntilMs: number): Promise<TurnRow | undefined> => {
    const now = nowMs();
    try {
      const { Attributes } = await client.send(
        new UpdateCommand({
          TableName: tableName,
          Key: KEY,
          UpdateExpression: 'SET holder = :holder, heldUntil = :until',
          ConditionExpression:
            '(attribute_not_exists(holder) OR holder = :holder OR heldUntil < :over) AND ' +
            '(attribute_not_exists(restUntil) OR restUntil <= :now)',
          ExpressionAttributeValues: {
            ':holder': holder,
            ':until': instant(heldUntilMs),
            ':over': instant(now - CLOCK_SLACK_MS),
            ':now': instant(now),
          },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return parseRow(shape, Attributes ?? {});
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  };
  const read = async (): Promise<TurnRow> => {
    const { Item } = await client.send(new GetCommand({ TableName: tableName, Key: KEY, ConsistentRead: true }));
    return parseRow(shape, Item ?? {});
  };
  const letGo = async (holder: string, set = '', values: Readonly<Record<string, string>> = {}): Promise<void> => {
    await writeIf(
      client.send(
        new UpdateCommand({
          TableName: tableName,
          Key: KEY,
          UpdateExpression: `${set} REMOVE holder, heldUntil`.trim(),
          ConditionExpression: 'holder = :holder',
          ExpressionAttributeValues: { ':holder': holder, ...values },
        }),
      ),
    );
  };
  /** Whoever holds the turn by now: that arXiv wants to be left alone stays true. The later instant stays. */
  const rest = async (until: Date): Promise<void> => {
    await writeIf(
      client.send(
        new UpdateCommand({
          TableName: tableName,
          Key: KEY,
          UpdateExpression: 'SET restUntil = :until',
          ConditionExpression: 'attribute_not_exists(restUntil) OR restUntil < :until',
          ExpressionAttributeValues: { ':until': until.toISOString() },
        }),
      ),
    );
  };
  /** False when another holds the turn by now. */
  const extend = (holder: string, heldUntilMs: number): Promise<boolean> =>
    writeIf(
      client.send(
        new UpdateCommand({
          TableName: tableName,
          Key: KEY,
          UpdateExpression: 'SET heldUntil = :until',
          ConditionExpression: 'holder = :holder',
          ExpressionAttributeValues: { ':holder': holder, ':until': instant(heldUntilMs) },
        }),
      ),
    );

  /** Says again and again that the turn is held, up to the end of the whole hold; and tells a holder that could not. */
  const keepHeld = (holder: string, { heldUntilMs, overMs }: Held, ended: AbortSignal): AbortSignal => {
    const lost = new AbortController();
    let untilMs = heldUntilMs;
    const renew = async (): Promise<void> => {
      while (untilMs < overMs) {
        await sleep(leaseMs / RENEWALS_PER_LEASE, ended);
        if (ended.aborted || lost.signal.aborted) return;
        const nextMs = Math.max(untilMs, Math.min(nowMs() + leaseMs, overMs));
        try {
          if (!(await extend(holder, nextMs))) lost.abort();
          untilMs = nextMs;
        } catch {
          // The next look tries again. If none gets through, the turn is lost when what was written last is over.
        }
      }
    };
    const watch = async (): Promise<void> => {
      while (!ended.aborted && !lost.signal.aborted) {
        const leftMs = untilMs - nowMs();
        if (leftMs <= 0) lost.abort();
        else await sleep(leftMs, ended);
      }
    };
    void renew();
    void watch();
    return lost.signal;
  };

  const turnOf = (holder: string, held: Held, intervalMs: number): Turn => {
    const ended = new AbortController();
    return {
      lost: keepHeld(holder, held, ended.signal),
      end: async ({ startedAt, restUntil }) => {
        ended.abort();
        // Before the turn is free, so that nobody begins in between.
        if (restUntil) await rest(restUntil);
        await letGo(holder, 'SET nextStartAt = :next, startedBy = :process', {
          ':next': instant(startedAt.getTime() + intervalMs),
          ':process': processId,
        });
      },
    };
  };

  return {
    take: async ({ holdMs, intervalMs, signal }) => {
      const isGivenUp = (): boolean => signal?.aborted === true;
      const holder = randomUUID();
      const giveUpAtMs = nowMs() + maxWaitMs;
      // Behind a holder that is gone nobody knows when it began: its hold ends an interval after that at the earliest.
      const untilEndMs = Math.max(Math.min(holdMs, leaseMs), intervalMs);
      while (!isGivenUp()) {
        const heldUntilMs = nowMs() + intervalMs + untilEndMs + CLOCK_SLACK_MS;
        const row = await hold(holder, heldUntilMs);
        if (row) {
          const slackMs = row.startedBy === processId ? TIMER_SLACK_MS : CLOCK_SLACK_MS;
          // Whoever began before did so before now, so an interval from now is always enough.
          const waitMs = Math.min(msOf(row.nextStartAt) + slackMs - nowMs(), intervalMs + TIMER_SLACK_MS);
          if (waitMs > 0) await sleep(waitMs, signal);
          if (isGivenUp()) await letGo(holder);
          // A process that was held up, as Lambda's are between two runs, takes the turn anew.
          else if (nowMs() + untilEndMs <= heldUntilMs) {
            const held = { heldUntilMs, overMs: Math.max(heldUntilMs, nowMs() + holdMs) };
            return { outcome: 'turn', turn: turnOf(holder, held, intervalMs) };
          }
          continue;
        }
        const restUntilMs = msOf((await read()).restUntil);
        if (restUntilMs > nowMs()) return { outcome: 'resting', until: new Date(restUntilMs) };
        if (nowMs() >= giveUpAtMs) break;
        await sleep(POLL_MS.least + random() * (POLL_MS.most - POLL_MS.least), signal);
      }
      return { outcome: 'busy' };
    },
  };
};

interface Held {
  /** What the row says. */
  readonly heldUntilMs: number;
  /** The hold is over then, whatever the row could say. */
  readonly overMs: number;
}
