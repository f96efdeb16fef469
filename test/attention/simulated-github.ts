/** GitHub's GraphQL interface as far as it is asked for repositories. Queries are read by a pattern, not by a grammar. */
import {
  countAt,
  simulateSource,
  withNulls,
  type CountByDate,
  type SeenRequest,
  type SimulatedSource,
  type SourceAnswer,
} from './simulated-source.ts';

export interface SimulatedRepository {
  /** `owner/name` */
  readonly nameWithOwner: string;
  /** @default made from the name */
  readonly id?: string;
  readonly stars: CountByDate;
  /** @default 0 */
  readonly forks?: CountByDate;
  /** @default 0 */
  readonly issues?: CountByDate;
  /** @default 2025-01-01T00:00:00Z */
  readonly createdAt?: string;
  readonly isArchived?: boolean;
  readonly isFork?: boolean;
  /** There, and not for us: an error of type FORBIDDEN. */
  readonly isForbidden?: boolean;
}

/**
 * `secondary-limit`: 403 with words and nothing else. `secondary-limit-ok`: the same as an error with status 200.
 * `primary-limit`: RATE_LIMITED with status 200 and headers. `time-out`: a query that was given up. `too-heavy`: half of the
 * repositories, and RESOURCE_LIMITS_EXCEEDED for the others. `nulls`: repositories without their counts.
 */
export type GitHubFault =
  'secondary-limit' | 'secondary-limit-ok' | 'primary-limit' | 'time-out' | 'too-heavy' | 'nulls';

export interface SimulatedGitHub extends SimulatedSource<GitHubFault> {
  /** Adds a repository, or takes the place of the one of that name. */
  put(repository: SimulatedRepository): void;
  /** Deleted, or made private: the same from outside. */
  remove(nameWithOwner: string): void;
  /** The old name leads to the new one. */
  rename(from: string, to: string): void;
  /** Points left of the hour, of which each query costs one; the hour is over 40 minutes later. */
  setPoints(points: number): void;
}

export interface SimulatedGitHubOptions {
  readonly repositories?: Iterable<SimulatedRepository>;
  /** The only token that is taken. @default any */
  readonly token?: string;
  /** GitHub's own. @default the system's */
  readonly clock?: () => Date;
}

const HOURLY_POINTS = 5000;
const RESET_MS = 40 * 60_000;
const SECONDARY = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';

