import * as fc from 'fast-check';
import {
  observeFeatures,
  type AnnouncedFacts,
  type KnownAtAnnouncement,
} from '../../../../lambdas/core/score/announcement-features.ts';
import { ANNOUNCEMENT_SOURCE, announcementPrior } from '../../../../lambdas/core/score/announcement-prior.ts';
import { contributionSchema } from '../../../../lambdas/core/score/paper-score.ts';
import { LOG_MASS_RANGE, PRIOR_WEIGHTS } from '../../../../lambdas/core/score/prior-weights.ts';

const PLAIN: AnnouncedFacts = {
  title: 'x'.repeat(83),
  abstract: 'y'.repeat(1300),
  authors: ['A', 'B', 'C', 'D', 'E'],
  categories: ['cs.LG'],
  links: { code: [], project: [] },
};
const TIDES = 'https://github.com/example/tides';
const priorOf = (facts: Partial<AnnouncedFacts>, known?: KnownAtAnnouncement) =>
  announcementPrior({ ...PLAIN, ...facts, announcedOn: '2026-11-20' }, known);
const evidenceOf = (facts: Partial<AnnouncedFacts>, known?: KnownAtAnnouncement) =>
  priorOf(facts, known).features.flatMap(({ evidence }) => evidence ?? []);
const valuesOf = (facts: Partial<AnnouncedFacts>, known?: KnownAtAnnouncement) =>
  Object.fromEntries(observeFeatures({ ...PLAIN, ...facts }, known).map(({ name, value }) => [name, value]));
const linked = (abstract: string, ...code: readonly string[]): Partial<AnnouncedFacts> => ({
  abstract,
  links: { code: [...code], project: [] },
});

