/** `paper ID`: everything that is stored about a paper, where it stands, and what its score is made of. */
import { categoryName } from '../../lambdas/core/paper/category.ts';
import type { Paper } from '../../lambdas/core/paper/paper.ts';
import { gainArithmetic } from '../../lambdas/core/render/gain-arithmetic.ts';
import { sourceWords } from '../../lambdas/core/render/source-words.ts';
import { findPaper, findPlaces, type PaperSource, type Place } from './find-paper.ts';
import { printJson, printTable, printText, type Output } from './print.ts';

/** @throws UsageError for what is no arXiv identifier, or one that is not stored */
export const showPaper = async (data: PaperSource, id: string, output: Output): Promise<void> => {
  const paper = await findPaper(data, id);
  const { places } = await findPlaces(data, paper);
  if (output.json) printJson(output, { ...paper, sample: data.sample, places });
  else printPaper(output, { paper, places, sample: data.sample });
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
    ['stars of', paper.repository],
    ['places', placesByCategory(places) || 'on none of the newest lists'],
  ];
  printTable(output, {
    columns: [{ head: '' }, { head: '', flexible: true }],
    rows: facts.flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
  });
  output.write('\n');
  printText(output, paper.abstract);
  output.write(
    `\nScore, formula ${paper.score.formula}: npm run cli -- why ${paper.paperId} works the whole sum out.\n\n`,
  );
  printTable(output, {
    columns: [{ head: 'day' }, { head: 'source' }, { head: 'mass', flexible: true }],
    rows: paper.score.contributions.map(({ on, source, mass, signal }) => [
      on,
      sourceWords(source),
      signal === undefined ? mass.toFixed(3) : gainArithmetic(signal, mass),
    ]),
  });
};
