import type { RepositoryLook, Story } from '../../../../lambdas/core/ports/attention.ts';
import {
  dailyPaperLook,
  repositoryLook,
  storiesLook,
  storiesRestedUntil,
} from '../../../../lambdas/core/signal/source-looks.ts';
import { afterLook, PAPER, starsLook } from './invented-looks.ts';

const DATE = '2026-11-20';
const seen = (changes: Partial<RepositoryLook> = {}): RepositoryLook => ({
  asked: 'lind/fold',
  id: 'R_1',
  nameWithOwner: 'Lind/Fold',
  stars: 30,
  forks: 2,
  issues: 1,
  createdAt: '2026-11-18T02:00:00.000Z',
  isArchived: false,
  isFork: false,
  ...changes,
});
const paper = { repository: 'lind/fold', announcedOn: '2026-11-19', papersNaming: 1 };

describe('a look at a repository', () => {
  it('has its stars since it was made, by New York’s calendar', () => {
    expect(repositoryLook(seen(), paper, { rows: [], date: DATE })).toEqual({
      source: 'github',
      count: 30,
      startedOn: '2026-11-17',
      details: {
        repository: 'lind/fold',
        repositoryId: 'R_1',
        forks: 2,
        issues: 1,
        createdOn: '2026-11-17',
        credit: 'own',
      },
    });
  });

  it('names the present name of a renamed one, and that it is archived; another letter case is no other name', () => {
    const { details } = repositoryLook(seen({ nameWithOwner: 'falk/unfold', isArchived: true }), paper, {
      rows: [],
      date: DATE,
    });
    expect(details).toMatchObject({ repository: 'lind/fold', renamedTo: 'falk/unfold', archived: true });
  });

  it('keeps the credit of the nights before, but not that of a repository made anew, nor that of tonight', () => {
    const rows = afterLook([], '2026-11-19', starsLook(30, { credit: 'framework' }));
    const creditOf = (look: RepositoryLook, given = rows) =>
      repositoryLook(look, paper, { rows: given, date: DATE }).details;
    expect(creditOf(seen())).toMatchObject({ credit: 'framework' });
    expect(creditOf(seen({ id: 'R_2' }))).toMatchObject({ credit: 'own' });
    expect(creditOf(seen(), afterLook([], DATE, starsLook(30, { credit: 'framework' })))).toMatchObject({
      credit: 'own',
    });
  });
});

describe('a look at a daily list', () => {
  it('has the place, and the repository when one is named', () => {
    const listed = { paperId: PAPER, upvotes: 14, comments: 3 };
    const at = { listedOn: DATE, place: 4 };
    expect(dailyPaperLook(listed, at)).toMatchObject({ count: 14, startedOn: DATE, details: { rank: 4, comments: 3 } });
    expect(dailyPaperLook(listed, at).details).not.toHaveProperty('repository');
    expect(dailyPaperLook({ ...listed, repository: 'lind/fold' }, at).details).toMatchObject({
      repository: 'lind/fold',
    });
  });
});

const story = (storyId: string, points: number, submittedAt = `${DATE}T15:00:00.000Z`): Story => ({
  paperId: PAPER,
  storyId,
  points,
  comments: 2,
  submittedAt,
});

describe('a look at stories', () => {
  it('sums up several, and names the one with most points', () => {
    expect(storiesLook([story('1', 5), story('2', 90, '2026-11-18T03:00:00.000Z'), story('3', 5)], [])).toEqual({
      source: 'hacker-news',
      count: 100,
      startedOn: '2026-11-17',
      details: {
        stories: 3,
        comments: 6,
        topStory: '2',
        each: [
          { storyId: '2', points: 90, comments: 2 },
          { storyId: '1', points: 5, comments: 2 },
          { storyId: '3', points: 5, comments: 2 },
        ],
      },
    });
  });

  it('keeps stories that have grown too old to be asked for, so that the sum never falls for it', () => {
    const rows = afterLook([], '2026-11-12', storiesLook([story('1', 200, '2026-11-12T15:00:00.000Z')], []));
    const look = storiesLook([story('2', 5)], rows);
    expect(look).toMatchObject({ count: 205, startedOn: '2026-11-12', details: { stories: 2, topStory: '1' } });
    expect(afterLook(rows, DATE, look)[1]).toMatchObject({ gain: 5 });
  });

  it('is the same however often it is made on a day, and takes the newest points', () => {
    const first = afterLook([], DATE, storiesLook([story('1', 5)], []));
    expect(storiesLook([story('1', 8)], first)).toEqual(storiesLook([story('1', 8)], []));
  });

  it('says until when the sum stood still, and the same again when tonight’s row is there already', () => {
    const before = afterLook([], '2026-11-02', storiesLook([story('1', 50, '2026-11-01T15:00:00.000Z')], []));
    const fresh = [story('2', 50, '2026-11-20T04:00:00.000Z')];
    expect(storiesRestedUntil(fresh, before, DATE)).toBe('2026-11-18');
    const killed = afterLook(before, DATE, storiesLook(fresh, before));
    expect(storiesRestedUntil(fresh, killed, DATE)).toBe('2026-11-18');
  });

  it('names fifty at most', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => story(String(index), index));
    const look = storiesLook(many, []);
    expect(look.details).toMatchObject({ stories: 50, topStory: '9999' });
    expect(look.count).toBe(50 * 9999 - (49 * 50) / 2);
  });
});
