/**
 * arXiv's listing page (`/list/CATEGORY/new`), the only source that states its own date and its own count. What it says
 * is held against what could be read of it: a page that is cut, rebuilt or of something else never passes for a day
 * on which nothing was announced.
 *
 * Two layouts are known. Since 2024: `Showing new listings for Friday, 20 November 2026`, `Total of 386 entries`, and
 * sections `New submissions (showing 120 of 120 entries)`. Before: `New submissions for Fri, 20 Nov 26` without counts.
 */
import { canonicalCategory, CATEGORIES, categoryByName, categoryName } from '../paper/category.ts';
import type { DocumentProblem, ListingPage, ParsedDocument } from './parsed-document.ts';
import { readListingMarkup, type ListingMarkup, type ListingSection } from './listing-markup.ts';
import type { ParseContext } from './record-reading.ts';

const HTML_START = /^<(?:!doctype\s+html|html)\b/i;

/** What only listings say; an error page in their place says none of it. */
const LISTING_MARKS =
  /showing new listings for|new submissions for|\bshowing (?:first )?\d{1,7} of \d{1,7} entries|\bid\s?=\s?['"]?(?:dlpage|articles)\b/i;

/** Whether a body is one of arXiv's listing pages, whole or not. `text` begins with its first tag. */
export const isListingPage = (text: string): boolean => HTML_START.test(text) && LISTING_MARKS.test(text);

/**
 * Reads a listing page. `listingPage` is absent when the page can't be relied on at all; `problem` then says what is
 * missing. A page that is cut, or shows less than it counts, still gives what it shows, with `isWhole` false.
 */
export const parseListingPage = (text: string, context: ParseContext): ParsedDocument => {
  const markup = readListingMarkup(text, { sampleIds: context.sampleIds ?? false });
  const read = judge(markup, context);
  const date = dateOfPage(markup);
  return {
    format: 'listing-page',
    label: 'listing page',
    records: [],
    rejects: [],
    deletedIds: [],
    ...(date !== undefined && { listDate: date }),
    ...('page' in read && { listingPage: read.page }),
    ...(read.problem && { problem: read.problem }),
  };
};

type Judgement =
  | { readonly page: ListingPage; readonly problem?: DocumentProblem | undefined }
  | { readonly problem: DocumentProblem };

const malformed = (message: string): { readonly problem: DocumentProblem } => ({
  problem: { kind: 'malformed', message: `the listing page ${message}` },
});

/** The date that all headings agree on. */
const dateOfPage = ({ dates }: ListingMarkup): string | undefined => (dates.length === 1 ? dates[0] : undefined);

const isCut = ({ isClosed, sections }: ListingMarkup): boolean =>
  !isClosed || sections.some(({ shown, entries }) => shown !== undefined && entries.length < shown);

const judge = (markup: ListingMarkup, context: ParseContext): Judgement => {
  const { sections, dates, total, saysNothingNew, unreadable } = markup;
  const date = dateOfPage(markup);
  if (date === undefined) {
    return malformed(
      dates.length === 0
        ? 'states no date: its layout has changed, or it is cut'
        : `states several dates (${dates.slice(0, 3).join(', ')})`,
    );
  }
  const category = categoryOfPage(markup, context);
  if ('fault' in category) return malformed(category.fault);
  // Once each, also where a section stands twice.
  const listed = sections.flatMap(({ kind, entries: ids }) => ids.map((paperId) => ({ paperId, kind })));
  const entries = [...new Map(listed.map((entry) => [`${entry.kind} ${entry.paperId}`, entry])).values()];
  const isQuiet =
    entries.length === 0 && unreadable === 0 && (total === 0 || saysNothingNew || saysZero(sections)) && !isCut(markup);
  if (sections.length === 0 && !isQuiet) return malformed('has no sections: its layout has changed, or it is cut');
  if (entries.length === 0 && !isQuiet) return malformed('has no entry that can be read: its layout has changed');
  const page = {
    category: category.id,
    date,
    entries,
    announced: sections.reduce((sum, section) => sum + (section.kind === 'replacement' ? 0 : countOf(section)), 0),
    isWhole: isWhole(markup),
  };
  return { page, problem: problemOf(markup) };
};

/** Sections that count nothing: a quiet list. */
const saysZero = (sections: readonly ListingSection[]): boolean =>
  sections.length > 0 && sections.every(({ counted }) => counted === 0);

/** What a section says that it has; where it says nothing, what it shows. */
const countOf = ({ counted, entries }: ListingSection): number => counted ?? entries.length;

const isWhole = (markup: ListingMarkup): boolean =>
  markup.isClosed &&
  !markup.isOverfull &&
  markup.unreadable === 0 &&
  markup.sections.every((section) => section.entries.length === countOf(section) && isConsistent(section)) &&
  (markup.total ?? sumOf(markup.sections)) === sumOf(markup.sections);

const isConsistent = ({ shown, entries }: ListingSection): boolean => shown === undefined || shown === entries.length;

const sumOf = (sections: readonly ListingSection[]): number =>
  sections.reduce((sum, section) => sum + countOf(section), 0);

const problemOf = (markup: ListingMarkup): DocumentProblem | undefined => {
  const { isClosed, isOverfull, unreadable, sections } = markup;
  if (isOverfull) return { kind: 'too-large', message: 'the listing page has more entries than are read' };
  if (isCut(markup)) {
    const short = sections.find(({ shown, entries }) => shown !== undefined && entries.length < shown);
    const where = short
      ? `shows ${short.entries.length} of the ${short.shown ?? 0} entries (${short.kind}) that it says it shows`
      : 'ends before its last tag';
    return unreadable > 0 && isClosed
      ? malformed(`${where}; entries that name no paper: ${unreadable}`).problem
      : { kind: 'truncated', message: `the listing page ${where}` };
  }
  return unreadable === 0 ? undefined : malformed(`has entries that name no paper: ${unreadable}`).problem;
};

/** Those with a list of their own: without the archives that were divided since (`astro-ph`). */
const LISTED: ReadonlySet<string> = new Set(CATEGORIES.map(({ id }) => id.toLowerCase()));

const listedCategory = (name: string): string | undefined =>
  LISTED.has(name.trim().toLowerCase()) ? canonicalCategory(name) : undefined;

/**
 * The category that was asked for, unless all links of the page are to another's lists; else the one that the page
 * links to or is called after. The page of a whole archive (`/list/cs/new`) is none of any category.
 */
const categoryOfPage = (
  { listLinks, names }: ListingMarkup,
  { category: given, source }: ParseContext,
): { readonly id: string } | { readonly fault: string } => {
  const linked = [...new Set(listLinks.flatMap((name) => listedCategory(name) ?? []))];
  const asked = listedCategory(given ?? /\/list\/([\w.-]{1,40})\/new\b/i.exec(source.slice(0, 300))?.[1] ?? '');
  if (asked !== undefined) {
    const isNamed = names.some((name) => name.toLowerCase() === categoryName(asked).toLowerCase());
    if (linked.includes(asked) || (linked.length === 0 && (listLinks.length === 0 || isNamed))) return { id: asked };
    return { fault: `is of ${linked[0] ?? listLinks[0] ?? 'something else'}, not of ${asked}` };
  }
  const named = names
    .map((name) => categoryByName(name))
    .find((id) => id !== undefined && LISTED.has(id.toLowerCase()));
  if (linked.length === 1 && linked[0] !== undefined) return { id: linked[0] };
  if (named !== undefined && (linked.includes(named) || listLinks.length === 0)) return { id: named };
  return { fault: 'does not tell of which category it is' };
};
