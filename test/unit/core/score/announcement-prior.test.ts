import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import type { AnnouncedFacts } from '../../../../lambdas/core/score/announcement-features.ts';
import { ANNOUNCEMENT_SOURCE, announcementPrior } from '../../../../lambdas/core/score/announcement-prior.ts';
import { FORMULA_VERSION } from '../../../../lambdas/core/score/forward-decay.ts';
import { LOG_MASS_RANGE, PRIOR_WEIGHTS } from '../../../../lambdas/core/score/prior-weights.ts';
import { contributionSchema } from '../../../../lambdas/core/score/paper-score.ts';

const PLAIN: AnnouncedFacts = {
  title: 'x'.repeat(83),
  abstract: 'y'.repeat(1350),
  categories: ['cs.LG'],
  links: { code: [], project: [] },
};
const priorOf = (facts: Partial<AnnouncedFacts>) =>
  announcementPrior({ ...PLAIN, ...facts, announcedOn: '2026-11-20' });
const evidenceOf = (facts: Partial<AnnouncedFacts>) =>
  priorOf(facts).features.flatMap(({ evidence }) => evidence ?? []);

describe('announcement prior', () => {
  it('gives an ordinary paper without features a mass of one, on the day of its announcement', () => {
    expect(priorOf({})).toMatchObject({ source: ANNOUNCEMENT_SOURCE, on: '2026-11-20', mass: 1 });
  });

  it('stores each feature with its share in the exponent, and their sum is ln of the mass', () => {
    const prior = priorOf({
      title: `Tides: ${'x'.repeat(76)}`,
      links: { code: ['https://github.com/example/tides'], project: [] },
    });
    const weights = Object.fromEntries(prior.features.map(({ name, weight }) => [name, weight]));
    expect(weights).toMatchObject({ 'code-link': 0.37, 'colon-in-title': 0.22 });
    expect(Math.log(prior.mass)).toBeCloseTo(0.59, 5);
  });

  it('says to readers what the record says', () => {
    expect(
      evidenceOf({
        title: 'TideBench: A Benchmark for Tides',
        comment: 'Accepted at ICML 2026',
        categories: ['cs.LG', 'stat.ML', 'physics.ao-ph'],
        links: { code: ['https://github.com/example/tides'], project: ['https://tides.example.org/'] },
      }),
    ).toEqual(['code released', 'project page', 'introduces a benchmark', 'accepted at ICML 2026', 'spans 3 fields']);
  });

  it('counts code that a listing page shows as "this https URL", but no promise of it', () => {
    expect(evidenceOf({ abstract: 'Our code is available at this https URL .' })).toEqual(['code released']);
    expect(evidenceOf({ abstract: 'Our code will be available at this https URL.' })).toEqual([]);
    expect(evidenceOf({ abstract: 'Our code will be released upon acceptance.' })).toEqual([]);
  });

  it('calls a model or data set on Hugging Face what it is', () => {
    const on = (link: string) => evidenceOf({ links: { code: [link], project: [] } });
    expect(on('https://huggingface.co/example/tides')).toEqual(['model released']);
    expect(on('https://huggingface.co/datasets/example/tides')).toEqual(['data released']);
  });

  it('tells an acceptance at a workshop without counting it', () => {
    const prior = priorOf({ comment: 'Accepted at a workshop of ICML 2026' });
    expect(prior.mass).toBe(1);
    expect(prior.features).toContainEqual({
      name: 'venue',
      weight: 0,
      evidence: 'accepted at a workshop of ICML 2026',
    });
  });

  it('caps a paper that has everything, and says by how much', () => {
    const prior = priorOf({
      title: 'T: A Benchmark for Tides',
      abstract: `State of the art by 12 %. ${'y'.repeat(3000)}`,
      comment: 'Accepted at ICML 2026',
      categories: ['cs.LG', 'cs.AI', 'cs.CL', 'cs.CV'],
      links: { code: ['https://github.com/example/tides'], project: ['https://tides.example.org/'] },
    });
    expect(Math.log(prior.mass)).toBeCloseTo(LOG_MASS_RANGE.max, 5);
    expect(prior.features.at(-1)).toMatchObject({ name: 'cap' });
    expect(prior.features.at(-1)?.weight).toBeLessThan(0);
  });

  it('takes a missing abstract and a title that is 0', () => {
    expect(contributionSchema.safeParse(priorOf({ title: '0', abstract: '' })).success).toBe(true);
  });

  it('keeps any text within the caps, with features that sum to ln of the mass', () => {
    fc.assert(
      fc.property(
        fc.record({
          title: fc.string(),
          abstract: fc.string({ maxLength: 4000 }),
          comment: fc.oneof(fc.string(), fc.constant('Accepted at ICML 2026')),
          categories: fc.subarray(['cs.LG', 'stat.ML', 'math.ST', 'hep-th', 'cs.CV'], { minLength: 1 }),
        }),
        (facts) => {
          const prior = priorOf(facts);
          const sum = prior.features.reduce((total, { weight }) => total + weight, 0);
          expect(Math.log(prior.mass)).toBeGreaterThanOrEqual(LOG_MASS_RANGE.min - 1e-6);
          expect(Math.log(prior.mass)).toBeLessThanOrEqual(LOG_MASS_RANGE.max + 1e-6);
          expect(Math.abs(Math.log(prior.mass) - sum)).toBeLessThan(1e-3);
        },
      ),
    );
  });

  it('answers hostile text at once', () => {
    const hostile = ['1,'.repeat(50_000), 'introduce a '.repeat(20_000), 'a-'.repeat(50_000), 'code '.repeat(20_000)];
    for (const abstract of hostile) expect(priorOf({ abstract, comment: abstract }).mass).toBeGreaterThan(0);
  });
});

describe('docs/scoring.md', () => {
  const document = readFileSync('docs/scoring.md', 'utf8');

  it('states every weight as the code has it', () => {
    for (const [name, { weight }] of Object.entries(PRIOR_WEIGHTS)) {
      expect(document).toContain(`| \`${name}\` | ${weight.toFixed(2).replace('-', '−')} |`);
    }
  });

  it('has a change log line for the version of the formula', () => {
    expect(document).toMatch(new RegExp(String.raw`^\| ${FORMULA_VERSION} \| 20\d\d-\d\d-\d\d \|`, 'm'));
  });
});
