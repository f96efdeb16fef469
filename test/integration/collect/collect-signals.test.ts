import { addDays } from '../../../lambdas/core/calendar/new-york-time.ts';
import { attentionOf } from '../../../lambdas/core/paper/assemble-paper.ts';
import type { PaperId } from '../../../lambdas/core/paper/paper.ts';
import { observedKey, type Signal, type SignalSource } from '../../../lambdas/core/signal/signal.ts';
import { idOf, inventPaper } from '../../unit/functions/collect-signals/invented-attention.ts';
import { aliveAgain, mortalStores } from '../../unit/functions/collect-signals/mortal-stores.ts';
import { FRIDAY, openCollection, type OpenCollection } from './open-collection.ts';

const [SATURDAY, SUNDAY, MONDAY] = [1, 2, 3].map((days) => addDays(FRIDAY, days)) as [string, string, string];
const [FOLD, SPLAT, PLAIN] = [1, 2, 3].map(idOf) as [PaperId, PaperId, PaperId];
const REPOSITORIES = new Map([
  [FOLD, 'lind/fold'],
  [SPLAT, 'lab/splat'],
]);
/** So many more that GitHub is asked twice. */
const MANY = Array.from({ length: 110 }, (_, index) => [idOf(100 + index), `many/r-${100 + index}`] as const);

/** Tables and sources as they are before the first night. */
const openWorld = async (many: typeof MANY = []): Promise<OpenCollection> => {
  const opened = await openCollection([
    ...[...REPOSITORIES, ...many].map(([id, repository]) => inventPaper(id, { repository })),
    inventPaper(PLAIN),
  ]);
  const { gitHub, huggingFace, hackerNews } = opened;
  gitHub.put({
    nameWithOwner: 'lind/fold',
    stars: { [FRIDAY]: 30, [SATURDAY]: 42, [SUNDAY]: 48, [MONDAY]: 54 },
    forks: 9,
    createdAt: '2026-11-18T15:00:00Z',
  });
  gitHub.put({ nameWithOwner: 'lab/splat', stars: 8, forks: 2, createdAt: '2026-11-19T15:00:00Z' });
  for (const [, nameWithOwner] of many) gitHub.put({ nameWithOwner, stars: 1, createdAt: '2026-11-19T15:00:00Z' });
  huggingFace.setList(FRIDAY, [
    { paperId: FOLD, upvotes: { [FRIDAY]: 3, [SATURDAY]: 20 }, githubRepo: 'https://github.com/lind/fold' },
    { paperId: PLAIN, upvotes: { [FRIDAY]: 11, [SATURDAY]: 12 } },
    { paperId: '2611.77777', upvotes: 50 },
  ]);
  hackerNews.add({
    storyId: '1',
    url: `https://arxiv.org/abs/${FOLD}`,
    points: { [FRIDAY]: 4, [SATURDAY]: 90 },
    submittedAt: `${FRIDAY}T03:00:00Z`,
  });
  return opened;
};

let collection: OpenCollection;
beforeEach(async () => {
  collection = await openWorld();
});
/** For tests that need two questions to GitHub. */
const openMany = async (): Promise<void> => {
  await collection.close();
  collection = await openWorld(MANY);
};
afterEach(() => collection.close());

const rowOf = async (paperId: PaperId, source: SignalSource, date = FRIDAY): Promise<Signal | undefined> => {
  const rows = (await collection.stores.signals.since([paperId], date)).get(paperId) ?? [];
  return rows.find((row) => row.observedKey === observedKey(date, source));
};
const evidenceOf = async (paperId: PaperId) => {
  const paper = (await collection.stores.papers.getMany([paperId])).get(paperId);
  return (paper ? attentionOf(paper).contributions : []).map(({ source, on, signal }) => [source, on, signal?.gain]);
};
const states = async (date = FRIDAY) =>
  Promise.all(
    (['github', 'hugging-face', 'hacker-news'] as const).map(
      async (source) => (await collection.stores.collection.night(source, date))?.state,
    ),
  );

