/**
 * Contributions of a paper from its rows in `Signals`: a pure function of the rows. One contribution for each source and
 * day with a gain, of mass weight · trust · log2(1 + gain / usualGain). The logarithm damps: a thousand stars are ten
 * doublings. Looks at repositories that are not the paper's own bring nothing.
 */
import { addDays } from '../calendar/new-york-time.ts';
import { SIGNAL_SOURCES, type Signal, type SignalOf, type SignalSource } from '../signal/signal.ts';
import { UNSUPPORTED_TRUST, unsupportedStars } from './unsupported-stars.ts';
import { dailyGains, type DailyGain } from './daily-gains.ts';
import type { Contribution } from './paper-score.ts';
import { SIGNAL_WEIGHTS } from './signal-weights.ts';

/** Evidence older than this before the latest look is let go: of the month's half-life of 15 days, 6 % would be left. */
export const EVIDENCE_DAYS = 60;

/** Days after which stars that look bought no longer keep a paper from the first places: it does not compete any more then. */
export const SUSPICION_DAYS = 30;

/** Less than this is not worth a contribution. */
const MIN_MASS = 0.005;

export interface SignalEvidence {
  /** In order of date, then source. */
  readonly contributions: readonly Contribution[];
  /** Stars of the last month look bought. */
  readonly suspect: boolean;
}

type Look = Signal & { readonly on: string };
type Gain = DailyGain<Look>;

/** Exact repeats on every engine, and short rows. */
const roundTo = (value: number, decimals: number): number => Math.round(value * 10 ** decimals) / 10 ** decimals;

const ofSource = <Source extends SignalSource>(rows: readonly Signal[], source: Source): readonly SignalOf<Source>[] =>
  rows.filter((row): row is SignalOf<Source> => row.source === source);

/** Looks at the repository that is the paper's own at the last look. A change of it begins anew: other stars, other baseline. */
const ownRepositoryLooks = (rows: readonly Signal[]): readonly SignalOf<'github'>[] => {
  const looks = ofSource(rows, 'github');
  const { credit, repositoryId } = looks.at(-1)?.details ?? {};
  return credit === 'own' ? looks.filter(({ details }) => details.repositoryId === repositoryId) : [];
};

const activityOf = ({ forks, issues }: SignalOf<'github'>['details']): number => forks + issues;

const massOf = (source: SignalSource, { gain, look }: Gain, trust: number): number =>
  roundTo(SIGNAL_WEIGHTS[source] * trust * Math.log2(1 + gain / look.usualGain), 6);

const contributionOf = ({ on, gain, look }: Gain, trust: number): Contribution => ({
  source: look.source,
  on,
  mass: massOf(look.source, { on, gain, look }, trust),
  features: [],
  signal: {
    gain: roundTo(gain, 4),
    usualGain: look.usualGain,
    weight: SIGNAL_WEIGHTS[look.source],
    trust,
    count: look.count,
    ...(look.source === 'hugging-face' &&
      look.on === on && { rank: look.details.rank, rankedOn: look.details.listedOn }),
  },
});

/** @param rows of one paper, in any order; of each source and day there is one */
export const signalEvidence = (rows: readonly Signal[]): SignalEvidence => {
  const inOrder = rows.toSorted((a, b) => (a.observedKey < b.observedKey ? -1 : 1));
  const latest = inOrder.at(-1)?.observedOn;
  if (latest === undefined) return { contributions: [], suspect: false };
  const from = addDays(latest, 1 - EVIDENCE_DAYS);
  const gainsOf = (looks: readonly Signal[]): readonly Gain[] =>
    dailyGains(
      looks.map((look) => ({ ...look, on: look.observedOn })),
      from,
    );
  const repositoryLooks = ownRepositoryLooks(inOrder);
  const latestLook = repositoryLooks.at(-1);
  const gains: Readonly<Record<SignalSource, readonly Gain[]>> = {
    github: gainsOf(repositoryLooks),
    'hugging-face': gainsOf(ofSource(inOrder, 'hugging-face')),
    'hacker-news': gainsOf(ofSource(inOrder, 'hacker-news')),
  };
  const { days: unsupportedOn, boughtOn } = unsupportedStars({
    gains: gains.github,
    activity: dailyGains(
      repositoryLooks.map(({ observedOn, startedOn, details }) => ({
        on: observedOn,
        startedOn,
        count: activityOf(details),
      })),
      from,
    ),
    activityInAll: latestLook === undefined ? 0 : activityOf(latestLook.details),
    elsewhere: [...gains['hugging-face'], ...gains['hacker-news']],
  });
  const trustOf = (source: SignalSource, on: string): number =>
    source === 'github' && unsupportedOn.has(on) ? UNSUPPORTED_TRUST : 1;
  const contributions = SIGNAL_SOURCES.flatMap((source) =>
    gains[source].map((gain) => contributionOf(gain, trustOf(source, gain.on))),
  )
    .filter(({ mass }) => mass >= MIN_MASS)
    .sort((a, b) => (`${a.on} ${a.source}` < `${b.on} ${b.source}` ? -1 : 1));
  const suspectFrom = addDays(latest, 1 - SUSPICION_DAYS);
  return { contributions, suspect: [...boughtOn].some((on) => on >= suspectFrom) };
};
