/** One hit of the search: a story that links a paper, another page, or nothing that can be read. */
import * as z from 'zod';
import { parseArxivId, type ParsedArxivId } from '../../core/paper/arxiv-id.ts';
import type { Story } from '../../core/ports/attention.ts';

const count = z.number().int().min(0);

const hitSchema = z.object({
  objectID: z.union([z.string().regex(/^\d{1,15}$/), z.number().int().min(0).transform(String)]),
  url: z.string().nullish(),
  points: count.nullish().catch(undefined),
  num_comments: count.nullish().catch(undefined),
  /** Seconds since the epoch; up to the year 5138, so that it stays a date. */
  created_at_i: z.number().int().min(0).max(99_999_999_999),
});

const ARXIV_HOST = /^(?:(?:www|export)\.)?arxiv\.org$/;
/** Pages of a paper, with what comes after. */
const PAPER_PAGE = /^\/(?:abs|pdf|html|format|e-print|src|ps)\/(.+)$/;

type LinkRead = ParsedArxivId | 'other' | 'unreadable';

/** By the host that the address has in truth, whatever it holds elsewhere. */
const readLink = (address: string): LinkRead => {
  if (!URL.canParse(address)) return 'other';
  const { protocol, hostname, pathname } = new URL(address);
  if (!/^https?:$/.test(protocol) || !ARXIV_HOST.test(hostname)) return 'other';
  const [, rest] = PAPER_PAGE.exec(pathname) ?? [];
  if (rest === undefined) return 'other';
  // Old identifiers have two segments; after an identifier a page of it may follow.
  const [first = '', second = ''] = rest.split('/');
  return parseArxivId(first) ?? parseArxivId(`${first}/${second}`) ?? 'unreadable';
};

/**
 * `other`: no link to a paper on arXiv. `unreadable`: a link to one, with a broken identifier or without points: not shown is
 * not none.
 */
export const readStoryHit = (value: unknown): Story | 'other' | 'unreadable' => {
  const hit = hitSchema.safeParse(value);
  if (!hit.success) return 'unreadable';
  const { objectID, url, points, num_comments: comments, created_at_i: createdAt } = hit.data;
  const link = readLink(url ?? '');
  if (typeof link === 'string') return link;
  if (typeof points !== 'number') return 'unreadable';
  return {
    paperId: link.paperId,
    storyId: objectID,
    points,
    comments: comments ?? 0,
    submittedAt: new Date(createdAt * 1000).toISOString(),
  };
};