describe('collecting from real adapters into real tables', () => {
  it('writes rows, nights and scores', async () => {
    const [friday, saturday] = await collection.runNights(2);
    expect(friday).toMatchObject({ finished: true, looks: 5, withGain: 5 });
    expect(saturday).toMatchObject({ finished: true, looks: 5, withGain: 4, papersRescored: 4 });
    expect(await rowOf(FOLD, 'github', SATURDAY)).toMatchObject({ count: 42, gain: 12, previousOn: FRIDAY });
    expect(await rowOf(PLAIN, 'hugging-face')).toMatchObject({ count: 11, details: { rank: 2 } });
    expect(await rowOf(PLAIN, 'hugging-face', SATURDAY)).toMatchObject({ gain: 1, details: { rank: 3 } });
    expect(await rowOf(FOLD, 'hacker-news', SATURDAY)).toMatchObject({ count: 90, gain: 86 });
    expect(await evidenceOf(FOLD)).toContainEqual(['hacker-news', SATURDAY, 86]);
    expect(await states(SATURDAY)).toEqual(['complete', 'complete', 'complete']);
    const ofGitHub = collection.gitHub.requests.filter(({ method }) => method === 'POST');
    expect(ofGitHub).toHaveLength(2);
  });

  it('changes nothing when the same night is run again', async () => {
    await collection.runNights(2);
    const ids = [FOLD, SPLAT, PLAIN];
    const before = await collection.contents(ids);
    expect(await collection.run()).toMatchObject({ looks: 0, finished: true });
    expect(await collection.contents(ids)).toEqual(before);
  });

  it('goes through deleted, private, renamed and re-created repositories', async () => {
    await collection.runNights(4, (night) => {
      if (night === 1) collection.gitHub.rename('lind/fold', 'falk/unfold');
      if (night === 1) collection.gitHub.remove('lab/splat');
      if (night === 2) collection.gitHub.put({ nameWithOwner: 'lab/splat', stars: 8, isForbidden: true });
      if (night === 3)
        collection.gitHub.put({
          nameWithOwner: 'lab/splat',
          id: 'R_again',
          stars: 500,
          forks: 60,
          createdAt: '2026-11-21T15:00:00Z',
        });
    });
    expect(await rowOf(FOLD, 'github', MONDAY)).toMatchObject({
      count: 54,
      gain: 6,
      details: { repository: 'lind/fold', renamedTo: 'falk/unfold' },
    });
    expect(await rowOf(SPLAT, 'github', SATURDAY)).toBeUndefined();
    expect(await rowOf(SPLAT, 'github', SUNDAY)).toBeUndefined();
    const again = await rowOf(SPLAT, 'github', MONDAY);
    expect(again).toMatchObject({ count: 500, gain: 500, startedOn: SATURDAY });
    expect(again).not.toHaveProperty('previousOn');
    expect(await states(MONDAY)).toEqual(['complete', 'complete', 'complete']);
  });

  it('takes lists nested, flat and with holes', async () => {
    collection.huggingFace.setList(SATURDAY, [{ paperId: SPLAT, upvotes: 7 }]);
    collection.huggingFace.setFaults({ kind: 'flat', times: 3 });
    await collection.runNights(2, (night) => {
      if (night === 1) collection.huggingFace.setFaults({ kind: 'nulls' });
    });
    expect(await rowOf(PLAIN, 'hugging-face')).toMatchObject({ count: 11 });
    // Not shown is not none.
    expect(await rowOf(SPLAT, 'hugging-face', SATURDAY)).toBeUndefined();
    expect(await rowOf(PLAIN, 'hugging-face', SATURDAY)).toMatchObject({ count: 12 });
  });

  it('takes ten thousand stories of a day', async () => {
    collection.hackerNews.add(
      ...Array.from({ length: 10_000 }, (_, index) => ({
        storyId: String(1000 + index),
        url: `https://arxiv.org/abs/${index % 100 === 0 ? FOLD : `2405.${String(index).padStart(5, '0')}`}`,
        points: 2,
        submittedAt: new Date(Date.parse(`${FRIDAY}T00:00:00Z`) - index * 1000).toISOString(),
      })),
    );
    expect(await collection.run()).toMatchObject({ finished: true });
    expect(await rowOf(FOLD, 'hacker-news')).toMatchObject({ count: 4 + 49 * 2, details: { stories: 50 } });
  });

  it('says that there is no token, and collects the rest', async () => {
    const report = await collection.run({ token: '' });
    expect(report).toMatchObject({ finished: true, looks: 3 });
    expect(report.sources[0]).toMatchObject({ state: 'off', since: FRIDAY, due: 2, looked: 0, requests: 0 });
    expect(report.sources[0]?.reason).toMatch(/GITHUB_TOKEN/);
    expect(collection.gitHub.requests).toHaveLength(0);
  });

  it('keeps its own dates when the sources’ clocks are wrong by days', async () => {
    collection.setSkew(3 * 86_400_000);
    collection.huggingFace.setList(SATURDAY, [{ paperId: SPLAT, upvotes: 7 }]);
    collection.hackerNews.add({
      storyId: '2',
      url: `https://arxiv.org/abs/${SPLAT}`,
      points: 6,
      submittedAt: `${FRIDAY}T23:00:00Z`,
    });
    collection.gitHub.put({ nameWithOwner: 'lab/splat', stars: 8, forks: 2, createdAt: '2027-01-01T00:00:00Z' });
    expect(await collection.run()).toMatchObject({ finished: true });
    const rows = (await collection.contents([FOLD, SPLAT, PLAIN])).signals;
    const all = [...rows.values()].flat();
    expect(new Set(all.map(({ observedOn }) => observedOn))).toEqual(new Set([FRIDAY]));
    expect(all.filter(({ startedOn }) => startedOn > FRIDAY)).toEqual([]);
  });
});

