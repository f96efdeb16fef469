import { addDays } from '../../../../lambdas/core/calendar/new-york-time.ts';
import { attentionOf } from '../../../../lambdas/core/paper/assemble-paper.ts';
import type { PaperId } from '../../../../lambdas/core/paper/paper.ts';
import type { SourceStop } from '../../../../lambdas/core/ports/attention.ts';
import { observedKey, type SignalSource } from '../../../../lambdas/core/signal/signal.ts';
import { MAX_UNANSWERED } from '../../../../lambdas/core/signal/source-night.ts';
import {
  collect,
  collectNights,
  contentsOf,
  copyTables,
  createTables,
  createWorld,
  FRIDAY,
  idOf,
  inventPaper,
  type InventedWorld,
  type Tables,
} from './invented-attention.ts';

const SATURDAY = addDays(FRIDAY, 1);
const [PAPER, OTHER, THIRD, FOURTH] = [1, 2, 3, 4].map(idOf) as [PaperId, PaperId, PaperId, PaperId];

const rowOf = ({ signals }: Tables, paperId: PaperId, source: SignalSource, date = FRIDAY) =>
  signals.rows.get(`${paperId} ${observedKey(date, source)}`);
const nightOf = ({ collection }: Tables, source: SignalSource, date = FRIDAY) =>
  collection.nightRows.get(`${source} ${date}`);
/** Source and day of each piece of evidence, with its gain. */
const evidenceOf = ({ papers }: Tables, paperId: PaperId) => {
  const paper = papers.rows.get(paperId);
  return (paper ? attentionOf(paper).contributions : []).map(({ source, on, signal }) => [source, on, signal?.gain]);
};
const namesAsked = ({ asked }: InventedWorld): readonly string[] =>
  asked.filter(({ source }) => source === 'github').flatMap(({ at }) => at);
/** Of each row of the papers, in order of day. */
const gitHubCredits = ({ signals }: Tables, ids: readonly PaperId[]) =>
  [...signals.rows.values()].flatMap((row) =>
    row.source === 'github' && ids.includes(row.paperId) ? [row.details.credit] : [],
  );
const story = (paperId: PaperId, storyId: string, points: number, on = FRIDAY) => ({
  paperId,
  storyId,
  points,
  submittedAt: `${on}T15:00:00.000Z`,
});

/** One paper with a repository, on a list and in a story. */
const openOne = () => {
  const world = createWorld();
  world.repositories.set('lind/fold', { stars: 30 });
  world.lists.set(FRIDAY, [{ paperId: PAPER, upvotes: 14 }]);
  world.stories = [story(PAPER, '1', 50)];
  return { world, tables: createTables([inventPaper(PAPER, { repository: 'lind/fold' })]) };
};