describe('announcement prior', () => {
  it('gives an ordinary paper without features a mass of one, on the day of its announcement', () => {
    expect(priorOf({})).toEqual({ source: ANNOUNCEMENT_SOURCE, on: '2026-11-20', mass: 1, features: [] });
  });

  it('stores each feature with its share in the exponent, and their sum is ln of the mass', () => {
    const prior = priorOf({
      title: `Tides: ${'x'.repeat(76)}`,
      authors: Array.from({ length: 10 }, () => 'A'),
    });
    const weights = Object.fromEntries(prior.features.map(({ name, weight }) => [name, weight]));
    expect(weights).toEqual({
      authors: PRIOR_WEIGHTS.authors.weight,
      'colon-in-title': PRIOR_WEIGHTS['colon-in-title'].weight,
    });
    expect(Math.log(prior.mass)).toBeCloseTo(PRIOR_WEIGHTS.authors.weight + PRIOR_WEIGHTS['colon-in-title'].weight, 5);
  });

  it('says to readers what the record says', () => {
    expect(
      evidenceOf({
        title: 'TideBench: A Benchmark for Tides',
        abstract: `Code is available at ${TIDES}.`,
        comment: 'Accepted at ICML 2026',
        authors: Array.from({ length: 24 }, () => 'A'),
        categories: ['cs.LG', 'stat.ML', 'physics.ao-ph'],
        links: { code: [TIDES], project: ['https://tides.example.org/'] },
      }),
    ).toEqual([
      'code released',
      'project page',
      'introduces a benchmark',
      'accepted at ICML 2026',
      '24 authors',
      'spans 3 fields',
    ]);
  });

  it('counts code that a listing page shows as "this https URL", but no promise of it', () => {
    expect(evidenceOf({ abstract: 'Our code is available at this https URL .' })).toEqual(['code released']);
    expect(evidenceOf({ abstract: 'Our code will be available at this https URL.' })).toEqual([]);
    expect(evidenceOf({ abstract: 'Our code will be released upon acceptance.' })).toEqual([]);
  });

  it('says released only of what is presented as the paper’s own', () => {
    expect(evidenceOf(linked(`We study tides of many seas. ${TIDES}`, TIDES))).toEqual(['links a repository']);
    expect(evidenceOf(linked(`Code will be released at ${TIDES}.`, TIDES))).toEqual(['code announced']);
    expect(evidenceOf(linked(`The dataset is available at ${TIDES}.`, TIDES))).toEqual(['data released']);
  });

  it('neither tells nor counts a framework that is merely cited', () => {
    const cited = linked(`It is based on ${TIDES}.`, TIDES);
    expect(evidenceOf(cited)).toEqual([]);
    expect(valuesOf(cited)['code-link']).toBeUndefined();
  });

  it('calls a model, a data set or a demo on Hugging Face what it is, and code before them', () => {
    const on = (...links: readonly string[]) => evidenceOf(linked(`Available at ${links.join(' and ')}.`, ...links));
    expect(on('https://huggingface.co/example/tides')).toEqual(['model released']);
    expect(on('https://huggingface.co/datasets/example/tides')).toEqual(['data released']);
    expect(on('https://huggingface.co/spaces/example/tides')).toEqual(['demo released']);
    expect(on('https://huggingface.co/example/tides', TIDES)).toEqual(['code released']);
  });

  it('counts that an abstract speaks of code where none is linked, without telling it', () => {
    expect(valuesOf({ abstract: 'Our code will follow.' })).toMatchObject({ 'speaks-of-code': 1 });
    expect(valuesOf(linked(`Code: ${TIDES}`, TIDES))).not.toHaveProperty('speaks-of-code');
  });

  it('tells an acceptance at a workshop without counting it', () => {
    const prior = priorOf({ comment: 'Accepted at a workshop of ICML 2026' });
    expect(prior.mass).toBe(1);
    expect(prior.features).toEqual([{ name: 'venue', weight: 0, evidence: 'accepted at a workshop of ICML 2026' }]);
  });

  it('tells the strongest bursting term with its lift', () => {
    const burstingTerms = [
      { term: 'tidal', lift: 2.26 },
      { term: 'world model', lift: 6.4 },
    ];
    expect(evidenceOf({}, { burstingTerms })).toEqual(['bursting: “world model”, 6× in two weeks']);
    expect(evidenceOf({}, { burstingTerms: burstingTerms.slice(0, 1) })).toEqual([
      'bursting: “tidal”, 2.3× in two weeks',
    ]);
    expect(valuesOf({}, { burstingTerms })['bursting-terms']).toBeCloseTo(Math.log2(6.4), 3);
    expect(valuesOf({}, { burstingTerms: [{ term: 'tides', lift: 1000 }] })['bursting-terms']).toBe(3);
    expect(valuesOf({}, { burstingTerms: [] })).not.toHaveProperty('bursting-terms');
  });

  it('counts each subject that title or abstract speak of', () => {
    expect(
      valuesOf({
        title: 'Agents that plan with large language models',
        abstract: 'An LLM of 7B, an LLM of 13B and GPT-4 plan tides by reasoning at large-scale.',
      }),
    ).toMatchObject({ 'on-agents': 1, 'on-language-models': 1, 'model-size': 1, 'on-reasoning': 1, 'large-scale': 1 });
  });

  it('caps a paper that has everything, and says by how much', () => {
    const prior = priorOf({
      title: 'T: A Benchmark for Diffusion Transformers',
      abstract: `State of the art LLM of 7B, GPT-4 and an LLM, large-scale. Code: ${TIDES} ${'y'.repeat(3000)}`,
      comment: 'Accepted at ICML 2026',
      authors: Array.from({ length: 40 }, () => 'A'),
      categories: ['cs.LG', 'cs.AI', 'cs.CL', 'cs.CV'],
      links: { code: [TIDES], project: ['https://tides.example.org/'] },
    });
    expect(Math.log(prior.mass)).toBeCloseTo(LOG_MASS_RANGE.max, 5);
    expect(prior.features.at(-1)).toMatchObject({ name: 'cap' });
    expect(prior.features.at(-1)?.weight).toBeLessThan(0);
  });

  it('takes a missing abstract, a title that is 0 and nobody as author', () => {
    const prior = priorOf({ title: '0', abstract: '', authors: [] });
    expect(contributionSchema.safeParse(prior).success).toBe(true);
  });

  it('keeps any text within the caps, with features that sum to ln of the mass', () => {
    fc.assert(
      fc.property(
        fc.record({
          title: fc.string(),
          abstract: fc.string({ maxLength: 4000 }),
          comment: fc.oneof(fc.string(), fc.constant('Accepted at ICML 2026')),
          authors: fc.array(fc.string(), { maxLength: 4000 }),
          categories: fc.subarray(['cs.LG', 'stat.ML', 'math.ST', 'hep-th', 'cs.CV'], { minLength: 1 }),
        }),
        fc.array(fc.record({ term: fc.string(), lift: fc.double({ min: 1e-9, max: 1e12, noNaN: true }) })),
        (facts, burstingTerms) => {
          const prior = priorOf(facts, { burstingTerms });
          const sum = prior.features.reduce((total, { weight }) => total + weight, 0);
          expect(Math.log(prior.mass)).toBeGreaterThanOrEqual(LOG_MASS_RANGE.min - 1e-5);
          expect(Math.log(prior.mass)).toBeLessThanOrEqual(LOG_MASS_RANGE.max + 1e-5);
          expect(Math.abs(Math.log(prior.mass) - sum)).toBeLessThan(1e-3);
        },
      ),
    );
  });

  it('answers hostile text at once', () => {
    const hostile = [
      ...['1,', 'a-', 'code ', 'agent', '('].map((part) => part.repeat(100_000 / part.length)),
      'introduce a '.repeat(20_000),
      'code available at '.repeat(20_000),
      'large large-scale pre-trained language '.repeat(5000),
      `${'implemented in '.repeat(10_000)}${TIDES}`,
    ];
    for (const text of hostile) {
      const prior = priorOf({ title: text, abstract: text, comment: text, links: { code: [TIDES], project: [] } });
      expect(prior.mass).toBeGreaterThan(0);
    }
  }, 5000);
});
