/**
 * Ranks the live papers of one category (or of all) in one window as of one list date. Pure: the same papers, whatever
 * their order, give the same list on every run. Called by `rank-trending` for the day's lists and for those it catches up.
 */
import { FORMULA_VERSION } from '../score/forward-decay.ts';
import type { Window } from '../score/paper-score.ts';
import { chooseAcrossArchives, fitsQuota, standingInField } from './across-fields.ts';
import { FIRST_PLACES, pickForExploration, withoutSuspectsFirst } from './first-places.ts';
import { hasEvidenceAfter, livePaperOn, type LivePaper, type RankablePaper } from './live-papers.ts';
import { peersFrom } from './peer-period.ts';
import { evidenceFor, percentilePhrases } from './place-evidence.ts';
import {
  ALL_CATEGORIES,
  listKey,
  type MissingSource,
  type RankedList,
  type RankedPaper,
  type Section,
} from './ranked-list.ts';

/** Places on a list. */
export const DEFAULT_LIMIT = 100;

export interface ListToRank {
  readonly category: string;
  readonly window: Window;
  /** The list date. Papers announced later are neither ranked nor counted, and evidence of later days is left out. */
  readonly date: string;
  /** The list of the same key before this one; none on the first day, when nothing can have moved. */
  readonly previous?: RankedList | undefined;
  /** Sources of signals that were not complete. @default none */
  readonly missingSources?: readonly MissingSource[];
  /** @default 100 */
  readonly limit?: number;
}

export interface RankingInput extends ListToRank {
  readonly papers: readonly RankablePaper[];
}

/** A live paper with what this list orders it by. */
interface Candidate {
  readonly live: LivePaper;
  readonly primaryCategory: string;
  readonly suspect: boolean;
  /** The score's logarithm, over all fields the standing within the own one; in whole steps of `TIE`. */
  readonly standing: number;
}

/** Standings nearer than this are a tie: landmarks and sums differ in the last digits. */
const TIE = 1e-8;

const candidatesOf = (lives: readonly LivePaper[], { category, window, date }: ListToRank): readonly Candidate[] => {
  const firstPeerDay = peersFrom(window, date);
  const fieldPaper = ({ paper, logScore }: LivePaper) => ({
    primaryCategory: paper.primaryCategory,
    logScore: logScore[window],
    isPeer: paper.announcedOn >= firstPeerDay,
  });
  const standingOf = category === ALL_CATEGORIES ? standingInField(lives.map(fieldPaper)) : undefined;
  return lives.map((live) => ({
    live,
    primaryCategory: live.paper.primaryCategory,
    suspect: live.suspect,
    standing: Math.round((standingOf?.(fieldPaper(live)) ?? live.logScore[window]) / TIE),
  }));
};

/**
 * Standing first, then the newer announcement. What is still tied is shuffled by a hash of date and identifier, since the first
 * place makes attention by accident (arXiv 0907.4740), and identifiers follow the hour of submission.
 */
const byStandingThenNewestThenShuffled = (a: Candidate, b: Candidate): number => {
  if (a.standing !== b.standing) return b.standing - a.standing;
  const [one, other] = [a.live.paper.announcedOn, b.live.paper.announcedOn];
  if (one !== other) return one > other ? -1 : 1;
  return a.live.shuffleKey() < b.live.shuffleKey() ? -1 : 1;
};

