/** What a fault has in its hands: the request, the answer as it would be, the archive, and the wire. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer, Protocol } from './answer.ts';
import type { PaperArchive } from './paper-archive.ts';

export interface FaultSettings {
  /** What `Retry-After` asks for. @default 1 */
  readonly retryAfterSeconds: number;
  /** Between two bytes of a slow answer. @default 20 */
  readonly dripMs: number;
  /** Of a body that is too large. @default 65 MiB, more than any parser takes */
  readonly oversizedBytes: number;
}

export interface FaultyExchange {
  /** Path and query. */
  readonly path: string;
  readonly protocol: Protocol;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly archive: PaperArchive;
  /** arXiv's clock. */
  readonly now: Date;
  readonly settings: FaultSettings;
  /** The good answer to this request, or to another path. Made when asked for. */
  readonly answer: (path?: string) => Answer;
  /** The batch before, dressed as today's. */
  readonly staleAnswer: () => Answer;
}

/**
 * `refuses`: the status says that there is no document. `breaks`: no whole answer comes. `damages`: the document shows that
 * something is wrong with it. `misleads`: all looks well, and records are missing, old or doubled.
 */
export type FaultEffect = 'refuses' | 'breaks' | 'damages' | 'misleads';

export interface Fault {
  readonly effect: FaultEffect;
  /** For which it makes sense. */
  readonly protocols: readonly Protocol[];
  /** Further condition on the request; absent: any. */
  readonly fits?: (path: string) => boolean;
  /** The answer to send instead; undefined when the fault has taken over the wire itself. */
  readonly act: (exchange: FaultyExchange) => Answer | undefined;
}

export const ALL_PROTOCOLS: readonly Protocol[] = ['rss', 'atom', 'oai', 'api', 'listing'];
export const XML_PROTOCOLS: readonly Protocol[] = ['rss', 'atom', 'oai', 'api'];

export const textOfBody = ({ body }: Answer): string =>
  typeof body === 'string' ? body : Buffer.from(body).toString();
