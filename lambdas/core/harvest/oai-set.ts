/** The OAI-PMH sets of arXiv: `group:archive:CATEGORY`, `group:archive`. Source: arXiv's ListSets, and its OAI server. */
import { archiveOf } from '../paper/category.ts';

/** No set: every record of a day. */
export const ALL_RECORDS = 'all';

/** The archives of the group `physics`; every other archive is its own group, though mathematical physics sounds otherwise. */
const PHYSICS_ARCHIVES: ReadonlySet<string> = new Set([
  'astro-ph',
  'cond-mat',
  'gr-qc',
  'hep-ex',
  'hep-lat',
  'hep-ph',
  'hep-th',
  'math-ph',
  'nlin',
  'nucl-ex',
  'nucl-th',
  'physics',
  'quant-ph',
]);

/** So many categories of one archive are asked for together: one window a day instead of three, each with its slow first page. */
const CATEGORIES_FOR_ARCHIVE = 3;
/** With more categories than these, two thirds of arXiv, most of what comes is wanted anyway. */
const MOST_CATEGORIES = 100;

const archiveSet = (archive: string): string => `${PHYSICS_ARCHIVES.has(archive) ? 'physics' : archive}:${archive}`;

/** `cs:cs:LG` of `cs.LG`, `physics:hep-th` of `hep-th`. A record stands in the sets of all its categories, aliases and cross-lists included. */
export const oaiSetOf = (category: string): string => {
  const archive = archiveOf(category);
  const part = category.slice(archive.length + 1);
  return part === '' ? archiveSet(archive) : `${archiveSet(archive)}:${part}`;
};

/**
 * The fewest sets that hold these categories, in order of name: an archive's own set where three or more of its
 * categories are wanted, `all` for more than a hundred. What a set holds beyond the categories is the caller's to leave out.
 */
export const oaiSetsFor = (categories: readonly string[]): readonly string[] => {
  const wanted = [...new Set(categories)];
  if (wanted.length > MOST_CATEGORIES) return [ALL_RECORDS];
  const perArchive = new Map<string, number>();
  for (const category of wanted) perArchive.set(archiveOf(category), (perArchive.get(archiveOf(category)) ?? 0) + 1);
  const sets = wanted.map((category) => {
    const archive = archiveOf(category);
    return (perArchive.get(archive) ?? 0) >= CATEGORIES_FOR_ARCHIVE ? archiveSet(archive) : oaiSetOf(category);
  });
  return [...new Set(sets)].sort();
};
