/**
 * Which papers compete on a list date, and what each is worth then. Made once for a date and shared by all of its lists, of
 * which a paper stands on nine or more.
 */
import { createHash } from 'node:crypto';
import { noonInNewYork } from '../calendar/announcement-calendar.ts';
import { addDays } from '../calendar/new-york-time.ts';
import type { Paper } from '../paper/paper.ts';
import { ANNOUNCEMENT_SOURCE } from '../score/announcement-prior.ts';
import { decayedLogMass, scoreFromContributions } from '../score/forward-decay.ts';
import type { PaperScore, Window } from '../score/paper-score.ts';

/** What ranking needs of a paper; a whole `Paper` will do. */
export type RankablePaper = Pick<Paper, 'paperId' | 'primaryCategory' | 'announcedOn' | 'withdrawn' | 'score'>;

/** A paper competes for so many days, the day of its announcement included, and again for so many after new evidence. */
export const LIVE_DAYS = 30;

/**
 * Listings are read as far back as papers compete, and so many days more for lists that are made up for. Evidence of a paper
 * that is older than these days counts beyond that: from then on the collection notes its identifier.
 */
export const CATCH_UP_DAYS = 7;

/** A paper that competes. */
export interface LivePaper {
  readonly paper: RankablePaper;
  /** As of the list's date. */
  readonly score: PaperScore;
  /** ln of the score at the list's noon. */
  readonly logScore: Readonly<Record<Window, number>>;
  readonly suspect: boolean;
  /** Orders papers that are tied, differently on each date. */
  readonly shuffleKey: () => string;
}

/** The score as it was: a list that is made up for must not know what came later. */
const scoreAsOf = (score: PaperScore, date: string): PaperScore => {
  if (score.contributions.every(({ on }) => on <= date)) return score;
  const known = score.contributions.filter(({ on }) => on <= date);
  return known.length === 0 ? score : scoreFromContributions(known, { suspect: score.suspect === true });
};

/** Whether a signal has brought anything after that day. */
export const hasEvidenceAfter = (score: PaperScore, day: string): boolean =>
  score.contributions.some(({ source, on }) => source !== ANNOUNCEMENT_SOURCE && on > day);

const memoised = (make: () => string): (() => string) => {
  let made: string | undefined;
  return () => (made ??= make());
};

/** The live paper of that date; undefined when the paper doesn't compete: withdrawn, announced later, or too old. */
export const livePaperOn = (date: string): ((paper: RankablePaper) => LivePaper | undefined) => {
  const before = addDays(date, -LIVE_DAYS);
  const noon = noonInNewYork(date);
  return (paper) => {
    if (paper.withdrawn === true || paper.announcedOn > date) return undefined;
    const score = scoreAsOf(paper.score, date);
    if (paper.announcedOn <= before && !hasEvidenceAfter(score, before)) return undefined;
    return {
      paper,
      score,
      logScore: {
        day: decayedLogMass(score, 'day', noon),
        week: decayedLogMass(score, 'week', noon),
        month: decayedLogMass(score, 'month', noon),
      },
      suspect: score.suspect === true,
      shuffleKey: memoised(() => createHash('sha256').update(`${date}#${paper.paperId}`).digest('hex')),
    };
  };
};
