/** Counts, while documents come in, what each category listed on each day: the raw material of `Batches`. */
import type { BatchCount } from '../../../core/batch.ts';
import type { PaperId } from '../../../core/paper/paper.ts';
import type { DocumentFormat, ListingPage, ParsedDocument } from '../../../core/parse/parsed-document.ts';
import { ALL_CATEGORIES } from '../../../core/rank/ranked-list.ts';

export interface TalliedBatch {
  readonly category: string;
  readonly date: string;
  /** Papers listed as new or cross-listed that were accepted. */
  readonly paperIds: ReadonlySet<PaperId>;
  readonly rejected: number;
  readonly sources: ReadonlySet<DocumentFormat>;
  /** Problems of the documents that this batch came from, each once. */
  readonly problems: ReadonlySet<string>;
  /** The category's listing page of that date, when one came. */
  readonly page?: ListingPage;
}

export interface BatchTally {
  /** `category`: whose list was asked for, when that is known. What was lost of a list makes its batches short, and `all` with them. */
  addDocument(document: ParsedDocument, category: string | undefined): void;
  addFailure(category: string, reason: string): void;
  batches(): readonly TalliedBatch[];
  failures(): ReadonlyMap<string, string>;
  /** Newest list date seen, never an OAI datestamp. */
  latestListDate(): string | undefined;
}

/** How its sources count a batch. A listing page that is not whole says no more than how many there are at least. */
export const countOf = ({ page, sources }: Pick<TalliedBatch, 'page' | 'sources'>): BatchCount | undefined => {
  if (page?.isWhole === true) return 'listing-page';
  if (sources.has('rss') || sources.has('atom-feed')) return 'feed';
  return page ? undefined : 'recording';
};

/** The list date of a document without a head (daily lines) when all its records share one. */
const onlyListDate = ({ records }: ParsedDocument): string | undefined => {
  const dates = new Set(records.flatMap(({ listing }) => listing?.date ?? []));
  return dates.size === 1 ? [...dates][0] : undefined;
};

/** The categories whose lists a feed holds, by its items; daily lines are no category's own list. */
const listsOf = ({ format, records }: ParsedDocument): readonly string[] =>
  format === 'daily' ? [] : [...new Set(records.flatMap(({ listing }) => listing?.categories ?? []))];

/** Of two pages of one batch: the whole one, the longer one. */
const isBetterPage = (a: ListingPage, b: ListingPage): boolean =>
  a.isWhole === b.isWhole ? a.entries.length > b.entries.length : a.isWhole;

interface OpenBatch extends TalliedBatch {
  readonly paperIds: Set<PaperId>;
  rejected: number;
  readonly sources: Set<DocumentFormat>;
  readonly problems: Set<string>;
  page?: ListingPage;
}

export const createBatchTally = (): BatchTally => {
  const tallied = new Map<string, OpenBatch>();
  const failed = new Map<string, string>();
  let latest: string | undefined;

  const batchOf = (category: string, date: string): OpenBatch => {
    const key = `${category}#${date}`;
    const known = tallied.get(key);
    if (known) return known;
    const fresh = {
      category,
      date,
      paperIds: new Set<PaperId>(),
      rejected: 0,
      sources: new Set<DocumentFormat>(),
      problems: new Set<string>(),
    };
    tallied.set(key, fresh);
    return fresh;
  };
  const noteDate = (date: string): void => {
    if (latest === undefined || date > latest) latest = date;
  };

  const addPage = (page: ListingPage): void => {
    noteDate(page.date);
    const batch = batchOf(page.category, page.date);
    batch.sources.add('listing-page');
    if (batch.page === undefined || isBetterPage(page, batch.page)) batch.page = page;
  };

  return {
    addDocument(document, category) {
      if (document.listingPage) addPage(document.listingPage);
      for (const { listing, paperId } of document.records) {
        if (!listing) continue;
        noteDate(listing.date);
        if (listing.kind === 'replacement') continue;
        for (const listed of [...listing.categories, ALL_CATEGORIES]) {
          const batch = batchOf(listed, listing.date);
          batch.paperIds.add(paperId);
          batch.sources.add(document.format);
        }
      }
      const date = document.listDate ?? onlyListDate(document);
      if (date === undefined || document.records.length + document.rejects.length === 0) return;
      noteDate(date);
      const { rejects, problem } = document;
      const isWhole = rejects.length === 0 && problem === undefined;
      const lists = category === undefined ? listsOf(document) : [category];
      for (const listed of isWhole ? [category ?? []].flat() : [...lists, ALL_CATEGORIES]) {
        const batch = batchOf(listed, date);
        batch.sources.add(document.format);
        // A reject names no category: among the lists of several it can't be said whose it is, only that it was announced.
        if (listed === ALL_CATEGORIES || lists.length === 1) batch.rejected += rejects.length;
        if (problem) batch.problems.add(problem.message);
      }
    },
    addFailure(category, reason) {
      failed.set(category, reason);
    },
    batches: () => [...tallied.values()],
    failures: () => failed,
    latestListDate: () => latest,
  };
};
