/** Titles, abstracts and names of papers that don't exist, in the spelling of each source. */
import type { ArchivedPaper } from './archived-paper.ts';
import { ADJECTIVES, FORENAMES, KEYNAMES, OBJECTS, SENTENCES, VERBS } from './invented-words.ts';

/**
 * `tex`: as the author typed it (feeds, `arXivRaw`). `unicode`: accents converted, maths kept (query API). `converted`:
 * Greek letters inside maths converted too (OAI format `arXiv`).
 */
export type Spelling = 'tex' | 'unicode' | 'converted';

/** One text in the three spellings. */
export type Passage = Readonly<Record<Spelling, string>>;

export interface InventedAuthor {
  readonly forenames: Passage;
  readonly keyname: Passage;
  readonly affiliation?: string;
}

/** What the archive holds of a paper in words. */
export interface PaperText {
  readonly title: Passage;
  readonly abstract: Passage;
  readonly authors: readonly InventedAuthor[];
  readonly comment?: string;
  readonly license: string;
  readonly doi?: string;
  readonly journalRef?: string;
}

/** A passage that every source spells alike. */
export const sameInAll = (text: string): Passage => ({ tex: text, unicode: text, converted: text });

const SPELLINGS = ['tex', 'unicode', 'converted'] as const;

const join = (passages: readonly Passage[], separator: string): Passage => {
  const [tex, unicode, converted] = SPELLINGS.map((spelling) =>
    passages.map((passage) => passage[spelling]).join(separator),
  );
  return { tex: tex ?? '', unicode: unicode ?? '', converted: converted ?? '' };
};

const LICENSES = [
  'http://arxiv.org/licenses/nonexclusive-distrib/1.0/',
  'http://creativecommons.org/licenses/by/4.0/',
  'http://creativecommons.org/licenses/by-nc-sa/4.0/',
];
const COMMENTS = [
  '12 pages, 4 figures',
  undefined,
  'Accepted at the Invented Garden Conference',
  undefined,
  '31 pages',
];
const AFFILIATIONS = ['Garden School, Ulm', 'Tree House', 'Institute of Lawns'];
const WITHDRAWN = 'This paper has been withdrawn by the author due to an error in Lemma 2';

/** A mixed number out of a seed and a place, so that every draw can be made again alone. */
const drawAt = (seed: number, place: number): number => {
  let mixed = Math.imul(seed ^ Math.imul(place + 1, 0x85ebca6b), 0xc2b2ae35);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 0;
};

const drawFrom = <T>(list: readonly T[], seed: number, place: number): T =>
  list[drawAt(seed, place) % list.length] as T;

/** One in a thousand papers is called "0", as one of arXiv's is: as a number it would be no title. */
const titleOf = (seed: number): Passage =>
  seed % 997 === 5
    ? sameInAll('0')
    : join(
        [
          sameInAll(`${drawFrom(VERBS, seed, 1)} ${drawFrom(ADJECTIVES, seed, 2)} ${drawFrom(OBJECTS, seed, 3)}`),
          drawFrom(TITLE_ENDS, seed, 4),
        ],
        ' ',
      );

const TITLE_ENDS: readonly Passage[] = [
  sameInAll('for Gardens'),
  sameInAll('without Supervision'),
  { tex: 'with $\\alpha$-Pruning', unicode: 'with $\\alpha$-Pruning', converted: 'with $α$-Pruning' },
  sameInAll('at $O(n \\log n)$ Cost'),
  { tex: "on Poincar\\'e Lawns", unicode: 'on Poincaré Lawns', converted: 'on Poincaré Lawns' },
  sameInAll('under Rain & Frost'),
];

/** Seven sentences, some 1,300 characters; a later version says what it is. */
const abstractOf = (seed: number, version: number): Passage => {
  const sentences = Array.from({ length: 7 }, (_, index) => drawFrom(SENTENCES, seed, 10 + index));
  const link = seed % 9 === 0 ? [sameInAll(`Code is at https://github.com/invented-garden/bed-${seed}.`)] : [];
  const revision = version > 1 ? [sameInAll(`Version ${version} mends what version ${version - 1} broke.`)] : [];
  return join([...sentences, ...link, ...revision], ' ');
};

const authorsOf = (seed: number): readonly InventedAuthor[] => {
  const hasAffiliations = seed % 11 === 0;
  return Array.from({ length: 1 + (drawAt(seed, 30) % 6) }, (_, index) => ({
    forenames: drawFrom(FORENAMES, seed, 40 + index),
    keyname: drawFrom(KEYNAMES, seed, 60 + index),
    ...(hasAffiliations && { affiliation: AFFILIATIONS[index % AFFILIATIONS.length] ?? '' }),
  }));
};

/** The text of a version. Made anew each time: 200,000 abstracts would not fit beside a test. */
export const textOf = (
  { seed, text }: ArchivedPaper,
  { version, isWithdrawn }: { readonly version: number; readonly isWithdrawn: boolean },
): PaperText => {
  const comment = drawFrom(COMMENTS, seed, 80);
  const made: PaperText = text ?? {
    title: titleOf(seed),
    abstract: abstractOf(seed, version),
    authors: authorsOf(seed),
    ...(comment !== undefined && { comment }),
    license: drawFrom(LICENSES, seed, 81),
    ...(seed % 41 === 0 && { doi: `10.5555/invented.${seed}`, journalRef: `J. Inv. Gard. ${seed % 90} (2026) 1-12` }),
  };
  return isWithdrawn ? { ...made, comment: WITHDRAWN } : made;
};

/** `Jörg Föhre`, in a spelling. */
export const fullName = ({ forenames, keyname }: InventedAuthor, spelling: Spelling): string =>
  `${forenames[spelling]} ${keyname[spelling]}`;
