/** The lines that tell a reader why a paper stands where it stands: facts of its record, its place among its peers, its days. */
import type { Paper, PaperId } from '../paper/paper.ts';
import type { Window } from '../score/paper-score.ts';
import { PEER_PERIOD, peersFrom } from './peer-period.ts';
import { ALL_CATEGORIES } from './ranked-list.ts';
import { signalPhrases } from './signal-phrases.ts';

type Evident = Pick<Paper, 'paperId' | 'primaryCategory' | 'announcedOn' | 'score'>;

/** With fewer papers a percentage says less than the rank. */
export const MIN_PEERS = 50;
/** Beyond the first tenth the place is no news. */
export const MAX_PERCENT = 10;

/**
 * "top 2 % of cs.LG this week" for the best tenth of the papers announced in that period, rounded up; empty for a field
 * with fewer than 50. Over all fields the standing counts, before any archive's share is limited.
 */
export const percentilePhrases = (
  ordered: readonly Evident[],
  list: { readonly category: string; readonly window: Window; readonly date: string },
): ReadonlyMap<PaperId, string> => {
  const earliest = peersFrom(list.window, list.date);
  const peers = ordered.filter(({ announcedOn }) => announcedOn >= earliest);
  if (peers.length < MIN_PEERS) return new Map();
  const field = list.category === ALL_CATEGORIES ? 'all fields' : list.category;
  return new Map(
    peers.slice(0, Math.floor((peers.length * MAX_PERCENT) / 100)).map(({ paperId }, index) => {
      const percent = Math.ceil((100 * (index + 1)) / peers.length);
      return [paperId, `top ${percent} % of ${field} ${PEER_PERIOD[list.window].words}`];
    }),
  );
};

const SPOKEN_DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' });

/** A date and not "today": the list is read on later days as well. */
const announcedPhrase = (announcedOn: string): string => `announced on ${SPOKEN_DAY.format(new Date(announcedOn))}`;

/** The line that says how long a paper has been there; renderers that show it otherwise can tell it by equality. */
export const daysOnListPhrase = (daysOnList: number): string => `day ${daysOnList} on the list`;

/** Phrases of the score's features, those that weigh most first; a phrase that two sources give is said once. */
const featurePhrases = ({ score }: Evident): readonly string[] => {
  const told = score.contributions
    .flatMap(({ features }) => features)
    .filter(({ evidence }) => evidence !== undefined)
    .sort((a, b) => b.weight - a.weight);
  return [...new Set(told.flatMap(({ evidence }) => evidence ?? []))];
};

/** The line of the place that was picked and not earned. */
export const PICKED_AT_RANDOM = 'picked at random, so that something is seen which nobody has looked at yet';

/** Lines in the order in which they are to be read. */
export const evidenceFor = (
  paper: Evident,
  place: {
    readonly window: Window;
    readonly date: string;
    readonly daysOnList: number;
    readonly percentile: string | undefined;
    readonly isPickedAtRandom: boolean;
  },
): string[] => [
  ...(place.isPickedAtRandom ? [PICKED_AT_RANDOM] : []),
  ...signalPhrases(paper, place),
  ...featurePhrases(paper),
  ...(place.percentile === undefined ? [] : [place.percentile]),
  ...(place.daysOnList > 1 ? [daysOnListPhrase(place.daysOnList)] : []),
  announcedPhrase(paper.announcedOn),
];
