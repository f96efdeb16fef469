import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { createFakeBatchStore } from '../../../fakes/fake-batch-store.ts';
import { createFakeHarvestLedger } from '../../../fakes/fake-harvest-ledger.ts';
import { createFakePaperStore } from '../../../fakes/fake-paper-store.ts';
import { createFakeRankingStore } from '../../../fakes/fake-ranking-store.ts';
import { inventRun, inventWindow } from '../../core/harvest/invented-harvest.ts';
import { ask, inventDeps, inventLists, inventPaper } from './invented-site.ts';

const styleHashOf = (page: string): string => {
  const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? [];
  return createHash('sha256').update(style).digest('base64');
};

describe('every answer', () => {
  it('allows no script and exactly the style that it prints', async () => {
    const { header, body } = await ask('/status');
    const policy = header('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`style-src 'sha256-${styleHashOf(body)}'`);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src|unsafe/);
    expect(body.match(/<style/g)).toHaveLength(1);
    expect(body).not.toMatch(/<script|\sstyle="|\son\w+="/i);
  });

  it('allows the one script of the site where the box for signing up is', async () => {
    const { header, body } = await ask('/');
    expect(header('content-security-policy')).toMatch(/script-src 'self'(?:;|$)/);
    expect(header('content-security-policy')).not.toContain('unsafe');
    expect(body.match(/<script[^>]*>/g)).toEqual(['<script src="/proof.js" defer>']);
    expect(body).not.toMatch(/\sstyle="|<[^>]*\son\w+="/i);
  });

  it.each([
    ['a header', { headers: { 'x-long': 'a'.repeat(20_000) } }, '/'],
    [
      'many headers',
      { headers: Object.fromEntries(Array.from({ length: 1_500 }, (_, nth) => [`x-${nth}`, 'some value'])) },
      '/',
    ],
    ['a query', {}, `/?category=${'a'.repeat(20_000)}`],
  ])('refuses a request with %s beyond all measure', async (_name, request, target) => {
    expect((await ask(target, request)).status).toBe(431);
  });

  it.each(['/', '/api/v1/trending', '/nowhere', '/robots.txt', '/papers/x'])(
    'has the security headers: %s',
    async (target) => {
      const { header } = await ask(target);
      expect(header('x-content-type-options')).toBe('nosniff');
      expect(header('referrer-policy')).toBe('no-referrer');
      expect(header('cross-origin-opener-policy')).toBe('same-origin');
      expect(header('permissions-policy')).toContain('geolocation=()');
      expect(header('strict-transport-security')).toMatch(/max-age=\d{8}/);
      expect(header('content-security-policy')).toContain("frame-ancestors 'none'");
    },
  );

  it('promises no https where the site has none, and lets nothing be kept there', async () => {
    const deps = inventDeps({ site: { baseUrl: 'http://localhost:8787', sample: false, categories: ['cs.LG'] } });
    const { header } = await ask('/', {}, deps);
    expect(header('strict-transport-security')).toBe('');
    expect(header('cache-control')).toBe('no-cache');
  });

  it('answers HEAD like GET, without the body', async () => {
    const [get, head] = await Promise.all([ask('/papers/2611.10000'), ask('/papers/2611.10000', { method: 'HEAD' })]);
    expect(head.status).toBe(get.status);
    expect(head.header('content-security-policy')).toBe(get.header('content-security-policy'));
    expect(get.body).not.toBe('');
    expect(head.body).toBe('');
  });

  it.each([
    ['/', 'DELETE', 'GET, HEAD'],
    ['/api/v1/trending', 'POST', 'GET, HEAD'],
    ['/unsubscribe', 'PUT', 'GET, HEAD, POST'],
    ['/papers/2611.10000', 'OPTIONS', 'GET, HEAD'],
  ])('%s refuses %s and names what is allowed', async (target, method, allow) => {
    const { status, header } = await ask(target, { method });
    expect(status).toBe(405);
    expect(header('allow')).toBe(allow);
  });

  it.each([
    '/?category=a%00%0b%E2%80%AEb',
    '/search?sort=a%00%1F%E2%80%AE',
    '/archive/a%0B%00',
    '/papers/a%00%E2%80%AE',
  ])('quotes no character that hides or reorders text: %s', async (target) => {
    const { status, body } = await ask(target);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(body).toContain('“a');
    expect(body.replaceAll('\n', ' ')).not.toMatch(/[\p{Cc}\u202E]/u);
  });

  it('answers any path without failing', async () => {
    const deps = inventDeps();
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.webPath(),
          fc.string().map((text) => `/papers/${text}`),
        ),
        async (path) => {
          const { status } = await ask(path.startsWith('/') ? path : `/${path}`, {}, deps);
          expect([200, 400, 404]).toContain(status);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('says nothing of an error of ours to the reader, and its route to whoever watches', async () => {
    const seen: unknown[] = [];
    const deps = inventDeps({
      rankings: { ...inventDeps().rankings, latestUpTo: () => Promise.reject(new Error('secret table name')) },
      onError: (error, route) => seen.push([(error as Error).message, route]),
    });
    const [page, api] = await Promise.all([ask('/', {}, deps), ask('/api/v1/papers/2611.10000', {}, deps)]);
    expect([page.status, api.status]).toEqual([500, 500]);
    expect(page.body + api.body).not.toContain('secret');
    expect(api.header('content-type')).toBe('application/problem+json');
    expect(seen).toEqual([
      ['secret table name', '/'],
      ['secret table name', '/api/v1/papers/{id+}'],
    ]);
  });
});

describe('the trending page', () => {
  it('has all of arXiv and the week by default, 50 papers of the newest list', async () => {
    const { body } = await ask('/');
    expect(body).toContain('Trending in all of arXiv this week');
    expect(body).toContain('Friday 20 November 2026');
    expect(body.match(/<article/g)).toHaveLength(50);
  });

  it('answers an alias as its canonical category', async () => {
    const { status, body } = await ask('/?category=math.IT&window=day');
    expect(status).toBe(200);
    expect(body).toContain('Trending in Information Theory (cs.IT) today');
  });

  it.each(['/?category=cs.XX', '/?window=year', '/?category=<script>'])('refuses %s in words', async (target) => {
    const { status, body } = await ask(target);
    expect(status).toBe(400);
    expect(body).toContain('There is no ');
    expect(body).not.toContain('<script>');
  });

  it('shows hostile text as text', async () => {
    const { body } = await ask('/');
    expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&quot;');
    expect(body).not.toContain('<script>');
  });

  it('has the box for signing up, for the field that is shown', async () => {
    const { body } = await ask('/?category=stat.ML');
    expect(body).toContain('Get trending papers in your email inbox once a day!');
    expect(body).toMatch(/name="category"\s+value="stat\.ML"/);
    expect(body).toMatch(/name="form" value="[^"]{20,}"/);
  });

  it('links to nothing that is not there', async () => {
    const { body } = await ask('/');
    const targets = new Set([...body.matchAll(/(?:href|action)="(\/[^"]*)"/g)].map(([, target = '']) => target));
    const deps = inventDeps();
    const answers = await Promise.all(
      [...targets].map(async (target) => [target, (await ask(target.replaceAll('&amp;', '&'), {}, deps)).status]),
    );
    expect(answers.filter(([, status]) => status !== 200)).toEqual([]);
    expect(targets.size).toBeGreaterThan(50);
  });

  it('says so when nothing is stored yet', async () => {
    const deps = inventDeps({ rankings: createFakeRankingStore(), batches: createFakeBatchStore() });
    const { status, body } = await ask('/', {}, deps);
    expect(status).toBe(200);
    expect(body).toContain('No papers are stored yet');
  });

  it('says so when a field has no list', async () => {
    expect((await ask('/?category=hep-th')).body).toContain('this site doesn’t read that field');
  });
});

describe('the status page', () => {
  it('shows the rows of the configured fields and of all together, the last runs and the windows of their sets', async () => {
    const ledger = createFakeHarvestLedger();
    await ledger.putRun(inventRun('poll', { outcome: 'every batch is complete' }));
    await ledger.putWindow(inventWindow('2026-11-19', { state: 'open', fault: 'arXiv asked to be left alone' }));
    await ledger.putWindow(inventWindow('2026-10-01', { state: 'open', fault: 'long ago' }));
    const { status, header, body } = await ask('/status', {}, inventDeps({ ledger }));
    expect(status).toBe(200);
    expect(header('cache-control')).toBe('public, max-age=300');
    expect(body).toContain('Every field is complete up to the list of Friday 20 November.');
    expect(body).toContain('every batch is complete');
    expect(body).toContain('arXiv asked to be left alone');
    expect(body).not.toContain('long ago');
    expect(body).toContain(`<style>`);
    expect(body).not.toMatch(/<script|\sstyle="|\son\w+="/i);
  });

  it('is there before anything was harvested', async () => {
    const { status, body } = await ask('/status', {}, inventDeps({ batches: createFakeBatchStore() }));
    expect(status).toBe(200);
    expect(body).toContain('No announcement has been harvested yet.');
  });

  it('can be reached from every page', async () => {
    for (const target of ['/', '/papers/2611.10000', '/nowhere'])
      expect((await ask(target)).body).toContain('<a href="/status">Status</a>');
  });

  it('shows the sources of attention', async () => {
    const { body } = await ask('/status');
    expect(body).toContain('GitHub answers with HTTP 502');
    expect(body).toContain('never asked');
  });
});

describe('the page on how papers are ranked', () => {
  it('is kept like a list, and reached from every page and from a paper’s sum', async () => {
    const { status, header, body } = await ask('/scoring');
    expect(status).toBe(200);
    expect(header('cache-control')).toBe('public, max-age=300');
    expect(body).toContain('<h1>How papers are ranked</h1>');
    expect(body).not.toMatch(/<script|\sstyle="|\son\w+="/i);
    for (const target of ['/', '/papers/2611.10000', '/nowhere'])
      expect((await ask(target)).body).toContain('<a href="/scoring">How papers are ranked</a>');
    expect((await ask('/papers/2611.10000')).body).toContain('<a href="/scoring">formula');
  });
});

describe('reads', () => {
  it('looks at the stored signals on a paper’s own page only', async () => {
    const deps = inventDeps({
      signals: { since: () => Promise.reject(new Error('signals were read')) },
      collection: { nightBefore: () => Promise.reject(new Error('nights were read')) },
    });
    expect((await ask('/', {}, deps)).status).toBe(200);
    expect((await ask('/api/v1/trending', {}, deps)).status).toBe(200);
    await expect(ask('/papers/2611.10000', {}, deps)).rejects.toThrow('signals were read');
  });
});

describe('a paper', () => {
  const old = inventPaper('hep-th/9901001', { title: 'Large Deviations', version: 3 });
  const deps = inventDeps({ papers: createFakePaperStore([old, inventPaper('2611.10000')]) });

  it.each([
    '/papers/hep-th/9901001',
    '/papers/hep-th/9901001v2',
    '/papers/hep-th%2F9901001v3',
    '/papers/hep-th/9901001/',
    '/papers/HEP-TH/9901001',
    '/papers/arXiv:hep-th/9901001',
  ])('is found under %s', async (target) => {
    const { status, body } = await ask(target, {}, deps);
    expect(status).toBe(200);
    expect(body).toContain('Large Deviations');
    expect(body).toContain('<link rel="canonical" href="https://papers.example.com/papers/hep-th/9901001"');
  });

  it('says when another version was asked for', async () => {
    expect((await ask('/papers/hep-th/9901001v2', {}, deps)).body).toContain(
      'You asked for version 2; what is stored and shown is version 3.',
    );
    expect((await ask('/papers/hep-th/9901001v3', {}, deps)).body).not.toContain('You asked for');
  });

  it.each([
    '/papers/2611.99999',
    '/papers/2699.00001',
    '/papers/nonsense',
    '/papers/2613.00001',
    '/papers/',
    '/papers',
  ])('is clearly not there under %s', async (target) => {
    const { status, header, body } = await ask(target, {}, deps);
    expect(status).toBe(404);
    expect(header('content-type')).toContain('text/html');
    expect(body).toMatch(/No such paper|isn’t here|no such page/);
  });

  it('refuses a broken escape', async () => {
    expect((await ask('/papers/%E0%A4%A', {}, deps)).status).toBe(400);
  });

  it('has no live link to arXiv when it is of a sample', async () => {
    const paper = inventPaper('2613.00001');
    const site = { baseUrl: 'http://localhost', sample: true, categories: ['cs.LG'] };
    const sample = inventDeps({
      site,
      papers: createFakePaperStore([paper]),
      rankings: createFakeRankingStore(inventLists([paper])),
    });
    for (const target of ['/', '/papers/2613.00001']) {
      const { status, body } = await ask(target, {}, sample);
      expect(status).toBe(200);
      expect(body).toContain('2613.00001');
      expect(body).toContain('Sample data.');
      expect(body).not.toMatch(/href="https?:\/\/(?!localhost)/);
    }
  });
});

describe('what is for machines', () => {
  it('tells a probe that it runs without reading a table', async () => {
    const { status, json } = await ask(
      '/healthz',
      {},
      inventDeps({ rankings: { ...inventDeps().rankings, latestUpTo: () => Promise.reject(new Error()) } }),
    );
    expect([status, json()]).toEqual([200, { status: 'ok' }]);
  });

  it('keeps crawlers off a sample', async () => {
    const site = { baseUrl: 'http://localhost', sample: true, categories: [] };
    expect((await ask('/robots.txt', {}, inventDeps({ site }))).body).toBe('User-agent: *\nDisallow: /\n');
    expect((await ask('/robots.txt')).body).toContain('Disallow: /unsubscribe\n');
  });

  it('has an icon', async () => {
    expect((await ask('/favicon.svg')).header('content-type')).toBe('image/svg+xml');
  });
});
