/** What is known of a paper on the day it is announced, as numbers for the prior and as words for readers. */
import { archiveOf } from '../paper/category.ts';
import type { BurstingTerm, PaperFacts } from '../paper/paper.ts';
import { introducedResource } from './introduced-resource.ts';
import type { PriorFeatureName } from './prior-weights.ts';
import { presentedRepositories } from './presented-repositories.ts';
import { findVenue, venuePhrase } from './venue.ts';

/** One feature that the paper has, in the unit that `prior-weights.ts` states. */
export interface ObservedFeature {
  readonly name: PriorFeatureName;
  /** Zero for what is worth telling but counts for nothing. */
  readonly value: number;
  /** What a reader is told: a fact of the paper's own record, never a verdict. */
  readonly evidence?: string;
}

/** The parts of a paper from which the prior is made. */
export type AnnouncedFacts = Pick<PaperFacts, 'title' | 'abstract' | 'comment' | 'categories' | 'links'>;

/** Listing pages print every address as "this https URL"; "will be available" is a promise and no release. */
const CODE_AT_URL =
  /\b(?:code|implementation)\b[^.]{0,80}?(?<!will be )\b(?:available|released|open[- ]sourced|found) (?:at|on|in|here)?:? ?this https? URL/i;
const STATE_OF_THE_ART = /state[- ]of[- ]the[- ]art|\bSOTA\b/i;
/** A percentage or factor. Repeats are bounded: the text comes from outside. */
const FIGURE = /(?<![\w^{\\.])\d{1,9}(?:[.,]\d{1,9}){0,2} ?(?:\\?%|x\b|×|\$?\\times|(?:times|points|percent)\b)/;

const MAX_CROSS_LISTS = 3;
/** Two fields are common (cs.LG with stat.ML); three are worth a word. */
const MIN_FIELDS_TOLD = 3;

const isHuggingFace = (link: string): boolean => link.startsWith('https://huggingface.co/');

const codePhrase = (facts: AnnouncedFacts): string | undefined => {
  const { links, abstract } = facts;
  const presented = new Set(presentedRepositories(facts).map((name) => `https://github.com/${name}`));
  const own = links.code.filter((link) => !link.startsWith('https://github.com/') || presented.has(link));
  if (own.some((link) => !isHuggingFace(link))) return 'code released';
  const [first] = own;
  if (first !== undefined) return first.includes('/datasets/') ? 'data released' : 'model released';
  return abstract.includes('this http') && CODE_AT_URL.test(abstract) ? 'code released' : undefined;
};

/** Less is not worth telling. */
const MIN_LIFT_TOLD = 2;

const burstPhrase = ([strongest]: readonly BurstingTerm[]): string | undefined =>
  strongest === undefined || strongest.lift < MIN_LIFT_TOLD
    ? undefined
    : `“${strongest.term}” in ${Math.round(strongest.lift)}× as many papers as two months ago`;

/** Deviation from the ordinary length in steps of its spread, two at most. */
const deviation = (length: number, { mean, spread }: { readonly mean: number; readonly spread: number }): number =>
  Math.round(Math.max(-2, Math.min(2, (length - mean) / spread)) * 1000) / 1000;

const isPresent = (feature: ObservedFeature | undefined): feature is ObservedFeature => feature !== undefined;

/** The features that the paper has; absent ones are left out. */
export const observeFeatures = (
  facts: AnnouncedFacts,
  burstingTerms: readonly BurstingTerm[] = [],
): readonly ObservedFeature[] => {
  const { title, abstract, comment, categories, links } = facts;
  const code = codePhrase(facts);
  const resource = introducedResource(facts);
  const venue = findVenue(comment);
  const fields = new Set(categories.map(archiveOf)).size;
  const crossLists = Math.min(categories.length - 1, MAX_CROSS_LISTS);
  const burst = burstPhrase(burstingTerms);
  const found: readonly (ObservedFeature | undefined)[] = [
    burstingTerms.length === 0
      ? undefined
      : { name: 'bursting-terms', value: 1, ...(burst !== undefined && { evidence: burst }) },
    code === undefined ? undefined : { name: 'code-link', value: 1, evidence: code },
    links.project.length === 0 ? undefined : { name: 'project-page', value: 1, evidence: 'project page' },
    resource === undefined ? undefined : { name: 'own-resource', value: 1, evidence: `introduces a ${resource}` },
    venue === undefined
      ? undefined
      : { name: 'venue', value: venue.accepted && !venue.workshop ? 1 : 0, evidence: venuePhrase(venue) },
    crossLists === 0
      ? undefined
      : {
          name: 'cross-lists',
          value: crossLists,
          ...(fields >= MIN_FIELDS_TOLD && { evidence: `spans ${fields} fields` }),
        },
    STATE_OF_THE_ART.test(abstract) ? { name: 'state-of-the-art', value: 1 } : undefined,
    FIGURE.test(abstract) ? { name: 'numbers-in-abstract', value: 1 } : undefined,
    { name: 'abstract-length', value: deviation(abstract.length, { mean: 1350, spread: 300 }) },
    title.includes(':') ? { name: 'colon-in-title', value: 1 } : undefined,
    { name: 'title-length', value: deviation(title.length, { mean: 83, spread: 22 }) },
  ];
  return found.filter(isPresent);
};
