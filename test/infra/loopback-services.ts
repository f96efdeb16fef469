/**
 * What the bundled functions reach, on one loopback port: arXiv's feeds, listing pages and OAI, S3, Secrets Manager and SQS as far as they are
 * called, and DynamoDB passed on to dynalite. It notes who asked for what, so that the calls can be held against the grants.
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rssFeed } from '../integration/arxiv/invented-feeds.ts';
import { listingPage } from '../unit/core/parse/invented-listing-page.ts';

export interface LoopbackServices {
  readonly url: string;
  /** `send-digest dynamodb:GetItem Subscribers`, each once. */
  readonly tableCalls: ReadonlySet<string>;
  /** Names of the objects put, with the bucket before. */
  readonly objects: readonly string[];
  /** Bodies of the messages that were queued. */
  readonly messages: readonly string[];
  close(): void;
}

export interface LoopbackServicesOptions {
  readonly dynamodbEndpoint: string;
  /** By name or ARN. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Papers of every feed. */
  readonly paperIds: readonly string[];
}

/** A set without a record in the days asked for: the normal answer of a quiet day, with status 200. */
const NO_RECORDS = `<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-11-20T10:30:00Z</responseDate>
<request>http://oaipmh.arxiv.org/oai</request><error code="noRecordsMatch">none</error></OAI-PMH>`;

/** SQS proves with it what it took; the SDK looks. */
const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

const tablesOf = (body: Buffer): readonly string[] => {
  const { TableName, RequestItems = {} } = JSON.parse(body.toString()) as { TableName?: string; RequestItems?: object };
  return TableName === undefined ? Object.keys(RequestItems) : [TableName];
};

export const startLoopbackServices = async (options: LoopbackServicesOptions): Promise<LoopbackServices> => {
  const tableCalls = new Set<string>();
  const objects: string[] = [];
  const messages: string[] = [];

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '/';
    const body = await readBody(request);
    const [service = '', action = ''] = String(request.headers['x-amz-target'] ?? '').split('.');
    const json = (value: unknown) => response.setHeader('content-type', 'application/json').end(JSON.stringify(value));

    if (service.startsWith('DynamoDB')) {
      // The path names the caller: its endpoint was given with it.
      for (const table of tablesOf(body)) tableCalls.add(`${path.replaceAll('/', '')} dynamodb:${action} ${table}`);
      const headers = Object.fromEntries(
        Object.entries(request.headers).filter(([name]) => /^(x-amz|content-type|authorization)/.test(name)),
      ) as Record<string, string>;
      const passed = await fetch(options.dynamodbEndpoint, { method: 'POST', headers, body: new Uint8Array(body) });
      const type = passed.headers.get('content-type') ?? 'application/x-amz-json-1.0';
      response.writeHead(passed.status, { 'content-type': type }).end(await passed.text());
    } else if (service === 'secretsmanager') {
      const { SecretId } = JSON.parse(body.toString()) as { SecretId: string };
      json({ SecretString: options.secrets[SecretId] });
    } else if (service === 'AmazonSQS') {
      const { Entries = [] } = JSON.parse(body.toString()) as {
        Entries?: readonly { Id: string; MessageBody: string }[];
      };
      messages.push(...Entries.map(({ MessageBody }) => MessageBody));
      json({
        Successful: Entries.map(({ Id, MessageBody }) => ({ Id, MessageId: Id, MD5OfMessageBody: md5(MessageBody) })),
        Failed: [],
      });
    } else if (request.method === 'PUT') {
      objects.push(path.split('?')[0] ?? '');
      response.setHeader('etag', '"0"').end();
    } else if (path.startsWith('/rss/')) {
      response.end(rssFeed(path.slice('/rss/'.length), options.paperIds));
    } else if (path.startsWith('/list/')) {
      const [, , category = ''] = path.split('/');
      response.end(listingPage({ category, sections: [{ kind: 'new', ids: options.paperIds }] }));
    } else if (path.startsWith('/oai')) {
      response.setHeader('content-type', 'text/xml').end(NO_RECORDS);
    } else {
      response.writeHead(404).end();
    }
  };

  const server: Server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tableCalls,
    objects,
    messages,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
