/**
 * Where a round's announcements come from. Live arXiv is tried by its first answer, before a data directory is chosen:
 * only when no host can be reached at all does a round without `--live` turn to the sample.
 */
import { liveAnnouncements, ArxivUnreachableError } from '../lambdas/adapters/arxiv/announcement-source.ts';
import { arxivEndpoints } from '../lambdas/adapters/arxiv/endpoints.ts';
import { createPoliteClient } from '../lambdas/adapters/arxiv/polite-client.ts';
import { MAX_XML_BYTES } from '../lambdas/core/parse/xml-document.ts';
import type { HarvestInput } from '../lambdas/functions/harvest-papers/harvest-papers.ts';
import type { Clock } from '../lambdas/core/ports/outside.ts';
import { replayResponses } from './replay-source.ts';
import type { RoundFlags } from './round-flags.ts';
import type { RoundSettings } from './round-settings.ts';
import { sampleResponses } from './sample-source.ts';

export interface RoundSource {
  readonly kind: 'live' | 'sample' | 'replay';
  readonly responses: AsyncIterable<HarvestInput>;
  /** HTTP requests to arXiv so far. */
  requestCount(): number;
  /** Said to the user when the round does not use what was asked for first. */
  readonly notice?: string;
  close(): Promise<void>;
}

/** arXiv asks automatic clients to name themselves with a contact. */
const USER_AGENT = 'PaperRound/0.1 (local round; +https://github.com/paper-round/paper-round)';

const offline = (kind: 'sample' | 'replay', responses: AsyncIterable<HarvestInput>, notice?: string): RoundSource => ({
  kind,
  responses,
  requestCount: () => 0,
  ...(notice !== undefined && { notice }),
  close: () => Promise.resolve(),
});

/**
 * @throws ArxivUnreachableError with `--live` when no arXiv host can be reached
 * @throws ReplayPathError for a path that is missing, unreadable or empty
 */
export const openRoundSource = async (
  flags: RoundFlags,
  settings: RoundSettings,
  clock: Clock,
): Promise<RoundSource> => {
  if (flags.source === 'replay') return offline('replay', await startedResponses(replayResponses(flags.replayPaths)));
  if (flags.source === 'sample') return offline('sample', sampleResponses());
  const live = await openLive(settings, clock);
  if (live instanceof ArxivUnreachableError) {
    if (flags.source === 'live') throw live;
    return offline(
      'sample',
      sampleResponses(),
      `${live.message} This round uses the bundled sample instead: every paper in it is invented.`,
    );
  }
  return live;
};

const openLive = async (settings: RoundSettings, clock: Clock): Promise<RoundSource | ArxivUnreachableError> => {
  const client = createPoliteClient({
    userAgent: USER_AGENT,
    clock,
    maxBytes: MAX_XML_BYTES,
    minIntervalMs: settings.arxiv.minIntervalMs,
  });
  const events = liveAnnouncements({
    client,
    endpoints: arxivEndpoints(settings.arxiv),
    categories: settings.categories,
    clock,
  });
  try {
    return {
      kind: 'live',
      responses: await startedResponses(events),
      requestCount: () => client.requestCount(),
      close: () => client.close(),
    };
  } catch (error) {
    await client.close();
    if (error instanceof ArxivUnreachableError) return error;
    throw error;
  }
};

/** Waits for the first response, so that a source which can give none fails before anything is made or written. */
const startedResponses = async (
  responses: AsyncGenerator<HarvestInput, void>,
): Promise<AsyncIterable<HarvestInput>> => {
  const first = await responses.next();
  return (async function* () {
    if (first.done !== true) yield first.value;
    yield* responses;
  })();
};
