/**
 * `titles`: how often a paper's title, typed in full or with a slip, finds the paper first, on 2,000 random ones of the real papers
 * beside the repository. Where they are not, there is nothing to measure.
 */
import { join } from 'node:path';
import { findIn } from '../lambdas/adapters/search/search-files.ts';
import { openSearchIndex } from '../lambdas/adapters/search/search-index.ts';
import { writeSearchIndex } from '../lambdas/adapters/search/write-search-index.ts';
import { parseSearchQuery } from '../lambdas/core/search/search-query.ts';
import { areHere, realPapers } from '../test/integration/search/shared-collections.ts';
import { figureOf, type Figure } from './figure.ts';
import { inScratchFolder } from './scratch-folder.ts';

const TITLES = 2_000;

/** Whole numbers below `end`, the same on each run. */
const createDice = (): ((end: number) => number) => {
  let state = 42;
  return (end) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * end);
  };
};
type Dice = ReturnType<typeof createDice>;

const swapped = (words: readonly string[], dice: Dice): readonly string[] => {
  const at = dice(words.length - 1);
  return words.toSpliced(at, 2, words[at + 1] ?? '', words[at] ?? '');
};

/** A letter left out, put in, changed, or exchanged with the next one, within a word of four letters and more. */
const misspelt = (words: readonly string[], dice: Dice): readonly string[] => {
  const long = words.flatMap((word, index) => (/[a-z]{4,}/i.test(word) ? [index] : []));
  const index = long[dice(Math.max(long.length, 1))];
  if (index === undefined) return words;
  const word = words[index] ?? '';
  const at = 1 + dice(word.length - 2);
  const letter = 'abcdefghijklmnopqrstuvwxyz'[dice(26)] ?? 'e';
  const slips = [
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + letter + word.slice(at),
    word.slice(0, at) + letter + word.slice(at + 1),
    `${word.slice(0, at)}${word[at + 1] ?? ''}${word[at] ?? ''}${word.slice(at + 2)}`,
  ];
  return words.with(index, slips[dice(slips.length)] ?? word);
};

/** Each with how many of the 2,000 may be missed. */
const SLIPS: Readonly<Record<string, readonly [(words: readonly string[], dice: Dice) => readonly string[], number]>> =
  {
    'in full': [(words) => words, 2],
    'two words swapped': [swapped, 12],
    'one word missing': [(words, dice) => words.toSpliced(dice(words.length), 1), 12],
    'one word misspelt': [misspelt, 200],
  };

export const measureTypedTitles = (): Promise<readonly Figure[]> =>
  inScratchFolder(async (folder) => {
    if (!areHere) {
      process.stderr.write('  ../shared/data is not there: nothing to measure\n');
      return [];
    }
    const papers = realPapers();
    const file = join(folder, 'index.sqlite');
    await writeSearchIndex(file, papers);
    const index = await openSearchIndex(file);
    const searched = { parts: [{ index, days: {}, from: '1991-01-01' }] };
    const dice = createDice();
    const sample = Array.from({ length: TITLES }, () => papers[dice(papers.length)]).filter(
      (paper) => paper !== undefined,
    );
    const figures = Object.entries(SLIPS).map(([name, [slip, atMost]]) => {
      const missed = sample.filter(({ paperId, title }) => {
        const words = title.split(' ');
        const typed = words.length < 2 ? words : slip(words, dice);
        const { paperIds } = findIn(searched, parseSearchQuery(typed.join(' ')), {
          sort: 'relevance',
          limit: 1,
          offset: 0,
        });
        return paperIds[0] !== paperId;
      });
      return figureOf(
        {
          name: `titles: ${name}, not found first`,
          unit: `of ${sample.length.toLocaleString('en-US')}`,
          goal: { atMost },
          note: `among ${papers.length.toLocaleString('en-US')} papers; of papers with one title only one can be first`,
        },
        missed.length,
      );
    });
    index.close();
    return figures;
  });
