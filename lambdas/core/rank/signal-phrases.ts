/** What signals say of a paper on a list, in words: gains within the list's window, and how they compare with what is usual. */
import { addDays, daysBetween } from '../calendar/new-york-time.ts';
import type { Paper } from '../paper/paper.ts';
import { decayedWorth } from '../score/forward-decay.ts';
import { noonInNewYork } from '../calendar/announcement-calendar.ts';
import type { Contribution, GainSum, Window } from '../score/paper-score.ts';
import { MANY_STARS } from '../score/unsupported-stars.ts';
import type { SignalSource } from '../signal/signal.ts';
import { peersFrom } from './peer-period.ts';

const WORDS: Readonly<Record<SignalSource, { readonly one: string; readonly many: string; readonly where: string }>> = {
  github: { one: 'star', many: 'stars', where: '' },
  'hugging-face': { one: 'upvote', many: 'upvotes', where: ' on Hugging Face' },
  'hacker-news': { one: 'point', many: 'points', where: ' on Hacker News' },
};

const SINCE: Readonly<Record<Window, string>> = { day: 'since yesterday', week: 'this week', month: 'this month' };

/** "6× what is usual" is worth telling from here on. */
const MIN_RATIO = 2;
/** A place further down a source's list is no news. */
const LAST_PLACE_TOLD = 10;

interface SignalContribution extends Contribution {
  readonly source: SignalSource;
  readonly signal: GainSum;
}

const isSignal = (contribution: Contribution): contribution is SignalContribution =>
  contribution.signal !== undefined && contribution.source in WORDS;

const gainPhrase = (
  contributions: readonly SignalContribution[],
  { window, field }: { readonly window: Window; readonly field: string },
): string | undefined => {
  const [first] = contributions;
  const gain = Math.round(contributions.reduce((sum, { signal }) => sum + signal.gain, 0));
  if (first === undefined || gain < 1) return undefined;
  const { one, many, where } = WORDS[first.source];
  const ratio = gain / contributions.reduce((sum, { signal }) => sum + signal.usualGain, 0);
  const gained = `+${gain.toLocaleString('en-GB')} ${gain === 1 ? one : many}${where} ${SINCE[window]}`;
  if (gain >= MANY_STARS && contributions.some(({ signal }) => signal.trust < 1))
    return `${gained}, counted less: nothing else supports them yet`;
  return ratio < MIN_RATIO ? gained : `${gained}, ${Math.round(ratio)}× what is usual for ${field}`;
};

const spokenDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' });

const whenPhrase = (rankedOn: string, date: string): string => {
  const days = daysBetween(rankedOn, date);
  if (days <= 0) return 'today';
  return days === 1 ? 'yesterday' : `on ${spokenDay.format(new Date(rankedOn))}`;
};

/** The best place on a list of Hugging Face within the window. */
const placePhrase = (
  contributions: readonly SignalContribution[],
  { window, date }: { readonly window: Window; readonly date: string },
): string | undefined => {
  // Hugging Face's day ends in New York's evening: at night its last whole list is yesterday's.
  const from = addDays(peersFrom(window, date), -1);
  const best = contributions
    .flatMap(({ signal: { rank, rankedOn } }) =>
      rank === undefined || rankedOn === undefined || rankedOn < from ? [] : [{ rank, rankedOn }],
    )
    .reduce<{ rank: number; rankedOn: string } | undefined>(
      (known, place) => (known === undefined || place.rank < known.rank ? place : known),
      undefined,
    );
  return best === undefined || best.rank > LAST_PLACE_TOLD
    ? undefined
    : `#${best.rank} on Hugging Face ${whenPhrase(best.rankedOn, date)}`;
};

/** One or two lines for each source with a gain within the window, the source that is worth most first. */
export const signalPhrases = (
  { score, primaryCategory }: Pick<Paper, 'score' | 'primaryCategory'>,
  { window, date }: { readonly window: Window; readonly date: string },
): readonly string[] => {
  const from = peersFrom(window, date);
  const noon = noonInNewYork(date);
  const bySource = new Map<SignalSource, SignalContribution[]>();
  for (const contribution of score.contributions) {
    if (!isSignal(contribution) || contribution.on < from || contribution.on > date) continue;
    const known = bySource.get(contribution.source);
    if (known) known.push(contribution);
    else bySource.set(contribution.source, [contribution]);
  }
  const worth = (contributions: readonly SignalContribution[]): number =>
    contributions.reduce((sum, contribution) => sum + decayedWorth(contribution, window, noon), 0);
  return [...bySource.values()]
    .sort((a, b) => worth(b) - worth(a))
    .flatMap((contributions) => {
      const place = placePhrase(contributions, { window, date });
      // "#4 on Hugging Face" says what its upvotes would.
      return place ?? gainPhrase(contributions, { window, field: primaryCategory }) ?? [];
    });
};