/** The papers of the places, first to last, and the one of them that was picked at random. */
const fillPlaces = (
  ordered: readonly Candidate[],
  { category, window, date, limit = DEFAULT_LIMIT }: ListToRank,
): { readonly places: readonly Candidate[]; readonly explored: Candidate | undefined } => {
  const chosen = withoutSuspectsFirst(
    category === ALL_CATEGORIES ? chooseAcrossArchives(ordered, limit) : ordered.slice(0, limit),
  );
  if (limit < FIRST_PLACES) return { places: chosen, explored: undefined };
  const first = new Set(chosen.slice(0, FIRST_PLACES));
  const firstPeerDay = peersFrom(window, date);
  const fits = category === ALL_CATEGORIES ? fitsQuota(chosen, limit) : () => true;
  const explored = pickForExploration(
    ordered.filter(
      (candidate) =>
        !first.has(candidate) &&
        !candidate.suspect &&
        candidate.live.paper.announcedOn >= firstPeerDay &&
        fits(candidate),
    ),
    `${listKey(category, window)}#${date}`,
  );
  if (explored === undefined) return { places: chosen, explored };
  const others = chosen.filter((candidate) => candidate !== explored);
  const places = [...others.slice(0, FIRST_PLACES - 1), explored, ...others.slice(FIRST_PLACES - 1)].slice(0, limit);
  return { places, explored };
};

interface PlaceFacts extends Pick<RankedPaper, 'rank' | 'previousRank'> {
  readonly date: string;
  readonly previousDate: string | undefined;
  readonly wasNew: boolean;
}

const sectionOf = (
  { paper, score }: LivePaper,
  { rank, previousRank, date, previousDate, wasNew }: PlaceFacts,
): Section => {
  // A date that was corrected makes nothing new twice.
  if (paper.announcedOn === date && !wasNew) return 'new';
  if (previousDate === undefined) return 'still-hot';
  const cameInOrMovedUp = previousRank === null || rank < previousRank;
  return cameInOrMovedUp && hasEvidenceAfter(score, previousDate) ? 'rising' : 'still-hot';
};

/**
 * The ranked list: at most `limit` places, each with previous rank, days on the list (in a row, this one included),
 * section and evidence. `candidates` counts all who competed. Over all fields no archive takes more than its share.
 *
 * @param lives live on the list's date
 */
export const rankLivePapers = (lives: readonly LivePaper[], list: ListToRank): RankedList => {
  const { category, window, date, previous, missingSources = [] } = list;
  const sorted = candidatesOf(lives, list).toSorted(byStandingThenNewestThenShuffled);
  const ordered = withoutSuspectsFirst(sorted);
  const { places, explored } = fillPlaces(ordered, list);
  const percentiles = percentilePhrases(
    ordered.map(({ live }) => live.paper),
    list,
  );
  // A place that was drawn by lot is none to fall or rise from.
  const earned = previous?.papers.filter(({ section }) => section !== 'explore') ?? [];
  const before = new Map(earned.map((place) => [place.paperId, place]));
  return {
    listKey: listKey(category, window),
    date,
    category,
    window,
    formula: FORMULA_VERSION,
    candidates: lives.length,
    missingSources: [...missingSources],
    papers: places.map((candidate, index) => {
      const { live } = candidate;
      const { paper, score } = live;
      const rank = index + 1;
      const earlier = before.get(paper.paperId);
      const previousRank = earlier?.rank ?? null;
      const daysOnList = (earlier?.daysOnList ?? 0) + 1;
      const isPickedAtRandom = candidate === explored;
      const percentile = isPickedAtRandom ? undefined : percentiles.get(paper.paperId);
      return {
        paperId: paper.paperId,
        rank,
        previousRank,
        daysOnList,
        firstSeenOn: earlier?.firstSeenOn ?? date,
        section: isPickedAtRandom
          ? 'explore'
          : sectionOf(live, {
              ...{ rank, previousRank, date, previousDate: previous?.date },
              wasNew: earlier?.section === 'new',
            }),
        evidence: evidenceFor({ ...paper, score }, { window, date, daysOnList, percentile, isPickedAtRandom }),
        score: Math.exp(live.logScore[window]),
      };
    }),
  };
};

/** The same from papers of which some may not compete. */
export const rankPapers = ({ papers, ...list }: RankingInput): RankedList => {
  const liveOn = livePaperOn(list.date);
  return rankLivePapers(
    papers.flatMap((paper) => liveOn(paper) ?? []),
    list,
  );
};
