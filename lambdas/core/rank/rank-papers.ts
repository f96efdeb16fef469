/**
 * Ranks the live papers of one category (or of all) in one window as of one list date. Pure: the same papers, whatever
 * their order, give the same list on every run. Called by `rank-trending` for the day's lists and for those it catches up.
 */
import { createHash } from 'node:crypto';
import { noonInNewYork } from '../calendar/announcement-calendar.ts';
import { addDays } from '../calendar/new-york-time.ts';
import type { Paper } from '../paper/paper.ts';
import { decayedMass, FORMULA_VERSION } from '../score/forward-decay.ts';
import type { Window } from '../score/paper-score.ts';
import { evidenceFor, percentilePhrases } from './place-evidence.ts';
import { chooseAcrossArchives } from './across-archives.ts';
import { ALL_CATEGORIES, listKey, type RankedList, type RankedPaper, type Section } from './ranked-list.ts';

/** What ranking needs of a paper; a whole `Paper` will do. */
export type RankablePaper = Pick<Paper, 'paperId' | 'primaryCategory' | 'announcedOn' | 'withdrawn' | 'score'>;

/** A paper competes for so many days, the day of its announcement included. */
export const LIVE_DAYS = 30;
/** Places on a list. */
const DEFAULT_LIMIT = 100;

export interface RankingInput {
  readonly category: string;
  readonly window: Window;
  /** The list date. Papers announced later are neither ranked nor counted. */
  readonly date: string;
  readonly papers: readonly RankablePaper[];
  /** The list of the same key before this one; none on the first day, when nothing can have moved. */
  readonly previous?: RankedList | undefined;
  /** @default 100 */
  readonly limit?: number;
}

/** Those announced on one of the last `LIVE_DAYS` days up to the date, and not withdrawn. */
const livePapers = (papers: readonly RankablePaper[], date: string): RankablePaper[] => {
  const before = addDays(date, -LIVE_DAYS);
  return papers.filter(
    ({ announcedOn, withdrawn }) => withdrawn !== true && announcedOn <= date && announcedOn > before,
  );
};

/**
 * Score first, then the newer announcement. What is still tied is shuffled by a hash of date and identifier, since the first
 * place makes attention by accident (arXiv 0907.4740), and identifiers follow the hour of submission.
 */
const byScoreThenNewestThenShuffled = (window: Window, date: string) => {
  const shuffleKeys = new Map<string, string>();
  const shuffleKey = (paperId: string): string => {
    const known = shuffleKeys.get(paperId) ?? createHash('sha256').update(`${date}#${paperId}`).digest('hex');
    shuffleKeys.set(paperId, known);
    return known;
  };
  return (a: RankablePaper, b: RankablePaper): number => {
    const byScore = b.score.logMass[window] - a.score.logMass[window];
    if (byScore !== 0) return byScore;
    if (a.announcedOn !== b.announcedOn) return a.announcedOn > b.announcedOn ? -1 : 1;
    return shuffleKey(a.paperId) < shuffleKey(b.paperId) ? -1 : 1;
  };
};

const sectionOf = (
  paper: RankablePaper,
  place: Pick<RankedPaper, 'rank' | 'previousRank'> & { readonly date: string; readonly isFirstList: boolean },
): Section => {
  if (paper.announcedOn === place.date) return 'new';
  const cameIn = place.previousRank === null && !place.isFirstList;
  const movedUp = place.previousRank !== null && place.rank < place.previousRank;
  return cameIn || movedUp ? 'rising' : 'still-hot';
};

/**
 * The ranked list: at most `limit` places, each with previous rank, days on the list (in a row, this one included),
 * section and evidence. `candidates` counts all who competed. Over all fields no archive takes more than its share.
 */
export const rankPapers = ({
  category,
  window,
  date,
  papers,
  previous,
  limit = DEFAULT_LIMIT,
}: RankingInput): RankedList => {
  const candidates = livePapers(papers, date).sort(byScoreThenNewestThenShuffled(window, date));
  const chosen = category === ALL_CATEGORIES ? chooseAcrossArchives(candidates, limit) : candidates.slice(0, limit);
  const percentiles = percentilePhrases(candidates, { category, window, date });
  const before = new Map(previous?.papers.map((place) => [place.paperId, place]));
  const noon = noonInNewYork(date);
  return {
    listKey: listKey(category, window),
    date,
    category,
    window,
    formula: FORMULA_VERSION,
    candidates: candidates.length,
    papers: chosen.map((paper, index) => {
      const rank = index + 1;
      const earlier = before.get(paper.paperId);
      const previousRank = earlier?.rank ?? null;
      const daysOnList = (earlier?.daysOnList ?? 0) + 1;
      return {
        paperId: paper.paperId,
        rank,
        previousRank,
        daysOnList,
        section: sectionOf(paper, { rank, previousRank, date, isFirstList: previous === undefined }),
        evidence: evidenceFor(paper, { daysOnList, percentile: percentiles.get(paper.paperId) }),
        score: decayedMass(paper.score, window, noon),
      };
    }),
  };
};