/** `r0: repository(owner: $o0, name: $n0)`, with variables or with texts. */
const REPOSITORY = /(\w+)\s*:\s*repository\(\s*owner:\s*(\$\w+|"[^"]*")\s*,\s*name:\s*(\$\w+|"[^"]*")/g;

interface GraphQlBody {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

interface Asked {
  readonly alias: string;
  readonly nameWithOwner: string;
}

const askedIn = ({ body }: SeenRequest): readonly Asked[] => {
  const { query, variables = {} } = JSON.parse(body) as GraphQlBody;
  const valueOf = (written = ''): string =>
    written.startsWith('$') ? String(variables[written.slice(1)]) : (JSON.parse(written) as string);
  return [...query.matchAll(REPOSITORY)].map(([, alias = '', owner, name]) => ({
    alias,
    nameWithOwner: `${valueOf(owner)}/${valueOf(name)}`,
  }));
};

const errorAt = (alias: string, type: string, message: string): unknown => ({ type, path: [alias], message });

export const simulateGitHub = async ({
  repositories = [],
  token,
  clock = () => new Date(),
}: SimulatedGitHubOptions = {}): Promise<SimulatedGitHub> => {
  const byName = new Map<string, SimulatedRepository>();
  const movedTo = new Map<string, string>();
  let pointsLeft = HOURLY_POINTS;

  const put = (repository: SimulatedRepository): void => {
    byName.set(repository.nameWithOwner.toLowerCase(), repository);
  };
  for (const repository of repositories) put(repository);

  const find = (nameWithOwner: string): SimulatedRepository | undefined => {
    const key = nameWithOwner.toLowerCase();
    const moved = movedTo.get(key);
    return byName.get(key) ?? (moved === undefined ? undefined : find(moved));
  };

  const resetAt = (): Date => new Date(clock().getTime() + RESET_MS);
  const limitHeaders = (): Readonly<Record<string, string>> => ({
    'x-ratelimit-limit': String(HOURLY_POINTS),
    'x-ratelimit-remaining': String(pointsLeft),
    'x-ratelimit-reset': String(Math.floor(resetAt().getTime() / 1000)),
  });

  const show = (repository: SimulatedRepository): unknown => ({
    id: repository.id ?? `R_${repository.nameWithOwner.toLowerCase()}`,
    nameWithOwner: repository.nameWithOwner,
    stargazerCount: countAt(repository.stars, clock()),
    forkCount: countAt(repository.forks ?? 0, clock()),
    createdAt: repository.createdAt ?? '2025-01-01T00:00:00Z',
    isArchived: repository.isArchived ?? false,
    isFork: repository.isFork ?? false,
    issues: { totalCount: countAt(repository.issues ?? 0, clock()) },
  });

  const lookUp = (asked: readonly Asked[], tooHeavy: (index: number) => boolean = () => false): SourceAnswer => {
    const data: Record<string, unknown> = {};
    const errors: unknown[] = [];
    for (const [index, { alias, nameWithOwner }] of asked.entries()) {
      const repository = find(nameWithOwner);
      data[alias] = null;
      if (tooHeavy(index))
        errors.push(errorAt(alias, 'RESOURCE_LIMITS_EXCEEDED', 'Resource limits for this query exceeded.'));
      else if (repository === undefined)
        errors.push(errorAt(alias, 'NOT_FOUND', `Could not resolve to a Repository with the name '${nameWithOwner}'.`));
      else if (repository.isForbidden === true)
        errors.push(errorAt(alias, 'FORBIDDEN', 'The organization has an IP allow list enabled.'));
      else data[alias] = show(repository);
    }
    data.rateLimit = { cost: 1, remaining: pointsLeft, resetAt: resetAt().toISOString() };
    return { headers: limitHeaders(), value: { data, ...(errors.length > 0 && { errors }) } };
  };

  const primaryLimit = (): SourceAnswer => ({
    headers: { ...limitHeaders(), 'x-ratelimit-remaining': '0' },
    value: { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded for user ID 1.' }] },
  });

  const isAdmitted = (authorization = ''): boolean => {
    const [, shown] = /^(?:bearer|token) (.+)$/i.exec(authorization) ?? [];
    return shown !== undefined && (token === undefined || shown === token);
  };

  const answer = (request: SeenRequest): SourceAnswer => {
    const { method, path, headers } = request;
    if (method !== 'POST' || path !== '/graphql') return { status: 404, value: { message: 'Not Found' } };
    if (headers['user-agent'] === undefined) return { status: 403, value: { message: 'User-Agent required' } };
    if (!isAdmitted(headers.authorization)) return { status: 401, value: { message: 'Bad credentials' } };
    if (pointsLeft <= 0) return primaryLimit();
    pointsLeft -= 1;
    return lookUp(askedIn(request));
  };

  const source = await simulateSource<GitHubFault>({
    answer,
    clock,
    ownFaults: {
      'secondary-limit': () => ({ status: 403, value: { message: SECONDARY } }),
      'secondary-limit-ok': () => ({ value: { errors: [{ message: SECONDARY }] } }),
      'primary-limit': primaryLimit,
      'time-out': () => ({
        value: {
          data: null,
          errors: [
            { message: 'Something went wrong while executing your query. This may be the result of a timeout.' },
          ],
        },
      }),
      'too-heavy': (request) => lookUp(askedIn(request), (index) => index % 2 === 1),
      nulls: (request) => {
        const { value, ...rest } = answer(request);
        return { ...rest, value: withNulls(value, new Set(['stargazerCount', 'forkCount'])) };
      },
    },
  });
  return {
    ...source,
    put,
    remove: (nameWithOwner) => {
      byName.delete(nameWithOwner.toLowerCase());
    },
    rename: (from, to) => {
      const repository = byName.get(from.toLowerCase());
      if (repository === undefined) throw new Error(`There is no ${from} to rename.`);
      byName.delete(from.toLowerCase());
      put({ id: `R_${from.toLowerCase()}`, ...repository, nameWithOwner: to });
      movedTo.set(from.toLowerCase(), to);
    },
    setPoints: (points) => {
      pointsLeft = points;
    },
  };
};
