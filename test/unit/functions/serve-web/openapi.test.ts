/** openapi.json against the specification, and against what the site really answers. */
import * as z from 'zod';
import type { PaperId } from '../../../../lambdas/core/paper/paper.ts';
import openApiDocument from '../../../../lambdas/functions/serve-web/openapi.json' with { type: 'json' };
import type { WebDeps } from '../../../../lambdas/functions/serve-web/web-deps.ts';
import { createFakePaperStore } from '../../../fakes/fake-paper-store.ts';
import { createFakeRankingStore } from '../../../fakes/fake-ranking-store.ts';
import { inventSearch, NOT_BUILT } from './invented-search.ts';
import { ask, inventDeps, inventLists, inventPaper, inventPapers, NOTED_ID } from './invented-site.ts';
import { schemaFaults, type Schema } from './schema-faults.ts';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: Schema;
}

interface Answer {
  readonly content?: Readonly<Record<string, { readonly schema: Schema } | undefined>>;
}

interface Operation {
  readonly tags: readonly string[];
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly responses: Readonly<Record<string, Answer | undefined>>;
}

const PATHS = openApiDocument.paths as unknown as Readonly<
  Record<string, { readonly get?: Operation; readonly post?: Operation }>
>;

/** GET operations of a deployed site. */
const READ = Object.entries(PATHS).flatMap(([path, { get }]) =>
  get === undefined || get.tags.includes('local') ? [] : [{ path, get }],
);

const papers = inventPapers();
const fullPaper = inventPaper('hep-th/9901001', {
  version: 3,
  comment: '12 pages',
  doi: '10.1000/1',
  journalRef: 'J. Invented 1 (2026) 1',
  license: 'http://creativecommons.org/licenses/by/4.0/',
  submittedAt: '2026-11-18T12:00:00Z',
  aliasCategories: ['math.MP'],
  withdrawn: true,
});

const missing = { source: 'github', state: 'partial', since: '2026-11-18', reason: 'HTTP 502' } as const;
const DEPS = {
  usual: inventDeps({ search: inventSearch(papers).search, papers: createFakePaperStore([...papers, fullPaper]) }),
  'no index': inventDeps({ search: NOT_BUILT }),
  'no lists': inventDeps({ rankings: createFakeRankingStore() }),
  'a source missing': inventDeps({ rankings: createFakeRankingStore(inventLists(papers, ['all'], [missing])) }),
  'a ghost in the index': inventDeps({
    search: inventSearch(papers, {
      ghosts: ['2611.99999' as PaperId],
      answer: { matched: 'any', olderSince: '2024-02-05' },
    }).search,
  }),
  sample: inventDeps({ site: { baseUrl: 'http://127.0.0.1:8787', sample: true, categories: ['cs.LG'] } }),
} satisfies Readonly<Record<string, WebDeps>>;

/** Requests that bring forth every answer that is documented for GET; `path`, target, status, the site's state. */
const REQUESTS: readonly (readonly [path: string, target: string, status: number, state?: keyof typeof DEPS])[] = [
  ['/', '/?category=cs.LG&window=day', 200],
  ['/', '/?category=none', 400],
  ['/search', '/search?q=gradient', 200],
  ['/search', '/search?q=gradient&sort=best', 400],
  ['/papers/{id}', `/papers/${NOTED_ID}`, 200],
  ['/papers/{id}', '/papers/2611.99999', 404],
  ['/archive', '/archive', 200],
  ['/archive', '/archive?window=year', 400],
  ['/archive/{date}', '/archive/2026-11-19', 200],
  ['/archive/{date}', '/archive/today', 400],
  ['/archive/{date}', '/archive/2026-10-19', 404],
  ['/scoring', '/scoring', 200],
  ['/status', '/status', 200],
  ['/feed.atom', '/feed.atom', 200],
  ['/feed.atom', '/feed.atom?q=gradient', 200],
  ['/feed.atom', '/feed.atom?window=year', 400],
  ['/feed.atom', '/feed.atom?q=gradient', 503, 'no index'],
  ['/feed.json', '/feed.json?category=cs.LG&window=month', 200],
  ['/feed.json', '/feed.json?q=gradient', 200],
  ['/feed.json', '/feed.json', 200, 'no lists'],
  ['/feed.json', '/feed.json', 200, 'sample'],
  ['/feed.json', '/feed.json?q=gradient', 200, 'a ghost in the index'],
  ['/feed.json', '/feed.json?category=cs.XX', 400],
  ['/feed.json', '/feed.json?q=gradient', 503, 'no index'],
  ['/subscribe', '/subscribe', 200],
  ['/confirm', '/confirm?token=x', 400],
  ['/preferences', '/preferences?token=x', 400],
  ['/unsubscribe', '/unsubscribe?token=x', 400],
  ['/healthz', '/healthz', 200],
  ['/proof.js', '/proof.js', 200],
  ['/favicon.svg', '/favicon.svg', 200],
  ['/robots.txt', '/robots.txt', 200],
  ['/sitemap.xml', '/sitemap.xml', 200],
  ['/sitemap.xml', '/sitemap.xml', 404, 'sample'],
  ['/api/v1/trending', '/api/v1/trending?limit=200', 200],
  ['/api/v1/trending', '/api/v1/trending?category=hep-th', 200],
  ['/api/v1/trending', '/api/v1/trending', 200, 'no lists'],
  ['/api/v1/trending', '/api/v1/trending', 200, 'a source missing'],
  ['/api/v1/trending', '/api/v1/trending?date=today', 400],
  ['/api/v1/search', '/api/v1/search?q=gradient%20cat:cs.XX&sort=newest', 200],
  ['/api/v1/search', '/api/v1/search?q=gradient', 200, 'a ghost in the index'],
  ['/api/v1/search', '/api/v1/search', 400],
  ['/api/v1/search', '/api/v1/search?q=gradient', 503, 'no index'],
  ['/api/v1/papers/{id}', `/api/v1/papers/${NOTED_ID}`, 200],
  ['/api/v1/papers/{id}', '/api/v1/papers/hep-th/9901001', 200],
  ['/api/v1/papers/{id}', '/api/v1/papers/2611.99999', 404],
  ['/api/v1/papers/{id}', '/api/v1/papers/nonsense', 400],
  ['/api/v1/openapi.json', '/api/v1/openapi.json', 200],
];

