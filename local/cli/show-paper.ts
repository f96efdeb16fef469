/** `paper ID`: everything that is stored about a paper, its score as a sum, and where it stands today. */
import { parseArxivId } from '../../lambdas/core/paper/arxiv-id.ts';
import { categoryName } from '../../lambdas/core/paper/category.ts';
import type { Paper } from '../../lambdas/core/paper/paper.ts';
import { ALL_CATEGORIES, listKey } from '../../lambdas/core/rank/ranked-list.ts';
import { WINDOWS } from '../../lambdas/core/score/paper-score.ts';
import { UsageError } from '../round-flags.ts';
import type { CliData } from './cli-data.ts';
import { printable, printJson, printTable, type Output } from './print.ts';

const LATEST = '9999-12-31';

/** @throws UsageError for what is no arXiv id, or an id that is not stored */
export const showPaper = async ({ tables, sample }: CliData, id: string, output: Output): Promise<void> => {
  const parsed = parseArxivId(id, { sampleIds: sample });
  if (parsed === undefined)
    throw new UsageError(`${JSON.stringify(id)} is no arXiv identifier: write it like 2611.01234 or hep-th/9901001.`);
  const paper = (await tables.papers.getMany([parsed.paperId])).get(parsed.paperId);
  if (paper === undefined) throw new UsageError(`${parsed.paperId} is not stored here.`);
  const places = await placesOf({ tables }, paper);
  if (output.json) {
    printJson(output, { ...paper, places });
    return;
  }
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['paper', `${paper.paperId} version ${paper.version}`],
    ['title', paper.title],
    ['authors', paper.authors.join(', ')],
    ['categories', paper.categories.map((category) => `${category} ${categoryName(category)}`).join(' · ')],
    ['announced', `${paper.announcedOn} (${paper.announcedBasis})`],
    ['comment', paper.comment],
    ['doi', paper.doi],
    ['journal', paper.journalRef],
    ['licence', paper.license],
    ['code', paper.links.code.join(' ') || undefined],
    [
      'places',
      places.map(({ category, window, rank }) => `#${rank} ${category} ${window}`).join(' · ') || 'on no list today',
    ],
  ];
  printTable(output, {
    head: ['', ''],
    widths: [12, 100],
    rows: facts.flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
  });
  output.write(`\n${printable(paper.abstract)}\n\nScore, formula ${paper.score.formula}\n`);
  printTable(output, {
    head: ['source', 'on', 'feature', 'weight', 'evidence'],
    rows: paper.score.contributions.flatMap(({ source, on, mass, features }) => [
      ...features.map((feature) => [source, on, feature.name, feature.weight.toFixed(3), feature.evidence ?? '']),
      [source, on, 'mass', mass.toFixed(3), ''],
    ]),
  });
};

const placesOf = async ({ tables }: Pick<CliData, 'tables'>, paper: Paper) => {
  const keys = [ALL_CATEGORIES, ...paper.categories].flatMap((category) =>
    WINDOWS.map((window) => ({ category, window })),
  );
  const lists = await Promise.all(
    keys.map(({ category, window }) => tables.rankings.latestUpTo(listKey(category, window), LATEST)),
  );
  return keys.flatMap((key, index) => {
    const place = lists[index]?.papers.find(({ paperId }) => paperId === paper.paperId);
    return place === undefined
      ? []
      : [{ ...key, date: lists[index]?.date, rank: place.rank, evidence: place.evidence }];
  });
};
