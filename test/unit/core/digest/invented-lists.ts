/** Invented lists and papers for the tests of the digest. */
import type { DigestInput } from '../../../../lambdas/core/digest/compose-digest.ts';
import type { Edition } from '../../../../lambdas/core/digest/digest.ts';
import type { Paper, PaperId } from '../../../../lambdas/core/paper/paper.ts';
import { listKey, type RankedList, type RankedPaper, type Section } from '../../../../lambdas/core/rank/ranked-list.ts';
import type { Window } from '../../../../lambdas/core/score/paper-score.ts';
import { preferencesSchema } from '../../../../lambdas/core/subscriber/subscriber.ts';
import { makeRankablePaper } from '../rank/rankable.ts';

export const LIST_DATE = '2026-11-20';

export const EDITION: Edition = {
  listDate: LIST_DATE,
  announced: 1198,
  stored: 1198,
  state: 'complete',
  shortCategories: [],
  nextListDate: '2026-11-23',
};

type Place = Partial<RankedPaper> & { readonly section?: Section };

/** Ranks in the order given; each paper new on the list unless its place says otherwise. */
export const makeList = (
  category: string,
  places: readonly (readonly [id: string, place?: Place])[],
  window: Window = 'week',
): RankedList => ({
  listKey: listKey(category, window),
  date: LIST_DATE,
  category,
  window,
  formula: '1',
  candidates: places.length,
  missingSources: [],
  papers: places.map(([id, place], index) => ({
    paperId: id as PaperId,
    rank: index + 1,
    previousRank: null,
    daysOnList: 1,
    firstSeenOn: LIST_DATE,
    section: 'new',
    evidence: ['code released'],
    score: 1 / (index + 1),
    ...place,
  })),
});

/** Papers by identifier; announced on the list date unless said otherwise. */
export const makePapers = (papers: Readonly<Record<string, Partial<Paper>>>): ReadonlyMap<PaperId, Paper> =>
  new Map(
    Object.entries(papers).map(([id, facts]) => [
      id as PaperId,
      { ...makeRankablePaper(id, { announcedOn: facts.announcedOn ?? LIST_DATE }), ...facts },
    ]),
  );

/** A first daily digest of cs.LG. */
export const makeInput = (input: Partial<DigestInput> & Pick<DigestInput, 'lists' | 'papers'>): DigestInput => ({
  stream: 'daily',
  localDate: LIST_DATE,
  preferences: preferencesSchema.parse({ categories: ['cs.LG'] }),
  edition: EDITION,
  alreadySent: new Set(),
  sample: false,
  ...input,
});
