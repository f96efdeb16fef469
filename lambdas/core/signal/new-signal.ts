/**
 * Makes a row of `Signals` from what a source shows tonight and the rows of the nights before. The gain is counted from the
 * last look of an earlier day, whatever was looked at today already: a second look of a day counts nothing twice.
 */
import { observedKey, type Signal, type SignalOf, type SignalSource } from './signal.ts';

type LookOf<Source extends SignalSource> = Pick<SignalOf<Source>, 'source' | 'count' | 'startedOn' | 'details'>;

/** What one source shows of one paper. */
export type SignalLook = { [Source in SignalSource]: LookOf<Source> }[SignalSource];

export interface LookCircumstances {
  readonly paperId: Signal['paperId'];
  /** New York. */
  readonly observedOn: string;
  /** Instant. */
  readonly observedAt: string;
  /** Of the paper's primary category, as known before that day. */
  readonly usualGain: number;
}

const isSameBaseline = (row: Signal, look: SignalLook): boolean =>
  row.source !== 'github' || look.source !== 'github'
    ? row.source === look.source
    : row.details.repositoryId === look.details.repositoryId;

/** The last row of an earlier day that the gain is counted from: one of the same repository, where it is one. */
export const rowBefore = <Look extends SignalLook>(
  rows: readonly Signal[],
  look: Look,
  date: string,
): SignalOf<Look['source']> | undefined =>
  rows.findLast((row): row is SignalOf<Look['source']> => row.observedOn < date && isSameBaseline(row, look));

/** @param rows of the paper, in order of key */
export const newSignal = (
  look: SignalLook,
  rows: readonly Signal[],
  { paperId, observedOn, observedAt, usualGain }: LookCircumstances,
): Signal => {
  const before = rowBefore(rows, look, observedOn);
  return {
    ...look,
    paperId,
    observedKey: observedKey(observedOn, look.source),
    observedOn,
    observedAt,
    gain: look.count - (before?.count ?? 0),
    ...(before && { previousOn: before.observedOn }),
    // What begins later than it was seen: a list that is ahead of New York, or a clock that is wrong.
    startedOn: look.startedOn < observedOn ? look.startedOn : observedOn,
    usualGain,
  };
};

/**
 * The row of a day up to which the count stood still, as is known afterwards: it keeps the gain off the days before. Undefined
 * when there is a look of that day or a later one.
 */
export const restingSignal = (
  look: SignalLook,
  rows: readonly Signal[],
  { restedUntil, ...circumstances }: LookCircumstances & { readonly restedUntil: string },
): Signal | undefined => {
  const before = rowBefore(rows, look, circumstances.observedOn);
  if (before === undefined || before.observedOn >= restedUntil) return undefined;
  const { source, count, startedOn, details } = before;
  return newSignal({ source, count, startedOn, details } as SignalLook, rows, {
    ...circumstances,
    observedOn: restedUntil,
  });
};
