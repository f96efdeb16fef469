import { createGitHub, type GitHubOptions } from '../../../lambdas/adapters/github/github.ts';
import { createJsonClient } from '../../../lambdas/adapters/network/json-client.ts';
import type { Repositories } from '../../../lambdas/core/ports/attention.ts';
import { simulateGitHub, type SimulatedGitHub } from '../../attention/simulated-github.ts';
import { NOW, testedOptions } from './source-options.ts';

const TOKEN = 'invented-token-of-nobody';
const HUNDRED = Array.from({ length: 100 }, (_, index) => `owner-${index}/repository.${index}`);

let gitHub: SimulatedGitHub;
let made: Repositories[];
const create = (options: Partial<GitHubOptions> = {}): Repositories => {
  const repositories = createGitHub({ ...testedOptions(gitHub.url), token: TOKEN, ...options });
  made.push(repositories);
  return repositories;
};

beforeEach(async () => {
  gitHub = await simulateGitHub({
    token: TOKEN,
    clock: () => new Date(NOW),
    repositories: HUNDRED.map((nameWithOwner, index) => ({ nameWithOwner, stars: index })),
  });
  made = [];
});
afterEach(async () => {
  await Promise.all(made.map((repositories) => repositories.close()));
  await gitHub.close();
});

describe('GitHub', () => {
  it('is asked for a hundred repositories in one request', async () => {
    const repositories = create();
    const { found, absent, stop } = await repositories.look(HUNDRED);
    expect(found.map(({ asked, stars }) => [asked, stars])).toEqual(HUNDRED.map((name, index) => [name, index]));
    expect([absent, stop, repositories.requests()]).toEqual([[], undefined, 1]);
  });

  it('shows of a repository what it is', async () => {
    gitHub.put({
      nameWithOwner: 'Vision-Lab/Fast-Splat',
      id: 'R_1',
      stars: { '2026-11-18': 2, '2026-11-20': 40 },
      forks: 3,
      issues: 5,
      createdAt: '2026-11-01T10:00:00Z',
      isArchived: true,
      isFork: true,
    });
    expect(await create().look(['vision-lab/fast-splat'])).toEqual({
      found: [
        {
          asked: 'vision-lab/fast-splat',
          id: 'R_1',
          nameWithOwner: 'Vision-Lab/Fast-Splat',
          stars: 40,
          forks: 3,
          issues: 5,
          createdAt: '2026-11-01T10:00:00.000Z',
          isArchived: true,
          isFork: true,
        },
      ],
      absent: [],
    });
  });

  it('tells repositories that are gone, private or closed to us from those that are there', async () => {
    gitHub.put({ nameWithOwner: 'bank/secret', stars: 1, isForbidden: true });
    gitHub.remove('owner-2/repository.2');
    const { found, absent, stop } = await create().look([...HUNDRED.slice(0, 4), 'bank/secret', 'nobody/nothing']);
    expect(found.map(({ asked }) => asked)).toEqual([HUNDRED[0], HUNDRED[1], HUNDRED[3]]);
    expect([absent, stop]).toEqual([['owner-2/repository.2', 'bank/secret', 'nobody/nothing'], undefined]);
  });

  it('follows a repository to its new name, with the identifier that it had', async () => {
    const before = await create().look(['owner-1/repository.1']);
    gitHub.rename('owner-1/repository.1', 'New-Lab/renamed');
    const after = await create().look(['owner-1/repository.1']);
    expect(after.found).toEqual([{ ...before.found[0], nameWithOwner: 'New-Lab/renamed' }]);
  });

  it('asks once for a repository in several spellings, and answers for each', async () => {
    const { found } = await create().look(['OWNER-1/Repository.1', 'owner-1/repository.1', 'owner-1/repository.1']);
    expect(found.map(({ asked }) => asked)).toEqual(['OWNER-1/Repository.1', 'owner-1/repository.1']);
    expect(gitHub.requests[0]?.body.match(/repository\(/g)).toHaveLength(1);
  });

  it('says of names that nobody can have that they are absent, and never sends them', async () => {
    const hostile = [
      'a/b") { id } evil: viewer { login } x: repository(owner: "a", name: "b',
      'a/b\\',
      '../..',
      'a',
      'a/b/c',
      '',
      `${'o'.repeat(40)}/x`,
    ];
    const repositories = create();
    expect(await repositories.look(hostile)).toEqual({ found: [], absent: hostile });
    expect(repositories.requests()).toBe(0);
  });

  it('refuses more than a hundred names', async () => {
    await expect(create().look([...HUNDRED, 'one/more'])).rejects.toThrow('101 repositories in one look');
  });

  it.each(['', '  ', undefined])('is not asked at all with %j as a token', async (token) => {
    const repositories = create({ token });
    expect(await repositories.look(HUNDRED)).toEqual({
      found: [],
      absent: [],
      stop: { kind: 'off', reason: 'no GITHUB_TOKEN is set, so GitHub is not asked' },
    });
    expect([repositories.requests(), gitHub.requests.length]).toEqual([0, 0]);
  });

  it('says that its token is not taken, without the token', async () => {
    const seen = await create({ token: 'wrong-token-1' }).look(HUNDRED);
    expect(seen).toEqual({
      found: [],
      absent: [],
      stop: { kind: 'refused', reason: 'GitHub does not take the token (HTTP 401)' },
    });
  });

  it.each([
    [{ token: 'two\nlines' }, 'GITHUB_TOKEN holds characters that no token has'],
    [
      { baseUrl: 'http://github.example' },
      'GITHUB_API_URL is not encrypted (https), and the token is not sent over it',
    ],
  ])('keeps a token to itself that would be sent badly: %j', async (options, reason) => {
    const repositories = create(options);
    expect(await repositories.look(HUNDRED)).toEqual({ found: [], absent: [], stop: { kind: 'refused', reason } });
    expect(repositories.requests()).toBe(0);
  });

  it.each(['server-error', 'time-out', 'silence', 'dropped'] as const)(
    'halves a batch that ends in %s, and gets everything',
    async (kind) => {
      gitHub.setFaults({ kind });
      const repositories = create({ limits: { headersMs: 200 } });
      const { found, stop } = await repositories.look(HUNDRED);
      expect([found.length, stop, repositories.requests()]).toEqual([100, undefined, 3]);
    },
  );

  it('asks again only for what a query that was too heavy left out', async () => {
    gitHub.setFaults({ kind: 'too-heavy' });
    const { found, stop } = await create().look(HUNDRED);
    expect(new Set(found.map(({ asked }) => asked))).toEqual(new Set(HUNDRED));
    expect([found.length, stop]).toEqual([100, undefined]);
    expect(gitHub.requests.map(({ body }) => body.match(/repository\(/g)?.length)).toEqual([100, 25, 25]);
  });

  it('repeats of a half only what is missing', async () => {
    gitHub.setFaults({ kind: 'server-error' }, { kind: 'too-heavy' });
    const { found, stop } = await create().look(HUNDRED);
    expect([found.length, stop]).toEqual([100, undefined]);
    expect(gitHub.requests.map(({ body }) => body.match(/repository\(/g)?.length)).toEqual([100, 50, 25, 50]);
  });

  it('repeats a half once, then stops with what it has', async () => {
    // The whole, the first half, the second half and its repetition.
    gitHub.setFaults({ kind: 'server-error' }, { kind: 'server-error', after: 1, times: 2 });
    const tested = testedOptions(gitHub.url);
    const repositories = create(tested);
    const { found, absent, stop } = await repositories.look(HUNDRED);
    expect(found.map(({ asked }) => asked)).toEqual(HUNDRED.slice(0, 50));
    expect([absent, stop]).toEqual([[], { kind: 'unreachable', reason: 'GitHub answers with HTTP 502' }]);
    expect([repositories.requests(), tested.sleeps]).toEqual([4, [500]]);
  });

  it('asks five times at most when nothing helps', async () => {
    gitHub.setFaults({ kind: 'time-out', times: 99 });
    const repositories = create();
    expect(await repositories.look(HUNDRED)).toEqual({
      found: [],
      absent: [],
      stop: { kind: 'unreachable', reason: 'GitHub did not finish the query' },
    });
    expect(repositories.requests()).toBeLessThanOrEqual(5);
  });

  it.each([
    ['secondary-limit', '2026-11-20T12:01:00.000Z'],
    ['secondary-limit-ok', '2026-11-20T12:01:00.000Z'],
    ['primary-limit', '2026-11-20T12:40:00.000Z'],
    ['too-many-requests', '2026-11-20T12:02:00.000Z'],
  ] as const)(
    'stops at %s with the time from which it may go on, and asks nothing until then',
    async (kind, retryAt) => {
      let now = Date.parse(NOW);
      gitHub.setFaults({ kind });
      const repositories = create({ clock: () => new Date(now) });
      const limited = {
        found: [],
        absent: [],
        stop: { kind: 'limited', reason: 'GitHub asks to be left alone for now (rate limit)', retryAt },
      };
      expect([await repositories.look(HUNDRED), await repositories.look(HUNDRED)]).toEqual([limited, limited]);
      expect(repositories.requests()).toBe(1);
      now = Date.parse(retryAt) + 1;
      expect(await repositories.look(HUNDRED)).not.toHaveProperty('stop');
    },
  );

  it('keeps what came with the last point of the hour, and asks nothing after it', async () => {
    gitHub.setPoints(1);
    const repositories = create();
    const last = await repositories.look(HUNDRED.slice(0, 50));
    const next = await repositories.look(HUNDRED.slice(50));
    expect([last.found.length, last.stop]).toEqual([50, undefined]);
    expect(next).toMatchObject({ found: [], stop: { kind: 'limited', retryAt: '2026-11-20T12:40:00.000Z' } });
    expect(repositories.requests()).toBe(1);
  });

  it.each(['html', 'cut-json'] as const)('does not believe %s', async (kind) => {
    gitHub.setFaults({ kind });
    expect(await create().look(HUNDRED)).toMatchObject({ found: [], absent: [], stop: { kind: 'unreadable' } });
  });

  it('says unreadable when repositories come without their stars, rather than that they have none', async () => {
    gitHub.setFaults({ kind: 'nulls' });
    expect(await create().look(HUNDRED)).toEqual({
      found: [],
      absent: [],
      stop: { kind: 'unreadable', reason: 'GitHub answers with something else than repositories' },
    });
  });

  it('has its token in nothing that it gives', async () => {
    const outcomes: unknown[] = [];
    for (const kind of ['html', 'server-error', 'secondary-limit', 'elsewhere', 'dropped', 'time-out'] as const) {
      gitHub.setFaults({ kind, times: 9 });
      outcomes.push(await create().look(HUNDRED.slice(0, 2)));
    }
    expect(JSON.stringify(outcomes)).not.toContain(TOKEN);
  });

  it('is given up when it is closed', async () => {
    gitHub.setFaults({ kind: 'silence', times: 9 });
    const repositories = create();
    const pending = repositories.look(HUNDRED);
    while (gitHub.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await repositories.close();
    expect((await pending).stop?.reason).toBe('GitHub is not asked any more: the client is closed');
  });

  it('lets a client of another service go on when it rests', async () => {
    gitHub.setFaults({ kind: 'secondary-limit' });
    await create().look(HUNDRED);
    const other = createJsonClient({ ...testedOptions(gitHub.url), service: 'Another' });
    const outcome = await other.ask({ url: gitHub.url });
    await other.close();
    expect(outcome).toMatchObject({ stop: { kind: 'refused' } });
  });
});
