/** `trending`: one ranked list with the evidence for each place. */
import { canonicalCategory, categoryName } from '../../lambdas/core/paper/category.ts';
import { ALL_CATEGORIES, listKey } from '../../lambdas/core/rank/ranked-list.ts';
import { WINDOWS } from '../../lambdas/core/score/paper-score.ts';
import { UsageError } from '../round-flags.ts';
import type { CliData } from './cli-data.ts';
import { printJson, printTable, type Output } from './print.ts';

/** Beyond every list date: the newest list. */
const LATEST = '9999-12-31';

/** @throws UsageError for a category or window that does not exist */
export const showTrending = async (
  { tables }: CliData,
  {
    category,
    window,
    limit,
    date,
  }: { readonly category: string; readonly window: string; readonly limit: number; readonly date?: string },
  output: Output,
): Promise<void> => {
  const canonical = category === ALL_CATEGORIES ? category : canonicalCategory(category);
  if (canonical === undefined)
    throw new UsageError(`${JSON.stringify(category)} is no arXiv category: write it like cs.LG, or all.`);
  const known = WINDOWS.find((each) => each === window);
  if (known === undefined) throw new UsageError(`--window ${JSON.stringify(window)} is none of ${WINDOWS.join(', ')}.`);
  const list = await tables.rankings.latestUpTo(listKey(canonical, known), date ?? LATEST);
  const places = list?.papers.slice(0, limit) ?? [];
  const papers = await tables.papers.getMany(places.map(({ paperId }) => paperId));
  if (output.json) {
    printJson(output, {
      category: canonical,
      window: known,
      date: list?.date ?? null,
      papers: places.map((place) => ({ ...place, title: papers.get(place.paperId)?.title ?? null })),
    });
    return;
  }
  if (list === undefined) {
    output.write(`No list of ${nameOf(canonical)} for the ${known} is stored yet.\n`);
    return;
  }
  output.write(`${nameOf(canonical)}, ${known}, list of ${list.date}\n\n`);
  printTable(output, {
    head: ['#', 'was', 'paper', 'title', 'evidence'],
    widths: [5, 5, 18, 60, 50],
    rows: places.map(({ rank, previousRank, paperId, evidence }) => [
      rank,
      previousRank ?? 'new',
      paperId,
      papers.get(paperId)?.title ?? '(no longer stored)',
      evidence.join(' · '),
    ]),
  });
};

const nameOf = (category: string): string =>
  category === ALL_CATEGORIES ? 'all of arXiv' : `${category} ${categoryName(category)}`;
