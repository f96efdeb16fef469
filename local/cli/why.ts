/** `why ID`: why a paper stands where it stands, as the whole sum. */
import { canonicalCategory } from '../../lambdas/core/paper/category.ts';
import { ALL_CATEGORIES } from '../../lambdas/core/rank/ranked-list.ts';
import { WINDOWS } from '../../lambdas/core/score/paper-score.ts';
import { explainScore } from '../../lambdas/core/score/explain-score.ts';
import { UsageError } from '../round-flags.ts';
import { findPaper, findPlaces, type PaperSource, type Place } from './find-paper.ts';
import { printJson, printTable, printText, type Output } from './print.ts';
import { printSum } from './print-sum.ts';

export interface WhyOptions {
  /** The list whose sum is worked out. */
  readonly window: string;
  /** Only places in this category. */
  readonly category?: string;
}

const readCategory = (given: string | undefined): string | undefined => {
  if (given === undefined || given === ALL_CATEGORIES) return given;
  const category = canonicalCategory(given);
  if (category === undefined)
    throw new UsageError(`--category ${JSON.stringify(given)} is no arXiv category: write it like cs.LG, or all.`);
  return category;
};

const movementOf = ({ section, rank, previousRank }: Place): string => {
  if (section === 'explore') return 'picked at random';
  if (previousRank === null) return 'was not on it';
  if (previousRank === rank) return 'unmoved';
  return `${previousRank > rank ? 'up' : 'down'} from ${previousRank}`;
};

const printPlaces = (
  output: Output,
  { places, category }: { readonly places: readonly Place[]; readonly category: string | undefined },
): void => {
  const [first] = places;
  if (first === undefined) {
    printText(output, `On none of the newest lists${category === undefined ? '' : ` of ${category}`}.`);
    return;
  }
  printText(output, `Evidence on the list of ${first.category}, the ${first.window}: ${first.evidence.join(' · ')}\n`);
  printTable(output, {
    columns: [
      { head: 'list' },
      { head: 'date' },
      { head: 'place', align: 'right' },
      { head: 'before' },
      { head: 'section' },
      { head: 'days', align: 'right' },
      { head: 'first seen' },
      { head: 'score', align: 'right' },
    ],
    rows: places.map((place) => [
      `${place.category} ${place.window}`,
      place.date,
      place.rank,
      movementOf(place),
      place.section,
      place.daysOnList,
      place.firstSeenOn,
      place.score.toFixed(3),
    ]),
  });
};

/** @throws UsageError for a category or window that does not exist, and a paper that is not stored */
export const showWhy = async (
  data: PaperSource,
  { id, options }: { readonly id: string; readonly options: WhyOptions },
  output: Output,
): Promise<void> => {
  const window = WINDOWS.find((each) => each === options.window);
  if (window === undefined)
    throw new UsageError(`--window ${JSON.stringify(options.window)} is none of ${WINDOWS.join(', ')}.`);
  const category = readCategory(options.category);
  const paper = await findPaper(data, id);
  const found = await findPlaces(data, paper);
  const places = found.places.filter((place) => category === undefined || place.category === category);
  const explanation = explainScore(paper.score, found.listDate ?? paper.announcedOn);
  if (output.json) {
    const { paperId, title } = paper;
    printJson(output, { paperId, title, sample: data.sample, window, ...explanation, places });
    return;
  }
  printText(output, `${paper.paperId}${data.sample ? ' (invented sample)' : ''} ${paper.title}\n`);
  // The places of the window that is explained come first.
  printPlaces(output, {
    places: places.toSorted((a, b) => Number(b.window === window) - Number(a.window === window)),
    category,
  });
  printText(output, `\nFormula ${explanation.formula}: evidence that fades, summed.`);
  printSum(output, explanation, window);
};
