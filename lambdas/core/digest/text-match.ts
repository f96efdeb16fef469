/**
 * Whether a paper matches what a reader wrote: a phrase, or all its words in title or abstract. Simple word matching,
 * without stems or synonyms.
 */
import type { Paper } from '../paper/paper.ts';

type Searched = Pick<Paper, 'title' | 'abstract' | 'authors'>;

/** Lower case, accents off, everything but letters and digits as one space; a space at either end marks the words. */
const normalise = (text: string): string =>
  ` ${text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

/** The words of what a reader wrote, as they are looked for. */
export const wantedWords = (wanted: string): readonly string[] =>
  normalise(wanted)
    .split(' ')
    .filter((word) => word !== '');

const holdsAllWords = (haystack: string, words: readonly string[]): boolean =>
  words.length > 0 && words.every((word) => haystack.includes(` ${word} `));

/** A paper's words, made once for all that a reader asks. */
export interface PaperWords {
  readonly text: string;
  readonly authors: readonly string[];
}

/** The words of title and abstract, and those of each author. */
export const wordsOf = ({ title, abstract, authors }: Searched): PaperWords => ({
  text: normalise(`${title} ${abstract}`),
  authors: authors.map(normalise),
});

/** The first topic whose words all stand in title or abstract, as the reader wrote it. A topic without words matches nothing. */
export const matchingTopic = ({ text }: PaperWords, topics: readonly string[]): string | undefined =>
  topics.find((topic) => holdsAllWords(text, wantedWords(topic)));

/** The first name whose words all stand in the name of one author ("Sato" and "Yuki Sato" find "Yuki Sato"). */
export const matchingAuthor = ({ authors }: PaperWords, names: readonly string[]): string | undefined =>
  names.find((name) => {
    const words = wantedWords(name);
    return authors.some((author) => holdsAllWords(author, words));
  });