describe('sources that fail', () => {
  // Two answers in a row that bring nothing end a run; after an HTTP 5xx the adapter itself asks once more.
  it.each([
    ['html', 'partial'],
    ['cut-json', 'partial'],
    ['object', 'partial'],
    ['server-error', 'complete'],
  ] as const)('Hugging Face with %s twice: the night is %s, and complete after the next run', async (kind, state) => {
    collection.huggingFace.setFaults({ kind, after: 2, times: 2 });
    const report = await collection.run();
    expect(report.sources[1]?.state).toBe(state);
    await collection.run();
    expect(await states()).toEqual(['complete', 'complete', 'complete']);
    expect(await rowOf(PLAIN, 'hugging-face')).toMatchObject({ count: 11 });
  });

  it.each([
    ['html', 'unreadable'],
    ['secondary-limit', 'limited'],
    ['secondary-limit-ok', 'limited'],
    ['primary-limit', 'limited'],
    ['too-many-requests', 'limited'],
  ] as const)('GitHub with %s: the others are collected, and it is when its time has come', async (kind, meaning) => {
    await openMany();
    collection.gitHub.setFaults({ kind, after: 1, times: 20 });
    const report = await collection.run();
    expect(report.finished).toBe(false);
    expect(report.sources[0]).toMatchObject({ state: 'partial', due: 112, looked: 100, since: FRIDAY });
    expect(report.sources.slice(1).map(({ state }) => state)).toEqual(['complete', 'complete']);
    collection.gitHub.setFaults();
    const night = await collection.stores.collection.night('github', FRIDAY);
    expect(night?.retryAt !== undefined).toBe(meaning === 'limited');
    // As if the time had passed.
    if (night) await collection.stores.collection.putNight({ ...night, retryAt: `${FRIDAY}T04:00:00.000Z` });
    expect(await collection.run()).toMatchObject({ finished: true, looks: 12 });
    expect((await collection.stores.collection.night('github', FRIDAY))?.today).toEqual({
      'cs.LG': {
        doublings: expect.closeTo(Math.log2(11) + Math.log2(5) + 110 * 0.5, 6) as number,
        days: expect.closeTo(2 + 110 * 0.5, 6) as number,
      },
    });
  });

  it('GitHub down for two nights: missing since the first, its gain spread over the gap', async () => {
    const reports = await collection.runNights(4, (night) => {
      if (night === 1) collection.gitHub.setFaults({ kind: 'server-error', times: 200 });
      if (night === 3) collection.gitHub.setFaults();
    });
    expect(reports.map(({ sources }) => [sources[0]?.state, sources[0]?.since])).toEqual([
      ['complete', undefined],
      ['down', SATURDAY],
      ['down', SATURDAY],
      ['complete', undefined],
    ]);
    expect((await evidenceOf(FOLD)).filter(([source]) => source === 'github').slice(-3)).toEqual([
      ['github', SATURDAY, 8],
      ['github', SUNDAY, 8],
      ['github', MONDAY, 8],
    ]);
    expect(await states(SATURDAY)).toEqual(['down', 'complete', 'complete']);
  });

  it('all of them: the night is down, and nothing is thrown', async () => {
    for (const source of [collection.gitHub, collection.huggingFace, collection.hackerNews])
      source.setFaults({ kind: 'dropped', times: 200 });
    expect(await collection.run()).toMatchObject({ finished: false, looks: 0, papersRescored: 0 });
    expect(await states()).toEqual(['down', 'down', 'down']);
  });
});

/** A run for each call that it may be killed in: on a loaded machine, minutes. */
const MINUTES = 300_000;

describe('a run that is killed', () => {
  it(
    'again and again in a call to the tables leaves what one run would',
    async () => {
      await openMany();
      const ids = [FOLD, SPLAT, PLAIN, ...MANY.map(([id]) => id)];
      await collection.runNights(1);
      collection.setNow(SATURDAY);
      let deaths = 0;
      for (let isDone = false; !isDone && deaths < 50; deaths += 1) {
        const { stores } = mortalStores(collection.stores, { dieAt: 22 + (deaths % 3), moment: 'half' });
        isDone = await collection.run({ stores }).then(({ finished }) => finished, aliveAgain);
      }
      expect(deaths).toBeGreaterThan(4);
      const killed = await collection.contents(ids);
      await collection.close();

      collection = await openWorld(MANY);
      await collection.runNights(2);
      expect(killed).toEqual(await collection.contents(ids));
    },
    MINUTES,
  );
});