describe('a night of collecting signals', () => {
  it('writes a row of each source and scores the paper by them', async () => {
    const { world, tables } = openOne();
    const report = await collect(tables, world);
    expect(rowOf(tables, PAPER, 'github')).toMatchObject({ count: 30, gain: 30, startedOn: '2026-11-18' });
    expect(rowOf(tables, PAPER, 'hugging-face')).toMatchObject({ count: 14, details: { rank: 1 } });
    expect(rowOf(tables, PAPER, 'hacker-news')).toMatchObject({ count: 50, details: { topStory: '1' } });
    expect(new Set(evidenceOf(tables, PAPER).map(([source]) => source))).toEqual(
      new Set(['github', 'hacker-news', 'hugging-face']),
    );
    expect(report).toMatchObject({ looks: 3, withGain: 3, papersRescored: 3, finished: true });
    expect(report.sources.map(({ source, state }) => [source, state])).toEqual([
      ['github', 'complete'],
      ['hugging-face', 'complete'],
      ['hacker-news', 'complete'],
    ]);
  });

  it('counts the gain from the look of the night before', async () => {
    const { world, tables } = openOne();
    await collectNights(tables, world, {
      nights: 2,
      show: (night) => {
        world.repositories.set('lind/fold', { stars: 30 + 12 * night });
      },
    });
    expect(rowOf(tables, PAPER, 'github', SATURDAY)).toMatchObject({ count: 42, gain: 12, previousOn: FRIDAY });
    expect(evidenceOf(tables, PAPER)).toContainEqual(['github', SATURDAY, 12]);
  });

  it('does nothing once it is finished', async () => {
    const { world, tables } = openOne();
    await collect(tables, world);
    const before = contentsOf(tables);
    world.asked.length = 0;
    world.repositories.set('lind/fold', { stars: 99 });
    expect(await collect(tables, world)).toMatchObject({ looks: 0, papersRescored: 0, finished: true });
    expect(world.asked).toEqual([]);
    expect(contentsOf(tables)).toEqual(before);
  });

  it('does not write a paper without new evidence, even where the formula has changed since', async () => {
    const { world, tables } = openOne();
    await collect(tables, world);
    const paper = tables.papers.rows.get(PAPER);
    if (paper)
      tables.papers.rows.set(PAPER, { ...paper, score: { ...paper.score, formula: 'old' }, contentHash: 'old' });
    world.date = SATURDAY;
    expect(await collect(tables, world)).toMatchObject({ looks: 3, withGain: 0, papersRescored: 0 });
    expect(tables.papers.rows.get(PAPER)?.score.formula).toBe('old');
  });

  it('passes over papers that are not stored', async () => {
    const { world, tables } = openOne();
    world.lists.set(FRIDAY, [
      { paperId: OTHER, upvotes: 40 },
      { paperId: PAPER, upvotes: 14 },
    ]);
    world.stories = [story(THIRD, '7', 900)];
    expect(await collect(tables, world)).toMatchObject({ looks: 2, finished: true });
    expect(rowOf(tables, PAPER, 'hugging-face')).toMatchObject({ details: { rank: 2 } });
  });

  it('brings back an old paper that is found again, and notes it for the lists', async () => {
    const world = createWorld();
    const tables = createTables([
      inventPaper(PAPER, { announcedOn: '2026-08-03' }),
      inventPaper(OTHER, { announcedOn: '2026-11-19' }),
    ]);
    world.stories = [story(PAPER, '1', 300), story(OTHER, '2', 20)];
    await collect(tables, world);
    expect(nightOf(tables, 'hacker-news')?.revived).toEqual([PAPER]);
    expect(tables.papers.rows.get(PAPER)?.watchUntil).toBe(addDays(FRIDAY, 30));
  });

  it('takes papers that are followed no longer out of the index', async () => {
    const world = createWorld();
    const tables = createTables([inventPaper(PAPER, { announcedOn: '2026-10-20' }), inventPaper(OTHER)]);
    await collect(tables, world);
    expect(tables.papers.rows.get(PAPER)).not.toHaveProperty('watchUntil');
    expect(tables.papers.rows.get(OTHER)).toHaveProperty('watchUntil');
  });
});

