/**
 * A small SES of the project's own for local rounds and tests: the v1 query protocol over real HTTP (`SendRawEmail`,
 * `GetSendQuota`), on the loopback interface only. It keeps what it accepted in memory, exactly as it came, and fails on
 * demand in the ways that a sender must survive. It delivers nothing.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { faultFor, refusalOf, type Fault, type SesError } from './ses-endpoint/faults.ts';
import { errorXml, okXml, readRawEmail, type RawEmailRequest } from './ses-endpoint/query-protocol.ts';

/** A message of 10 MB in base64 whose every `+` and `/` is percent-encoded stays below it. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;
/** Accepted mails are kept up to this many bytes, then the oldest are let go; counts stay true. */
const MAX_KEPT_BYTES = 64 * 1024 * 1024;
const DEFAULT_SLOW_MS = 250;

/** A mail that the endpoint took, as it came. */
export interface AcceptedMail extends RawEmailRequest {
  readonly messageId: string;
}

export interface SesEndpoint {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** The newest accepted mails, oldest first; bounded in bytes. */
  readonly accepted: readonly AcceptedMail[];
  /** Numbers since the start: HTTP requests for a send, mails accepted, and accepted ones by their tags (`name=value&…`, sorted). */
  counts(): { readonly sendRequests: number; readonly accepted: number; readonly byTags: ReadonlyMap<string, number> };
  /** Replaces the faults; none: it behaves. */
  setFault(...faults: readonly Fault[]): void;
  /** Cuts what hangs and frees the port. */
  close(): Promise<void>;
}

/** The body as text, or undefined when it is larger than the limit (the rest is not read). */
const readBody = async (request: IncomingMessage): Promise<string | undefined> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

/** An answer, and how it is given: whole, after a while, only its first half, cut off, or never. */
interface Reply {
  readonly status: number;
  readonly xml: string;
  readonly manner?: 'slow' | 'stalls' | 'drop-after-accept' | 'never-answers';
  readonly delayMs?: number;
}

const errorReply = (error: SesError): Reply => ({ status: error.status, xml: errorXml(error, randomUUID()) });

const give = (response: ServerResponse, { status, xml, manner, delayMs }: Reply): void => {
  const head = { 'content-type': 'text/xml', 'content-length': Buffer.byteLength(xml) };
  switch (manner) {
    case 'never-answers':
      return;
    case 'drop-after-accept':
      response.destroy();
      return;
    case 'stalls':
      response.writeHead(status, head);
      response.write(xml.slice(0, xml.length / 2));
      return;
    case 'slow':
      setTimeout(() => response.writeHead(status, head).end(xml), delayMs);
      return;
    case undefined:
      response.writeHead(status, head).end(xml);
  }
};

/** What was accepted: newest mails in full, all of them counted. */
const createMailbag = () => {
  const kept: AcceptedMail[] = [];
  const byTags = new Map<string, number>();
  let keptBytes = 0;
  let accepted = 0;
  return {
    kept,
    byTags,
    count: () => accepted,
    add(mail: AcceptedMail): void {
      accepted += 1;
      const tags = Object.entries(mail.tags)
        .map(([name, value]) => `${name}=${value}`)
        .sort()
        .join('&');
      byTags.set(tags, (byTags.get(tags) ?? 0) + 1);
      kept.push(mail);
      keptBytes += mail.raw.length;
      while (keptBytes > MAX_KEPT_BYTES) keptBytes -= kept.shift()?.raw.length ?? 0;
    },
  };
};

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });

/** Starts it; rejects when the port is taken. @param options.port default: a free one */
export const startSesEndpoint = async (
  options: { readonly port?: number; readonly faults?: readonly Fault[] } = {},
): Promise<SesEndpoint> => {
  let faults = options.faults ?? [];
  let sendRequests = 0;
  const mailbag = createMailbag();

  const accept = (fault: Fault | undefined, mail: RawEmailRequest): Reply => {
    const messageId = `local-${randomUUID()}-000000`;
    mailbag.add({ ...mail, messageId });
    const result = `<MessageId>${messageId}</MessageId>`;
    const reply = { status: 200, xml: okXml({ action: 'SendRawEmail', result, requestId: randomUUID() }) };
    switch (fault?.mode) {
      case '503-after-accept':
        return errorReply({ status: 503, code: 'ServiceUnavailable', message: 'Try again later.' });
      case 'drop-after-accept':
      case 'never-answers':
      case 'stalls':
        return { ...reply, manner: fault.mode };
      case 'slow':
        return { ...reply, manner: 'slow', delayMs: fault.delayMs ?? DEFAULT_SLOW_MS };
      default:
        return reply;
    }
  };

  const sendRawEmail = (form: URLSearchParams): Reply => {
    sendRequests += 1;
    const mail = readRawEmail(form);
    if ('error' in mail) return errorReply(mail.error);
    const fault = faultFor(faults, { number: sendRequests, destinations: mail.destinations });
    if (fault?.mode === 'garbage-400') return { status: 400, xml: '<html><p>Bad request' };
    const refusal = fault && refusalOf(fault.mode);
    return refusal ? errorReply(refusal) : accept(fault, mail);
  };

  const getSendQuota = (): Reply => {
    const result = `<Max24HourSend>50000</Max24HourSend><MaxSendRate>14</MaxSendRate><SentLast24Hours>${mailbag.count()}</SentLast24Hours>`;
    return { status: 200, xml: okXml({ action: 'GetSendQuota', result, requestId: randomUUID() }) };
  };

  const replyTo = (body: string): Reply => {
    const form = new URLSearchParams(body);
    const action = form.get('Action') ?? '';
    if (action === 'SendRawEmail') return sendRawEmail(form);
    if (action === 'GetSendQuota') return getSendQuota();
    const message = `The action ${action.slice(0, 80)} is not one that this local endpoint knows.`;
    return errorReply({ status: 400, code: 'InvalidAction', message });
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request);
    // The rest of too large a body is not read, so the connection can't be used again.
    if (body === undefined) response.shouldKeepAlive = false;
    give(
      response,
      body === undefined
        ? errorReply({ status: 413, code: 'RequestEntityTooLarge', message: 'The request is too large.' })
        : replyTo(body),
    );
  };

  const server = createServer((request, response) => {
    // A client that goes away in the middle of its request is its own affair.
    handle(request, response).catch(() => response.destroy());
  });
  await listen(server, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accepted: mailbag.kept,
    counts: () => ({ sendRequests, accepted: mailbag.count(), byTags: mailbag.byTags }),
    setFault: (...next) => {
      faults = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
