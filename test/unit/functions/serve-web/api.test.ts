import openApiDocument from '../../../../lambdas/functions/serve-web/openapi.json' with { type: 'json' };
import { allowedMethods } from '../../../../lambdas/functions/serve-web/route.ts';
import { ROUTES } from '../../../../lambdas/functions/serve-web/routes.ts';
import { createFakeBatchStore } from '../../../fakes/fake-batch-store.ts';
import { createFakePaperStore } from '../../../fakes/fake-paper-store.ts';
import { createFakeRankingStore } from '../../../fakes/fake-ranking-store.ts';
import {
  ask,
  inventBatch,
  inventDeps,
  inventLists,
  inventPaper,
  inventPapers,
  NOTED_ID,
  SIGNALS,
} from './invented-site.ts';

/** Property names that a schema of the document requires. */
const requiredOf = (name: keyof typeof openApiDocument.components.schemas): readonly string[] =>
  [...openApiDocument.components.schemas[name].required].sort();

const propertiesOf = (name: keyof typeof openApiDocument.components.schemas): object =>
  openApiDocument.components.schemas[name].properties;

interface Sum {
  readonly window: string;
  readonly score: number;
  readonly sources: readonly { readonly counted: number }[];
}

describe('GET /api/v1/trending', () => {
  it('answers in the shape of the contract', async () => {
    const { status, header, json } = await ask('/api/v1/trending?category=cs.LG&window=month&limit=3');
    const answer = json() as { papers: Record<string, unknown>[] };
    expect(status).toBe(200);
    expect(header('content-type')).toContain('application/json');
    expect(answer).toMatchObject({
      category: 'cs.LG',
      window: 'month',
      date: '2026-11-20',
      batch: { date: '2026-11-20', announced: 312, stored: 312, state: 'complete' },
    });
    expect(Object.keys(answer).sort()).toEqual(requiredOf('Trending'));
    expect(answer.papers).toHaveLength(3);
    for (const paper of answer.papers) {
      expect(Object.keys(paper).sort()).toEqual(
        // prettier-ignore
        ['abstract', 'announcedOn', 'authors', 'categories', 'daysOnList', 'evidence', 'firstSeenOn', 'paperId', 'previousRank', 'primaryCategory', 'rank', 'score', 'section', 'title', 'version'],
      );
      expect(Object.keys(paper).sort()).toEqual(requiredOf('RankedPaper'));
    }
    expect(answer.papers.map(({ rank }) => rank)).toEqual([1, 2, 3]);
  });

  it('says of every source whether the list has it, since when it has not and why', async () => {
    const missing = { source: 'github', state: 'off', since: '2026-11-18', reason: 'no token' } as const;
    const rankings = createFakeRankingStore(inventLists(inventPapers(), ['all'], [missing]));
    expect((await ask('/api/v1/trending', {}, inventDeps({ rankings }))).json().sources).toEqual([
      missing,
      { source: 'hugging-face', state: 'complete', since: null, reason: null },
      { source: 'hacker-news', state: 'complete', since: null, reason: null },
    ]);
    expect((await ask('/api/v1/trending?category=hep-th')).json().sources).toEqual([]);
  });

  it('answers an alias as its canonical category', async () => {
    expect((await ask('/api/v1/trending?category=stat.TH')).json()).toMatchObject({ category: 'math.ST', papers: [] });
  });

  it('gives the list that was the newest on a date', async () => {
    const friday = (await ask('/api/v1/trending?date=2026-11-22')).json();
    expect(friday).toMatchObject({ date: '2026-11-20', batch: { date: '2026-11-20' } });
    expect((await ask('/api/v1/trending?date=2026-11-19')).json()).toMatchObject({
      date: '2026-11-19',
      batch: { state: 'pending' },
    });
  });

  it('claims no complete batch where none was seen, and calls a weekend quiet', async () => {
    const deps = inventDeps({ batches: createFakeBatchStore() });
    expect((await ask('/api/v1/trending', {}, deps)).json()).toMatchObject({
      batch: { announced: 0, stored: 0, state: 'pending' },
    });
    expect((await ask('/api/v1/trending?date=2026-11-08', {}, deps)).json()).toMatchObject({
      date: '2026-11-08',
      batch: { state: 'quiet' },
      papers: [],
    });
  });

  it('is short over all fields when one field is', async () => {
    const batches = createFakeBatchStore([inventBatch('all'), inventBatch('cs.LG', { stored: 1186, state: 'short' })]);
    expect((await ask('/api/v1/trending', {}, inventDeps({ batches }))).json()).toMatchObject({
      batch: { state: 'short' },
    });
  });

  it.each([
    'category=cs.XX',
    'window=year',
    'date=2026-02-30',
    'date=today',
    'limit=0',
    'limit=201',
    'limit=1e1',
    'limit=-1',
  ])('refuses %s with a problem document', async (query) => {
    const { status, header, json } = await ask(`/api/v1/trending?${query}`);
    expect(status).toBe(400);
    expect(header('content-type')).toBe('application/problem+json');
    expect(json()).toMatchObject({ title: 'Bad Request', status: 400 });
    expect(json().detail).toMatch(/\w+/);
  });
});

