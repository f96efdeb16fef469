/** Reads what is to be indexed: first which papers were listed, then the papers, a chunk at a time. */
import type { IndexDocument } from '../../adapters/search/index-document.ts';
import type { PaperId } from '../../core/paper/paper.ts';
import type { ListingStore, PaperStore } from '../../core/ports/stores.ts';

/** Days, both inclusive. */
interface Days {
  readonly from: string;
  readonly to: string;
}

/** Some 2 MB of papers. */
const PAPERS_PER_READ = 500;
const CATEGORIES_PER_READ = 8;

/** Papers that the categories listed as new or cross-listed on those days, in order of their first day. Replacements are of older papers. */
export const listedPapers = async (
  { listings }: { readonly listings: Pick<ListingStore, 'between'> },
  { categories, from, to }: Days & { readonly categories: readonly string[] },
): Promise<readonly PaperId[]> => {
  const firstDays = new Map<PaperId, string>();
  for (let at = 0; at < categories.length; at += CATEGORIES_PER_READ) {
    const chunk = categories.slice(at, at + CATEGORIES_PER_READ);
    for (const rows of await Promise.all(chunk.map((category) => listings.between(category, from, to)))) {
      for (const { paperId, listedOn, kind } of rows) {
        if (kind === 'replacement') continue;
        const known = firstDays.get(paperId);
        if (known === undefined || listedOn < known) firstDays.set(paperId, listedOn);
      }
    }
  }
  return [...firstDays].toSorted(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([paperId]) => paperId);
};

/** The documents of those that were announced on the days. */
export async function* documentsOf(
  { papers }: { readonly papers: Pick<PaperStore, 'getMany'> },
  ids: readonly PaperId[],
  { from, to }: Days,
): AsyncGenerator<IndexDocument> {
  for (let at = 0; at < ids.length; at += PAPERS_PER_READ) {
    for (const paper of (await papers.getMany(ids.slice(at, at + PAPERS_PER_READ))).values()) {
      const { paperId, title, abstract, authors, categories, announcedOn, score } = paper;
      if (announcedOn < from || announcedOn > to) continue;
      yield { paperId, title, abstract, authors, categories, announcedOn, hotness: score.logMass.month };
    }
  }
}
