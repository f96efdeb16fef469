/** Reads a paper with its places on the newest lists and what was seen of it. */
import { newYorkDate } from '../../core/calendar/announcement-calendar.ts';
import { addDays, BEYOND_ALL_DATES } from '../../core/calendar/new-york-time.ts';
import { parseArxivId } from '../../core/paper/arxiv-id.ts';
import type { Paper } from '../../core/paper/paper.ts';
import { ALL_CATEGORIES, listKey } from '../../core/rank/ranked-list.ts';
import type { PlaceOnList } from '../../core/render/page/paper-page.ts';
import { WINDOWS } from '../../core/score/paper-score.ts';
import { EVIDENCE_DAYS } from '../../core/score/signal-evidence.ts';
import type { Signal } from '../../core/signal/signal.ts';
import type { WebDeps } from './web-deps.ts';

export interface FoundPaper {
  readonly paper: Paper;
  /** Version that the address named. */
  readonly askedVersion: number | undefined;
  /** All of arXiv first, then the paper's categories. */
  readonly places: readonly PlaceOnList[];
  /** In order of key. */
  readonly signals: readonly Signal[];
  /** Date of the newest list. */
  readonly date: string;
}

/** A paper is hardly ever filed under more; each costs three reads. */
const MAX_CATEGORIES = 8;

/** From where on evidence counts: rows before it made none of the contributions. */
const evidenceFrom = ({ announcedOn, score }: Paper): string => {
  const latest = score.contributions.reduce((day, { on }) => (on > day ? on : day), announcedOn);
  return addDays(latest, 1 - EVIDENCE_DAYS);
};

/** @returns `no-id` for what is no identifier of arXiv, `unknown` for one that is not stored */
export const readPaper = async (
  { papers, rankings, signals, site, clock }: Pick<WebDeps, 'papers' | 'rankings' | 'signals' | 'site' | 'clock'>,
  idText: string,
): Promise<FoundPaper | 'no-id' | 'unknown'> => {
  const id = parseArxivId(idText, { sampleIds: site.sample });
  if (id === undefined) return 'no-id';
  const paper = (await papers.getMany([id.paperId])).get(id.paperId);
  if (paper === undefined) return 'unknown';
  const choices = [ALL_CATEGORIES, ...paper.categories.slice(0, MAX_CATEGORIES)].flatMap((category) =>
    WINDOWS.map((window) => ({ category, window })),
  );
  const [lists, seen] = await Promise.all([
    Promise.all(
      choices.map(({ category, window }) => rankings.latestUpTo(listKey(category, window), BEYOND_ALL_DATES)),
    ),
    signals.since([paper.paperId], evidenceFrom(paper)),
  ]);
  const places = lists.flatMap((list) => {
    const place = list?.papers.find(({ paperId }) => paperId === paper.paperId);
    return list && place ? [{ ...place, category: list.category, window: list.window, date: list.date }] : [];
  });
  const dates = lists.flatMap((list) => list?.date ?? []).sort();
  return {
    paper,
    askedVersion: id.version,
    places,
    signals: seen.get(paper.paperId) ?? [],
    date: dates.at(-1) ?? newYorkDate(clock()),
  };
};
