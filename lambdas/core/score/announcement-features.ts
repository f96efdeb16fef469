/**
 * What is known of a paper on the day it is announced, as numbers for the prior and as words for readers. What each number
 * weighs is fitted (`prior-weights.json`); what it means and how it is read off the record stands here. The text comes from outside:
 * every pattern is bounded, and of a text that is longer than any abstract only the beginning is read.
 */
import { archiveOf } from '../paper/category.ts';
import type { BurstingTerm, PaperFacts } from '../paper/paper.ts';
import { introducedResource } from './introduced-resource.ts';
import { judgeLinks, type JudgedLink } from './own-repository.ts';
import { findVenue, venuePhrase } from './venue.ts';

/** The features in order of tables, each with what one unit of it is. */
export const PRIOR_FEATURES = {
  'code-link': '1 if code, a model or data is linked as the paper’s own, or said to be at an address',
  'speaks-of-code': '1 if the abstract speaks of code, and nothing of the kind is linked',
  'project-page': '1 if another page is linked',
  'own-resource': '1 if it brings a benchmark or data set',
  venue: '1 if its comment says accepted, workshops apart',
  authors: 'log2(authors / 5), between −2 and 2',
  'cross-lists': 'categories beside the primary one, 3 at most',
  'bursting-terms': 'log2 of the lift of its strongest bursting term, 3 at most',
  'state-of-the-art': '1 if the abstract speaks of the state of the art',
  'better-than-others': '1 if the abstract says outperforms, surpasses, exceeds or superior',
  'existing-work': '1 if the abstract speaks of existing work',
  'names-benchmark': '1 if title or abstract speak of a benchmark, and it brings none',
  'model-size': '1 if the abstract gives a size such as 7B',
  'large-scale': '1 if title or abstract speak of large scale, scaling or billions',
  'real-world': '1 if title or abstract say real-world',
  'abstract-length': 'ln((characters + 50) / 1350), between −1 and 0.7',
  'title-length': '(characters − 83) / 22, between −2 and 2',
  'colon-in-title': '1 if the title has a colon',
  'on-language-models': 'times title and abstract name large language models, 3 at most, / 3',
  'on-image-generation': '1 if title or abstract speak of diffusion, or of text to image or video',
  'on-transformers': '1 if title or abstract speak of transformers',
  'on-three-dimensions': '1 if title or abstract speak of 3D, radiance fields, splatting or bird’s-eye views',
  'on-reasoning': '1 if title or abstract speak of reasoning',
  'on-agents': '1 if title or abstract speak of agents',
  'on-algorithms': '1 if title or abstract speak of algorithms',
  'on-classification': '1 if title or abstract speak of classification',
} as const satisfies Readonly<Record<string, string>>;

export type PriorFeatureName = keyof typeof PRIOR_FEATURES;

/** One feature that the paper has, in the unit of `PRIOR_FEATURES`. */
export interface ObservedFeature {
  readonly name: PriorFeatureName;
  /** Zero for what is worth telling but counts for nothing. */
  readonly value: number;
  /** What a reader is told: a fact of the paper's own record, never a verdict. */
  readonly evidence?: string;
}

/** The parts of a paper from which the prior is made. */
export type AnnouncedFacts = Pick<PaperFacts, 'title' | 'abstract' | 'comment' | 'authors' | 'categories' | 'links'>;

/** What is known beside the record. */
export interface KnownAtAnnouncement {
  readonly burstingTerms?: readonly BurstingTerm[] | undefined;
}

const MAX_CHARACTERS = 20_000;

/** Listing pages print every address as "this https URL"; "will be available" is a promise and no release. */
const CODE_AT_URL =
  /\b(?:code|implementation)\b[^.]{0,80}?(?<!will be )\b(?:available|released|open[- ]sourced|found) (?:at|on|in|here)?:? ?this https? URL/i;
const MODEL_SIZE = /(?<![\w.])\d{1,4}(?:\.\d{1,2})?[BM]\b/;

