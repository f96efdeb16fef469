/** What each source's answer says of one paper, as the look that a row is made from. */
import { addDays, newYorkDateAndHour } from '../calendar/new-york-time.ts';
import type { DailyPaper, RepositoryLook, Story } from '../ports/attention.ts';
import type { SignalLook } from './new-signal.ts';
import { repositoryCredit } from './repository-credit.ts';
import { MAX_STORIES, type Signal, type SignalOf } from './signal.ts';

const dateInNewYork = (instant: string): string => newYorkDateAndHour(Date.parse(instant)).date;
const earliest = (dates: readonly string[], latest: string): string =>
  dates.reduce((first, date) => (date < first ? date : first), latest);

export interface RepositoryLookOf {
  /** `owner/name` as the paper links it. */
  readonly repository: string;
  readonly announcedOn: string;
  /** Watched papers that name the repository. */
  readonly papersNaming: number;
}

/** @param rows of the paper, in order of key; those of earlier days settle the credit */
export const repositoryLook = (
  seen: RepositoryLook,
  { repository, announcedOn, papersNaming }: RepositoryLookOf,
  { rows, date }: { readonly rows: readonly Signal[]; readonly date: string },
): SignalLook => {
  const createdOn = dateInNewYork(seen.createdAt);
  const before = rows.findLast(
    (row): row is SignalOf<'github'> =>
      row.source === 'github' && row.observedOn < date && row.details.repositoryId === seen.id,
  );
  return {
    source: 'github',
    count: seen.stars,
    startedOn: createdOn,
    details: {
      repository,
      repositoryId: seen.id,
      ...(seen.nameWithOwner.toLowerCase() !== repository.toLowerCase() && { renamedTo: seen.nameWithOwner }),
      forks: seen.forks,
      issues: seen.issues,
      createdOn,
      ...(seen.isArchived && { archived: true }),
      credit: repositoryCredit({
        papersNaming,
        createdOn,
        announcedOn,
        stars: seen.stars,
        creditBefore: before?.details.credit,
      }),
    },
  };
};

/** @param place on the list by upvotes, 1 the first */
export const dailyPaperLook = (
  { upvotes, comments, repository }: DailyPaper,
  { listedOn, place }: { readonly listedOn: string; readonly place: number },
): SignalLook => ({
  source: 'hugging-face',
  count: upvotes,
  startedOn: listedOn,
  details: { listedOn, rank: place, comments, ...(repository !== undefined && { repository }) },
});

const lastStoriesRow = (rows: readonly Signal[]): SignalOf<'hacker-news'> | undefined =>
  rows.findLast((row): row is SignalOf<'hacker-news'> => row.source === 'hacker-news');

type SeenStory = SignalOf<'hacker-news'>['details']['each'][number];

/**
 * All stories of a paper together. Only those of the last days were asked for: older ones count as they were seen last, or else
 * the sum would fall when a story grows too old, and a fall voids the looks before it.
 *
 * @param stories of the paper, one at least
 * @param rows of the paper, in order of key
 */
export const storiesLook = (stories: readonly Story[], rows: readonly Signal[]): SignalLook => {
  const before = lastStoriesRow(rows);
  const known = new Map<string, SeenStory>(before?.details.each.map((story) => [story.storyId, story]));
  for (const { storyId, points, comments } of stories) known.set(storyId, { storyId, points, comments });
  const each = [...known.values()]
    .sort((a, b) => b.points - a.points || (a.storyId < b.storyId ? -1 : 1))
    .slice(0, MAX_STORIES);
  const sum = (of: (story: SeenStory) => number): number => each.reduce((total, story) => total + of(story), 0);
  const days = stories.map(({ submittedAt }) => dateInNewYork(submittedAt));
  return {
    source: 'hacker-news',
    count: sum(({ points }) => points),
    startedOn: earliest(days, before?.startedOn ?? days[0] ?? ''),
    details: {
      stories: each.length,
      each,
      comments: sum(({ comments }) => comments),
      topStory: each[0]?.storyId ?? '',
    },
  };
};

/**
 * The day up to which the sum stood still, when there were stories before and all of them have grown too old to be asked
 * for: the day before the first new one.
 *
 * @param rows of the paper, in order of key; those of earlier days tell, so that a second look of a day tells the same
 */
export const storiesRestedUntil = (
  stories: readonly Story[],
  rows: readonly Signal[],
  date: string,
): string | undefined => {
  const before = lastStoriesRow(rows.filter(({ observedOn }) => observedOn < date));
  const known = new Set(before?.details.each.map(({ storyId }) => storyId));
  if (known.size === 0 || stories.some(({ storyId }) => known.has(storyId))) return undefined;
  return addDays(
    earliest(
      stories.map(({ submittedAt }) => dateInNewYork(submittedAt)),
      date,
    ),
    -1,
  );
};
