/** The two tables that an index is built from, as far as a build reads them. */
import { dateKey, type Listing, type Paper } from '../../../lambdas/core/paper/paper.ts';
import type { BuildSearchIndexDeps } from '../../../lambdas/functions/build-search-index/build-search-index.ts';
import { inventDocument } from './invent-documents.ts';

export interface InventedTables extends Pick<BuildSearchIndexDeps, 'papers' | 'listings'> {
  /** Stores the paper, listed in cs.LG on its day. */
  add(id: string, announcedOn: string, title: string): void;
  remove(id: string): void;
  /** Papers read so far. */
  reads(): number;
}

const listingOf = ({ paperId, announcedOn }: Paper): Listing => ({
  category: 'cs.LG',
  listedKey: dateKey(announcedOn, paperId),
  paperId,
  listedOn: announcedOn,
  kind: 'new',
  basis: 'listed',
});

export const inventTables = (): InventedTables => {
  let stored: readonly Paper[] = [];
  let reads = 0;
  return {
    papers: {
      getMany: (ids) => {
        reads += ids.length;
        return Promise.resolve(
          new Map(stored.filter(({ paperId }) => ids.includes(paperId)).map((paper) => [paper.paperId, paper])),
        );
      },
    },
    listings: {
      // DynamoDB, too, takes days in the wrong order for an error.
      between: (_category, from, to) =>
        from > to
          ? Promise.reject(new Error(`${from} is after ${to}.`))
          : Promise.resolve(stored.map(listingOf).filter(({ listedOn }) => listedOn >= from && listedOn <= to)),
    },
    add: (id, announcedOn, title) => {
      const { hotness, ...facts } = inventDocument(id, { announcedOn, title });
      stored = [...stored, { ...facts, score: { logMass: { day: 0, week: 0, month: hotness } } } as Paper];
    },
    remove: (id) => {
      stored = stored.filter(({ paperId }) => paperId !== id);
    },
    reads: () => reads,
  };
};