/** In the abstract alone. */
const SAID_OF_RESULTS: readonly (readonly [PriorFeatureName, RegExp])[] = [
  ['state-of-the-art', /state[- ]of[- ]the[- ]art|\bSOTA\b/i],
  ['better-than-others', /outperform|surpass|superior|exceed/i],
  ['existing-work', /\bexisting\b/i],
  ['model-size', MODEL_SIZE],
];
/** In title or abstract. */
const SUBJECTS: readonly (readonly [PriorFeatureName, RegExp])[] = [
  ['large-scale', /large-scale|billion|massive|scaling/i],
  ['real-world', /real-world/i],
  ['on-image-generation', /diffusion|text-to-(?:image|video)|score-based/i],
  ['on-transformers', /transformer|\bvits?\b/i],
  ['on-three-dimensions', /\b3D|radiance field|\bnerfs?\b|gaussian splat|bird.?s[- ]eye|\bbev\b/i],
  ['on-reasoning', /reasoning/i],
  ['on-agents', /\bagent/i],
  ['on-algorithms', /\balgorithms?\b/i],
  ['on-classification', /classif(?:y|ication)/i],
];
const SPEAKS_OF_CODE = /\bcodes?\b|github/i;
const NAMES_BENCHMARK = /\bbenchmarks?\b/i;
const LANGUAGE_MODEL =
  /large(?:-scale)? (?:pre-?trained |generative |neural )?language models?|\bllms?\b|\bgpt-?[0-9j]|chatgpt/gi;

const MAX_CROSS_LISTS = 3;
const MAX_NAMED = 3;
const MAX_LOG_LIFT = 3;
/** Two fields are common (cs.LG with stat.ML); three are worth a word. */
const MIN_FIELDS_TOLD = 3;
/** A paper of so many authors stands behind a project of some size. */
const MIN_AUTHORS_TOLD = 20;
const USUAL_AUTHORS = 5;

const HUGGING_FACE = 'https://huggingface.co/';

/** What is there, as its link says. */
const thingOf = ({ link, holds }: JudgedLink): 'code' | 'model' | 'data' | 'demo' => {
  if (!link.startsWith(HUGGING_FACE)) return holds;
  const path = link.slice(HUGGING_FACE.length);
  if (path.startsWith('datasets/')) return 'data';
  return path.startsWith('spaces/') ? 'demo' : 'model';
};

/** The first link that says most: code that is there before all else. */
const TOLD_FIRST: readonly string[] = ['code released', 'model released', 'data released', 'demo released'];

const codePhrase = (facts: AnnouncedFacts): string | undefined => {
  const own = judgeLinks(facts).filter(({ standing }) => standing !== 'cited');
  const phrases = own.map((judged) => {
    if (judged.standing !== 'linked') return `${thingOf(judged)} ${judged.standing}`;
    return judged.link.startsWith(HUGGING_FACE) ? `links a ${thingOf(judged)}` : 'links a repository';
  });
  const released = TOLD_FIRST.find((phrase) => phrases.includes(phrase));
  if (released !== undefined || phrases.length > 0) return released ?? phrases[0];
  return facts.abstract.includes('this http') && CODE_AT_URL.test(facts.abstract) ? 'code released' : undefined;
};

const between = (least: number, value: number, most: number): number =>
  Math.round(Math.max(least, Math.min(most, value)) * 1000) / 1000;

/** Deviation from the ordinary length in steps of its spread. */
const deviation = (length: number, { mean, spread }: { readonly mean: number; readonly spread: number }): number =>
  between(-2, (length - mean) / spread, 2);

const times = (text: string, pattern: RegExp, most: number): number => {
  const matches = text.matchAll(pattern);
  let count = 0;
  while (count < most && matches.next().done !== true) count += 1;
  return count;
};

/** `6×`, or `2.5×` where a tenth makes a difference. */
const liftWords = (lift: number): string => `${lift < 3 ? Math.round(lift * 10) / 10 : Math.round(lift)}×`;

