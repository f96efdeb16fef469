/** `paper ID`: everything that is stored about a paper, where it stands, and its score as a sum. */
import { parseArxivId } from '../../lambdas/core/paper/arxiv-id.ts';
import { categoryName } from '../../lambdas/core/paper/category.ts';
import type { Paper } from '../../lambdas/core/paper/paper.ts';
import { ALL_CATEGORIES } from '../../lambdas/core/rank/ranked-list.ts';
import { WINDOWS, type Contribution, type Window } from '../../lambdas/core/score/paper-score.ts';
import { UsageError } from '../round-flags.ts';
import type { CliData } from './cli-data.ts';
import { newestList } from './newest-list.ts';
import { printJson, printTable, printText, type Output } from './print.ts';

interface Place {
  readonly category: string;
  readonly window: Window;
  /** Of the list. */
  readonly date: string;
  readonly rank: number;
  readonly evidence: readonly string[];
}

/** @throws UsageError for what is no arXiv identifier, or one that is not stored */
export const showPaper = async (data: CliData, id: string, output: Output): Promise<void> => {
  const parsed = parseArxivId(id, { sampleIds: data.sample });
  if (parsed === undefined)
    throw new UsageError(`${JSON.stringify(id)} is no arXiv identifier: write it like 2611.01234 or hep-th/9901001.`);
  const paper = (await data.tables.papers.getMany([parsed.paperId])).get(parsed.paperId);
  if (paper === undefined)
    throw new UsageError(
      `The paper ${parsed.paperId} is not stored in ${data.where}: npm run cli -- trending lists papers that are.`,
    );
  const places = await placesOf(data, paper);
  if (output.json) printJson(output, { ...paper, sample: data.sample, places });
  else printPaper(output, { paper, places, sample: data.sample });
};

const placesOf = async ({ tables }: CliData, paper: Paper): Promise<readonly Place[]> => {
  const keys = [ALL_CATEGORIES, ...paper.categories].flatMap((category) =>
    WINDOWS.map((window) => ({ category, window })),
  );
  const lists = await Promise.all(keys.map((key) => newestList(tables.rankings, key)));
  return lists.flatMap((list) => {
    const place = list?.papers.find(({ paperId }) => paperId === paper.paperId);
    if (list === undefined || place === undefined) return [];
    const { category, window, date } = list;
    return [{ category, window, date, rank: place.rank, evidence: place.evidence }];
  });
};

const placesByCategory = (places: readonly Place[]): string =>
  [...new Set(places.map(({ category }) => category))]
    .map(
      (category) =>
        `${category}: ${places
          .filter((place) => place.category === category)
          .map(({ window, rank }) => `#${rank} of the ${window}`)
          .join(', ')}`,
    )
    .join('\n');

const printPaper = (
  output: Output,
  { paper, places, sample }: { readonly paper: Paper; readonly places: readonly Place[]; readonly sample: boolean },
): void => {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['paper', `${paper.paperId} version ${paper.version}${sample ? ' (invented sample)' : ''}`],
    ['title', paper.title],
    ['authors', paper.authors.join(', ')],
    ['categories', paper.categories.map((category) => `${category} ${categoryName(category)}`).join(' · ')],
    [
      'announced',
      paper.announcedBasis === 'listed' ? paper.announcedOn : `${paper.announcedOn} (${paper.announcedBasis})`,
    ],
    ['comment', paper.comment],
    ['doi', paper.doi],
    ['journal', paper.journalRef],
    ['licence', paper.license],
    ['code', paper.links.code.join('\n') || undefined],
    ['places', placesByCategory(places) || 'on none of the newest lists'],
  ];
  printTable(output, {
    columns: [{ head: '' }, { head: '', flexible: true }],
    rows: facts.flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
  });
  output.write('\n');
  printText(output, paper.abstract);
  output.write(`\nScore, formula ${paper.score.formula}: the sum of these masses, each fading from its day on.\n`);
  for (const contribution of paper.score.contributions) printContribution(output, contribution);
};

/** The weights sum to ln of the mass, or there are none. */
const printContribution = (output: Output, { source, on, mass, features }: Contribution): void => {
  output.write('\n');
  printText(
    output,
    `${mass.toFixed(3)} from ${source} on ${on}${features.length > 0 ? ', e to the sum of these weights:' : ''}`,
  );
  if (features.length === 0) return;
  printTable(output, {
    columns: [{ head: 'weight', align: 'right' }, { head: 'feature' }, { head: 'evidence', flexible: true }],
    rows: features.map(({ weight, name, evidence }) => [weight.toFixed(3), name, evidence ?? '']),
  });
};
