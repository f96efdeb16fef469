/** `PaperStore` on the `Papers` table. */
import { PutCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { addDays, newYorkDateAndHour } from '../../core/calendar/new-york-time.ts';
import { isoDateSchema, paperSchema, type Paper, type PaperId } from '../../core/paper/paper.ts';
import { WATCH_SHARDS } from '../../core/paper/watch.ts';
import type { Clock } from '../../core/ports/outside.ts';
import type { PaperStore, WatchedPaper } from '../../core/ports/stores.ts';
import { forEachBounded } from './bounded-concurrency.ts';
import { writeIf } from './conditional-write.ts';
import { nothingExpires } from './expiry.ts';
import { countTable, getRows, queryPages, queryRows } from './read-rows.ts';
import { checkRowSize, parseRow } from './stored-row.ts';

type Row = Readonly<Record<string, unknown>>;

const overPaperSchema = paperSchema.pick({ paperId: true }).extend({ watchUntil: isoDateSchema });
type OverPaper = Pick<WatchedPaper, 'paperId' | 'watchUntil'>;
const watchedPaperSchema = paperSchema
  .pick({ paperId: true, primaryCategory: true, announcedOn: true, repository: true })
  .extend({ watchUntil: isoDateSchema });

/** A paper that is no longer followed is put without its keys of the index: a backfill of years would fill it for nothing. */
const sparse = (paper: Paper, now: Date): Paper => {
  const { watchShard, watchUntil, ...unwatched } = paper;
  // A day more: the night that began yesterday may still be under way.
  const yesterday = addDays(newYorkDateAndHour(now.getTime()).date, -1);
  return watchUntil !== undefined && watchUntil < yesterday ? unwatched : paper;
};

/**
 * Reads throw StoredRowError for a row that is no paper. `putMany` throws RowTooLargeError, naming the paper, before it
 * writes anything.
 *
 * @param clock tells which papers are no longer followed when they are put; `unwatch` finds the others
 * @default everything is followed
 */
export const createPaperStore = (
  client: DynamoDBDocumentClient,
  tableName: string,
  clock: Clock = nothingExpires,
): PaperStore => {
  const shapeOf = <Schema>(schema: Schema) => ({ tableName, keyNames: ['paperId'], schema });
  const shape = shapeOf(paperSchema);

  /** The index has whole rows, unless it was made by an earlier version, which kept keys only: tables are never made anew. */
  const wholeRows = async (rows: readonly Row[], date: string): Promise<readonly Row[]> => {
    const bare = rows.filter(({ primaryCategory }) => primaryCategory === undefined);
    if (bare.length === 0) return rows;
    const keys = bare.map((row) => ({ paperId: parseRow(shapeOf(overPaperSchema), row).paperId }));
    const read = await getRows(client, tableName, keys);
    const isWatched = ({ watchUntil }: Row): boolean => typeof watchUntil === 'string' && watchUntil >= date;
    return [...rows.filter((row) => !bare.includes(row)), ...read.filter(isWatched)];
  };

  /** Those of a shard that were followed up to a day before the date, the longest over first. */
  const over = async (shard: string, date: string, limit: number): Promise<readonly OverPaper[]> => {
    const found: OverPaper[] = [];
    const rows = queryRows(client, {
      TableName: tableName,
      IndexName: 'watched',
      KeyConditionExpression: 'watchShard = :shard AND watchUntil < :date',
      ExpressionAttributeValues: { ':shard': shard, ':date': date },
      Limit: Math.max(limit, 1),
    });
    for await (const row of rows) {
      if (found.length >= limit) break;
      found.push(parseRow(shapeOf(overPaperSchema), row));
    }
    return found;
  };

  return {
    getMany: async (ids) => {
      const rows = await getRows(
        client,
        tableName,
        ids.map((paperId) => ({ paperId })),
      );
      return new Map(rows.map((row) => parseRow(shape, row)).map((paper) => [paper.paperId, paper]));
    },
    putMany: async (writes) => {
      for (const { paper } of writes) checkRowSize(shape, paper);
      const now = clock();
      const changedBetween: PaperId[] = [];
      await forEachBounded(writes, async ({ paper, expected }) => {
        const condition =
          expected === undefined
            ? { ConditionExpression: 'attribute_not_exists(paperId)' }
            : {
                ConditionExpression: 'contentHash = :expected',
                ExpressionAttributeValues: { ':expected': expected.contentHash },
              };
        const put = new PutCommand({ TableName: tableName, Item: sparse(paper, now), ...condition });
        if (!(await writeIf(client.send(put)))) changedBetween.push(paper.paperId);
      });
      return changedBetween;
    },
    watched: async function* (date) {
      for (const shard of WATCH_SHARDS) {
        const pages = queryPages(client, {
          TableName: tableName,
          IndexName: 'watched',
          KeyConditionExpression: 'watchShard = :shard AND watchUntil >= :date',
          ExpressionAttributeValues: { ':shard': shard, ':date': date },
        });
        for await (const { Items } of pages) {
          for (const row of await wholeRows(Items ?? [], date)) yield parseRow(shapeOf(watchedPaperSchema), row);
        }
      }
    },
    unwatch: async (date, limit) => {
      const found: OverPaper[] = [];
      await forEachBounded(WATCH_SHARDS, async (shard) => {
        found.push(...(await over(shard, date, limit)));
      });
      const longestOver = found.sort((a, b) => (a.watchUntil < b.watchUntil ? -1 : 1)).slice(0, limit);
      let unwatched = 0;
      await forEachBounded(longestOver, async ({ paperId, watchUntil }) => {
        const removed = await writeIf(
          client.send(
            new UpdateCommand({
              TableName: tableName,
              Key: { paperId },
              UpdateExpression: 'REMOVE watchShard, watchUntil',
              ConditionExpression: 'watchUntil = :seen',
              ExpressionAttributeValues: { ':seen': watchUntil },
            }),
          ),
        );
        if (removed) unwatched += 1;
      });
      return unwatched;
    },
    count: () => countTable(client, tableName),
  };
};
