import fc from 'fast-check';
import { conditionalAnswer } from '../../../../lambdas/functions/serve-web/conditional-answer.ts';
import { textAnswer } from '../../../../lambdas/functions/serve-web/web-answer.ts';
import { ask, inventDeps } from './invented-site.ts';

const kept = (body: string) => textAnswer(body, { keep: 'list' });

/** Status under this If-None-Match. */
const statusOf = (ifNoneMatch: string, { body = 'a', method = 'GET' } = {}): number =>
  conditionalAnswer(kept(body), { method, ifNoneMatch }).status;

const etagOf = (body: string): string =>
  conditionalAnswer(kept(body), { method: 'GET', ifNoneMatch: undefined }).headers.etag ?? '';

const TAG = etagOf('a');

describe('an answer that may be kept', () => {
  it('carries a weak tag of its body: the same for the same body, another for another', () => {
    expect(TAG).toMatch(/^W\/"[\w-]{22}"$/);
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(etagOf(one) === etagOf(other)).toBe(one === other);
      }),
    );
  });

  it.each([
    ['the tag', TAG],
    ['the tag as a strong one', TAG.replace('W/', '')],
    ['the tag among others, some with commas', `"x,y", W/"z" ,${TAG},"b"`],
    ['the tag after an empty place', `, ${TAG}`],
    ['a star', ' * '],
  ])('is answered with 304 to %s', (_, ifNoneMatch) => {
    expect(statusOf(ifNoneMatch)).toBe(304);
    expect(statusOf(ifNoneMatch, { method: 'HEAD' })).toBe(304);
  });

  it.each([
    ['another tag', etagOf('b')],
    ['the tag without quotes', TAG.replace(/W\/|"/g, '')],
    ['a longer tag', TAG.replace(/"$/, 'x"')],
    ['the tag in lower case', TAG.toLowerCase()],
    ['a star among tags', '"x", *'],
    ['nothing', ''],
  ])('is answered whole to %s', (_, ifNoneMatch) => {
    expect(statusOf(ifNoneMatch)).toBe(200);
  });

  it('is answered whole to anything that does not hold the tag, in time that grows no faster than the header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(statusOf(`${text}.`)).toBe(200);
      }),
    );
    expect(statusOf('"'.repeat(16_000))).toBe(200);
    expect(statusOf('W/"'.repeat(5_000))).toBe(200);
  });
});

describe('on the site', () => {
  it.each(['/', '/scoring', '/papers/2611.10000', '/api/v1/trending', '/feed.atom', '/feed.json', '/robots.txt'])(
    '%s is sent once, and then told to be unchanged with the same headers and no body',
    async (target) => {
      const deps = inventDeps();
      const first = await ask(target, {}, deps);
      expect(first).toMatchObject({ status: 200 });
      const headers = { 'if-none-match': first.header('etag') };
      for (const method of ['GET', 'HEAD']) {
        const again = await ask(target, { method, headers }, deps);
        expect(again).toMatchObject({ status: 304, body: '' });
        for (const name of ['etag', 'cache-control', 'content-type', 'content-security-policy'])
          expect(again.header(name)).toBe(first.header(name));
      }
    },
  );

  it('HEAD has the headers of GET, the tag among them, and no body', async () => {
    for (const target of ['/', '/feed.atom', '/feed.json?category=cs.LG', '/api/v1/trending', '/healthz', '/nothing']) {
      const deps = inventDeps();
      const get = await ask(target, {}, deps);
      const head = await ask(target, { method: 'HEAD' }, deps);
      expect(head).toMatchObject({ status: get.status, body: '' });
      for (const name of ['etag', 'cache-control', 'content-type']) expect(head.header(name)).toBe(get.header(name));
    }
  });

  it.each(['/healthz', '/subscribe', '/nothing', '/papers/nonsense', '/?window=year', '/unsubscribe?token=x'])(
    '%s, which must not be kept, has no tag and is never unchanged',
    async (target) => {
      const { status, header } = await ask(target, { headers: { 'if-none-match': '*' } });
      expect(status).not.toBe(304);
      expect(header('etag')).toBe('');
      expect(header('cache-control')).toBe('no-store');
    },
  );

  it('a POST is never unchanged', async () => {
    const { status, header } = await ask('/unsubscribe?token=x', { method: 'POST', headers: { 'if-none-match': '*' } });
    expect(status).toBe(400);
    expect(header('etag')).toBe('');
  });

  it('in a local round everything that may be kept is asked for again, and has its tag', async () => {
    const deps = inventDeps({ site: { baseUrl: 'http://127.0.0.1:8787', sample: true, categories: ['cs.LG'] } });
    const { header } = await ask('/feed.atom', {}, deps);
    expect(header('cache-control')).toBe('no-cache');
    const again = await ask('/feed.atom', { headers: { 'if-none-match': header('etag') } }, deps);
    expect(again.status).toBe(304);
  });
});
