/**
 * Hacker News' part of the night: the stories of the last days, asked for day by day and then stored together, since a paper's
 * stories may stand on several days and count as one sum. Few requests: a run that was stopped is made anew.
 */
import { addDays, newYorkInstant } from '../../core/calendar/new-york-time.ts';
import type { PaperId } from '../../core/paper/paper.ts';
import type { SourceStop, Stories, Story } from '../../core/ports/attention.ts';
import { storyDays } from '../../core/signal/look-plan.ts';
import { mayGoOn } from '../../core/signal/night-progress.ts';
import { storiesLook, storiesRestedUntil } from '../../core/signal/source-looks.ts';
import { storeLooks, type PaperSeen, type StoreLooksDeps } from './store-looks.ts';
import type { SourceWork } from './work-through-night.ts';

export interface CollectStoriesDeps extends StoreLooksDeps {
  readonly stories: Stories;
}

/** All days are one thing that is due. */
const KEY = 'stories';

export const collectStories = (deps: CollectStoriesDeps, date: string): SourceWork => ({
  source: 'hacker-news',
  requests: () => deps.stories.requests(),
  keysAtOnce: 1,
  keysAtOnceAgain: 1,
  due: () => Promise.resolve([{ key: KEY, papers: 0 }]),
  take: async (_keys, night) => {
    const { byPaper, stop } = await gather(deps.stories, storyDays(date));
    const seen = [...byPaper]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([paperId, stories]): PaperSeen => ({
        paperId,
        lookOf: ({ rows }) => storiesLook(stories, rows),
        // A day that was not answered for may hold an earlier story.
        ...(stop === undefined && { restedUntil: ({ rows }) => storiesRestedUntil(stories, rows, date) }),
      }));
    const stored = await storeLooks(deps, seen, night);
    return stop
      ? { answered: [], stop, looked: 0, stored: { ...stored, sums: {} } }
      : { answered: [KEY], looked: stored.looks, stored };
  },
});

/** Stops at a limit, and at the second day that brings nothing. */
const gather = async (
  source: Stories,
  days: readonly string[],
): Promise<{ readonly byPaper: ReadonlyMap<PaperId, readonly Story[]>; readonly stop: SourceStop | undefined }> => {
  const byPaper = new Map<PaperId, Story[]>();
  let stop: SourceStop | undefined;
  for (const day of days) {
    const seen = await source.submitted({
      from: newYorkInstant(day, 0).toISOString(),
      to: newYorkInstant(addDays(day, 1), 0).toISOString(),
    });
    for (const story of seen.stories) {
      const known = byPaper.get(story.paperId);
      if (known) known.push(story);
      else byPaper.set(story.paperId, [story]);
    }
    if (seen.stop === undefined) continue;
    const isSecond = stop !== undefined;
    stop = seen.stop;
    if (isSecond || !mayGoOn(stop)) break;
  }
  return { byPaper, stop };
};
