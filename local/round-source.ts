/**
 * Where a round's announcements come from. arXiv is asked once before a data directory is chosen: only when none of its
 * hosts can be reached at all does a round without `--live` turn to the sample.
 */
import { createArxiv } from '../lambdas/adapters/arxiv/arxiv.ts';
import { createProcessTurn } from '../lambdas/adapters/arxiv/process-turn.ts';
import { ArxivUnreachableError, type Arxiv } from '../lambdas/core/ports/arxiv.ts';
import type { Clock } from '../lambdas/core/ports/outside.ts';
import type { RequestTurn } from '../lambdas/core/ports/request-turn.ts';
import { contactArxiv } from '../lambdas/functions/harvest-papers/contact-arxiv.ts';
import type { HarvestInput } from '../lambdas/functions/harvest-papers/intake.ts';
import { replayResponses } from './replay-source.ts';
import type { RoundFlags } from './round-flags.ts';
import type { RoundSettings } from './round-settings.ts';
import { sampleResponses } from './sample-source.ts';

/** arXiv, which the round asks itself. */
export interface LiveSource {
  readonly kind: 'live';
  readonly arxiv: Arxiv;
}

/** Documents that are at hand. */
export interface RecordedSource {
  readonly kind: 'sample' | 'replay';
  readonly responses: AsyncIterable<HarvestInput>;
  /** Said to the user when the round does not use what was asked for first. */
  readonly notice?: string;
}

export type RoundSource = LiveSource | RecordedSource;

/** arXiv asks automatic clients to name themselves with a contact. */
const USER_AGENT = 'PaperRound/0.1 (local round; +https://github.com/paper-round/paper-round)';

/** @param turn whose turn it is: the directory's own table where other processes may ask as well */
export const createLocalArxiv = ({ arxiv }: Pick<RoundSettings, 'arxiv'>, turn: RequestTurn, clock: Clock): Arxiv => {
  const { minIntervalMs, ...bases } = arxiv;
  return createArxiv({ bases, userAgent: USER_AGENT, turn, clock, minIntervalMs });
};

/**
 * @throws ArxivUnreachableError with `--live` when no arXiv host can be reached
 * @throws ReplayPathError for a path that is missing, unreadable or empty
 */
export const openRoundSource = async (
  flags: RoundFlags,
  settings: RoundSettings,
  clock: Clock,
): Promise<RoundSource> => {
  if (flags.source === 'replay')
    return { kind: 'replay', responses: await startedResponses(replayResponses(flags.replayPaths)) };
  if (flags.source === 'sample') return { kind: 'sample', responses: sampleResponses() };
  const arxiv = createLocalArxiv(settings, createProcessTurn(), clock);
  try {
    return { kind: 'live', arxiv: await contactArxiv(arxiv, { categories: settings.categories, clock }) };
  } catch (error) {
    await arxiv.close();
    if (!(error instanceof ArxivUnreachableError) || flags.source === 'live') throw error;
    return {
      kind: 'sample',
      responses: sampleResponses(),
      notice: `${error.message} This round uses the bundled sample instead: every paper in it is invented.`,
    };
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
