/** The one way to a DynamoDB client: deployed with the Lambda's own region and role, locally with an endpoint and dummy credentials. */
import { Agent } from 'node:http';
import type { Agent as HttpsAgent } from 'node:https';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

export interface DocumentClientOptions {
  /** Base URL of an engine. @default the region's own */
  readonly endpoint?: string;
  /** @default AWS_REGION, which Lambda sets */
  readonly region?: string;
  /** Given for local engines, so that no profile is ever read. @default the role of the Lambda */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Tries per request, the first included; all writes of the stores bear being sent twice. @default 4 */
  readonly maxAttempts?: number;
  /** @default 2000 */
  readonly connectTimeoutMs?: number;
  /** Time for one try. @default 20000 */
  readonly requestTimeoutMs?: number;
  /** For machines behind a proxy. @default the SDK's own */
  readonly httpsAgent?: HttpsAgent;
}

/** Above the writes that any store has in flight at once (`WRITES_IN_FLIGHT`). */
const MAX_SOCKETS = 64;

/** Undefined attributes are left out of rows; everything else that DynamoDB can't hold throws. */
export const createDocumentClient = (options: DocumentClientOptions = {}): DynamoDBDocumentClient => {
  const { endpoint, region, credentials } = options;
  const requestHandler = {
    connectionTimeout: options.connectTimeoutMs ?? 2000,
    requestTimeout: options.requestTimeoutMs ?? 20_000,
    throwOnRequestTimeout: true,
    httpAgent: new Agent({ keepAlive: true, maxSockets: MAX_SOCKETS }),
    ...(options.httpsAgent === undefined ? {} : { httpsAgent: options.httpsAgent }),
  };
  const client = new DynamoDBClient({
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(region === undefined ? {} : { region }),
    ...(credentials === undefined ? {} : { credentials }),
    maxAttempts: options.maxAttempts ?? 4,
    requestHandler,
  });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
};