const CASES = REQUESTS.map(([path, target, status, state = 'usual']) => ({
  path,
  target,
  expected: status,
  state,
  deps: DEPS[state],
  documented: PATHS[path]?.get?.responses ?? {},
}));

/** Answered in full only with a token of a subscriber; their own tests do that. */
const BEHIND_A_TOKEN = new Set(['/confirm', '/preferences', '/unsubscribe']);

describe('the OpenAPI document as a document', () => {
  const schema: z.ZodType = z.lazy(() =>
    z.union([
      z.strictObject({ $ref: z.string().startsWith('#/components/schemas/') }),
      z.looseObject({ properties: z.record(z.string(), schema).optional(), items: schema.optional() }),
    ]),
  );
  const content = z.record(z.string().regex(/^[a-z]+\/[a-z+.-]+$/), z.strictObject({ schema }));
  const operation = z.strictObject({
    operationId: z.string().regex(/^[a-zA-Z]+$/),
    tags: z.array(z.enum(openApiDocument.tags.map(({ name }) => name))).length(1),
    summary: z.string().min(1),
    description: z.string().optional(),
    parameters: z
      .array(
        z.strictObject({
          name: z.string(),
          in: z.enum(['path', 'query']),
          required: z.boolean().optional(),
          description: z.string().optional(),
          schema,
          example: z.unknown().optional(),
          examples: z.record(z.string(), z.strictObject({ value: z.unknown() })).optional(),
        }),
      )
      .optional(),
    requestBody: z.looseObject({ content: z.record(z.string(), z.looseObject({ schema })) }).optional(),
    responses: z.record(
      z.string().regex(/^[2-5]\d\d$/),
      z.union([
        z.strictObject({ $ref: z.literal('#/components/responses/NotModified') }),
        z.strictObject({
          description: z.string().min(1),
          headers: z.unknown().optional(),
          content: content.optional(),
        }),
      ]),
    ),
  });

  it('has the structure that OpenAPI 3.1 asks for', () => {
    const document = z.strictObject({
      openapi: z.literal('3.1.0'),
      info: z.strictObject({
        title: z.string(),
        version: z.string(),
        summary: z.string(),
        description: z.string(),
        license: z.strictObject({ name: z.string(), identifier: z.string() }),
      }),
      servers: z.array(z.strictObject({ url: z.string() })),
      tags: z.array(z.strictObject({ name: z.string(), description: z.string() })),
      paths: z.record(
        z.string().startsWith('/'),
        z.strictObject({ get: operation.optional(), post: operation.optional() }),
      ),
      components: z.strictObject({
        schemas: z.record(z.string(), schema),
        responses: z.record(z.string(), z.strictObject({ description: z.string() })),
      }),
    });
    expect(document.safeParse(openApiDocument).error).toBeUndefined();
  });

  it('names no operation twice, no parameter twice in one, and requires no property that it does not describe', () => {
    const operations = Object.values(PATHS).flatMap(({ get, post }) => [get ?? [], post ?? []].flat());
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { parameters = [] } of operations)
      expect(new Set(parameters.map(({ name }) => name)).size).toBe(parameters.length);
    for (const { properties, required } of Object.values(openApiDocument.components.schemas))
      expect(required.filter((name) => !Object.hasOwn(properties, name))).toEqual([]);
  });
});