describe('GET /api/v1/papers/{id}', () => {
  const paper = inventPaper('hep-th/9901001', { comment: '12 pages', doi: '10.1000/1', version: 2 });
  const deps = inventDeps({ papers: createFakePaperStore([paper]) });

  it('gives the paper with its score, signals and places', async () => {
    const { status, json } = await ask('/api/v1/papers/hep-th/9901001v2', {}, deps);
    expect(status).toBe(200);
    expect(json()).toMatchObject({
      paperId: 'hep-th/9901001',
      version: 2,
      comment: '12 pages',
      signals: [],
      places: [],
    });
    expect(Object.keys(json())).toEqual(expect.arrayContaining([...requiredOf('Paper')]));
  });

  it('gives what was seen of the paper, and the sums that make its scores', async () => {
    const { json } = await ask(`/api/v1/papers/${NOTED_ID}`);
    const answer = json() as {
      signals: readonly Record<string, unknown>[];
      score: { contributions: readonly { source: string; signal?: unknown }[]; sums: readonly Sum[] };
      places: readonly { window: string; score: number }[];
    };
    expect(answer.signals).toHaveLength(SIGNALS.filter(({ paperId }) => (paperId as string) === NOTED_ID).length);
    for (const signal of answer.signals) {
      expect(requiredOf('Signal').filter((name) => !Object.hasOwn(signal, name))).toEqual([]);
      expect(Object.keys(signal).filter((name) => !Object.hasOwn(propertiesOf('Signal'), name))).toEqual([]);
    }
    expect(answer.score.contributions.filter(({ signal }) => signal !== undefined).length).toBeGreaterThan(10);
    for (const { window, score, sources } of answer.score.sums) {
      expect(sources.reduce((sum, { counted }) => sum + counted, 0)).toBeCloseTo(score, 9);
      expect(answer.places.find((place) => place.window === window)?.score).toBeCloseTo(score, 6);
    }
  });

  it('gives the place on each newest list', async () => {
    const { json } = await ask('/api/v1/papers/2611.10000');
    const { places } = json() as { places: Record<string, unknown>[] };
    expect(places.length).toBeGreaterThan(3);
    for (const place of places) expect(Object.keys(place).sort()).toEqual(requiredOf('Place'));
  });

  it.each([
    ['2611.99999', 404],
    ['nonsense', 400],
  ])('answers %s with a problem document of status %i', async (id, expected) => {
    const { status, header } = await ask(`/api/v1/papers/${id}`, {}, deps);
    expect(status).toBe(expected);
    expect(header('content-type')).toBe('application/problem+json');
  });
});

describe('the OpenAPI document', () => {
  const documented = Object.entries(openApiDocument.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const served = ROUTES.flatMap((route) =>
    allowedMethods(route)
      .filter((method) => method !== 'HEAD')
      .map((method) => `${method} ${route.path.replace('+}', '}')}`),
  );

  it('documents every route, and no other', () => {
    expect(documented.sort()).toEqual(served.sort());
  });

  it('is served as it is committed', async () => {
    expect((await ask('/api/v1/openapi.json')).json()).toEqual(openApiDocument);
    expect(openApiDocument.openapi).toBe('3.1.0');
  });

  it('names each path parameter and refers only to schemas that it holds', () => {
    const text = JSON.stringify(openApiDocument);
    const references = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name = '']) => name);
    expect(references.filter((name) => !Object.hasOwn(openApiDocument.components.schemas, name))).toEqual([]);
    for (const [path, { get }] of Object.entries(openApiDocument.paths)) {
      const named =
        'parameters' in get
          ? get.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)
          : [];
      expect(named).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    }
  });
});