const burstPhrase = ({ term, lift }: BurstingTerm, weeks: string): string =>
  `bursting: “${term}”, ${liftWords(lift)} in ${weeks}`;

/** How long a burst may have taken; `bursting-terms.ts` compares the last two weeks with the eight before. */
const BURST_WEEKS = 'two weeks';

const strongest = (terms: readonly BurstingTerm[]): BurstingTerm | undefined =>
  terms.reduce<BurstingTerm | undefined>((best, term) => (best && best.lift >= term.lift ? best : term), undefined);

const when = (name: PriorFeatureName, pattern: RegExp, text: string): ObservedFeature | undefined =>
  pattern.test(text) ? { name, value: 1 } : undefined;

const isPresent = (feature: ObservedFeature | undefined): feature is ObservedFeature => feature !== undefined;

/** The features that the paper has; absent ones are left out. */
export const observeFeatures = (
  record: AnnouncedFacts,
  { burstingTerms = [] }: KnownAtAnnouncement = {},
): readonly ObservedFeature[] => {
  const { categories, links, authors } = record;
  const title = record.title.slice(0, MAX_CHARACTERS);
  const abstract = record.abstract.slice(0, MAX_CHARACTERS);
  const comment = record.comment?.slice(0, MAX_CHARACTERS);
  const text = `${title} . ${abstract}`;
  const code = codePhrase({ ...record, title, abstract, ...(comment !== undefined && { comment }) });
  const resource = introducedResource({ title, abstract });
  const venue = findVenue(comment);
  const fields = new Set(categories.map(archiveOf)).size;
  const crossLists = Math.min(categories.length - 1, MAX_CROSS_LISTS);
  const languageModels = times(text, LANGUAGE_MODEL, MAX_NAMED);
  const burst = strongest(burstingTerms);
  const found: readonly (ObservedFeature | undefined)[] = [
    code === undefined
      ? when('speaks-of-code', SPEAKS_OF_CODE, abstract)
      : { name: 'code-link', value: 1, evidence: code },
    links.project.length === 0 ? undefined : { name: 'project-page', value: 1, evidence: 'project page' },
    resource === undefined
      ? when('names-benchmark', NAMES_BENCHMARK, text)
      : { name: 'own-resource', value: 1, evidence: `introduces a ${resource}` },
    venue === undefined
      ? undefined
      : { name: 'venue', value: venue.accepted && !venue.workshop ? 1 : 0, evidence: venuePhrase(venue) },
    burst === undefined
      ? undefined
      : {
          name: 'bursting-terms',
          value: between(0, Math.log2(burst.lift), MAX_LOG_LIFT),
          evidence: burstPhrase(burst, BURST_WEEKS),
        },
    authors.length === 0
      ? undefined
      : {
          name: 'authors',
          value: between(-2, Math.log2(authors.length / USUAL_AUTHORS), 2),
          ...(authors.length >= MIN_AUTHORS_TOLD && { evidence: `${authors.length} authors` }),
        },
    crossLists === 0
      ? undefined
      : {
          name: 'cross-lists',
          value: crossLists,
          ...(fields >= MIN_FIELDS_TOLD && { evidence: `spans ${fields} fields` }),
        },
    ...SAID_OF_RESULTS.map(([name, pattern]) => when(name, pattern, abstract)),
    ...SUBJECTS.map(([name, pattern]) => when(name, pattern, text)),
    languageModels === 0 ? undefined : { name: 'on-language-models', value: between(0, languageModels / MAX_NAMED, 1) },
    { name: 'abstract-length', value: between(-1, Math.log((abstract.length + 50) / 1350), 0.7) },
    { name: 'title-length', value: deviation(title.length, { mean: 83, spread: 22 }) },
    title.includes(':') ? { name: 'colon-in-title', value: 1 } : undefined,
  ];
  return found.filter(isPresent);
};
