/**
 * `Repositories` over the GraphQL interface of GitHub: one query for each hundred repositories, one after the other.
 * https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
 */
import {
  MAX_REPOSITORIES_PER_LOOK,
  type Repositories,
  type RepositoriesSeen,
  type RepositoryLook,
  type SourceStop,
} from '../../core/ports/attention.ts';
import { isLoopbackHost } from '../network/loopback-host.ts';
import { createJsonClient, type SourceOptions } from '../network/json-client.ts';
import { restMs, untilMs } from '../network/rate-limit.ts';
import { readLooks, type LooksRead } from './looks-answer.ts';
import { readRepositoryName, repositoriesQuery, type RepositoryName } from './repositories-query.ts';

const SERVICE = 'GitHub';

export interface GitHubOptions extends SourceOptions {
  /** An empty one is none, and without one GitHub isn't asked at all. */
  readonly token?: string | undefined;
}

/** A repository to ask for, with every spelling in which the caller named it. */
interface Wanted {
  readonly name: RepositoryName;
  readonly spellings: readonly string[];
}

interface Batch {
  readonly wanted: readonly Wanted[];
  readonly isHalf: boolean;
}

const BAD_TOKEN: SourceStop = { kind: 'refused', reason: 'GitHub does not take the token (HTTP 401)' };

/** What a header may hold, RFC 9110, 5.5, without blanks. */
const TOKEN = /^[\x21-\x7e]+$/;

/** Why nothing is asked; undefined when GitHub may be. The token itself is in no reason. */
const reasonNotToAsk = (baseUrl: string, token: string): SourceStop | undefined => {
  if (token === '') return { kind: 'off', reason: 'no GITHUB_TOKEN is set, so GitHub is not asked' };
  if (!TOKEN.test(token)) return { kind: 'refused', reason: 'GITHUB_TOKEN holds characters that no token has' };
  const url = new URL(baseUrl);
  return url.protocol === 'https:' || isLoopbackHost(url)
    ? undefined
    : { kind: 'refused', reason: 'GITHUB_API_URL is not encrypted (https), and the token is not sent over it' };
};

/** @throws Error when the base or the proxy variables hold no URL */
export const createGitHub = ({ baseUrl, token: given = '', ...options }: GitHubOptions): Repositories => {
  const { clock = () => new Date() } = options;
  const client = createJsonClient({ ...options, service: SERVICE });
  const token = given.trim();
  const blocked = reasonNotToAsk(baseUrl, token);

  const ask = async (wanted: readonly Wanted[]): Promise<LooksRead<Wanted>> => {
    const outcome = await client.ask({
      url: `${baseUrl}/graphql`,
      body: JSON.stringify({ query: repositoriesQuery(wanted.map(({ name }) => name)) }),
      headers: { authorization: `bearer ${token}` },
      // What fails is asked again in smaller pieces.
      retries: 0,
    });
    if (outcome.kind === 'stopped') {
      const stop = outcome.status === 401 ? BAD_TOKEN : outcome.stop;
      return { found: [], absent: [], left: wanted, stop, mayPass: outcome.mayPass };
    }
    const read = readLooks(outcome.value, wanted);
    const { limit } = read;
    if (limit === undefined) return read;
    const nowMs = clock().getTime();
    const { headers } = outcome;
    const stop = client.rest(
      limit.resetAt === undefined ? restMs(headers, nowMs) : untilMs(Date.parse(limit.resetAt), headers, nowMs),
    );
    // What came with the last point of the hour is good; the rest has to wait.
    return read.left.length === 0 ? read : { ...read, stop, mayPass: false };
  };

  const look = async (names: readonly string[]): Promise<RepositoriesSeen> => {
    if (names.length > MAX_REPOSITORIES_PER_LOOK)
      throw new RangeError(`${names.length} repositories in one look; it takes at most ${MAX_REPOSITORIES_PER_LOOK}.`);
    if (blocked) return { found: [], absent: [], stop: blocked };
    const { wanted, absent } = sortOut(names);
    const found: RepositoryLook[] = [];
    const keep = (read: LooksRead<Wanted>): void => {
      for (const { wanted: each, look: seen } of read.found)
        found.push(...each.spellings.map((asked) => ({ asked, ...seen })));
      absent.push(...read.absent.flatMap(({ spellings }) => spellings));
    };

    const batches: Batch[] = wanted.length === 0 ? [] : [{ wanted, isHalf: false }];
    for (let batch = batches.shift(); batch; batch = batches.shift()) {
      let read = await ask(batch.wanted);
      keep(read);
      if (read.left.length > 1 && read.mayPass && !batch.isHalf) {
        batches.unshift(...halves(read.left));
        continue;
      }
      if (read.left.length > 0 && read.mayPass) {
        await client.backOff();
        read = await ask(read.left);
        keep(read);
      }
      if (read.left.length > 0) return { found, absent, ...(read.stop && { stop: read.stop }) };
    }
    return { found, absent };
  };

  return { look, requests: () => client.requests(), close: () => client.close() };
};

/** Names that GitHub's grammar doesn't allow were never made; letter case makes no difference to GitHub. */
const sortOut = (names: readonly string[]): { readonly wanted: readonly Wanted[]; readonly absent: string[] } => {
  const wanted = new Map<string, { readonly name: RepositoryName; readonly spellings: string[] }>();
  const absent: string[] = [];
  for (const spelling of new Set(names)) {
    const name = readRepositoryName(spelling);
    if (name === undefined) {
      absent.push(spelling);
      continue;
    }
    const known = wanted.get(spelling.toLowerCase());
    if (known) known.spellings.push(spelling);
    else wanted.set(spelling.toLowerCase(), { name, spellings: [spelling] });
  }
  return { wanted: [...wanted.values()], absent };
};

const halves = (wanted: readonly Wanted[]): readonly Batch[] => {
  const middle = Math.ceil(wanted.length / 2);
  return [wanted.slice(0, middle), wanted.slice(middle)].map((half) => ({ wanted: half, isHalf: true }));
};