describe('repositories', () => {
  it('are asked for once, however many papers link them, in whatever letter case', async () => {
    const world = createWorld();
    world.repositories.set('lind/fold', { stars: 30 });
    const tables = createTables([
      inventPaper(PAPER, { repository: 'lind/fold' }),
      inventPaper(OTHER, { repository: 'Lind/Fold' }),
    ]);
    world.repositories.set('Lind/Fold', { stars: 30, id: 'R_lind/fold' });
    await collect(tables, world);
    expect(namesAsked(world)).toHaveLength(1);
    expect(rowOf(tables, PAPER, 'github')).toMatchObject({ count: 30, details: { credit: 'own' } });
    expect(rowOf(tables, OTHER, 'github')).toMatchObject({ count: 30, details: { credit: 'own' } });
  });

  it('that three papers link are nobody’s', async () => {
    const world = createWorld();
    world.repositories.set('lab/all', { stars: 6886 });
    const tables = createTables([PAPER, OTHER, THIRD].map((id) => inventPaper(id, { repository: 'lab/all' })));
    await collect(tables, world);
    expect(rowOf(tables, OTHER, 'github')).toMatchObject({ details: { credit: 'shared' } });
    expect(evidenceOf(tables, OTHER)).toEqual([]);
    expect(nightOf(tables, 'github')?.today).toEqual({});
  });

  it('that three papers link are nobody’s by whichever of their names', async () => {
    const world = createWorld();
    const tables = createTables(
      ['lab/old', 'lab/new', 'lab/new'].map((repository, number) => inventPaper(idOf(number), { repository })),
    );
    for (const name of ['lab/old', 'lab/new'])
      world.repositories.set(name, { id: 'R_1', nameWithOwner: 'lab/new', stars: 50 });
    await collect(tables, world);
    expect(gitHubCredits(tables, [0, 1, 2].map(idOf))).toEqual(['shared', 'shared', 'shared']);
  });

  it('that were shared stay so when the other papers are no longer watched, after months without a look', async () => {
    const world = createWorld();
    const tables = createTables(
      [PAPER, OTHER, THIRD].map((id) => inventPaper(id, { repository: 'lab/common', announcedOn: '2026-08-03' })),
    );
    world.repositories.set('lab/common', { stars: 900, createdAt: '2026-07-01T00:00:00.000Z' });
    world.date = '2026-08-03';
    await collect(tables, world);
    world.repositories.set('lab/common', { stars: 1900, createdAt: '2026-07-01T00:00:00.000Z' });
    world.stories = [story(PAPER, '3', 5, addDays(FRIDAY, -1))];
    world.date = FRIDAY;
    await collectNights(tables, world, { nights: 2, show: () => undefined });
    expect(gitHubCredits(tables, [PAPER])).toEqual(['shared', 'shared', 'shared']);
  });

  it('that were established long before the paper are not credited', async () => {
    const world = createWorld();
    world.repositories.set('big/framework', { stars: 44_885, createdAt: '2024-02-01T00:00:00.000Z' });
    const tables = createTables([inventPaper(PAPER, { repository: 'big/framework' })]);
    await collectNights(tables, world, {
      nights: 3,
      show: (night) => {
        world.repositories.set('big/framework', { stars: 44_885 + 200 * night, createdAt: '2024-02-01T00:00:00.000Z' });
      },
    });
    expect(rowOf(tables, PAPER, 'github', SATURDAY)).toMatchObject({ gain: 200, details: { credit: 'framework' } });
    expect(evidenceOf(tables, PAPER)).toEqual([]);
  });

  it('that are not there yet are asked for every night of the first week, and every third one later', async () => {
    const { world, tables } = openOne();
    world.repositories.clear();
    world.lists.clear();
    world.stories = [];
    await collectNights(tables, world, { nights: 20, show: () => undefined });
    expect(namesAsked(world)).toHaveLength(8 + 4);
    expect(nightOf(tables, 'github')).toMatchObject({ state: 'complete', due: 1, looked: 1 });
  });

  it('keep their history when they are renamed, and begin anew when another takes the name', async () => {
    const { world, tables } = openOne();
    world.lists.clear();
    world.stories = [];
    const states = [
      { stars: 30 },
      { stars: 36, id: 'R_lind/fold', nameWithOwner: 'falk/unfold' },
      { stars: 500, id: 'R_other' },
    ];
    await collectNights(tables, world, {
      nights: 3,
      show: (night) => {
        world.repositories.set('lind/fold', states[night] ?? { stars: 0 });
      },
    });
    expect(rowOf(tables, PAPER, 'github', SATURDAY)).toMatchObject({ gain: 6, details: { renamedTo: 'falk/unfold' } });
    const sunday = rowOf(tables, PAPER, 'github', addDays(FRIDAY, 2));
    expect(sunday).toMatchObject({ gain: 500, details: { repositoryId: 'R_other' } });
    expect(sunday).not.toHaveProperty('previousOn');
  });

  it('that were deleted, or made private, leave the evidence as it is, and go on where they were', async () => {
    const { world, tables } = openOne();
    world.lists.clear();
    world.stories = [];
    await collectNights(tables, world, {
      nights: 4,
      show: (night) => {
        if (night === 1 || night === 2) world.repositories.clear();
        else world.repositories.set('lind/fold', { stars: 30 + 4 * night });
      },
    });
    expect(rowOf(tables, PAPER, 'github', SATURDAY)).toBeUndefined();
    expect(evidenceOf(tables, PAPER).slice(-3)).toEqual(
      [1, 2, 3].map((night) => ['github', addDays(FRIDAY, night), 4]),
    );
  });

  it('whose stars are taken back, or jump by a thousand for a night, leave no evidence of it', async () => {
    const { world, tables } = openOne();
    world.lists.clear();
    world.stories = [];
    const stars = [30, 36_000, 33, 31, 35];
    await collectNights(tables, world, {
      nights: stars.length,
      show: (night) => {
        world.repositories.set('lind/fold', { stars: stars[night] ?? 0, forks: 9 });
      },
    });
    expect(rowOf(tables, PAPER, 'github', addDays(FRIDAY, 2))).toMatchObject({ gain: 33 - 36_000 });
    expect(evidenceOf(tables, PAPER).filter(([, on]) => String(on) > FRIDAY)).toEqual([
      ['github', SATURDAY, 1.5],
      ['github', addDays(FRIDAY, 2), 1.5],
      ['github', addDays(FRIDAY, 4), 2],
    ]);
    expect(nightOf(tables, 'github', SATURDAY)?.today['cs.LG']?.doublings).toBeLessThan(50);
  });

  it('that Hugging Face names are looked at the same night', async () => {
    const world = createWorld();
    world.repositories.set('lind/fold', { stars: 30 });
    world.lists.set(FRIDAY, [{ paperId: PAPER, upvotes: 14, repository: 'lind/fold' }]);
    const tables = createTables([inventPaper(PAPER)]);
    await collect(tables, world);
    expect(tables.papers.rows.get(PAPER)).toMatchObject({ linkedRepository: 'lind/fold', repository: 'lind/fold' });
    expect(rowOf(tables, PAPER, 'github')).toMatchObject({ count: 30 });
  });

  it('that Hugging Face names for three papers of a list are linked to none', async () => {
    const world = createWorld();
    const ids = [PAPER, OTHER, THIRD, FOURTH];
    world.lists.set(
      FRIDAY,
      ids.map((paperId, index) => ({ paperId, upvotes: 9, repository: index < 3 ? 'site/site' : 'own/own' })),
    );
    const tables = createTables(ids.map((id) => inventPaper(id)));
    await collect(tables, world);
    expect(ids.map((id) => tables.papers.rows.get(id)?.linkedRepository)).toEqual([
      undefined,
      undefined,
      undefined,
      'own/own',
    ]);
  });

  it('of a paper whose link has changed since the index was read are not written', async () => {
    const { world, tables } = openOne();
    const stale = tables.papers.watched.bind(tables.papers);
    const lagging: Tables = {
      ...tables,
      papers: {
        ...tables.papers,
        watched: async function* (date) {
          for await (const paper of stale(date)) yield { ...paper, repository: 'lind/old' };
        },
      },
    };
    world.repositories.set('lind/old', { stars: 7 });
    await collect(lagging, world);
    expect(rowOf(tables, PAPER, 'github')).toBeUndefined();
  });
});

