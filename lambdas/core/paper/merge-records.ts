/**
 * One paper from the records of many sources, in whatever order they come. Each facet of the paper (its text, its
 * authors, …) is taken from the record with the highest rank for that facet, and remembers that rank in `provenance`;
 * equal ranks are decided by the value itself. Every facet is therefore the maximum of a total order, which makes
 * merging commutative, associative and idempotent: the tables don't depend on the order of files or nights.
 *
 * The announcement date is not a maximum but derived from what was merged (lists seen, first submission, identifier).
 */
import { deriveAnnouncement, isSighting, mergeSightings, sightingOf } from './announcement.ts';
import { findLinks } from './link.ts';
import { SOURCE_FORMATS, type Facet, type PaperFacts, type PaperRecord, type SourceFormat } from './paper.ts';

/** The facets that are taken whole from one record; `announced` is derived. */
type RankedFacet = Exclude<Facet, 'announced'>;

/** The fields of a paper that a facet consists of. They come and go together. */
const FIELDS = {
  text: ['title', 'abstract'],
  authors: ['authors'],
  categories: ['primaryCategory', 'categories', 'aliasCategories'],
  comment: ['comment'],
  doi: ['doi'],
  journalRef: ['journalRef'],
  license: ['license'],
  withdrawn: ['withdrawn'],
  submittedAt: ['submittedAt'],
  createdOn: ['createdOn'],
} as const satisfies Record<RankedFacet, readonly (keyof PaperFacts & keyof PaperRecord)[]>;

const RANKED_FACETS = Object.keys(FIELDS) as readonly RankedFacet[];

/** What merged facts are made of, before links and announcement are derived. */
type Fields = Pick<PaperFacts, 'provenance'> & Partial<Omit<PaperFacts, 'provenance'>>;

const MAX_VERSION = 999_999;
const digits = (count: number): string => String(Math.min(count, MAX_VERSION)).padStart(6, '0');
const flag = (value: boolean): string => (value ? '1' : '0');

/**
 * Which source to trust for categories, worst first: collections of daily lists may name only the sections in which a
 * paper stood, and `oai_dc` has full names, of which one is shared by two categories.
 */
const CATEGORY_FORMATS: readonly SourceFormat[] = ['daily', 'oai_dc', 'arXiv', 'feed', 'api', 'arXivRaw'];

const recordDate = (record: PaperRecord): string =>
  record.listing?.date ?? record.submittedAt?.slice(0, 10) ?? record.createdOn ?? '';

/**
 * The rank of a record for a facet, a key that sorts as text: version, undamaged before damaged, facet's own measure,
 * format, date. Dates of submission don't follow the version: the true one is the same in all, and the earliest
 * `createdOn`, that of the lowest version, comes nearest to it.
 */
const rankKey = (record: PaperRecord, facet: RankedFacet): string => {
  const version = digits(record.version);
  const sound = flag(!record.damaged);
  const format = digits(SOURCE_FORMATS.indexOf(record.format));
  const date = recordDate(record);
  switch (facet) {
    case 'text':
      return [version, sound, flag(record.abstract !== ''), format, date].join('|');
    case 'categories':
      return [
        version,
        sound,
        digits(CATEGORY_FORMATS.indexOf(record.format)),
        digits(record.categories.length),
        date,
      ].join('|');
    case 'authors':
      return [version, sound, flag(record.authors.length > 0), format, date].join('|');
    case 'submittedAt':
      return [sound, format].join('|');
    case 'createdOn':
      return [digits(MAX_VERSION - Math.min(record.version, MAX_VERSION)), sound, format].join('|');
    default:
      return [version, sound, format, date].join('|');
  }
};

const pickFields = (from: PaperRecord | Fields, facet: RankedFacet): Partial<PaperFacts> => {
  const source: Partial<PaperFacts> = from as Partial<PaperFacts>;
  return Object.fromEntries(
    FIELDS[facet].flatMap((field) => (source[field] === undefined ? [] : [[field, source[field]]])),
  );
};

/** Decides between equal ranks: dates by the earlier, all else by the serialised value. */
const isBetterValue = (a: Partial<PaperFacts>, b: Partial<PaperFacts>, facet: RankedFacet): boolean => {
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)];
  return facet === 'submittedAt' || facet === 'createdOn' ? left < right : left > right;
};

/** Links and announcement follow from the rest, and are computed anew with every merge. */
const complete = (paperId: PaperFacts['paperId'], version: number, fields: Fields): PaperFacts => {
  const whole = fields as Fields &
    Pick<PaperFacts, 'title' | 'abstract' | 'authors' | 'primaryCategory' | 'categories' | 'aliasCategories'>;
  return { ...whole, paperId, version, ...deriveAnnouncement({ ...whole, paperId }), links: findLinks(whole) };
};

/** A paper as one record alone tells it. */
export const factsFromRecord = (record: PaperRecord): PaperFacts => {
  const provenance: PaperFacts['provenance'] = {};
  const fields: Fields = { provenance };
  for (const facet of RANKED_FACETS) {
    const values = pickFields(record, facet);
    if (Object.keys(values).length === 0) continue;
    Object.assign(fields, values);
    provenance[facet] = rankKey(record, facet);
  }
  const sighting = sightingOf(record);
  if (sighting !== undefined) provenance.announced = sighting;
  return complete(record.paperId, record.version, fields);
};

/** Whichever of the two has the facet with the higher rank; equal ranks are decided by the value. */
const betterOf = (a: PaperFacts, b: PaperFacts, facet: RankedFacet): PaperFacts => {
  const [rankA = '', rankB = ''] = [a.provenance[facet], b.provenance[facet]];
  if (rankA !== rankB) return rankA > rankB ? a : b;
  return isBetterValue(pickFields(a, facet), pickFields(b, facet), facet) ? a : b;
};

/** Both, as one paper: commutative, associative, idempotent. A TypeError when they are different papers. */
export const mergeFacts = (a: PaperFacts, b: PaperFacts): PaperFacts => {
  if (a.paperId !== b.paperId) throw new TypeError('Only records of one paper can be merged');
  const provenance: PaperFacts['provenance'] = {};
  const fields: Fields = { provenance };
  for (const facet of RANKED_FACETS) {
    const better = betterOf(a, b, facet);
    const rank = better.provenance[facet];
    if (rank === undefined) continue;
    Object.assign(fields, pickFields(better, facet));
    provenance[facet] = rank;
  }
  const sighting = mergeSightings(a.provenance.announced, b.provenance.announced);
  if (sighting !== undefined) provenance.announced = sighting;
  return complete(a.paperId, Math.max(a.version, b.version), fields);
};

const withSighting = (facts: PaperFacts, sighting: string | undefined): PaperFacts => {
  if (facts.provenance.announced === sighting) return facts;
  const { announced, ...provenance } = facts.provenance;
  return complete(facts.paperId, facts.version, {
    ...facts,
    provenance: sighting === undefined ? provenance : { ...provenance, announced: sighting },
  });
};

/** The paper stood on a list of that date, as new or cross-listed. The same join as between records. */
export const mergeSighting = (facts: PaperFacts, date: string): PaperFacts =>
  isSighting(facts.paperId, date) ? withSighting(facts, mergeSightings(facts.provenance.announced, date)) : facts;

/**
 * Takes a sighting back that turned out to be wrong: a feed had shown an older list under that date. One of another date
 * stays. This is no join: it is for the harvest that has the proof, once.
 */
export const withdrawSighting = (facts: PaperFacts, date: string): PaperFacts =>
  facts.provenance.announced === date ? withSighting(facts, undefined) : facts;
