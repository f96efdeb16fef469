/** Faults of the connection: no whole answer comes, or none that ends. */
import { textOfBody, ALL_PROTOCOLS, type Fault, type FaultyExchange } from './faulty-exchange.ts';

const breakage = (act: (exchange: FaultyExchange) => undefined): Fault => ({
  effect: 'breaks',
  protocols: ALL_PROTOCOLS,
  act,
});

const CHUNK_BYTES = 256 * 1024;

/** Spaces after the beginning of the answer, until all are sent or the other side has had enough. */
const flood = ({ response, settings }: FaultyExchange): void => {
  const chunk = Buffer.alloc(CHUNK_BYTES, ' ');
  let left = settings.oversizedBytes;
  const pour = (): void => {
    while (left > 0 && !response.destroyed) {
      left -= CHUNK_BYTES;
      if (!response.write(chunk)) {
        response.once('drain', pour);
        return;
      }
    }
    response.end();
  };
  pour();
};

export const BROKEN_TRANSPORT = {
  'reset-before-headers': breakage(({ request }) => {
    request.socket.resetAndDestroy();
  }),
  /** Promises the whole body, sends half of it and drops the connection. */
  'reset-mid-body': breakage((exchange) => {
    const { response } = exchange;
    const { status, headers, body } = exchange.answer();
    const bytes = Buffer.from(body);
    response.writeHead(status, { ...headers, 'content-length': bytes.byteLength });
    response.write(bytes.subarray(0, Math.ceil(bytes.byteLength / 2)), () => response.destroy());
  }),
  /** Never silent for long, and never done. */
  'slow-drip': breakage((exchange) => {
    const { response, settings } = exchange;
    const { status, headers, body } = exchange.answer();
    const bytes = Buffer.from(body);
    response.writeHead(status, headers);
    let at = 0;
    const timer = setInterval(() => {
      response.write(bytes.subarray(at % bytes.byteLength, (at % bytes.byteLength) + 1));
      at += 1;
    }, settings.dripMs);
    response.on('close', () => {
      clearInterval(timer);
    });
  }),
  /** The connection stands, and not a byte comes. */
  'no-answer': breakage(() => undefined),
  /** Begins like the answer and goes on with blanks. */
  'oversized-body': breakage((exchange) => {
    const { status, headers, ...answer } = exchange.answer();
    exchange.response.writeHead(status, headers);
    exchange.response.write(textOfBody({ status, headers, ...answer }).slice(0, 500));
    flood(exchange);
  }),
} as const satisfies Readonly<Record<string, Fault>>;