describe('answers against the OpenAPI document', () => {
  it.each(CASES)(
    '$path: $target is answered with $expected as documented ($state)',
    async ({ target, expected, deps, documented }) => {
      const { status, header, body } = await ask(target, {}, deps);
      expect(status).toBe(expected);
      const content = documented[status]?.content ?? {};
      const type = header('content-type').replace(/;.*/, '');
      expect(Object.keys(content)).toContain(type);
      const value: unknown = type.endsWith('json') ? JSON.parse(body) : body;
      expect(schemaFaults(value, content[type]?.schema ?? {})).toEqual([]);
    },
  );

  it('sees each answer to GET that is documented', () => {
    const documented = READ.filter(({ path }) => !BEHIND_A_TOKEN.has(path)).flatMap(({ path, get }) =>
      Object.keys(get.responses)
        .filter((status) => status !== '304')
        .map((status) => `${path} ${status}`),
    );
    const seen = new Set(REQUESTS.map(([path, , status]) => `${path} ${status}`));
    expect(documented.filter((answer) => !seen.has(answer))).toEqual([]);
  });

  it.each(CASES.filter(({ expected }) => expected === 200))(
    '$path: $target tells of a 304 exactly when it gives one ($state)',
    async ({ target, deps, documented }) => {
      const { header } = await ask(target, {}, deps);
      const again = await ask(target, { headers: { 'if-none-match': header('etag') || '*' } }, deps);
      expect(again.status === 304).toBe(Object.hasOwn(documented, '304'));
    },
  );

  it('finds fault with an answer that is not as described', () => {
    const described = { $ref: '#/components/schemas/FoundPaper' };
    const { paperId, version, title, authors, abstract, primaryCategory, categories, announcedOn } = fullPaper;
    const fit = { paperId, version, title, authors, abstract, primaryCategory, categories, announcedOn };
    expect(schemaFaults(fit, described)).toEqual([]);
    expect(schemaFaults({ ...fit, version: 0 }, described)).toEqual(['$.version: minimum 1']);
    expect(schemaFaults({ ...fit, version: '1' }, described)).toEqual(['$.version: type "integer"']);
    expect(schemaFaults({ ...fit, announcedOn: 'today' }, described)).toEqual(['$.announcedOn: format "date"']);
    expect(schemaFaults({ ...fit, authors: [1] }, described)).toEqual(['$.authors[0]: type "string"']);
    expect(schemaFaults({ ...fit, extra: 1 }, described)).toEqual(['$.extra: not described']);
    expect(schemaFaults({}, described)).toHaveLength(1);
  });
});

describe('parameters against the OpenAPI document', () => {
  /** With a value for every parameter that must be there. */
  const targetOf = (path: string, name: string, value: string): string => {
    const target = path.replace('{date}', '2026-11-20').replace('{id}', NOTED_ID);
    const query = new URLSearchParams(path.endsWith('/search') ? { q: 'gradient' } : {});
    query.set(name, value);
    return `${target}?${query.toString()}`;
  };
  const bounds = (schema: Schema): readonly (readonly [value: string, isFit: boolean])[] => [
    ...((schema.enum as readonly string[] | undefined) ?? []).map((value) => [value, true] as const),
    ...(schema.enum === undefined ? [] : [['otherwise', false] as const]),
    ...(typeof schema.minimum === 'number'
      ? ([[String(schema.minimum), true] as const, [String(schema.minimum - 1), false] as const] as const)
      : []),
    ...(typeof schema.maximum === 'number'
      ? ([[String(schema.maximum), true] as const, [String(schema.maximum + 1), false] as const] as const)
      : []),
    ...(schema.format === 'date' ? [['2026-11-20', true] as const, ['2026-11-31', false] as const] : []),
  ];
  const cases = READ.flatMap(({ path, get }) =>
    (get.parameters ?? [])
      .filter((parameter) => parameter.in === 'query')
      .flatMap(({ name, schema }) => bounds(schema).map(([value, isFit]) => [path, name, value, isFit] as const)),
  );

  it.each(cases)('%s takes %s=%s: %s', async (path, name, value, isFit) => {
    const { status } = await ask(targetOf(path, name, value), {}, DEPS.usual);
    expect(status === 400).toBe(!isFit);
  });

  const defaults = READ.flatMap(({ path, get }) =>
    (get.parameters ?? [])
      .filter(({ schema }) => schema.default !== undefined)
      .map(({ name, schema }) => [path, name, String(schema.default)] as const),
  );

  it.each(defaults)('%s without %s answers as with %s', async (path, name, value) => {
    const without = await ask(targetOf(path, 'unknown', ''), {}, DEPS.usual);
    const given = await ask(targetOf(path, name, value), {}, DEPS.usual);
    expect(given.body).toBe(without.body);
  });
});
