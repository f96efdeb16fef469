import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { readStoryHit } from '../../../../lambdas/adapters/hacker-news/story-hit.ts';

const data = join(__dirname, '../../../../../shared/data');
const describeIfHere = existsSync(data) ? describe : describe.skip;
const here = existsSync(data) ? '' : ' (skipped: ../shared/data is not here)';

const hit = (fields: Readonly<Record<string, unknown>>) => ({
  objectID: '42',
  url: 'https://arxiv.org/abs/2611.00001',
  points: 9,
  num_comments: 3,
  created_at_i: 1795050000,
  title: 'x',
  ...fields,
});
const STORY = { paperId: '2611.00001', storyId: '42', points: 9, comments: 3, submittedAt: '2026-11-19T01:00:00.000Z' };

describe('a hit of the search', () => {
  it.each([
    'https://arxiv.org/abs/2611.00001',
    'http://www.arxiv.org/abs/2611.00001v2',
    'https://export.arxiv.org/abs/2611.00001?context=cs.LG',
    'https://ARXIV.org/pdf/2611.00001.pdf#page=3',
    'https://arxiv.org/pdf/2611.00001v12',
    'https://arxiv.org/html/2611.00001v1/#S3',
    'https://arxiv.org/html/2611.00001v1/x1.png',
    'https://arxiv.org/format/2611.00001',
    'https://arxiv.org/abs/2611.00001/',
    'https://arxiv.org/abs/arXiv:2611.00001',
  ])('links the paper with %s', (url) => {
    expect(readStoryHit(hit({ url }))).toEqual(STORY);
  });

  it.each([
    ['https://arxiv.org/abs/hep-th/9901001v1', 'hep-th/9901001'],
    ['https://arxiv.org/pdf/math.GT/0309136', 'math/0309136'],
    ['https://arxiv.org/ps/cs/0112017', 'cs/0112017'],
  ])('links a paper of the old days with %s', (url, paperId) => {
    expect(readStoryHit(hit({ url }))).toEqual({ ...STORY, paperId });
  });

  it.each([
    null,
    undefined,
    '',
    'arxiv.org',
    'https://arxiv.org/',
    'https://arxiv.org/list/cs.LG/new',
    'https://info.arxiv.org/abs/2611.00001',
    'https://arxiv.org.evil.example/abs/2611.00001',
    'https://evilarxiv.org/abs/2611.00001',
    'https://arxiv.org@evil.example/abs/2611.00001',
    'https://evil.example/?u=https://arxiv.org/abs/2611.00001',
    'https://www.alphaxiv.org/abs/2611.00001',
    'ftp://arxiv.org/abs/2611.00001',
    'javascript://arxiv.org/abs/2611.00001',
  ])('links no paper with %j', (url) => {
    expect(readStoryHit(hit({ url }))).toBe('other');
  });

  it.each([
    { url: 'https://arxiv.org/abs/2699.00001' },
    { url: 'https://arxiv.org/abs/hello' },
    { points: null },
    { points: undefined },
    { points: -3 },
    { points: '9' },
    { objectID: null },
    { objectID: 'x/../y' },
    { created_at_i: null },
    { created_at_i: 1e15 },
  ])('can not be read with %j', (fields) => {
    expect(readStoryHit(hit(fields))).toBe('unreadable');
  });

  it.each([
    [{ num_comments: null }, { comments: 0 }],
    [{ title: null }, {}],
    [{ objectID: 42 }, {}],
  ])('is read with %j', (fields, read) => {
    expect(readStoryHit(hit(fields))).toEqual({ ...STORY, ...read });
  });

  it('is a whole story or none, whatever JSON comes', () => {
    const field = fc.oneof(fc.jsonValue(), fc.constantFrom('42', 9, 'https://arxiv.org/abs/2611.00001'));
    const value = fc.oneof(
      fc.jsonValue(),
      fc.record({ objectID: field, url: field, points: field, num_comments: field, created_at_i: field }),
    );
    fc.assert(
      fc.property(value, (json) => {
        const read = readStoryHit(json);
        return (
          typeof read === 'string' ||
          (read.points >= 0 && read.comments >= 0 && !Number.isNaN(Date.parse(read.submittedAt)))
        );
      }),
    );
  });
});

describeIfHere(`the recorded hits of Hacker News${here}`, () => {
  it.each(['signals/hackernews/search_response.json', 'handmade/signals/hn_front_page.json'])(
    'are all told from nonsense: %s',
    (name) => {
      const { hits } = JSON.parse(readFileSync(join(data, name), 'utf8')) as { readonly hits: readonly unknown[] };
      const kinds = hits.map((each) => readStoryHit(each)).map((read) => (typeof read === 'string' ? read : 'story'));
      expect(kinds.length).toBeGreaterThan(0);
      expect(kinds).not.toContain('unreadable');
    },
  );
});
