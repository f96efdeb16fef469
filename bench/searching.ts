/**
 * `searching`: building an index of 100,000 papers of real length, and queries in this process. The text is invented: word n of a
 * vocabulary of 60,000 comes up in proportion to 1/n, so that common words are as common as in real abstracts.
 */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { IndexDocument } from '../lambdas/adapters/search/index-document.ts';
import { findIn } from '../lambdas/adapters/search/search-files.ts';
import { openSearchIndex } from '../lambdas/adapters/search/search-index.ts';
import { writeSearchIndex } from '../lambdas/adapters/search/write-search-index.ts';
import { addDays } from '../lambdas/core/calendar/new-york-time.ts';
import { paperIdSchema } from '../lambdas/core/paper/paper.ts';
import { parseSearchQuery } from '../lambdas/core/search/search-query.ts';
import { figureOf, percentileOf, type Figure } from './figure.ts';
import { ownPeakMegabytes } from './peak-memory.ts';
import { inScratchFolder } from './scratch-folder.ts';
import { secondsOf } from './stopwatch.ts';

const DOCUMENTS = 100_000;
const DAYS = 90;
const VOCABULARY = 60_000;
const TITLE_WORDS = 10;
const ABSTRACT_WORDS = 170;
const QUERIES = 150;
const SYLLABLES = [
  'ba',
  'ke',
  'li',
  'mo',
  'nu',
  'ra',
  'se',
  'ti',
  'vo',
  'zu',
  'gra',
  'pho',
  'ther',
  'qui',
  'ndo',
  'lex',
];

/** Numbers between 0 and 1, the same on each run. */
const random = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
};

const wordAt = (rank: number): string => {
  let word = '';
  for (let rest = rank + SYLLABLES.length; rest > 0; rest = Math.floor(rest / SYLLABLES.length))
    word += SYLLABLES[rest % SYLLABLES.length] ?? '';
  return word;
};

/** e^(u·ln n) has a density in proportion to 1/n. */
const wordsBy = (next: () => number, count: number): string =>
  Array.from({ length: count }, () => wordAt(Math.floor(VOCABULARY ** next()) - 1)).join(' ');

function* inventDocuments(): Generator<IndexDocument> {
  const next = random(7);
  for (let index = 0; index < DOCUMENTS; index += 1)
    yield {
      paperId: paperIdSchema.parse(`2611.${String(index).padStart(6, '0')}`),
      title: wordsBy(next, TITLE_WORDS),
      abstract: wordsBy(next, ABSTRACT_WORDS),
      authors: Array.from(
        { length: 5 },
        () => `${wordAt(Math.floor(next() * 3000))} ${wordAt(Math.floor(next() * 50_000))}`,
      ),
      categories: ['cs.LG', 'stat.ML'],
      announcedOn: addDays('2026-08-23', Math.floor((index * DAYS) / DOCUMENTS)),
      hotness: next() * 10,
    };
}

/** As many tokens as the stop words of English make up (45 %): they are hardly what anybody looks for. */
const COMMON_WORDS = new Set(Array.from({ length: 100 }, (_, rank) => wordAt(rank)));

/** Words of the documents themselves, so that most queries find something. */
const queriesOf = (documents: readonly IndexDocument[]): Readonly<Record<string, readonly string[]>> => {
  const next = random(11);
  const wordsIn = documents.map(({ abstract }) => abstract.split(' ').filter((word) => !COMMON_WORDS.has(word)));
  const pick = (words: readonly string[]): string => words[Math.floor(next() * words.length)] ?? '';
  return {
    'one word': wordsIn.map(pick),
    // Of three words that each stand in some percent of all papers, dozens of papers hold them all.
    'three words (all)': documents.map(() =>
      Array.from({ length: 3 }, () => wordAt(COMMON_WORDS.size + Math.floor(next() * 200))).join(' '),
    ),
    'three words (all), few or none': wordsIn.map((words) => [pick(words), pick(words), pick(words)].join(' ')),
    phrase: documents.map(({ abstract }) => {
      const words = abstract.split(' ');
      const at = Math.floor(next() * (words.length - 1));
      return `"${words.slice(at, at + 2).join(' ')}"`;
    }),
    'phrase, not of two stop words': documents.map(({ abstract }) => {
      const words = abstract.split(' ');
      const pairs = words.slice(1).map((word, index) => [words[index] ?? '', word]);
      // Two stop words in a row are nothing that anybody looks for.
      const telling = pairs.filter((pair) => pair.some((word) => !COMMON_WORDS.has(word)));
      return `"${(telling[Math.floor(next() * telling.length)] ?? []).join(' ')}"`;
    }),
    'any of three': wordsIn.map((words) => [pick(words), pick(words), pick(words), 'nowhere'].join(' ')),
  };
};

export const measureSearching = (): Promise<readonly Figure[]> =>
  inScratchFolder(async (folder) => {
    const file = join(folder, 'index.sqlite');
    const seconds = await secondsOf(() => writeSearchIndex(file, inventDocuments()));
    const figures = [
      figureOf({ name: 'searching: build 100,000 papers', unit: 's', goal: { atMost: 12 } }, seconds),
      figureOf(
        { name: 'searching: index', unit: 'bytes a paper', goal: { atMost: 1024 } },
        (await stat(file)).size / DOCUMENTS,
      ),
    ];
    const sample: IndexDocument[] = [];
    for (const document of inventDocuments()) {
      sample.push(document);
      if (sample.length === QUERIES) break;
    }
    const index = await openSearchIndex(file);
    for (const [name, texts] of Object.entries(queriesOf(sample))) {
      const milliseconds: number[] = [];
      for (const text of texts) {
        const query = parseSearchQuery(text);
        const searched = { parts: [{ index, days: {}, from: '1991-01-01' }] };
        const taken = await secondsOf(() => findIn(searched, query, { sort: 'relevance', limit: 20, offset: 0 }));
        milliseconds.push(taken * 1000);
      }
      const goals = name === 'any of three' ? [15, 50] : [3, 20];
      for (const [at, share] of [0.5, 0.95].entries())
        figures.push(
          figureOf(
            { name: `searching: ${name}, p${share * 100}`, unit: 'ms', goal: { atMost: goals[at] ?? 0 } },
            percentileOf(milliseconds, share),
          ),
        );
    }
    index.close();
    return [...figures, figureOf({ name: 'searching: peak memory', unit: 'MB' }, ownPeakMegabytes())];
  });
