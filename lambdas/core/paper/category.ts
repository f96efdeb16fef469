/**
 * Categories: from the terms that sources write to the canonical categories that Paper Round keys by. Aliases
 * (`math.MP`) and closed archives (`cmp-lg`) are folded; MSC and ACM codes are no categories.
 */
import { ALIASES, ARCHIVE_ENTRIES, SUBSUMED_ARCHIVES, UNDIVIDED_ARCHIVES } from './taxonomy.ts';

/** One of arXiv's 155 category names. */
export interface Category {
  readonly id: string;
  readonly name: string;
  readonly archive: string;
  /** The category that its papers stand under: `id` itself but for the six aliases. */
  readonly canonical: string;
}

/** The 155 categories in use, six of them aliases, in the order of arXiv's archives. */
export const CATEGORIES: readonly Category[] = ARCHIVE_ENTRIES.flatMap((archive) => {
  const parts = Object.entries(archive.categories);
  const named = parts.map(([part, name]) => ({ id: `${archive.id}.${part}`, name }));
  return (named.length > 0 ? named : [{ id: archive.id, name: archive.name }]).map(({ id, name }) => ({
    id,
    name,
    archive: archive.id,
    canonical: ALIASES.get(id) ?? id,
  }));
});

/** The 149 categories that papers stand under, aliases folded. */
export const CANONICAL_CATEGORIES: readonly string[] = [...new Set(CATEGORIES.map(({ canonical }) => canonical))];

/** All archives by identifier, with their names: the 20 in use and those closed since. */
export const ARCHIVES: ReadonlyMap<string, string> = new Map(
  [...ARCHIVE_ENTRIES, ...SUBSUMED_ARCHIVES].map(({ id, name }) => [id, name]),
);

const undivided = UNDIVIDED_ARCHIVES.map((id) => ({ id, name: ARCHIVES.get(id) ?? id, canonical: id }));

/** Everything that may stand as a category of a paper, old and new. */
const KNOWN = [...CATEGORIES, ...undivided, ...SUBSUMED_ARCHIVES];
const BY_LOWER_CASE_ID = new Map(KNOWN.map((category) => [category.id.toLowerCase(), category]));

/** Names that categories had earlier, as `oai_dc` records of old papers still carry them. */
const FORMER_NAMES: readonly (readonly [name: string, id: string])[] = [
  ['Learning', 'cs.LG'],
  ['Mesoscopic Systems and Quantum Hall Effect', 'cond-mat.mes-hall'],
  ['Cosmology and Extragalactic Astrophysics', 'astro-ph.CO'],
  ['Galaxy Astrophysics', 'astro-ph.GA'],
];

/** The first holder of a name keeps it: "Machine Learning" alone is cs.LG, and "Statistics - Machine Learning" stat.ML. */
const BY_NAME = new Map<string, string>();
const nameCategory = (name: string, id: string): void => {
  const key = name.toLowerCase();
  if (!BY_NAME.has(key)) BY_NAME.set(key, id);
};
for (const { id, name, canonical } of KNOWN) {
  nameCategory(name, canonical);
  nameCategory(`${ARCHIVES.get(archiveOf(id)) ?? ''} - ${name}`, canonical);
}
for (const [name, id] of FORMER_NAMES) {
  nameCategory(name, id);
  nameCategory(`${ARCHIVES.get(archiveOf(id)) ?? ''} - ${name}`, id);
}

/** The canonical category of a term, whatever its letter case; `undefined` when it is no category of arXiv. */
export const canonicalCategory = (term: string): string | undefined =>
  BY_LOWER_CASE_ID.get(term.trim().toLowerCase())?.canonical;

/** The categories of one paper, folded. */
export interface FoldedCategories {
  readonly primaryCategory: string;
  /** Canonical, without repeats, primary first. */
  readonly categories: readonly string[];
  /** The names that were folded away, for search. */
  readonly aliasCategories: readonly string[];
}

/** Folds a paper's terms, primary first; terms that are no category are left out, `undefined` when none is one. */
export const foldCategories = (terms: readonly string[]): FoldedCategories | undefined => {
  const known = terms.flatMap((term) => BY_LOWER_CASE_ID.get(term.trim().toLowerCase()) ?? []);
  const categories = [...new Set(known.map(({ canonical }) => canonical))];
  const [primaryCategory] = categories;
  if (primaryCategory === undefined) return undefined;
  const aliases = known.filter(({ id, canonical }) => id !== canonical);
  return { primaryCategory, categories, aliasCategories: [...new Set(aliases.map(({ id }) => id))] };
};

/** The canonical category of a full name as `oai_dc` writes it, with or without its archive ("Mathematics - Logic"). */
export const categoryByName = (fullName: string): string | undefined => BY_NAME.get(fullName.trim().toLowerCase());

/** The full name of a category or alias; the identifier itself when it is unknown. */
export const categoryName = (id: string): string => BY_LOWER_CASE_ID.get(id.toLowerCase())?.name ?? id;

/** The archive of a category: `cs` of `cs.LG`, `hep-th` of itself. */
export function archiveOf(id: string): string {
  const dot = id.indexOf('.');
  return dot < 0 ? id : id.slice(0, dot);
}
