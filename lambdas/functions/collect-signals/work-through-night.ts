/**
 * One source's night, in as many runs as it takes. What is due is asked for in order of key, and after each answer is stored
 * the row of the night is put once, with the cursor and the sums up to it: killed anywhere and started again, it goes on
 * at the cursor, and nothing is counted twice.
 *
 * What is not answered for is put aside and asked for once more after the rest, in smaller pieces, and then one by one: one
 * repository at which GitHub gives up costs itself and not those beside it. A few of those don't make the source partial, or
 * it would be so for as long as the paper is watched. A limit, a refusal, and some answers in a row that bring nothing end the
 * run; the next one of the night goes on.
 */
import type { Clock } from '../../core/ports/outside.ts';
import type { SourceStop } from '../../core/ports/attention.ts';
import type { CollectionLedger } from '../../core/ports/stores.ts';
import { beginNight, completeNight, mayGoOn, resumeNight, stopNight } from '../../core/signal/night-progress.ts';
import type { SignalSource } from '../../core/signal/signal.ts';
import { MAX_REVIVED, MAX_UNANSWERED, type SourceNight } from '../../core/signal/source-night.ts';
import { addSums, usualGains } from '../../core/signal/usual-gain.ts';
import { NO_LOOKS, together, type LooksNight, type StoredLooks } from './store-looks.ts';

/** What is asked for as one: a repository, a list. */
export interface DueItem {
  /** Distinct; the order of the night. */
  readonly key: string;
  /** Papers that are looked at by it; 0 when only the answer will tell. */
  readonly papers: number;
}

export interface Taken {
  /** Keys. */
  readonly answered: readonly string[];
  /** Why others were not. */
  readonly stop?: SourceStop | undefined;
  /** Papers looked at, of the answered. */
  readonly looked: number;
  /** Of what was not answered whole, rows may be stored all the same, but nothing of their sums. */
  readonly stored: StoredLooks;
}

export interface SourceWork {
  readonly source: SignalSource;
  /** HTTP requests so far. */
  requests(): number;
  /** In order of key. Called once in a run, and not when there is nothing to do. */
  due(): Promise<readonly DueItem[]>;
  /** Asks, and stores what came. Without any key: whether the source can be asked at all. */
  take(keys: readonly string[], night: LooksNight): Promise<Taken>;
  readonly keysAtOnce: number;
  /** Of those that were not answered for. */
  readonly keysAtOnceAgain: number;
}

export interface NightOptions {
  readonly date: string;
  readonly isTimeUp: () => boolean;
  readonly onProgress?: ((progress: { source: SignalSource; looked: number; due: number }) => void) | undefined;
}

export interface NightOutcome {
  readonly night: SourceNight;
  /** Of this run. */
  readonly stored: StoredLooks;
  /** Nothing is left for a later run of the night. */
  readonly isDone: boolean;
  /** There was nothing to do. */
  readonly isIdle: boolean;
  /** Items that were asked for and not answered for. */
  readonly unanswered: number;
}

/** Answers in a row without anything in them. */
const MAX_BARREN = 2;
/** Where pieces are asked for: one item alone may spoil three answers in a row, of its part, of its piece and its own. */
const MAX_BARREN_IN_PIECES = 4;

/** Of what is due, so much may fail alone in a complete night. */
const MAX_SHARE_LEFT_OUT = 0.01;
const MAX_LEFT_OUT = 10;

const LEAVES_SOME_OUT: SourceStop = { kind: 'unreadable', reason: 'its answers leave some out' };

/** Items that are asked for with one call. */
interface Part {
  readonly items: readonly DueItem[];
  /** Not answered for before. */
  readonly isAgain: boolean;
}

const NOTHING_DUE: Part = { items: [], isAgain: false };

export const workThroughNight = async (
  { ledger, clock }: { readonly ledger: CollectionLedger; readonly clock: Clock },
  work: SourceWork,
  { date, isTimeUp, onProgress }: NightOptions,
): Promise<NightOutcome> => {
  const { source } = work;
  const known = await ledger.night(source, date);
  const at = clock().toISOString();
  const unchanged = (night: SourceNight): NightOutcome => ({
    night,
    stored: NO_LOOKS,
    isDone: isDone(night),
    isIdle: true,
    unanswered: unansweredOf(night).length,
  });
  if (known?.state === 'complete') return unchanged(known);
  if (known?.retryAt !== undefined && known.retryAt > at) return unchanged(known);
  const begun = known
    ? resumeNight(known)
    : beginNight(source, { date, before: await ledger.nightBefore(source, date), at });
  if (isTimeUp()) return { ...unchanged(begun), isIdle: false };

  const looksNight = { date, usualGain: usualGains(source, begun.before) };
  // Somebody may have set a token since.
  if (known?.state === 'off' && (await work.take([], looksNight)).stop?.kind === 'off') return unchanged(known);
  const requestsOfOthers = begun.requests - work.requests();
  const due = await work.due();
  let night = withDue(begun, due);
  let stored = NO_LOOKS;
  let gave = known?.state === 'partial' || begun.looked > 0;
  let barren = 0;
  let stop: SourceStop | undefined;
  let isThrough = true;
  for (const { items, isAgain } of partsOf(due, work, () => night)) {
    if (isTimeUp()) return { night, stored, isDone: false, isIdle: false, unanswered: unansweredOf(night).length };
    const keys = items.map(({ key }) => key);
    const taken = await work.take(keys, looksNight);
    stored = together(stored, taken.stored);
    gave ||= taken.answered.length > 0 || taken.stored.looks > 0;
    barren = taken.stop !== undefined && taken.answered.length === 0 ? barren + 1 : 0;
    stop = taken.stop ?? stop;
    night = {
      ...afterAnswer(night, { keys, isAgain, taken }),
      requests: requestsOfOthers + work.requests(),
      updatedAt: clock().toISOString(),
    };
    onProgress?.({ source, looked: night.looked, due: night.due });
    if (endsRun(taken.stop, barren, work)) {
      isThrough = false;
      break;
    }
    await ledger.putNight(night);
  }
  const unanswered = unansweredOf(night).length;
  const isWhole =
    due.length === 0
      ? stop === undefined
      : isAsked(night, due) && unanswered <= (isThrough ? mostLeftOut(due.length) : 0);
  night = isWhole ? completeNight(night) : stopNight(night, stop ?? LEAVES_SOME_OUT, { gave });
  await ledger.putNight(night);
  return { night, stored, isDone: isDone(night), isIdle: false, unanswered };
};

