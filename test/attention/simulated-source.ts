/** A source of attention on loopback: answers in JSON, packed when that is asked for, and fails by script. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

export interface SeenRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface SourceAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly value: unknown;
}

/**
 * Faults that any source can have. `html`: a page with status 200. `server-error`: 502 with a page. `too-many-requests`: 429
 * with `Retry-After: 120`. `dropped`: no answer, connection lost. `cut`: half of what was promised, connection lost.
 * `cut-json`: half of the JSON as if it were all. `drip`: a byte now and then, for ever. `silence`: nothing.
 * `damaged-gzip`: no gzip, and called so. `elsewhere`: a redirect to another host. `moved`: one to the same host, once.
 */
export type CommonFault =
  | 'html'
  | 'server-error'
  | 'too-many-requests'
  | 'dropped'
  | 'cut'
  | 'cut-json'
  | 'drip'
  | 'silence'
  | 'damaged-gzip'
  | 'elsewhere'
  | 'moved';

/** So many requests are answered well before, and so many meet the fault. */
export interface ScriptedFault<Kind extends string> {
  readonly kind: Kind;
  /** @default 0 */
  readonly after?: number;
  /** @default 1 */
  readonly times?: number;
}

export interface SimulatedSource<OwnFault extends string> {
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  /** Takes the place of the script before; requests are counted from here. */
  setFaults(...faults: readonly ScriptedFault<CommonFault | OwnFault>[]): void;
  close(): Promise<void>;
}

export interface SourceParts<OwnFault extends string> {
  readonly answer: (request: SeenRequest) => SourceAnswer;
  /** Faults in the source's own words. */
  readonly ownFaults: Readonly<Record<OwnFault, (request: SeenRequest) => SourceAnswer>>;
  /** Instant for the `Date` header. */
  readonly clock: () => Date;
}

const HTML_PAGE = '<!DOCTYPE html>\n<html><head><title>One moment</title></head><body>Unicorn!</body></html>';
const MOVED = '/moved-once';
const DRIP_MS = 10;

interface Wire {
  readonly response: ServerResponse;
  readonly path: string;
  readonly json: () => string;
}

const COMMON_FAULTS: Readonly<Record<CommonFault, (wire: Wire) => void>> = {
  html: ({ response }) => response.writeHead(200, { 'content-type': 'text/html' }).end(HTML_PAGE),
  'server-error': ({ response }) => response.writeHead(502, { 'content-type': 'text/html' }).end(HTML_PAGE),
  'too-many-requests': ({ response }) => response.writeHead(429, { 'retry-after': '120' }).end('{"error":"slow down"}'),
  dropped: ({ response }) => response.destroy(),
  cut: ({ response, json }) => {
    const body = Buffer.from(json());
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
    response.write(body.subarray(0, Math.ceil(body.length / 2)), () => response.destroy());
  },
  'cut-json': ({ response, json }) => {
    const body = Buffer.from(json());
    response.writeHead(200, { 'content-type': 'application/json' }).end(body.subarray(0, Math.floor(body.length / 2)));
  },
  drip: ({ response }) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(' '), DRIP_MS);
    response.on('close', () => clearInterval(timer));
  },
  silence: () => undefined,
  'damaged-gzip': ({ response, json }) =>
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(json()),
  elsewhere: ({ response }) => response.writeHead(302, { location: 'http://elsewhere.invalid/' }).end(),
  moved: ({ response, path }) => response.writeHead(307, { location: `${MOVED}${path}` }).end(),
};

const playScript = <Kind extends string>(script: readonly ScriptedFault<Kind>[]): (() => Kind | undefined) => {
  const kinds = script.flatMap(({ kind, after = 0, times = 1 }) => [
    ...Array.from({ length: after }, () => undefined),
    ...Array.from({ length: times }, () => kind),
  ]);
  let next = 0;
  return () => kinds[next++];
};

const readBody = async (stream: AsyncIterable<Buffer>): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

export const simulateSource = async <OwnFault extends string>({
  answer,
  ownFaults,
  clock,
}: SourceParts<OwnFault>): Promise<SimulatedSource<OwnFault>> => {
  const requests: SeenRequest[] = [];
  let nextFault = playScript<CommonFault | OwnFault>([]);

  const send = ({ headers }: SeenRequest, response: ServerResponse, { status = 200, ...rest }: SourceAnswer): void => {
    const json = JSON.stringify(rest.value);
    const isPacked = headers['accept-encoding']?.includes('gzip') === true && json.length > 1000;
    response.writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      ...(isPacked && { 'content-encoding': 'gzip' }),
      ...rest.headers,
    });
    response.end(isPacked ? gzipSync(json, { level: 1 }) : json);
  };

  const isOwn = (kind: CommonFault | OwnFault): kind is OwnFault => kind in ownFaults;

  const server = createServer((incoming, response) => {
    const respond = (body: string): void => {
      const path = (incoming.url ?? '/').replace(MOVED, '');
      const request: SeenRequest = { method: incoming.method ?? '', path, headers: incoming.headers, body };
      requests.push(request);
      response.setHeader('date', clock().toUTCString());
      const kind = nextFault();
      if (kind === undefined) send(request, response, answer(request));
      else if (isOwn(kind)) send(request, response, ownFaults[kind](request));
      else COMMON_FAULTS[kind]({ response, path, json: () => JSON.stringify(answer(request).value) });
    };
    // A client that goes away while it speaks is none of the simulator's worries.
    readBody(incoming).then(respond, () => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    setFaults: (...faults) => {
      nextFault = playScript(faults);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** A count, or what it is from each date on (UTC): `{ '2026-11-19': 3, '2026-11-20': 41 }`. */
export type CountByDate = number | Readonly<Record<string, number>>;

/** The count on the day of the instant; 0 before the first date. */
export const countAt = (count: CountByDate, now: Date): number => {
  if (typeof count === 'number') return count;
  const today = now.toISOString().slice(0, 10);
  const date = Object.keys(count)
    .filter((each) => each <= today)
    .sort()
    .at(-1);
  return (date !== undefined && count[date]) || 0;
};

/** Numbers and texts within a value, turned to null: what an interface does when it has a bad day. */
export const withNulls = (value: unknown, names: ReadonlySet<string>): unknown => {
  if (Array.isArray(value)) return value.map((each) => withNulls(each, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, names.has(name) ? null : withNulls(each, names)]),
  );
};
