/** Makes the invented papers: a topic and an approach of one field, no pair twice, told in one of several orders. */
import type { SampleApproach, SampleField, SampleTopic } from './sample-field.ts';
import { LANGUAGE_FIELDS } from './sample-fields-language.ts';
import { LEARNING_FIELDS } from './sample-fields-learning.ts';
import { SCIENCE_FIELDS } from './sample-fields-science.ts';
import { STATISTICS_FIELDS } from './sample-fields-statistics.ts';
import { VISION_FIELDS } from './sample-fields-vision.ts';
import { createMethodNames, makeAuthors } from './sample-names.ts';
import type { SampleRandom } from './sample-random.ts';
import { SPECIAL_PAPERS } from './sample-specials.ts';

/** A paper before it has an identifier, its text as authors type it: ASCII with TeX. */
export interface SamplePaper {
  readonly title: string;
  readonly abstract: string;
  /** One string, as feeds have it. */
  readonly creator: string;
  /** Primary first, as the author named them: aliases are not folded. */
  readonly categories: readonly string[];
  readonly license: string;
  readonly journalRef?: string;
}

export const SAMPLE_FIELDS: readonly SampleField[] = [
  ...LANGUAGE_FIELDS,
  ...LEARNING_FIELDS,
  ...STATISTICS_FIELDS,
  ...VISION_FIELDS,
  ...SCIENCE_FIELDS,
];

/** Categories without a feed in the sample, some of them aliases, that papers of a field also name. */
const OUTSIDE_CATEGORIES: Readonly<Record<string, readonly string[]>> = {
  'cs.CV': ['eess.IV'],
  'cs.RO': ['cs.SY', 'eess.SY'],
  'math.OC': ['cs.NA', 'math.NA'],
  'stat.ML': ['math.ST', 'stat.TH'],
  'quant-ph': ['cond-mat.stat-mech'],
};

/** Shares as among 1,300 records of September 2026 (arXiv's own licence 45 %, CC BY 44 %). */
const LICENSES = [
  ...Array<string>(5).fill('http://arxiv.org/licenses/nonexclusive-distrib/1.0/'),
  ...Array<string>(4).fill('http://creativecommons.org/licenses/by/4.0/'),
  'http://creativecommons.org/licenses/by-nc-sa/4.0/',
];

/**
 * Owner of all invented repositories: nobody can register a GitHub name with two hyphens in a row. The shape is a real
 * one, so that the sample shows what a link to code does.
 */
export const CODE_OWNER = 'https://github.com/paper-round--sample';

const LOWER_CASE_WORDS = new Set(
  'a an the and or of in on for with from by to via at under without over that beyond'.split(' '),
);

const capitalise = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const titleCase = (phrase: string): string =>
  phrase
    .split(' ')
    .map((word, index) =>
      word.startsWith('$') || (index > 0 && LOWER_CASE_WORDS.has(word))
        ? word
        : word.split('-').map(capitalise).join('-'),
    )
    .join(' ');

/** Fills `{2-9}` and `{1.5-4.0}` with a number of that range and that many decimals. */
const fillNumbers = (random: SampleRandom, text: string): string =>
  text.replace(/\{(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)\}/g, (_placeholder, from: string, to: string) => {
    const decimals = from.split('.')[1]?.length ?? 0;
    const scale = 10 ** decimals;
    return (random.between(Math.round(Number(from) * scale), Math.round(Number(to) * scale)) / scale).toFixed(decimals);
  });

interface Plot {
  readonly field: SampleField;
  readonly topic: SampleTopic;
  readonly approach: SampleApproach;
  /** The method's name, when it has one. */
  readonly name: string | undefined;
}

/** @param opens whether the abstract begins with it, so that nothing can be referred back to */
const introduce = (random: SampleRandom, { topic, approach, name }: Plot, opens: boolean): string => {
  const subject = topic.subject;
  if (name !== undefined) {
    return random.pick([
      `We introduce ${name}, which brings ${approach.noun} to ${subject}. It ${approach.how}.`,
      `We present ${name}, a take on ${subject} built on ${approach.noun}: it ${approach.how}.`,
    ]);
  }
  if (opens) return `We bring ${approach.noun} to ${subject}. The method ${approach.how}.`;
  return random.pick([
    `We propose ${approach.noun} for this problem. The method ${approach.how}.`,
    `Here we ask how far ${approach.noun} can go. Our variant ${approach.how}.`,
    `This paper approaches ${subject} with ${approach.noun}. The idea is simple: one ${approach.how}.`,
    `We turn to ${approach.noun}. In short, the approach ${approach.how}.`,
  ]);
};

const tellAbstract = (random: SampleRandom, plot: Plot): string => {
  const { field, topic } = plot;
  const [first = '', second = ''] = random
    .shuffle(field.results)
    .map((result, index) =>
      fillNumbers(random, result.replace('{setting}', index === 0 ? topic.setting : 'the same material')),
    );
  const closing = random.pick(field.closings);
  const introduction = introduce(random, plot, false);
  const sentences = random.pick([
    [topic.context, topic.gap, introduction, first, closing],
    [topic.context, topic.gap, introduction, first, second, closing],
    [topic.context, introduction, first, closing],
    [topic.context, topic.gap, introduction, first, second],
    [introduce(random, plot, true), first, second, closing],
  ]);
  return [...sentences, ...tellLinks(random, plot)].join(' ');
};

const tellLinks = (random: SampleRandom, { name }: Plot): readonly string[] => {
  if (name === undefined) return [];
  const slug = name.toLowerCase();
  if (random.chance(0.45)) return [`Code is available at ${CODE_OWNER}/${slug}.`];
  return random.chance(0.1) ? [`Videos are on the project page, https://${slug}.example.org/.`] : [];
};

const chooseCategories = (random: SampleRandom, field: SampleField): readonly string[] => {
  const others = random.shuffle(field.crossLists).slice(0, random.pick([0, 0, 0, 1, 1, 1, 1, 2]));
  const outside = random.chance(0.15) ? (OUTSIDE_CATEGORIES[field.category] ?? []) : [];
  return [field.category, ...others, ...outside];
};

const makeFieldPapers = (random: SampleRandom, field: SampleField, nextName: () => string): readonly SamplePaper[] => {
  const pairs = field.topics.flatMap((topic) => field.approaches.map((approach) => ({ topic, approach })));
  return random
    .shuffle(pairs)
    .slice(0, field.papers)
    .map(({ topic, approach }) => {
      const pattern = random.pick(field.titles);
      const name = pattern.includes('{Name}') ? nextName() : undefined;
      const title = pattern
        .replace('{Name}', name ?? '')
        .replace('{Approach}', titleCase(approach.noun))
        .replace('{Subject}', titleCase(topic.subject));
      const authors = makeAuthors(random, random.pick([1, 2, 2, 3, 3, 3, 4, 4, 5, 5, 6, 8, 11]));
      return {
        title,
        abstract: tellAbstract(random, { field, topic, approach, name }),
        creator: authors.join(', '),
        categories: chooseCategories(random, field),
        license: random.pick(LICENSES),
      };
    });
};

/** All papers of the sample in random order. */
export const makeSamplePapers = (random: SampleRandom): readonly SamplePaper[] => {
  const nextName = createMethodNames(random);
  const papers = SAMPLE_FIELDS.flatMap((field) => makeFieldPapers(random, field, nextName));
  return random.shuffle([...papers, ...SPECIAL_PAPERS.map((make) => make(random))]);
};