const isDone = ({ state }: SourceNight): boolean => state === 'complete' || state === 'off';

const unansweredOf = ({ unanswered }: SourceNight): readonly string[] => unanswered ?? [];

/** The next part might not be answered for either, and then there were more than the row may hold. */
const isFull = (night: SourceNight, { keysAtOnce }: SourceWork): boolean =>
  unansweredOf(night).length + keysAtOnce > MAX_UNANSWERED;

const endsRun = (stop: SourceStop | undefined, barren: number, { keysAtOnceAgain }: SourceWork): boolean =>
  stop !== undefined && (!mayGoOn(stop) || barren >= (keysAtOnceAgain > 1 ? MAX_BARREN_IN_PIECES : MAX_BARREN));

/** Everything has been asked for once at least. */
const isAsked = ({ cursor = '' }: SourceNight, due: readonly DueItem[]): boolean => cursor >= (due.at(-1)?.key ?? '');

const mostLeftOut = (due: number): number => Math.min(MAX_LEFT_OUT, Math.floor(due * MAX_SHARE_LEFT_OUT));

/** Keys without an item are due no longer. */
const withDue = (night: SourceNight, due: readonly DueItem[]): SourceNight => {
  const { cursor = '' } = night;
  const known = new Set(unansweredOf(night));
  const open = due.filter(({ key }) => key > cursor || known.has(key));
  return {
    ...night,
    unanswered: open.flatMap(({ key }) => (key > cursor ? [] : [key])),
    due: night.looked + open.reduce((sum, { papers }) => sum + papers, 0),
  };
};

const inParts = (items: readonly DueItem[], size: number, isAgain: boolean): readonly Part[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => ({
    items: items.slice(index * size, (index + 1) * size),
    isAgain,
  }));

/**
 * What is still to be asked for. What can't be had comes last, unless there is no room for more of it.
 * @param nightNow with what was not answered for so far
 */
function* partsOf(due: readonly DueItem[], work: SourceWork, nightNow: () => SourceNight): Generator<Part> {
  const again = (size: number): readonly Part[] => {
    const unanswered = new Set(unansweredOf(nightNow()));
    return inParts(
      due.filter(({ key }) => unanswered.has(key)),
      size,
      true,
    );
  };
  if (isFull(nightNow(), work)) yield* again(work.keysAtOnceAgain);
  const { cursor = '' } = nightNow();
  const rest = due.filter(({ key }) => key > cursor);
  for (const part of due.length === 0 ? [NOTHING_DUE] : inParts(rest, work.keysAtOnce, false)) {
    if (isFull(nightNow(), work)) break;
    yield part;
  }
  yield* again(work.keysAtOnceAgain);
  // Some pieces that are left may be the doing of as many items.
  const pieces = Math.max(1, mostLeftOut(due.length));
  if (work.keysAtOnceAgain > 1 && unansweredOf(nightNow()).length <= pieces * work.keysAtOnceAgain) yield* again(1);
}

const afterAnswer = (
  night: SourceNight,
  { keys, isAgain, taken }: { readonly keys: readonly string[]; readonly isAgain: boolean; readonly taken: Taken },
): SourceNight => {
  // Nobody was asked.
  if (taken.stop?.kind === 'off') return night;
  const answered = new Set(taken.answered);
  const asked = new Set(keys);
  const last = keys.at(-1);
  const looked = night.looked + taken.looked;
  return {
    ...night,
    ...(!isAgain && last !== undefined && { cursor: last }),
    unanswered: [...unansweredOf(night).filter((key) => !asked.has(key)), ...keys.filter((key) => !answered.has(key))],
    looked,
    due: Math.max(night.due, looked),
    today: addSums(night.today, taken.stored.sums),
    revived: [...new Set([...night.revived, ...taken.stored.revived])].sort().slice(0, MAX_REVIVED),
  };
};
