/**
 * `DailyPapers` over the interface of Hugging Face, one day's list page by page.
 * https://huggingface.co/docs/hub/api#get-apidailypapers
 */
import * as z from 'zod';
import type { DailyPaper, DailyPapers, DailyPapersSeen, SourceStop } from '../../core/ports/attention.ts';
import type { PaperId } from '../../core/paper/paper.ts';
import { createJsonClient, type JsonOutcome, type SourceOptions } from '../network/json-client.ts';
import { readDailyEntry } from './daily-entry.ts';

const SERVICE = 'Hugging Face';

/** The most that it gives at once (reported 2026). */
const PAGE_SIZE = 100;
/** The size of a page when the one asked for is not granted: such a page may not be the last either. */
const OWN_PAGE_SIZE = 50;
/** A day has had 50 papers at most in years; more than this is no list of a day. */
const MAX_PAGES = 10;

/** @throws Error when the proxy variables hold no URL */
export const createHuggingFace = ({ baseUrl, ...options }: SourceOptions): DailyPapers => {
  const client = createJsonClient({ ...options, service: SERVICE });

  const listOf = async (date: string): Promise<DailyPapersSeen> => {
    const papers = new Map<PaperId, DailyPaper>();
    let rejected = 0;
    const seen = (stop?: SourceStop): DailyPapersSeen => ({
      papers: [...papers.values()].sort(byUpvotes),
      rejected,
      ...(stop && { stop }),
    });
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const query = new URLSearchParams({ date, limit: String(PAGE_SIZE), p: String(page) });
      const outcome = await client.ask({ url: `${baseUrl}/api/daily_papers?${query.toString()}` });
      if (outcome.kind === 'stopped') return isNoSuchDay(outcome) ? seen() : seen(outcome.stop);
      if (!Array.isArray(outcome.value)) return seen(NO_LIST);
      const entries = outcome.value as readonly unknown[];
      const knownBefore = papers.size;
      for (const entry of entries) {
        const paper = readDailyEntry(entry);
        if (paper) papers.set(paper.paperId, joined(papers.get(paper.paperId), paper));
        else rejected += 1;
      }
      const mayBeFull = entries.length >= PAGE_SIZE || entries.length === OWN_PAGE_SIZE;
      // A page that brings nothing new is the one before once more.
      if (!mayBeFull || papers.size === knownBefore) return seen();
    }
    return seen();
  };

  return { listOf, requests: () => client.requests(), close: () => client.close() };
};

const NO_LIST: SourceStop = { kind: 'unreadable', reason: `${SERVICE} answers with something else than a list` };

/** A day that has not begun in UTC is refused with words about the date: there is no list yet. */
const isNoSuchDay = (outcome: Extract<JsonOutcome, { readonly kind: 'stopped' }>): boolean =>
  outcome.status === 400 && refusalSchema.safeParse(outcome.value).success;

const refusalSchema = z.object({ error: z.string().regex(/\bdate\b|future/i) });

const joined = (known: DailyPaper | undefined, paper: DailyPaper): DailyPaper => {
  if (known === undefined) return paper;
  const [most, other] = paper.upvotes > known.upvotes ? [paper, known] : [known, paper];
  return { ...other, ...most, comments: Math.max(most.comments, other.comments) };
};

const byUpvotes = (a: DailyPaper, b: DailyPaper): number => b.upvotes - a.upvotes || (a.paperId < b.paperId ? -1 : 1);
