/** What every record and every reject must be, whatever body it came from. */
import { assemblePaper } from '../../lambdas/core/paper/assemble-paper.ts';
import { canonicalCategory } from '../../lambdas/core/paper/category.ts';
import { factsFromRecord } from '../../lambdas/core/paper/merge-records.ts';
import { isoDateSchema, LISTING_KINDS, paperSchema, type PaperRecord } from '../../lambdas/core/paper/paper.ts';
import type { ListingPage, Reject } from '../../lambdas/core/parse/parsed-document.ts';

const PAPER_ID = /^(?:\d{4}\.\d{4,5}|[a-z]+(?:-[a-z]+)?\/\d{7})$/;
const MAX_VERSION = 99_999;
const MAX_EXCERPT_CHARS = 300;
/** Control characters, and halves of surrogate pairs: neither can be stored and read again as they are. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;

/** Whether it is a date of the calendar, and not only of its form. */
const isDate = (text: string): boolean =>
  isoDateSchema.safeParse(text).success && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

const checks: readonly (readonly [fault: string, isBroken: (record: PaperRecord) => boolean])[] = [
  ['has an identifier of no grammar', ({ paperId }) => !PAPER_ID.test(paperId)],
  ['has no version', ({ version }) => !Number.isInteger(version) || version < 1 || version > MAX_VERSION],
  ['has no title', ({ title }) => title.trim() === ''],
  [
    'has unprintable text',
    ({ title, abstract, authors, comment = '', journalRef = '', doi = '', license = '' }) =>
      [title, abstract.replace(/\n/g, ' '), ...authors, comment, journalRef, doi, license].some((text) =>
        UNPRINTABLE.test(text),
      ),
  ],
  ['has an unknown category', ({ categories }) => categories.some((each) => canonicalCategory(each) !== each)],
  ['has a category twice', ({ categories }) => new Set(categories).size !== categories.length],
  ['has another primary category', ({ primaryCategory, categories }) => categories[0] !== primaryCategory],
  ['has a nameless author', ({ authors }) => authors.some((name) => name.trim() === '')],
  ['has a wrong date of creation', ({ createdOn }) => createdOn !== undefined && !isDate(createdOn)],
  [
    'has a wrong listing',
    ({ listing, categories }) =>
      listing !== undefined &&
      (!isDate(listing.date) ||
        !LISTING_KINDS.includes(listing.kind) ||
        listing.categories.some((each) => canonicalCategory(each) !== each) ||
        categories.length === 0),
  ],
];

/**
 * What is wrong with a record; nothing for a sound one. It is made a row of `Papers`, as the harvest does.
 * @throws what the making throws
 */
export const checkRecord = (record: PaperRecord): readonly string[] => {
  const faults = checks.filter(([, isBroken]) => isBroken(record)).map(([fault]) => fault);
  const row = paperSchema.safeParse(assemblePaper(factsFromRecord(record)));
  const unfit = row.success ? [] : [`is no row of Papers: ${row.error.issues[0]?.path.join('.') ?? ''}`];
  return [...faults, ...unfit].map((fault) => `record ${record.paperId} ${fault}`);
};

/** What is wrong with a reject; nothing for a sound one. */
export const checkReject = ({ source, position, reason, excerpt }: Reject): readonly string[] =>
  [
    source === '' && 'has no source',
    (!Number.isInteger(position) || position < 1) && 'has no position',
    (reason.trim() === '' || UNPRINTABLE.test(reason)) && 'has no printable reason',
    (excerpt.length > MAX_EXCERPT_CHARS || UNPRINTABLE.test(excerpt)) && 'has an excerpt that is long or unprintable',
  ].flatMap((fault) => (fault === false ? [] : [`reject ${position} ${fault}`]));

/** What is wrong with what a listing page is said to hold; nothing for a sound one. */
export const checkListingPage = ({ category, date, entries, announced }: ListingPage): readonly string[] =>
  [
    canonicalCategory(category) !== category && 'is of an unknown category',
    !isDate(date) && 'has no list date',
    (!Number.isInteger(announced) || announced < 0) && 'announces no number of papers',
    entries.some(({ paperId, kind }) => !PAPER_ID.test(paperId) || !LISTING_KINDS.includes(kind)) &&
      'has an entry of no grammar',
    new Set(entries.map(({ paperId, kind }) => `${paperId} ${kind}`)).size !== entries.length && 'has an entry twice',
  ].flatMap((fault) => (fault === false ? [] : [`the listing page ${fault}`]));
