import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { readDailyEntry } from '../../../../lambdas/adapters/hugging-face/daily-entry.ts';

const recordings = join(__dirname, '../../../../../shared/data/signals/huggingface/raw');
const describeIfHere = existsSync(recordings) ? describe : describe.skip;
const here = existsSync(recordings) ? '' : ' (skipped: ../shared/data is not here)';

const readRecorded = (name: string) => {
  const entries = JSON.parse(readFileSync(join(recordings, name), 'utf8')) as readonly unknown[];
  return entries.map(readDailyEntry);
};

describe('an entry of a daily list', () => {
  it.each([
    ['nested', { paper: { id: '2611.00001', upvotes: 5, githubRepo: 'https://github.com/a/b' }, numComments: 2 }],
    ['flat', { id: '2611.00001', upvotes: 5, githubRepo: 'https://github.com/a/b', numComments: 2 }],
    ['mixed', { id: '2611.00001', paper: { upvotes: 5, numComments: 2 }, githubRepo: 'https://github.com/a/b' }],
    [
      'full of nulls within the paper',
      {
        paper: { id: null, upvotes: null, githubRepo: null, numComments: null },
        id: '2611.00001',
        upvotes: 5,
        githubRepo: 'https://github.com/a/b',
        numComments: 2,
      },
    ],
    [
      'with numbers as text',
      { paper: { id: '2611.00001', upvotes: '5', githubRepo: 'github.com/a/b' }, numComments: ' 2 ' },
    ],
    [
      'with no paper but a text',
      {
        paper: 'x',
        id: 'arXiv:2611.00001v3',
        upvotes: 5,
        githubRepo: 'http://www.github.com/a/b.git/',
        numComments: 2,
      },
    ],
  ])('is read %s', (_, entry) => {
    expect(readDailyEntry(entry)).toEqual({ paperId: '2611.00001', upvotes: 5, comments: 2, repository: 'a/b' });
  });

  it.each(['hep-th/9901001', 'hep-th/9901001v2', 'https://arxiv.org/abs/hep-th/9901001'])(
    'has an old identifier as %s',
    (id) => {
      expect(readDailyEntry({ paper: { id, upvotes: 0 } })).toEqual({
        paperId: 'hep-th/9901001',
        upvotes: 0,
        comments: 0,
      });
    },
  );

  it.each([
    { paper: { id: '2613.00001', upvotes: 1 } },
    { paper: { id: '../../etc', upvotes: 1 } },
    { paper: { id: 2611.00001, upvotes: 1 } },
    { paper: { id: '2611.00001', upvotes: -1 } },
    { paper: { id: '2611.00001', upvotes: 1.5 } },
    { paper: { id: '2611.00001', upvotes: '1.2k' } },
    { paper: { id: '2611.00001', upvotes: 1e12 } },
    { paper: { id: '2611.00001' } },
    { upvotes: 5 },
    [],
    'text',
    null,
  ])('is not read out of %j', (entry) => {
    expect(readDailyEntry(entry)).toBeUndefined();
  });

  it.each([
    // The footer of the page, which is on every page.
    'https://github.com/huggingface',
    'https://github.com/huggingface/',
    'https://github.com',
    'https://github.com/features/actions',
    'https://gitlab.com/a/b',
    'https://github.com.evil.example/a/b',
    'https://github.com@evil.example/a/b',
    'https://evil.example/https://github.com/a/b',
    'https://user:secret@github.com/a/b',
    'javascript:alert(1)//github.com/a/b',
    'https://github.com/a/b" onclick="x',
    'https://github.com/a/<script>',
    'see https://github.com/a/b',
    `https://github.com/a/b?${'x'.repeat(600)}`,
    '',
  ])('has no repository at %j', (githubRepo) => {
    expect(readDailyEntry({ paper: { id: '2611.00001', upvotes: 1, githubRepo } })).not.toHaveProperty('repository');
  });

  it('is whole or nothing, whatever JSON comes', () => {
    const field = fc.oneof(fc.jsonValue(), fc.constantFrom('2611.00001', 7, 'https://github.com/a/b'));
    const fields = fc.record(
      { id: field, upvotes: field, numComments: field, githubRepo: field },
      { requiredKeys: [] },
    );
    const entry = fc.oneof(
      fc.jsonValue(),
      fc.tuple(fields, fc.oneof(fields, fc.jsonValue())).map(([flat, paper]) => ({ ...flat, paper })),
    );
    fc.assert(
      fc.property(entry, (value) => {
        const read = readDailyEntry(value);
        return (
          read === undefined ||
          (Number.isSafeInteger(read.upvotes + read.comments) &&
            read.upvotes >= 0 &&
            read.comments >= 0 &&
            /^[\w.-]+\/[\w.-]+$/.test(read.repository ?? 'a/b'))
        );
      }),
    );
  });
});

describeIfHere(`the recorded lists of Hugging Face${here}`, () => {
  it('are read whole, of 2024 without repositories and of 2025 with them', () => {
    const [early, late] = [readRecorded('daily_papers_2024-05-27.json'), readRecorded('daily_papers_2025-09-30.json')];
    expect([early.length, early.filter((entry) => entry === undefined).length]).toEqual([13, 0]);
    expect([late.length, late.filter((entry) => entry === undefined).length]).toEqual([50, 0]);
    expect(early[0]).toEqual({ paperId: '2405.15738', upvotes: 32, comments: 3 });
    expect(late[0]).toMatchObject({ paperId: '2509.24006', upvotes: 78 });
    expect(early.some((entry) => entry?.repository)).toBe(false);
    expect(late.filter((entry) => entry?.repository).length).toBeGreaterThan(10);
  });
});
