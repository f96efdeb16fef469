/**
 * One entry of a daily list. Its fields stand within `paper` or beside it, and have moved over the years; each is taken
 * where it can be read, within `paper` first.
 */
import * as z from 'zod';
import { parseArxivId } from '../../core/paper/arxiv-id.ts';
import { readRepositoryAddress } from '../../core/paper/link.ts';
import type { PaperId } from '../../core/paper/paper.ts';
import type { DailyPaper } from '../../core/ports/attention.ts';

/** More than this nobody has; a number of this size is an accident. */
const MAX_COUNT = 1_000_000_000;

const count = z.union([
  z.number().int().min(0).max(MAX_COUNT),
  z
    .string()
    .regex(/^\s*\d{1,9}\s*$/)
    .transform(Number),
]);
const text = z.string().max(1000);

/** What can't be read is as good as not there. */
const fieldsSchema = z.object({
  id: text.optional().catch(undefined),
  upvotes: count.optional().catch(undefined),
  numComments: count.optional().catch(undefined),
  githubRepo: text.optional().catch(undefined),
});
const entrySchema = fieldsSchema.extend({ paper: fieldsSchema.optional().catch(undefined) });

const paperIdOf = (id: string | undefined): PaperId | undefined =>
  id === undefined ? undefined : parseArxivId(id)?.paperId;

const GITHUB = 'https://github.com/';

/** `owner/name`; the footer of the page itself, `github.com/huggingface`, was found in this place and is no repository. */
const repositoryOf = (address: string | undefined): string | undefined => {
  const canonical = address === undefined ? undefined : readRepositoryAddress(address);
  return canonical?.startsWith(GITHUB) === true ? canonical.slice(GITHUB.length) : undefined;
};

/** Undefined without an identifier of arXiv or without a number of upvotes: not shown is not none. */
export const readDailyEntry = (value: unknown): DailyPaper | undefined => {
  const entry = entrySchema.safeParse(value);
  if (!entry.success) return undefined;
  const { paper, ...flat } = entry.data;
  const paperId = paperIdOf(paper?.id) ?? paperIdOf(flat.id);
  const upvotes = paper?.upvotes ?? flat.upvotes;
  if (paperId === undefined || upvotes === undefined) return undefined;
  const repository = repositoryOf(paper?.githubRepo) ?? repositoryOf(flat.githubRepo);
  return {
    paperId,
    upvotes,
    comments: paper?.numComments ?? flat.numComments ?? 0,
    ...(repository !== undefined && { repository }),
  };
};
