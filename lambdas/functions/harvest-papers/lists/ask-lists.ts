/**
 * Asks arXiv for the current lists of some categories: all feeds first, since they carry the papers, then the listing
 * pages, which count them, then by identifier those that a page names and nobody has. What gets no answer is reported
 * beside what does. Two requests a category when nothing is missing.
 */
import { MAX_IDS_PER_REQUEST, type Arxiv, type Fetched } from '../../../core/ports/arxiv.ts';
import type { PaperId } from '../../../core/paper/paper.ts';
import type { DocumentFormat, ParsedDocument } from '../../../core/parse/parsed-document.ts';
import type { PaperStore } from '../../../core/ports/stores.ts';
import type { Intake } from '../intake/intake.ts';

export interface AskListsDeps {
  readonly arxiv: Arxiv;
  readonly intake: Intake;
  readonly papers: Pick<PaperStore, 'getMany'>;
}

export interface AskListsOptions {
  readonly categories: readonly string[];
  /** Entity tags of the feeds that were taken in before. */
  readonly feedTags?: ReadonlyMap<string, string>;
}

export interface ListsAsked {
  /** Items of all feeds, and entries of all listing pages. */
  readonly entries: number;
  /** Categories whose feed is still the one that was taken in before. */
  readonly unchanged: ReadonlySet<string>;
  /** Entity tags of the feeds that came. */
  readonly feedTags: ReadonlyMap<string, string>;
  /** Why the feed host could not be reached, when it could not. */
  readonly unreachable?: string;
  /** arXiv wants to be left alone: nothing more is to be asked in this run. */
  readonly stopped: boolean;
}

/** What an answer was worth. */
export interface Answer {
  readonly document?: ParsedDocument;
  /** One clause; absent when the document is what was asked for. Damage around records is the parser's to report. */
  readonly failure?: string;
  readonly stop: boolean;
}

/** Takes an answer in, whatever it is: also what came instead of the document is archived. */
export const takeAnswer = async (
  intake: Intake,
  fetched: Fetched,
  expected: readonly DocumentFormat[],
): Promise<Answer> => {
  switch (fetched.outcome) {
    case 'unchanged':
      return { stop: false };
    case 'unreachable':
      return { failure: fetched.reason, stop: false };
    case 'withheld':
      return { failure: fetched.reason, stop: true };
    case 'refused':
      if (fetched.response) await intake.take(fetched.response);
      return { failure: fetched.reason, stop: fetched.stop };
    case 'broken':
      if (fetched.partial) await intake.take(fetched.partial);
      return { failure: fetched.reason, stop: false };
    case 'response': {
      const document = await intake.take(fetched.response);
      const failure = faultOf(document, expected);
      return {
        ...(document && { document }),
        ...(failure !== undefined && { failure }),
        stop: document?.problem?.kind === 'rate-limited',
      };
    }
  }
};

/** A document of another kind, or one of which nothing could be read. */
export const faultOf = (
  document: ParsedDocument | undefined,
  expected: readonly DocumentFormat[],
): string | undefined => {
  if (document === undefined) return 'the answer is no document of arXiv';
  if (!expected.includes(document.format))
    return document.problem?.message ?? `the answer is of another kind (${document.label})`;
  return document.records.length + document.rejects.length === 0 ? document.problem?.message : undefined;
};

/** What was not asked because arXiv wants to be left alone. */
const notAsked = (failure: string | undefined): string => `not asked any more: ${failure ?? 'arXiv refuses'}`;

export const askLists = async (deps: AskListsDeps, options: AskListsOptions): Promise<ListsAsked> => {
  const feeds = await askFeeds(deps, options);
  if (feeds.stopped) return feeds;
  const counted = await countLists(deps, options.categories);
  return { ...feeds, entries: feeds.entries + counted.entries, stopped: counted.stopped };
};

/** Asks for the listing pages, and by identifier for what they name and nobody has. */
export const countLists = async (
  deps: AskListsDeps,
  categories: readonly string[],
): Promise<{ readonly entries: number; readonly stopped: boolean }> => {
  const pages = await askPages(deps, categories);
  if (pages.stopped) return { entries: pages.named.length, stopped: true };
  const stored = await deps.papers.getMany(pages.named);
  const missing = pages.named.filter((paperId) => !stored.has(paperId));
  return { entries: pages.named.length, stopped: !(await askById(deps, missing)) };
};

const askFeeds = async (
  { arxiv, intake }: AskListsDeps,
  { categories, feedTags = new Map() }: AskListsOptions,
): Promise<ListsAsked> => {
  const unchanged = new Set<string>();
  const tags = new Map<string, string>();
  let entries = 0;
  for (const [index, category] of categories.entries()) {
    const fetched = await arxiv.feed(category, feedTags.get(category));
    if (fetched.outcome === 'unchanged') unchanged.add(category);
    const { document, failure, stop } = await takeAnswer(intake, fetched, ['rss', 'atom-feed']);
    if (failure !== undefined) await intake.take({ category, failure });
    if (document) entries += document.records.length + document.rejects.length;
    // Of a damaged feed the tag may be that of the good one: it must be asked for again.
    const isSound = document?.problem === undefined && document?.rejects.length === 0;
    if (isSound && fetched.outcome === 'response' && fetched.response.entityTag !== undefined)
      tags.set(category, fetched.response.entityTag);
    // One host for all feeds: what is out of reach for one category is so for the others.
    if (!stop && fetched.outcome !== 'unreachable') continue;
    for (const other of categories.slice(index + 1)) await intake.take({ category: other, failure: notAsked(failure) });
    const unreachable = fetched.outcome === 'unreachable' ? { unreachable: fetched.reason } : {};
    return { entries, unchanged, feedTags: tags, stopped: stop, ...unreachable };
  }
  return { entries, unchanged, feedTags: tags, stopped: false };
};

interface PagesAsked {
  /** Papers that the pages name as new or cross-listed. */
  readonly named: readonly PaperId[];
  readonly stopped: boolean;
}

/** A listing page that can't be had costs the count and no paper: the feed then counts itself. */
const askPages = async ({ arxiv, intake }: AskListsDeps, categories: readonly string[]): Promise<PagesAsked> => {
  const named = new Set<PaperId>();
  for (const category of categories) {
    const fetched = await arxiv.listingPage(category);
    const { document, stop } = await takeAnswer(intake, fetched, ['listing-page']);
    for (const { paperId, kind } of document?.listingPage?.entries ?? [])
      if (kind !== 'replacement') named.add(paperId);
    if (stop || fetched.outcome === 'unreachable') return { named: [...named], stopped: stop };
  }
  return { named: [...named], stopped: false };
};

/** A night's list may be missing as a whole; beyond that something else is wrong. */
const MAX_MISSING = 3000;

/**
 * Asks the query API for single papers. Unknown ones are silently missing there, and an empty page may come at random, so
 * a slice that brought none is asked for once more.
 * @returns whether every slice was asked for
 */
export const askById = async (
  { arxiv, intake }: Pick<AskListsDeps, 'arxiv' | 'intake'>,
  ids: readonly PaperId[],
): Promise<boolean> => {
  for (let start = 0; start < Math.min(ids.length, MAX_MISSING); start += MAX_IDS_PER_REQUEST) {
    const slice = ids.slice(start, start + MAX_IDS_PER_REQUEST);
    const ask = async (): Promise<Answer> => takeAnswer(intake, await arxiv.papersById(slice), ['atom-api']);
    let answer = await ask();
    if (answer.document?.records.length === 0 && answer.failure === undefined) answer = await ask();
    if (answer.stop) return false;
  }
  return true;
};
