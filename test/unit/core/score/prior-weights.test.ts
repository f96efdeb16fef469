/** The file that the script wrote: whole, explained, and what docs/scoring.md says. */
import { readFileSync } from 'node:fs';
import { PRIOR_FEATURES } from '../../../../lambdas/core/score/announcement-features.ts';
import { LOG_MASS_RANGE, PRIOR_FIT, PRIOR_WEIGHTS } from '../../../../lambdas/core/score/prior-weights.ts';
import { fileText } from '../../../../scripts/fit-prior/file-text.ts';

const NAMES = Object.keys(PRIOR_FEATURES);
const file = readFileSync('lambdas/core/score/prior-weights.json', 'utf8');
const document = readFileSync('docs/scoring.md', 'utf8');
const minus = (text: string): string => text.replace('-', '−');

describe('prior-weights.json', () => {
  it('has a weight for every feature, and for nothing else', () => {
    expect(Object.keys(PRIOR_FIT.features)).toEqual(NAMES);
    expect(Object.keys(PRIOR_WEIGHTS)).toEqual(NAMES);
  });

  it('is small, and as the script writes it', () => {
    expect(file.length).toBeLessThan(20_000);
    expect(file).toBe(fileText(PRIOR_FIT));
  });

  it('names no place on anybody’s disk', () => {
    expect(file).not.toMatch(/\/(?:home|root|tmp|work|Users)\b/);
  });

  it('was tested on days that no weight saw', () => {
    const { trained, tested } = PRIOR_FIT.listing;
    expect(trained.to < tested.from).toBe(true);
    expect(trained.papers).toBeGreaterThan(1000);
    expect(tested.papers).toBeGreaterThan(1000);
  });

  it('reaches the figures that are asked of it', () => {
    const { citations, listing } = PRIOR_FIT.metrics;
    expect(citations.base).toBeCloseTo(0.1, 2);
    expect(citations.topDecilePrecision).toBeGreaterThanOrEqual(0.25);
    expect(listing['all']?.ratio).toBeGreaterThanOrEqual(3);
  });

  it('lets a paper without features stand between the bounds', () => {
    expect(LOG_MASS_RANGE.min).toBeLessThan(0);
    expect(LOG_MASS_RANGE.max).toBeGreaterThan(0);
  });

  it('says of each weight where it comes from', () => {
    for (const [name, { source, unit }] of Object.entries(PRIOR_WEIGHTS)) {
      expect([name, source.length > 0, unit.length > 0]).toEqual([name, true, true]);
    }
    expect(PRIOR_WEIGHTS.venue.source).toMatch(/^set by hand: /);
  });
});

describe('docs/scoring.md', () => {
  it.each(NAMES)('states weight and correlations of %s as the file has them', (name) => {
    const { weight, citations, listing } = PRIOR_FIT.features[name] ?? { weight: NaN, citations: null, listing: null };
    const row = document.split('\n').find((line) => line.startsWith(`| \`${name}\` |`)) ?? '';
    const cells = row.split('|').map((cell) => cell.trim());
    const told = (value: number | null): string => (value === null ? '–' : minus(value.toFixed(3)));
    expect([cells[2], cells[5], cells[6]]).toEqual([minus(weight.toFixed(3)), told(citations), told(listing)]);
  });

  it('gives the figures of the fit', () => {
    const { citations, listing } = PRIOR_FIT.metrics;
    const range = (low: number, high: number): string => `(${low.toFixed(3)}–${high.toFixed(3)})`;
    expect(document).toContain(`**${citations.topDecilePrecision.toFixed(3)}** ${range(...citations.interval)}`);
    for (const [list, figures] of Object.entries(listing)) {
      const name = list === 'all' ? 'all fields' : list;
      expect(document).toContain(`| ${name} | ${figures.precision20.toFixed(3)} ${range(...figures.interval)} |`);
    }
  });
});