describe('lists and stories', () => {
  it('of a day ahead of New York’s begin on the day of the look', async () => {
    const { world, tables } = openOne();
    world.lists.clear();
    world.lists.set(SATURDAY, [{ paperId: PAPER, upvotes: 14 }]);
    const deps = { ...world, date: FRIDAY };
    // Ten in the evening in New York.
    const late = createTables([inventPaper(PAPER)]);
    deps.asked.length = 0;
    await collect(tables, world);
    expect(rowOf(tables, PAPER, 'hugging-face')).toBeUndefined();
    world.date = SATURDAY;
    await collect(late, world, { date: FRIDAY });
    expect(rowOf(late, PAPER, 'hugging-face')).toMatchObject({
      observedOn: FRIDAY,
      startedOn: FRIDAY,
      details: { listedOn: FRIDAY },
    });
  });

  it('that name a paper twice give it one row', async () => {
    const { world, tables } = openOne();
    world.lists.set(addDays(FRIDAY, -1), [{ paperId: PAPER, upvotes: 14 }]);
    await collect(tables, world);
    expect(rowOf(tables, PAPER, 'hugging-face')).toMatchObject({ details: { listedOn: FRIDAY } });
    expect(nightOf(tables, 'hugging-face')?.today['cs.LG']).toEqual({ doublings: Math.log2(15), days: 1 });
  });

  it('that name a paper twice count it once, too, when the newer one answers last', async () => {
    const { world, tables } = openOne();
    world.lists.set(addDays(FRIDAY, -1), [{ paperId: PAPER, upvotes: 14 }]);
    world.stop = (source, [at]) =>
      source === 'hugging-face' && at === FRIDAY ? { kind: 'unreachable', reason: 'no answer' } : undefined;
    await collect(tables, world);
    world.stop = () => undefined;
    expect((await collect(tables, world)).sources[1]?.state).toBe('complete');
    expect(nightOf(tables, 'hugging-face')?.today['cs.LG']?.days).toBe(1);
  });

  it('of several days are one sum', async () => {
    const { world, tables } = openOne();
    world.stories = [story(PAPER, '1', 50, addDays(FRIDAY, -3)), story(PAPER, '2', 7), story(PAPER, '3', 1)];
    await collect(tables, world);
    expect(rowOf(tables, PAPER, 'hacker-news')).toMatchObject({
      count: 58,
      startedOn: addDays(FRIDAY, -3),
      details: { stories: 3, topStory: '1' },
    });
  });

  it('do not take back the points of a story that grows old', async () => {
    const { world, tables } = openOne();
    world.lists.clear();
    world.repositories.clear();
    world.stories = [story(PAPER, '1', 50), story(PAPER, '2', 4, addDays(FRIDAY, 20))];
    await collectNights(tables, world, { nights: 24, show: () => undefined });
    expect(rowOf(tables, PAPER, 'hacker-news', addDays(FRIDAY, 21))).toMatchObject({ count: 54 });
    // Nothing was looked at in the two weeks between, and they have no share in the new story.
    expect(evidenceOf(tables, PAPER)).toEqual([
      ['hacker-news', FRIDAY, 50],
      ['hacker-news', addDays(FRIDAY, 20), 4],
    ]);
  });

  it('in tens of thousands are taken', async () => {
    const { world, tables } = openOne();
    world.stories = Array.from({ length: 10_000 }, (_, index) =>
      story(index % 2 === 0 ? PAPER : OTHER, String(index), 3),
    );
    expect(await collect(tables, world)).toMatchObject({ finished: true });
    expect(rowOf(tables, PAPER, 'hacker-news')).toMatchObject({ count: 150, details: { stories: 50 } });
  });
});

