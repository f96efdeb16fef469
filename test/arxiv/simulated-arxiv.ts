/**
 * arXiv on loopback: feeds, OAI-PMH, query API and listing pages from an invented archive, published by arXiv's own clock,
 * and failing as it is told to. Nothing in it waits: time stands where the caller's clock says.
 */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer, Protocol } from './answer.ts';
import { faultOf, type FaultKind } from './fault-kinds.ts';
import { createFaultPlan, type FaultScript } from './fault-plan.ts';
import type { FaultSettings, FaultyExchange } from './faulty-exchange.ts';
import type { PaperArchive } from './paper-archive.ts';
import { createSite } from './simulated-site.ts';
import { MOVED_PATH } from './refusals.ts';

export interface SimulatedArxivOptions {
  readonly archive: PaperArchive;
  /** Decides what is announced yet. */
  readonly clock: () => Date;
  /** Records of an OAI page. @default 1300, arXiv's of 2026 */
  readonly pageSize?: number;
  /** Entries of a listing page, as `show=` of the address. @default 2000 */
  readonly listingPageSize?: number;
  readonly faults?: FaultScript;
  readonly faultSettings?: Partial<FaultSettings>;
  /** Called before each answer is made, with the archive as it is: a place to change it, or to kill the harvester. */
  readonly beforeAnswer?: (request: SeenRequest) => void | Promise<void>;
}

export interface SeenRequest {
  /** Path and query. */
  readonly path: string;
  /** Undefined for a path that arXiv does not have. */
  readonly protocol: Protocol | undefined;
  readonly headers: IncomingHttpHeaders;
  /** `performance.now()` of this process. */
  readonly startedAt: number;
  /** When the answer was sent or its connection was gone; undefined while under way. */
  readonly endedAt: number | undefined;
  /** Undefined when no answer was begun. */
  readonly status: number | undefined;
  /** Of the body as it was made, not of what a broken connection let through. */
  readonly bytes: number;
  readonly fault: FaultKind | undefined;
}

/** Its addresses fit the bases of the harvester's client. */
export interface SimulatedArxiv {
  readonly url: string;
  readonly feedUrl: string;
  readonly oaiUrl: string;
  readonly apiUrl: string;
  readonly listingUrl: string;
  /** In the order of arrival. */
  readonly requests: readonly SeenRequest[];
  /** Most requests that were under way together. */
  mostAtOnce(): number;
  /** Replaces the script; its counts begin anew. */
  setFaults(script: FaultScript): void;
  /** Drops what is under way. */
  close(): Promise<void>;
}

const DEFAULT_SETTINGS: FaultSettings = { retryAfterSeconds: 1, dripMs: 20, oversizedBytes: 65 * 1024 * 1024 };

type GrowingRequest = { -readonly [Key in keyof SeenRequest]: SeenRequest[Key] };

const send = (response: ServerResponse, { status, headers, body }: Answer): void => {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  response.writeHead(status, { ...headers, ...(status !== 304 && { 'content-length': bytes.byteLength }) });
  response.end(bytes);
};

/** What the tag in the request stands for is still the answer. */
const unlessUnchanged = (answer: Answer, { headers }: IncomingMessage): Answer => {
  const { etag } = answer.headers;
  const known = headers['if-none-match'];
  if (etag === undefined || answer.status !== 200 || known === undefined) return answer;
  return known.split(/\s*,\s*/).includes(etag) ? { status: 304, headers: { etag }, body: '' } : answer;
};

export const startSimulatedArxiv = async (options: SimulatedArxivOptions): Promise<SimulatedArxiv> => {
  const { archive, clock, beforeAnswer } = options;
  const site = createSite(options);
  const settings = { ...DEFAULT_SETTINGS, ...options.faultSettings };
  const requests: SeenRequest[] = [];
  let plan = createFaultPlan(options.faults ?? {});
  let underWay = 0;
  let mostAtOnce = 0;

  const note = (request: IncomingMessage, response: ServerResponse): GrowingRequest => {
    const path = request.url ?? '/';
    const seen: GrowingRequest = {
      path,
      protocol: site.protocolOf(path),
      headers: request.headers,
      startedAt: performance.now(),
      endedAt: undefined,
      status: undefined,
      bytes: 0,
      fault: undefined,
    };
    requests.push(seen);
    underWay += 1;
    mostAtOnce = Math.max(mostAtOnce, underWay);
    response.on('close', () => {
      underWay -= 1;
      seen.endedAt = performance.now();
      if (response.headersSent) seen.status = response.statusCode;
    });
    return seen;
  };

  const answerTo = (seen: GrowingRequest, request: IncomingMessage, response: ServerResponse): Answer | undefined => {
    const { path, protocol } = seen;
    if (protocol === undefined) return { status: 404, headers: {}, body: 'Not found' };
    const kind = path.startsWith(MOVED_PATH) ? undefined : plan.next(path, protocol);
    if (kind === undefined) return unlessUnchanged(site.answer(path), request);
    seen.fault = kind;
    const exchange: FaultyExchange = {
      path,
      protocol,
      request,
      response,
      archive,
      now: clock(),
      settings,
      answer: (other = path) => site.answer(other),
      staleAnswer: () => site.staleAnswer(path),
    };
    const { act, effect } = faultOf(kind);
    const answer = act(exchange);
    // What is damaged on the way is not what the tag stands for.
    return answer && effect !== 'damages' ? unlessUnchanged(answer, request) : answer;
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const seen = note(request, response);
    response.setHeader('date', clock().toUTCString());
    try {
      await beforeAnswer?.(seen);
      const answer = answerTo(seen, request, response);
      if (answer === undefined) return;
      seen.status = answer.status;
      seen.bytes = Buffer.byteLength(answer.body);
      send(response, answer);
    } catch (error) {
      // The simulator's own mistake: seen by the test as a status that nothing else sends.
      send(response, {
        status: 500,
        headers: {},
        body: error instanceof Error ? (error.stack ?? '') : 'unknown error',
      });
    }
  };

  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    feedUrl: url,
    oaiUrl: `${url}/oai`,
    apiUrl: `${url}/api/query`,
    listingUrl: `${url}/list`,
    requests,
    mostAtOnce: () => mostAtOnce,
    setFaults: (script) => {
      plan = createFaultPlan(script);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};
