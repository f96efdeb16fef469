import fc from 'fast-check';
import { readLooks } from '../../../../lambdas/adapters/github/looks-answer.ts';

const repository = (fields: Readonly<Record<string, unknown>> = {}) => ({
  id: 'R_1',
  nameWithOwner: 'a/b',
  stargazerCount: 3,
  forkCount: 1,
  createdAt: '2026-11-01T10:00:00Z',
  isArchived: false,
  isFork: false,
  issues: { totalCount: 2 },
  ...fields,
});

describe('an answer about repositories', () => {
  it('is read repository by repository: there, gone, and not answered for', () => {
    const read = readLooks(
      {
        data: { r0: repository(), r1: null, r2: null, r3: repository({ stargazerCount: null }) },
        errors: [
          { type: 'NOT_FOUND', path: ['r1'], message: "Could not resolve to a Repository with the name 'x/time out'." },
          { message: 'Something went wrong while executing your query.', path: ['r2'] },
        ],
      },
      ['zero', 'one', 'two', 'three', 'four'],
    );
    expect(read).toMatchObject({
      found: [
        { wanted: 'zero', look: { id: 'R_1', stars: 3, forks: 1, issues: 2, createdAt: '2026-11-01T10:00:00.000Z' } },
      ],
      absent: ['one'],
      left: ['two', 'three', 'four'],
      mayPass: true,
    });
  });

  it.each([
    [
      { forkCount: null, issues: null, isArchived: null, isFork: null },
      { forks: 0, issues: 0, isArchived: false, isFork: false },
    ],
    [{ createdAt: '2026-11-01T12:00:00+02:00' }, { createdAt: '2026-11-01T10:00:00.000Z' }],
  ])('is read in spite of %j', (fields, look) => {
    expect(readLooks({ data: { r0: repository(fields) } }, ['x']).found).toMatchObject([{ look }]);
  });

  it.each([
    { stargazerCount: -1 },
    { stargazerCount: 1.5 },
    { stargazerCount: '3' },
    { nameWithOwner: '<script>/x' },
    { createdAt: 'yesterday' },
    { createdAt: '9999-12-31T23:30:00-23:00' },
    { createdAt: '0000-01-01T00:00:00Z' },
    { id: '' },
  ])('is not believed with %j', (fields) => {
    const read = readLooks({ data: { r0: repository(fields) } }, ['x']);
    expect(read).toMatchObject({ found: [], absent: [], left: ['x'], stop: { kind: 'unreadable' }, mayPass: false });
  });

  it.each([
    [{ errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] }, {}],
    [{ errors: [{ type: 'RATE_LIMIT', message: '' }] }, {}],
    [{ message: 'You have exceeded a secondary rate limit.' }, {}],
    [
      { data: { rateLimit: { cost: 1, remaining: 0, resetAt: '2026-11-20T12:40:00Z' } } },
      { resetAt: '2026-11-20T12:40:00Z' },
    ],
    [{ data: { rateLimit: { cost: 1, remaining: 1, resetAt: '2026-11-20T12:40:00Z' } } }, undefined],
    [{ data: { r0: null }, errors: [{ type: 'NOT_FOUND', path: ['r0'], message: 'no a/rate limit' }] }, undefined],
  ])('tells when %j is a limit', (value, limit) => {
    expect(readLooks(value, ['x']).limit).toEqual(limit);
  });

  it.each([
    [
      { errors: [{ type: 'INSUFFICIENT_SCOPES', message: 'x' }] },
      'refused',
      'GitHub refuses the query (INSUFFICIENT_SCOPES)',
    ],
    [{ errors: [{ type: '<b>', message: 'x' }] }, 'unreadable', 'GitHub answers with something else than repositories'],
    [{ data: { r0: null } }, 'unreadable', 'GitHub answers with something else than repositories'],
  ])('says why %j is no answer', (value, kind, reason) => {
    expect(readLooks(value, ['x'])).toMatchObject({ left: ['x'], stop: { kind, reason } });
  });

  it('accounts for every repository once, whatever JSON comes', () => {
    const piece = fc.oneof(fc.constant(repository()), fc.constant(null), fc.jsonValue());
    const answer = fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          data: fc.record({ r0: piece, r1: piece, rateLimit: fc.jsonValue() }, { requiredKeys: [] }),
          errors: fc.jsonValue(),
        },
        { requiredKeys: [] },
      ),
    );
    fc.assert(
      fc.property(answer, (value) => {
        const { found, absent, left, stop } = readLooks(value, ['r0', 'r1']);
        const names = [...found.map(({ wanted }) => wanted), ...absent, ...left];
        return names.sort().join() === 'r0,r1' && left.length > 0 === (stop !== undefined);
      }),
    );
  });
});