describe('a source that does not answer', () => {
  const down: SourceStop = { kind: 'unreachable', reason: 'no answer' };

  it.each(['github', 'hugging-face', 'hacker-news'] as const)(
    '%s: the others are collected all the same',
    async (missing) => {
      const { world, tables } = openOne();
      world.stop = (source) => (source === missing ? down : undefined);
      const report = await collect(tables, world);
      expect(report.finished).toBe(false);
      expect(report.sources.filter(({ state }) => state !== 'complete')).toEqual([
        expect.objectContaining({ source: missing, state: 'down', since: FRIDAY, reason: 'no answer' }),
      ]);
      expect(report.looks).toBe(2);
    },
  );

  it('is asked again by the next run, and complete when it is back', async () => {
    const { world, tables } = openOne();
    world.stop = (source) => (source === 'github' ? down : undefined);
    await collect(tables, world);
    world.stop = () => undefined;
    const report = await collect(tables, world);
    expect(report.finished).toBe(true);
    expect(report.sources[0]).not.toHaveProperty('since');
    expect(report.sources[0]).not.toHaveProperty('reason');
  });

  it('for two nights: it is missing since the first one, and its gain is spread over the gap', async () => {
    const { world, tables } = openOne();
    world.lists.clear();
    world.stories = [];
    const sinceOf: (string | undefined)[] = [];
    await collectNights(tables, world, {
      nights: 5,
      show: (night) => {
        world.repositories.set('lind/fold', { stars: 30 + 6 * night });
        world.stop = (source) => (source === 'github' && (night === 1 || night === 2) ? down : undefined);
        sinceOf.push(nightOf(tables, 'github', addDays(FRIDAY, night - 1))?.since);
      },
    });
    expect(sinceOf).toEqual([undefined, undefined, SATURDAY, SATURDAY, undefined]);
    expect(evidenceOf(tables, PAPER).slice(-4)).toEqual(
      [1, 2, 3, 4].map((night) => ['github', addDays(FRIDAY, night), 6]),
    );
  });

  it('for want of a token is off, which is all there is to do, and is asked once a token is there', async () => {
    const { world, tables } = openOne();
    world.stop = (source) => (source === 'github' ? { kind: 'off', reason: 'no token' } : undefined);
    const report = await collect(tables, world);
    expect(report).toMatchObject({ finished: true, looks: 2 });
    expect(report.sources[0]).toMatchObject({ state: 'off', reason: 'no token', due: 1, looked: 0 });
    expect(await collect(tables, world)).toMatchObject({ finished: true, looks: 0 });
    world.stop = () => undefined;
    expect(await collect(tables, world)).toMatchObject({ finished: true, looks: 1 });
  });

  it('is off on a night without any repository, too', async () => {
    const world = createWorld();
    world.stop = (source) => (source === 'github' ? { kind: 'off', reason: 'no token' } : undefined);
    expect((await collect(createTables([inventPaper(PAPER)]), world)).sources[0]?.state).toBe('off');
  });

  it('at a limit is partial, left alone until it says, and then goes on where it stopped', async () => {
    const { world, tables } = openMany(250);
    const limit: SourceStop = { kind: 'limited', reason: 'too many', retryAt: `${FRIDAY}T05:10:00.000Z` };
    let answers = 1;
    world.stop = (source) => (source === 'github' && answers-- <= 0 ? limit : undefined);
    const first = await collect(tables, world);
    expect(first.sources[0]).toMatchObject({ state: 'partial', reason: 'too many', due: 250, looked: 100 });
    world.asked.length = 0;
    answers = 10;
    expect(await collect(tables, world)).toMatchObject({ finished: false, looks: 0 });
    expect(world.asked).toEqual([]);
    world.stop = () => undefined;
    const later = { ...world, stop: () => undefined };
    const night = nightOf(tables, 'github');
    if (night) tables.collection.nightRows.set(`github ${FRIDAY}`, { ...night, retryAt: `${FRIDAY}T04:59:00.000Z` });
    expect(await collect(tables, later)).toMatchObject({ finished: true, looks: 150 });
    expect(new Set(namesAsked(world)).size).toBe(150);
    expect(nightOf(tables, 'github')).toMatchObject({ state: 'complete', due: 250, looked: 250 });
  });

  const tooHeavy =
    (...heavy: readonly string[]): InventedWorld['stop'] =>
    (source, names) =>
      source === 'github' && names.some((name) => heavy.includes(name))
        ? { kind: 'unreachable', reason: 'too heavy' }
        : undefined;

  it('at a few repositories costs those and no others, and the source is whole all the same', async () => {
    const { world, tables } = openMany(250);
    world.stop = tooHeavy('lab/r-0042', 'lab/r-0200');
    const report = await collect(tables, world);
    expect(report.sources[0]).toMatchObject({ state: 'complete', looked: 248, due: 250 });
    expect(rowOf(tables, idOf(1042), 'github')).toBeUndefined();
  });

  it('at more than one in a hundred is partial, and asked for these again', async () => {
    const { world, tables } = openMany(250);
    world.stop = tooHeavy('lab/r-0042', 'lab/r-0043', 'lab/r-0200');
    const report = await collect(tables, world);
    expect(report.sources[0]).toMatchObject({ state: 'partial', reason: 'too heavy', looked: 247, due: 250 });
    expect(nightOf(tables, 'github')?.unanswered).toEqual(['lab/r-0042', 'lab/r-0043', 'lab/r-0200']);
    world.stop = () => undefined;
    expect(await collect(tables, world)).toMatchObject({ finished: true, looks: 3 });
  });

  it('at the first of a few repositories does not hide the others', async () => {
    const { world, tables } = openMany(12);
    world.stop = tooHeavy('lab/r-0000');
    const report = await collect(tables, world);
    expect(report.sources[0]).toMatchObject({ state: 'partial', looked: 11, due: 12 });
  });

  it('at a limit, with a single one left, is not whole', async () => {
    const { world, tables } = openMany(201);
    world.stop = (source, names) =>
      source === 'github' && names.includes('lab/r-0200') ? { kind: 'limited', reason: 'too many' } : undefined;
    expect((await collect(tables, world)).sources[0]).toMatchObject({ state: 'partial', looked: 200, due: 201 });
  });

  it('at very many repositories ends the run before the row of the night is too large, and all are had in the end', async () => {
    const { world, tables } = openMany(620);
    for (const [index, name] of [...world.repositories.keys()].entries()) if (index % 2 === 0) world.silent.add(name);
    const report = await collect(tables, world);
    expect(report.sources[0]).toMatchObject({ state: 'partial', reason: 'too heavy', due: 620 });
    expect(nightOf(tables, 'github')?.unanswered?.length).toBeLessThanOrEqual(MAX_UNANSWERED);
    await collect(tables, world);
    expect(nightOf(tables, 'github')?.unanswered?.length).toBeLessThanOrEqual(MAX_UNANSWERED);
    world.silent.clear();
    expect(await collect(tables, world)).toMatchObject({ finished: true });
    expect(nightOf(tables, 'github')).toMatchObject({ state: 'complete', due: 620, looked: 620 });
    const calm = openMany(620);
    await collect(calm.tables, calm.world);
    expect(contentsOf(tables).signals).toEqual(contentsOf(calm.tables).signals);
    expect(nightOf(tables, 'github')?.today['cs.LG']?.days).toBeCloseTo(
      nightOf(calm.tables, 'github')?.today['cs.LG']?.days ?? 0,
      9,
    );
  });

  it('at one list costs that list until it is there', async () => {
    const { world, tables } = openOne();
    world.lists.set(addDays(FRIDAY, -1), [{ paperId: OTHER, upvotes: 9 }]);
    tables.papers.rows.set(OTHER, inventPaper(OTHER));
    world.stop = (source, [date]) =>
      source === 'hugging-face' && date === FRIDAY ? { kind: 'unreadable', reason: 'HTML instead of JSON' } : undefined;
    const report = await collect(tables, world);
    expect(report.sources[1]).toMatchObject({ state: 'partial', reason: 'HTML instead of JSON' });
    expect(rowOf(tables, OTHER, 'hugging-face')).toBeDefined();
    world.stop = () => undefined;
    expect(await collect(tables, world)).toMatchObject({ finished: true, looks: 1 });
  });

  it('for a day of stories does not say when the points began to grow again', async () => {
    const open = async () => {
      const world = createWorld();
      const tables = createTables([inventPaper(PAPER, { announcedOn: '2026-10-30' })]);
      world.date = '2026-11-02';
      world.stories = [story(PAPER, '1', 100, '2026-11-01')];
      await collect(tables, world);
      world.date = FRIDAY;
      world.stories = [story(PAPER, '2', 60, '2026-11-16'), story(PAPER, '3', 5, addDays(FRIDAY, -1))];
      return { world, tables };
    };
    const calm = await open();
    await collect(calm.tables, calm.world);
    expect(rowOf(calm.tables, PAPER, 'hacker-news', '2026-11-15')).toBeDefined();
    const rough = await open();
    rough.world.stop = (source, [at = '']) =>
      source === 'hacker-news' && at.startsWith('2026-11-16') ? down : undefined;
    await collect(rough.tables, rough.world);
    rough.world.stop = () => undefined;
    await collect(rough.tables, rough.world);
    expect(contentsOf(rough.tables).signals).toEqual(contentsOf(calm.tables).signals);
  });

  it('for a day of stories: what came is stored, and counts once the days are whole', async () => {
    const { world, tables } = openOne();
    world.lists.clear();
    world.repositories.clear();
    world.stop = (source, [from = '']) =>
      source === 'hacker-news' && from < FRIDAY ? { kind: 'unreachable', reason: 'no answer' } : undefined;
    const partial = await collect(tables, world);
    expect(partial.sources[2]).toMatchObject({ state: 'partial', today: {} });
    expect(rowOf(tables, PAPER, 'hacker-news')).toMatchObject({ count: 50 });
    world.stop = () => undefined;
    await collect(tables, world);
    expect(nightOf(tables, 'hacker-news')).toMatchObject({
      state: 'complete',
      today: { 'cs.LG': { doublings: Math.log2(51), days: 1 } },
    });
  });
});

