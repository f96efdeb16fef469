/** `trending`: one ranked list with the evidence for each place. */
import { canonicalCategory, categoryName } from '../../lambdas/core/paper/category.ts';
import type { Paper } from '../../lambdas/core/paper/paper.ts';
import { ALL_CATEGORIES, type RankedPaper, type Section } from '../../lambdas/core/rank/ranked-list.ts';
import { missingClauses } from '../../lambdas/core/render/missing-words.ts';
import { RANDOM_PLACE_REASON } from '../../lambdas/core/render/random-place.ts';
import { WINDOWS } from '../../lambdas/core/score/paper-score.ts';
import { UsageError } from '../round-flags.ts';
import type { PaperSource } from './find-paper.ts';
import { newestList } from './newest-list.ts';
import { printJson, printTable, printText, type Output } from './print.ts';

/** @throws UsageError for a category or window that does not exist */
export const showTrending = async (
  { tables, sample }: Pick<PaperSource, 'tables' | 'sample'>,
  {
    category: given,
    window: givenWindow,
    limit,
    date,
  }: {
    readonly category: string;
    readonly window: string;
    readonly limit: number;
    /** @default that of the newest list */
    readonly date?: string;
  },
  output: Output,
): Promise<void> => {
  const category = given === ALL_CATEGORIES ? given : canonicalCategory(given);
  if (category === undefined)
    throw new UsageError(`--category ${JSON.stringify(given)} is no arXiv category: write it like cs.LG, or all.`);
  const window = WINDOWS.find((each) => each === givenWindow);
  if (window === undefined)
    throw new UsageError(`--window ${JSON.stringify(givenWindow)} is none of ${WINDOWS.join(', ')}.`);
  const list = await newestList(tables.rankings, { category, window, date });
  const places = list?.papers.slice(0, limit) ?? [];
  const papers = await tables.papers.getMany(places.map(({ paperId }) => paperId));
  if (output.json) {
    printJson(output, {
      category,
      window,
      date: list?.date ?? null,
      sample,
      missingSources: list?.missingSources ?? [],
      papers: places.map((place) => ({ ...place, title: papers.get(place.paperId)?.title ?? null })),
    });
    return;
  }
  if (list === undefined) {
    output.write(
      `No list of ${nameOf(category)} for the ${window} is stored${date === undefined ? ' yet' : `, of ${date} or before`}.\n`,
    );
    return;
  }
  output.write(
    `${nameOf(category)}, the ${window}, list of ${list.date}${sample ? ' (invented sample)' : ''}: ${places.length} of ${list.papers.length} places\n\n`,
  );
  const missing = missingClauses(list.missingSources, list.date);
  if (missing.length > 0) printText(output, `Partial list: ${missing.join('; ')}.\n`);
  printPlaces(places, { papers, output });
  if (places.some(({ section }) => section === 'explore'))
    printText(output, `\n${SECTION_NAMES.explore}: ${RANDOM_PLACE_REASON}.`);
};

const SECTION_NAMES: Readonly<Record<Section, string>> = {
  new: 'new',
  rising: 'rising',
  'still-hot': 'still hot',
  explore: 'random',
};

const nameOf = (category: string): string =>
  category === ALL_CATEGORIES ? 'all of arXiv' : `${category} ${categoryName(category)}`;

/** On a terminal the evidence stands below the title, so that both have room; elsewhere a place is one line. */
const printPlaces = (
  places: readonly RankedPaper[],
  { papers, output }: { readonly papers: ReadonlyMap<string, Paper>; readonly output: Output },
): void => {
  const onTerminal = Number.isFinite(output.columns);
  printTable(output, {
    columns: [
      { head: '#', align: 'right' },
      { head: 'was', align: 'right' },
      { head: 'since' },
      { head: 'section' },
      { head: 'paper' },
      { head: 'title', flexible: true },
      ...(onTerminal ? [] : [{ head: 'evidence' }]),
    ],
    rows: places.map(({ rank, previousRank, firstSeenOn, section, paperId, evidence }) => {
      const title = papers.get(paperId)?.title ?? '(no longer stored)';
      const reasons = evidence.join(' · ');
      return [
        rank,
        section === 'explore' ? '–' : (previousRank ?? 'new'),
        firstSeenOn,
        SECTION_NAMES[section],
        paperId,
        ...(onTerminal ? [`${title}\n${reasons}`] : [title, reasons]),
      ];
    }),
  });
};
