/** One polite client per run: its retries are bounded over its life, and its connection is gone when the run ends. */
import { liveAnnouncements, type LiveEvent } from '../../adapters/arxiv/announcement-source.ts';
import { arxivEndpoints } from '../../adapters/arxiv/endpoints.ts';
import { createPoliteClient } from '../../adapters/arxiv/polite-client.ts';
import { MAX_XML_BYTES } from '../../core/parse/xml-document.ts';
import type { Clock } from '../../core/ports/outside.ts';
import type { ArxivManners } from './settings.ts';

export interface AskArxivOptions extends ArxivManners {
  readonly clock: Clock;
  /** Told at the end of each run. */
  readonly onRequests: (requests: number) => void;
}

/** @throws ArxivUnreachableError before the first event of a run */
export const createArxivAnnouncements = ({ bases, userAgent, minIntervalMs, clock, onRequests }: AskArxivOptions) =>
  async function* (categories: readonly string[]): AsyncGenerator<LiveEvent, void> {
    const client = createPoliteClient({
      userAgent,
      clock,
      maxBytes: MAX_XML_BYTES,
      ...(minIntervalMs !== undefined && { minIntervalMs }),
    });
    try {
      yield* liveAnnouncements({ client, endpoints: arxivEndpoints(bases), categories, clock });
    } finally {
      onRequests(client.requestCount());
      await client.close();
    }
  };
