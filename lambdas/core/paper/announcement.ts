/**
 * When a paper was announced, from what is known of it: on which list it was seen, else from its first submission
 * through the calendar, else estimated. Derived from merged facts only, so that the order of records never matters.
 */
import { listDateOfSubmission } from '../calendar/announcement-calendar.ts';
import { identifierMonth, isSampleId } from './arxiv-id.ts';
import type { PaperFacts, PaperId, PaperRecord } from './paper.ts';

/** What is needed of a paper to tell its announcement. */
type Dated = Pick<PaperFacts, 'paperId' | 'provenance'> & {
  readonly submittedAt?: string | undefined;
  readonly createdOn?: string | undefined;
};

const monthsBetween = (from: { readonly year: number; readonly month: number }, date: string): number =>
  (Number(date.slice(0, 4)) - from.year) * 12 + Number(date.slice(5, 7)) - from.month;

/**
 * Whether a list of that date can be a paper's announcement.
 * The identifier's month is that of the announcement evening, so the list has a date in it or on the first days of
 * the next. A list seen later shows the paper again (a late cross-list), not for the first time.
 */
export const isSighting = (paperId: PaperId, date: string): boolean => {
  if (isSampleId(paperId)) return true;
  const months = monthsBetween(identifierMonth(paperId), date);
  return months === 0 || months === 1;
};

/**
 * The list date that a record witnesses for the paper's announcement, kept in `provenance.announced`. Only new papers
 * and cross-lists are announced; a replacement was announced before.
 */
export const sightingOf = (record: PaperRecord): string | undefined => {
  const { listing } = record;
  if (listing === undefined || listing.kind === 'replacement') return undefined;
  return isSighting(record.paperId, listing.date) ? listing.date : undefined;
};

/** The earlier of two sightings: a batch is shown again on weekends, and papers are cross-listed late. */
export const mergeSightings = (a: string | undefined, b: string | undefined): string | undefined => {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
};

const isInstant = (text: string): boolean => !Number.isNaN(Date.parse(text));

const estimateDate = ({ paperId, createdOn }: Dated): string => {
  const { year, month } = identifierMonth(paperId);
  if (createdOn !== undefined && Math.abs(monthsBetween({ year, month }, createdOn)) <= 1) {
    const noon = `${createdOn}T12:00:00Z`;
    if (isInstant(noon)) return listDateOfSubmission(noon);
  }
  return `${String(year)}-${String(Math.min(month, 12)).padStart(2, '0')}-01`;
};

/** List date and how it is known: listed before computed before estimated. */
export const deriveAnnouncement = (paper: Dated): Pick<PaperFacts, 'announcedOn' | 'announcedBasis'> => {
  const seen = paper.provenance.announced;
  if (seen !== undefined) return { announcedOn: seen, announcedBasis: 'listed' };
  if (paper.submittedAt !== undefined && isInstant(paper.submittedAt)) {
    return { announcedOn: listDateOfSubmission(paper.submittedAt), announcedBasis: 'computed' };
  }
  return { announcedOn: estimateDate(paper), announcedBasis: 'estimated' };
};
