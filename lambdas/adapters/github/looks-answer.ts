/**
 * An answer of the GraphQL interface, repository by repository. Partial answers are the rule: `data` holds null for a
 * repository that isn't there, and `errors` says why. Everything is checked, since the address may be anybody's.
 */
import * as z from 'zod';
import type { RepositoryLook, SourceStop } from '../../core/ports/attention.ts';
import { mentionsRateLimit } from '../network/rate-limit.ts';
import { aliasOf } from './repositories-query.ts';

export interface LooksRead<Wanted> {
  readonly found: readonly { readonly wanted: Wanted; readonly look: Omit<RepositoryLook, 'asked'> }[];
  readonly absent: readonly Wanted[];
  /** Not answered for. */
  readonly left: readonly Wanted[];
  /** Why some are left. */
  readonly stop?: SourceStop;
  /** Asking again, or for fewer at once, may help. */
  readonly mayPass: boolean;
  /** The hour's points are used up, or GitHub says that it was asked too much; with the instant from which it may be asked again, when it names one. */
  readonly limit?: { readonly resetAt?: string };
}

/** GitHub is of 2008. Year 10000, or one before Christ, would be no date for the rows. */
const isOfThisMillennium = (instant: string): boolean => instant.startsWith('2');

const count = z.number().int().min(0);
const countOrNull = count.nullish().transform((value) => value ?? 0);

const repositorySchema = z.object({
  id: z.string().min(1).max(200),
  nameWithOwner: z.string().regex(/^[\w-]{1,100}\/[\w.-]{1,100}$/),
  stargazerCount: count,
  forkCount: countOrNull,
  issues: z
    .object({ totalCount: count })
    .nullish()
    .transform((value) => value?.totalCount ?? 0),
  createdAt: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text).toISOString())
    .refine(isOfThisMillennium),
  isArchived: z.boolean().nullish(),
  isFork: z.boolean().nullish(),
});

const errorSchema = z.object({
  type: z.string().max(60).catch(''),
  message: z.string().catch(''),
  /** Alias first. */
  path: z.array(z.unknown()).catch([]),
});
type GraphQlError = z.infer<typeof errorSchema>;

const answerSchema = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(errorSchema).nullish(),
  /** Instead of the other two, as the REST interface has it. */
  message: z.string().optional().catch(undefined),
});

const limitSchema = z.object({ remaining: z.number(), resetAt: z.string() });

/** The repository isn't there, or not for us; the message then holds its name and says nothing else. */
const isOfOneRepository = ({ type }: GraphQlError): boolean => type === 'NOT_FOUND' || type === 'FORBIDDEN';
const isLimit = (error: GraphQlError): boolean =>
  !isOfOneRepository(error) && (/^RATE_LIMIT(?:ED)?$/.test(error.type) || mentionsRateLimit(error.message));
/** GitHub gives up a query after ten seconds, or when it takes too much work, and asks for smaller ones. */
const isOverload = (error: GraphQlError): boolean =>
  !isOfOneRepository(error) &&
  (/^(?:RESOURCE_LIMITS_EXCEEDED|INTERNAL|SERVICE_UNAVAILABLE|TIMEOUT)$/.test(error.type) ||
    /something went wrong|timed? ?out/i.test(error.message));

const UNREADABLE: SourceStop = { kind: 'unreadable', reason: 'GitHub answers with something else than repositories' };

/** Why some are left over, by what the errors say of the query as a whole. */
const whyLeft = (errors: readonly GraphQlError[]): { readonly stop: SourceStop; readonly mayPass: boolean } => {
  if (errors.some(isOverload))
    return { stop: { kind: 'unreachable', reason: 'GitHub did not finish the query' }, mayPass: true };
  const type = errors.find((error) => /^[A-Z_]{1,60}$/.test(error.type) && !isOfOneRepository(error))?.type;
  return type === undefined
    ? { stop: UNREADABLE, mayPass: false }
    : { stop: { kind: 'refused', reason: `GitHub refuses the query (${type})` }, mayPass: false };
};

/** `wanted` in the order of the query. */
export const readLooks = <Wanted>(value: unknown, wanted: readonly Wanted[]): LooksRead<Wanted> => {
  const answer = answerSchema.safeParse(value);
  if (!answer.success) return { found: [], absent: [], left: wanted, stop: UNREADABLE, mayPass: false };
  const data = answer.data.data ?? {};
  const errors = [...(answer.data.errors ?? []), ...wholeError(answer.data.message)];
  const found: { wanted: Wanted; look: Omit<RepositoryLook, 'asked'> }[] = [];
  const absent: Wanted[] = [];
  const left: Wanted[] = [];
  for (const [index, each] of wanted.entries()) {
    const alias = aliasOf(index);
    const repository = repositorySchema.safeParse(data[alias]);
    if (repository.success) found.push({ wanted: each, look: lookOf(repository.data) });
    else if (data[alias] === null && isGone(errors, alias)) absent.push(each);
    else left.push(each);
  }
  const points = limitSchema.safeParse(data.rateLimit).data;
  const isUsedUp = points !== undefined && points.remaining <= 0;
  return {
    found,
    absent,
    left,
    ...(left.length > 0 ? whyLeft(errors) : { mayPass: false }),
    ...(isUsedUp ? { limit: { resetAt: points.resetAt } } : errors.some(isLimit) && { limit: {} }),
  };
};

const wholeError = (message: string | undefined): readonly GraphQlError[] =>
  message === undefined ? [] : [{ type: '', message, path: [] }];

/** Null and an error of its own that is no accident: gone, private, blocked. */
const isGone = (errors: readonly GraphQlError[], alias: string): boolean => {
  const own = errors.filter(({ path }) => path[0] === alias);
  return own.length > 0 && !own.some((error) => isLimit(error) || isOverload(error));
};

const lookOf = ({
  stargazerCount,
  forkCount,
  isArchived,
  isFork,
  ...repository
}: z.infer<typeof repositorySchema>): Omit<RepositoryLook, 'asked'> => ({
  ...repository,
  stars: stargazerCount,
  forks: forkCount,
  isArchived: isArchived ?? false,
  isFork: isFork ?? false,
});
