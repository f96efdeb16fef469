/** The tables of a harvest on an engine in another process, and the puts that go through them. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createBatchStore } from '../lambdas/adapters/dynamodb/batch-store.ts';
import { createDocumentClient } from '../lambdas/adapters/dynamodb/document-client.ts';
import { createHarvestLedger } from '../lambdas/adapters/dynamodb/harvest-ledger.ts';
import { createListingStore } from '../lambdas/adapters/dynamodb/listing-store.ts';
import { createPaperStore } from '../lambdas/adapters/dynamodb/paper-store.ts';
import { createTableTurn } from '../lambdas/adapters/dynamodb/request-turn.ts';

/** A client for a local engine: these credentials open nothing anywhere. */
export const localClient = (endpoint: string): DynamoDBDocumentClient =>
  createDocumentClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });

/** The stores as `harvest-papers` wires them, under the logical names of the tables. */
export const harvestTables = (client: DynamoDBDocumentClient) => ({
  papers: createPaperStore(client, 'Papers'),
  listings: createListingStore(client, 'Listings'),
  batches: createBatchStore(client, 'Batches'),
  ledger: createHarvestLedger(client, 'Batches'),
  turn: createTableTurn(client, 'Batches'),
});

/** One command of the client, as the stores gave it. */
export interface SeenCommand {
  /** `PutItemCommand`. */
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Undefined when it failed: of conditional writes, that the condition did. */
  readonly output: Readonly<Record<string, unknown>> | undefined;
}

/** Calls `onCommand` once for each command, however often it is sent. */
export const watchCommands = (client: DynamoDBDocumentClient, onCommand: (seen: SeenCommand) => void): void => {
  client.middlewareStack.add(
    (next, { commandName: name = '' }: { readonly commandName?: string }) =>
      async (args) => {
        const input = args.input as SeenCommand['input'];
        try {
          const result = await next(args);
          onCommand({ name, input, output: result.output as unknown as SeenCommand['input'] });
          return result;
        } catch (error) {
          onCommand({ name, input, output: undefined });
          throw error;
        }
      },
    { step: 'initialize', name: 'watchCommands' },
  );
};
