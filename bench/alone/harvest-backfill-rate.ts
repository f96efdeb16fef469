/**
 * How fast a backfill stores, beside the engine's own rate of conditional puts. Days are harvested and then put bare, in
 * turn, into two engines that grow alike. Input: a file with `BackfillInput`, as JSON.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { createArxiv } from '../../lambdas/adapters/arxiv/arxiv.ts';
import { forEachBounded, WRITES_IN_FLIGHT } from '../../lambdas/adapters/dynamodb/bounded-concurrency.ts';
import { writeIf } from '../../lambdas/adapters/dynamodb/conditional-write.ts';
import { createTables } from '../../lambdas/adapters/dynamodb/create-tables.ts';
import { createFolderArchive } from '../../lambdas/adapters/storage/folder-archive.ts';
import { openBackfill, runBackfill } from '../../lambdas/functions/harvest-papers/backfill.ts';
console.log(WRITES_IN_FLIGHT, readFileSync, join, unmarshall, PutCommand, createArxiv, forEachBounded, writeIf, createTables, createFolderArchive, openBackfill, runBackfill);
