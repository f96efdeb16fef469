/** Faults in which arXiv answers, and says or means that it has no document for us now. */
import type { Answer } from './answer.ts';
import { ALL_PROTOCOLS, type Fault, type FaultyExchange } from './faulty-exchange.ts';

const HTML_PAGE = `<!DOCTYPE html>
<html><head><title>Service unavailable</title></head>
<body><h1>The garden is closed</h1><p>Backend fetch failed: first byte timeout</p></body></html>
`;

const plain = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers: { 'content-type': 'text/plain', ...headers },
  body,
});

const html = (status: number): Answer => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: HTML_PAGE,
});

const refusal = (act: (exchange: FaultyExchange) => Answer): Fault => ({
  effect: 'refuses',
  protocols: ALL_PROTOCOLS,
  act,
});

const originOf = ({ request }: FaultyExchange): string => `http://${request.headers.host ?? '127.0.0.1'}`;

/** A request under this path is answered as if it stood without it, and never with a fault. */
export const MOVED_PATH = '/moved';

export const REFUSALS = {
  unavailable: refusal(() => plain(503, 'Service Unavailable')),
  'unavailable-retry-seconds': refusal(({ settings }) =>
    plain(503, 'Retry later', { 'retry-after': String(settings.retryAfterSeconds) }),
  ),
  /** `Retry-After` as a date, by the server's own clock, which the `Date` header tells. */
  'unavailable-retry-date': refusal(({ settings, now }) =>
    plain(503, 'Retry later', {
      'retry-after': new Date(now.getTime() + settings.retryAfterSeconds * 1_000).toUTCString(),
    }),
  ),
  'rate-limited': refusal(() => plain(429, 'Rate exceeded.')),
  'html-error-page': refusal(() => html(503)),
  forbidden: refusal(() => html(403)),
  'not-acceptable': refusal(() => plain(406, 'Not Acceptable')),
  /** The 406 of clients that don't send `Accept: *` + `/*`; all others get their answer. */
  'not-acceptable-without-accept': refusal((exchange) =>
    (exchange.request.headers.accept ?? '').includes('*/*') ? exchange.answer() : plain(406, 'Not Acceptable'),
  ),
  /** To the same host, with an empty body; the other place answers well. */
  'redirect-same-host': refusal((exchange) =>
    plain(301, '', { location: `${originOf(exchange)}${MOVED_PATH}${exchange.path}` }),
  ),
  /** To a host that nobody may follow to (and that no name server knows). */
  'redirect-elsewhere': refusal(({ path }) => plain(301, '', { location: `http://arxiv.invalid${path}` })),
} as const satisfies Readonly<Record<string, Fault>>;
