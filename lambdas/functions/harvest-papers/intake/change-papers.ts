/**
 * Reads papers, changes what is known of them, and writes those that are different. A row that somebody else changed
 * between the read and the write is read and changed again; the others are not touched. Listings are written before
 * papers, so that a run killed anywhere leaves at worst listings without a paper, which the next run completes.
 */
import { assemblePaper, attentionOf, factsOf } from '../../../core/paper/assemble-paper.ts';
import type { Listing, Paper, PaperFacts, PaperId } from '../../../core/paper/paper.ts';
import { inferredRows } from '../../../core/paper/paper-listings.ts';
import type { ListingStore, PaperStore } from '../../../core/ports/stores.ts';

export interface ChangePapersDeps {
  readonly papers: PaperStore;
  readonly listings: ListingStore;
}

export interface PaperChanges {
  readonly paperIds: readonly PaperId[];
  /**
   * What is known of the paper from now on; undefined: nothing, and nothing is stored. Called again for a paper whose row
   * has changed meanwhile, so it must depend on nothing but its arguments.
   */
  readonly change: (paperId: PaperId, stored: PaperFacts | undefined) => PaperFacts | undefined;
  /** Rows of lists that were seen, written with the papers. */
  readonly listed: readonly Listing[];
}

const rowKey = ({ category, listedKey, kind, basis }: Listing): string => [category, listedKey, kind, basis].join(' ');

/** An unchanged paper costs a read and no write. */
export const changePapers = async (
  { papers, listings }: ChangePapersDeps,
  { paperIds, change, listed }: PaperChanges,
): Promise<void> => {
  let rows = new Map(listed.map((row) => [rowKey(row), row]));
  let pending = paperIds;
  do {
    const stored = await papers.getMany(pending);
    const writes: { paper: Paper; expected: Paper | undefined }[] = [];
    const outdated: Listing[] = [];
    for (const paperId of pending) {
      const before = stored.get(paperId);
      const facts = change(paperId, before && factsOf(before));
      if (facts === undefined) continue;
      const paper = assemblePaper(facts, before && attentionOf(before));
      if (paper.contentHash === before?.contentHash) continue;
      writes.push({ paper, expected: before });
      const inferred = inferredRows(paper);
      for (const row of inferred) rows.set(rowKey(row), row);
      if (before) {
        const kept = new Set(inferred.map(rowKey));
        outdated.push(...inferredRows(before).filter((row) => !kept.has(rowKey(row))));
      }
    }
    await listings.removeInferred(outdated);
    await putListings(listings, { rows: [...rows.values()], stored });
    pending = await papers.putMany(writes);
    rows = new Map();
  } while (pending.length > 0);
};

/** Rows come with their paper: of one that is not stored none is there, but for what a listing page or a killed run left. */
const putListings = async (
  listings: ListingStore,
  { rows, stored }: { readonly rows: readonly Listing[]; readonly stored: ReadonlyMap<PaperId, Paper> },
): Promise<void> => {
  const ofStored = rows.filter(({ paperId }) => stored.has(paperId));
  const ofNew = rows.filter(({ paperId }) => !stored.has(paperId));
  if (ofStored.length > 0) await listings.putMany(ofStored);
  if (ofNew.length > 0) await listings.putMany(ofNew, { areNew: true });
};
