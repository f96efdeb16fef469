/** Counts, while responses come in, what each category listed on each day: the raw material of `Batches`. */
import type { PaperId } from '../../core/paper/paper.ts';
import type { ParsedDocument } from '../../core/parse/parsed-document.ts';
import { ALL_CATEGORIES } from '../../core/rank/ranked-list.ts';

export interface TalliedBatch {
  readonly category: string;
  readonly date: string;
  /** Papers listed as new or cross-listed that were accepted. */
  readonly paperIds: ReadonlySet<PaperId>;
  readonly rejected: number;
  readonly sources: ReadonlySet<string>;
  /** Problems of the documents that this batch came from. */
  readonly problems: readonly string[];
}

export interface BatchTally {
  addDocument(document: ParsedDocument, category: string | undefined): void;
  addFailure(category: string, reason: string): void;
  batches(): readonly TalliedBatch[];
  failures(): ReadonlyMap<string, string>;
  /** Newest list date seen, never an OAI datestamp. */
  latestListDate(): string | undefined;
}

export const createBatchTally = (): BatchTally => {
  const tallied = new Map<
    string,
    {
      category: string;
      date: string;
      paperIds: Set<PaperId>;
      rejected: number;
      sources: Set<string>;
      problems: string[];
    }
  >();
  const failed = new Map<string, string>();
  let latest: string | undefined;

  const batchOf = (category: string, date: string) => {
    const key = `${category}#${date}`;
    const known = tallied.get(key);
    if (known) return known;
    const fresh = {
      category,
      date,
      paperIds: new Set<PaperId>(),
      rejected: 0,
      sources: new Set<string>(),
      problems: [] as string[],
    };
    tallied.set(key, fresh);
    return fresh;
  };
  const noteDate = (date: string): void => {
    if (latest === undefined || date > latest) latest = date;
  };

  return {
    addDocument(document, category) {
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
      if (document.listDate === undefined || document.records.length + document.rejects.length === 0) return;
      noteDate(document.listDate);
      if (category === undefined) return;
      const batch = batchOf(category, document.listDate);
      batch.sources.add(document.format);
      batch.rejected += document.rejects.length;
      if (document.problem) batch.problems.push(document.problem.message);
    },
    addFailure(category, reason) {
      failed.set(category, reason);
    },
    batches: () => [...tallied.values()],
    failures: () => failed,
    latestListDate: () => latest,
  };
};
