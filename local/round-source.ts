/**
 * Where a round's announcements come from. arXiv is asked once before a data directory is chosen: only when none of its
 * hosts can be reached at all does a round without `--live` turn to the sample.
 */
import { createArxiv, type ArxivOptions } from '../lambdas/adapters/arxiv/arxiv.ts';
import { createProcessTurn } from '../lambdas/adapters/arxiv/process-turn.ts';
import { ArxivUnreachableError, type Arxiv } from '../lambdas/core/ports/arxiv.ts';
import type { Clock } from '../lambdas/core/ports/outside.ts';
import type { RequestTurn, TurnTaken, TurnWanted } from '../lambdas/core/ports/request-turn.ts';
import { contactArxiv } from '../lambdas/functions/harvest-papers/lists/contact-arxiv.ts';
import type { HarvestInput } from '../lambdas/functions/harvest-papers/intake/intake.ts';
import { LOCAL_USER_AGENT } from './local-user-agent.ts';
import { replayResponses } from './replay-source.ts';
import type { RoundFlags } from './round-flags.ts';
import type { RoundSettings } from './round-settings.ts';
import { sampleResponses } from './sample-source.ts';

/** arXiv, which the round asks itself. */
export interface LiveSource {
  readonly kind: 'live';
  readonly arxiv: Arxiv;
  /** From now on the round takes its turns together with all others that ask on behalf of the same tables. */
  joinTurns(shared: RequestTurn): void;
}

/** Documents that are at hand. */
export interface RecordedSource {
  readonly kind: 'sample' | 'replay';
  readonly responses: AsyncIterable<HarvestInput>;
  /** Said to the user when the round does not use what was asked for first. */
  readonly notice?: string;
}

export type RoundSource = LiveSource | RecordedSource;

/** @param turn whose turn it is: the directory's own table where other processes may ask as well */
export const createLocalArxiv = (
  { arxiv: { minIntervalMs, ...bases } }: Pick<RoundSettings, 'arxiv'>,
  options: Pick<ArxivOptions, 'turn' | 'clock' | 'onRetried' | 'retries'>,
): Arxiv => createArxiv({ ...options, bases, userAgent: LOCAL_USER_AGENT, minIntervalMs });

/** Until there are tables nobody else can ask on their behalf: turns are taken in this process, and then handed over. */
const createJoinableTurn = (): { readonly turn: RequestTurn; readonly join: (shared: RequestTurn) => void } => {
  const own = createProcessTurn();
  let shared: RequestTurn | undefined;
  /** The last start is the process's own to know: both are waited for. */
  const takeBoth = async (wanted: TurnWanted, joined: RequestTurn): Promise<TurnTaken> => {
    const first = await own.take(wanted);
    if (first.outcome !== 'turn') return first;
    const second = await joined.take(wanted);
    if (second.outcome !== 'turn') {
      await first.turn.end({ startedAt: new Date(0) });
      return second;
    }
    return {
      outcome: 'turn',
      turn: {
        ...(second.turn.lost && { lost: second.turn.lost }),
        end: async (outcome) => {
          await second.turn.end(outcome);
          await first.turn.end(outcome);
        },
      },
    };
  };
  return {
    turn: { take: (wanted) => (shared ? takeBoth(wanted, shared) : own.take(wanted)) },
    join: (other) => {
      shared = other;
    },
  };
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
  const { turn, join } = createJoinableTurn();
  const arxiv = createLocalArxiv(settings, { turn, clock });
  try {
    const contacted = await contactArxiv(arxiv, { categories: settings.categories, clock });
    return { kind: 'live', arxiv: contacted, joinTurns: join };
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
