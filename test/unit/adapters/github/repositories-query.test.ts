import fc from 'fast-check';
import { readRepositoryName, repositoriesQuery } from '../../../../lambdas/adapters/github/repositories-query.ts';

describe('a name of a repository', () => {
  it.each([
    'a/b',
    'Lab-1/Fast.Splat_2',
    'made-by_company/x',
    `${'o'.repeat(39)}/${'n'.repeat(100)}`,
    'a/...',
    'a/.github',
  ])('is %s', (text) => {
    const [owner, name] = text.split('/');
    expect(readRepositoryName(text)).toEqual({ owner, name });
  });

  it.each([
    '',
    '/',
    'a',
    'a/',
    '/b',
    'a/b/c',
    'a/.',
    'a/..',
    '-a/b',
    'a b/c',
    'a/b\n',
    'é/b',
    'a/"',
    'a/\\',
    `a/${'n'.repeat(101)}`,
  ])('is not %j', (text) => {
    expect(readRepositoryName(text)).toBeUndefined();
  });

  it('never holds what could end a text in the query, whatever comes from outside', () => {
    const hostile = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[a-z"\\{}()/\n]{1,20}$/));
    fc.assert(
      fc.property(hostile, hostile, (owner, name) => {
        const read = readRepositoryName(`${owner}/${name}`);
        const query = read ? repositoriesQuery([read]) : '';
        return read === undefined || (query.match(/"/g)?.length === 4 && !query.includes('\\'));
      }),
    );
  });
});

describe('the query', () => {
  it('asks for each repository under its own alias, and for the points that are left', () => {
    expect(
      repositoriesQuery([
        { owner: 'a', name: 'b' },
        { owner: 'c', name: 'd.e' },
      ]),
    ).toBe(
      [
        'query {',
        'r0: repository(owner: "a", name: "b") { id nameWithOwner stargazerCount forkCount createdAt isArchived isFork issues { totalCount } }',
        'r1: repository(owner: "c", name: "d.e") { id nameWithOwner stargazerCount forkCount createdAt isArchived isFork issues { totalCount } }',
        'rateLimit { cost remaining resetAt }',
        '}',
      ].join('\n'),
    );
  });
});
