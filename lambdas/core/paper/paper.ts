/**
 * A paper as Paper Round knows it: the record that a parser reads from one source, and the paper that the `Papers`
 * table holds once all records of it have been merged. Everything here is a type or a schema; the rules that make one
 * from the other are in `merge-records.ts`.
 */
import * as z from 'zod';
import { paperScoreSchema } from '../score/paper-score.ts';

/** Bare arXiv identifier: no version, no subject class, lower-case archive (`2611.01234`, `hep-th/9901001`). */
export type PaperId = string & z.core.$brand<'PaperId'>;
export const paperIdSchema = z.string().min(1).brand<'PaperId'>();

/** Local calendar date `YYYY-MM-DD`. List dates are dates in New York. */
export const isoDateSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** Instant, ISO 8601 in UTC. */
export const isoInstantSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/);

/**
 * Where a record's text came from. The order is the fixed rank of sources for equal versions, worst first:
 * `oai_dc` and `arXiv` have their maths damaged by the server, daily lines come from collections, feeds lack comments
 * and dates, the query API has clean text, `arXivRaw` has everything as the author typed it.
 */
export const SOURCE_FORMATS = ['oai_dc', 'arXiv', 'daily', 'feed', 'api', 'arXivRaw'] as const;
export type SourceFormat = (typeof SOURCE_FORMATS)[number];

/** How a category listed a paper. Relative to the category, not to the paper. */
export const LISTING_KINDS = ['new', 'cross-list', 'replacement'] as const;
export type ListingKind = (typeof LISTING_KINDS)[number];

/** Links found in abstract and comment; `code` are repositories, `project` everything else worth a click. */
export const paperLinksSchema = z.object({
  code: z.array(z.string()),
  project: z.array(z.string()),
});
export type PaperLinks = z.infer<typeof paperLinksSchema>;

/** One record that carries metadata, as one source gave it, its text already normalised (Unicode accents, maths as `$…$`). */
export interface PaperRecord {
  readonly paperId: PaperId;
  /** 1 when the source does not say. */
  readonly version: number;
  readonly format: SourceFormat;
  readonly title: string;
  readonly abstract: string;
  readonly authors: readonly string[];
  /** Canonical category of the first term. */
  readonly primaryCategory: string;
  /** Canonical categories without repeats, primary first. */
  readonly categories: readonly string[];
  /** The alias names that were folded away (`cs.NA`, `math.MP`), kept for search. */
  readonly aliasCategories: readonly string[];
  /** First submission, only from sources that tell it truly (`arXivRaw` v1 date, query API `published`, first `dc:date`). */
  readonly submittedAt?: string;
  /** Creation date of the shown version (`arXiv` format's `created`), a weak stand-in for `submittedAt`. */
  readonly createdOn?: string;
  readonly comment?: string;
  readonly doi?: string;
  readonly journalRef?: string;
  readonly license?: string;
  readonly withdrawn?: boolean;
  /** The text is visibly damaged (UTF-8 read as Latin-1, replacement characters): it ranks behind any other text of its version. */
  readonly damaged: boolean;
  /** Present when the source is a list: the list date, how it was listed, and by which canonical categories. */
  readonly listing?: { readonly date: string; readonly kind: ListingKind; readonly categories: readonly string[] };
}

/**
 * How `announcedOn` is known, best first: `listed` on a list with that date; `computed` from the true first submission
 * through the calendar; `estimated` from a weaker date or from the month in the identifier.
 */
export const ANNOUNCED_BASES = ['estimated', 'computed', 'listed'] as const;

/** The parts of a paper that are merged one by one; each remembers the rank of the record it was taken from. */
export const FACETS = [
  'text',
  'authors',
  'categories',
  'comment',
  'doi',
  'journalRef',
  'license',
  'withdrawn',
  'submittedAt',
  'createdOn',
  'announced',
] as const;
export type Facet = (typeof FACETS)[number];

/** A paper without its score: the outcome of merging records, in any order. */
export const paperFactsSchema = z.object({
  paperId: paperIdSchema,
  version: z.number().int().min(1),
  title: z.string(),
  abstract: z.string(),
  authors: z.array(z.string()),
  primaryCategory: z.string(),
  categories: z.array(z.string()).min(1),
  aliasCategories: z.array(z.string()),
  submittedAt: isoInstantSchema.optional(),
  createdOn: isoDateSchema.optional(),
  announcedOn: isoDateSchema,
  announcedBasis: z.enum(ANNOUNCED_BASES),
  comment: z.string().optional(),
  doi: z.string().optional(),
  journalRef: z.string().optional(),
  license: z.string().optional(),
  withdrawn: z.boolean().optional(),
  links: paperLinksSchema,
  /** Rank key of the record that each facet came from; see `merge-records.ts`. */
  provenance: z.partialRecord(z.enum(FACETS), z.string()),
});
export type PaperFacts = z.infer<typeof paperFactsSchema>;

/** A term that is written about more than it used to be: `lift` times as often in the last weeks as in those before. */
export const burstingTermSchema = z.object({ term: z.string(), lift: z.number().positive() });
export type BurstingTerm = z.infer<typeof burstingTermSchema>;

/** A row of `Papers`. `announcedKey` is the sort key of the `byCategory` index: `2026-11-20#2611.01234`. */
export const paperSchema = paperFactsSchema.extend({
  announcedKey: z.string(),
  /** `owner/name` on GitHub whose stars are followed: the first that the paper links, or else the one that Hugging Face names. */
  repository: z.string().optional(),
  /** The one that Hugging Face names; kept through every harvest. */
  linkedRepository: z.string().optional(),
  /** Terms of title and abstract that burst in the weeks before the announcement; kept through every harvest. */
  burstingTerms: z.array(burstingTermSchema).optional(),
  /** Keys of the sparse index `watched`: the signals are followed to the end of that day. The store takes them away afterwards. */
  watchShard: z.string().optional(),
  watchUntil: isoDateSchema.optional(),
  score: paperScoreSchema,
  /** Hash of facts and score: what a conditional write compares, and how an unchanged record is told without comparing fields. */
  contentHash: z.string(),
});
export type Paper = z.infer<typeof paperSchema>;

/** A row of `Listings`: that this category listed that paper. `inferred` rows come from the paper's own categories, not from a list seen. */
export const listingSchema = z.object({
  category: z.string(),
  listedKey: z.string(),
  paperId: paperIdSchema,
  listedOn: isoDateSchema,
  kind: z.enum(LISTING_KINDS),
  basis: z.enum(['listed', 'inferred']),
});
export type Listing = z.infer<typeof listingSchema>;

/** `2026-11-20#2611.01234`: sorts by date, then identifier. Used in `byCategory`, `Listings` and nowhere else. */
export const dateKey = (date: string, id: string): string => `${date}#${id}`;
