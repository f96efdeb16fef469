/** The lines that tell a reader why a paper stands where it stands: facts of its record, its place among its peers, its days. */
import { addDays } from '../calendar/new-york-time.ts';
import type { Paper, PaperId } from '../paper/paper.ts';
import type { Window } from '../score/paper-score.ts';
import { ALL_CATEGORIES } from './ranked-list.ts';

type Evident = Pick<Paper, 'paperId' | 'announcedOn' | 'score'>;

/** With fewer papers a percentage says less than the rank. */
const MIN_PEERS = 50;
/** Beyond the first tenth the place is no news. */
const MAX_PERCENT = 10;

/** Peers of a paper: those announced within the window, however long they go on competing. */
const PEER_PERIOD: Readonly<Record<Window, { readonly days: number; readonly words: string }>> = {
  day: { days: 1, words: 'today' },
  week: { days: 7, words: 'this week' },
  month: { days: 30, words: 'this month' },
};

/**
 * "top 2 % of cs.LG this week" for the best tenth of the papers announced in that period, rounded up; empty for a field
 * with fewer than 50. Over all fields the place by score counts, before any archive's share is limited.
 */
export const percentilePhrases = (
  ordered: readonly Evident[],
  list: { readonly category: string; readonly window: Window; readonly date: string },
): ReadonlyMap<PaperId, string> => {
  const period = PEER_PERIOD[list.window];
  const earliest = addDays(list.date, 1 - period.days);
  const peers = ordered.filter(({ announcedOn }) => announcedOn >= earliest);
  if (peers.length < MIN_PEERS) return new Map();
  const field = list.category === ALL_CATEGORIES ? 'all fields' : list.category;
  return new Map(
    peers.slice(0, Math.floor((peers.length * MAX_PERCENT) / 100)).map(({ paperId }, index) => {
      const percent = Math.ceil((100 * (index + 1)) / peers.length);
      return [paperId, `top ${percent} % of ${field} ${period.words}`];
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

/** Lines in the order in which they are to be read. */
export const evidenceFor = (
  paper: Evident,
  place: { readonly daysOnList: number; readonly percentile: string | undefined },
): string[] => [
  ...featurePhrases(paper),
  ...(place.percentile === undefined ? [] : [place.percentile]),
  ...(place.daysOnList > 1 ? [daysOnListPhrase(place.daysOnList)] : []),
  announcedPhrase(paper.announcedOn),
];
