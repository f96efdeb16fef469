/** arXiv's OAI sets, written down apart from the harvester's own table so that an error in one shows. */
import { CATEGORIES } from '../../lambdas/core/paper/category.ts';

const PHYSICS_GROUP = new Set(
  'acc-phys ao-sci astro-ph atom-ph chao-dyn cond-mat gr-qc hep-ex hep-lat hep-ph hep-th math-ph nlin nucl-ex nucl-th physics quant-ph'.split(
    ' ',
  ),
);

const specs = new Map<string, string>();

/** `cs:cs:LG`, `physics:hep-th`, `physics:physics:optics`. */
export const setSpecOf = (category: string): string => {
  const known = specs.get(category);
  if (known !== undefined) return known;
  const [archive = '', part] = category.split('.', 2);
  const group = PHYSICS_GROUP.has(archive) ? 'physics' : archive;
  const spec = [group, archive, ...(part === undefined ? [] : [part])].join(':');
  specs.set(category, spec);
  return spec;
};

/** Every set there is: categories, and the archives and groups above them. */
export const SETS: ReadonlySet<string> = new Set(
  CATEGORIES.flatMap(({ id }) => {
    const parts = setSpecOf(id).split(':');
    return parts.map((_, index) => parts.slice(0, index + 1).join(':'));
  }),
);

/** Whether a paper of these categories stands in a set. */
export const isInSet = (categories: readonly string[], set: string): boolean =>
  categories.some((category) => {
    const spec = setSpecOf(category);
    return spec === set || (spec.startsWith(set) && spec[set.length] === ':');
  });
