/**
 * What the bundled functions reach, on one loopback port: arXiv's feeds, listing pages and OAI, S3, Secrets Manager and SQS as far as they are
 * called, and DynamoDB passed on to dynalite. It notes who asked for what, so that the calls can be held against the grants.
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import { rssFeed } from '../integration/arxiv/invented-feeds.ts';
import { listingPage } from '../unit/core/parse/invented-listing-page.ts';

export interface LoopbackServices {
  readonly url: string;
  /** What each function asked AWS for, once: `send-digest dynamodb:GetItem Subscribers`, with the name of table, bucket, queue or secret. */
  readonly calls: ReadonlySet<string>;
  /** The objects that there are by their paths, the bucket before: `/raw-responses/raw/…`. */
  readonly objects: ReadonlyMap<string, Buffer>;
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

/** What the SDK uploads from a stream comes in chunks, each behind a line with its length in hexadecimal digits; a sum follows the last. */
export const withoutChunks = (body: Buffer): Buffer => {
  const chunks: Buffer[] = [];
  for (let at = 0; ;) {
    const start = body.indexOf('\r\n', at) + 2;
    const length = Number.parseInt(body.toString('latin1', at, start), 16);
    if (start < 2 || !(length > 0)) return Buffer.concat(chunks);
    chunks.push(body.subarray(start, start + length));
    at = start + length + 2;
  }
};

interface QueuedMessage {
  readonly Id?: string;
  readonly MessageBody: string;
}

/** One message, or many. */
type SentMessages = QueuedMessage & { readonly QueueUrl: string; readonly Entries?: readonly QueuedMessage[] };

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
  const calls = new Set<string>();
  const objects = new Map<string, Buffer>();
  const messages: string[] = [];

  const answerObject = (method: string, name: string, body: Buffer, response: ServerResponse): void => {
    const held = objects.get(name);
    if (method === 'PUT') {
      objects.set(name, body);
      response.setHeader('etag', '"0"').end();
    } else if (method === 'DELETE') {
      objects.delete(name);
      response.writeHead(204).end();
    } else if (held === undefined) {
      response.writeHead(404, { 'content-type': 'application/xml' });
      response.end('<Error><Code>NoSuchKey</Code><Message>There is none.</Message></Error>');
    } else {
      response.setHeader('etag', '"0"').end(held);
    }
  };

  /** The path begins with the name of the caller, whose endpoint was given with it. */
  const answerAws = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request);
    const [, caller = '', ...rest] = (request.url ?? '/').split('?')[0]?.split('/') ?? [];
    const [service = '', action = ''] = String(request.headers['x-amz-target'] ?? '').split('.');
    const json = (value: unknown) => response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
    const note = (called: string, name: string) => calls.add(`${caller} ${called} ${name}`);

    if (service.startsWith('DynamoDB')) {
      for (const table of tablesOf(body)) note(`dynamodb:${action}`, table);
      const headers = Object.fromEntries(
        Object.entries(request.headers).filter(([name]) => /^(x-amz|content-type|authorization)/.test(name)),
      ) as Record<string, string>;
      const passed = await fetch(options.dynamodbEndpoint, { method: 'POST', headers, body: new Uint8Array(body) });
      const type = passed.headers.get('content-type') ?? 'application/x-amz-json-1.0';
      response.writeHead(passed.status, { 'content-type': type }).end(await passed.text());
    } else if (service === 'secretsmanager') {
      const { SecretId } = JSON.parse(body.toString()) as { SecretId: string };
      note(`secretsmanager:${action}`, SecretId);
      json({ SecretString: options.secrets[SecretId] });
    } else if (service === 'AmazonSQS') {
      const sent = JSON.parse(body.toString()) as SentMessages;
      const entries = sent.Entries ?? [sent];
      messages.push(...entries.map(({ MessageBody }) => MessageBody));
      // Sending many at once is one and the same permission.
      note('sqs:SendMessage', basename(sent.QueueUrl));
      const [taken, ...others] = entries.map(({ Id = 'm', MessageBody }) => ({
        Id,
        MessageId: Id,
        MD5OfMessageBody: md5(MessageBody),
      }));
      json(sent.Entries === undefined ? taken : { Successful: [taken, ...others], Failed: [] });
    } else {
      const { method = 'GET' } = request;
      note(`s3:${method[0]}${method.slice(1).toLowerCase()}Object`, rest[0] ?? '');
      const isChunked = request.headers['content-encoding']?.includes('aws-chunked') === true;
      answerObject(method, `/${rest.join('/')}`, isChunked ? withoutChunks(body) : body, response);
    }
  };

  const answerArxiv = (path: string, response: ServerResponse): void => {
    if (path.startsWith('/rss/')) {
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

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const isSigned = request.headers.authorization?.startsWith('AWS4-') === true;
    if (isSigned) await answerAws(request, response);
    else answerArxiv(request.url ?? '/', response);
  };

  const server: Server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    objects,
    messages,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