/** Papers with a repository each, that has as many stars as its number. */
const openMany = (count: number) => {
  const world = createWorld();
  const papers = Array.from({ length: count }, (_, index) => {
    const repository = `lab/r-${String(index).padStart(4, '0')}`;
    world.repositories.set(repository, { stars: index, createdAt: '2026-11-20T00:00:00.000Z' });
    return inventPaper(idOf(1000 + index), { repository });
  });
  return { world, tables: createTables(papers) };
};

describe('time that is up', () => {
  it('ends a run cleanly, and the next one goes on', async () => {
    const { world, tables } = openMany(250);
    const undisturbed = copyTables(tables);
    await collect(undisturbed, world);
    let runs = 0;
    for (let finished = false; !finished && runs < 100; runs += 1) {
      let checks = 0;
      // Each run has time for a few steps.
      ({ finished } = await collect(tables, world, { isTimeUp: () => (checks += 1) > 8 }));
    }
    expect(runs).toBeGreaterThan(2);
    expect(contentsOf(tables)).toEqual(contentsOf(undisturbed));
  });

  it('before anything was done leaves nothing', async () => {
    const { world, tables } = openMany(3);
    expect(await collect(tables, world, { isTimeUp: () => true })).toMatchObject({ finished: false, looks: 0 });
    expect(tables.collection.nightRows.size).toBe(0);
    expect(world.asked).toEqual([]);
  });
});

describe('progress', () => {
  it('is told after each answer', async () => {
    const { world, tables } = openMany(250);
    const looked: number[] = [];
    await collect(tables, world, {
      onProgress: (progress) => {
        if (progress.source === 'github') looked.push(progress.looked, progress.due);
      },
    });
    expect(looked).toEqual([100, 250, 200, 250, 250, 250]);
  });
});
