import { renderScoringPage } from '../../../../../lambdas/core/render/page/scoring-page.ts';
import { FORMULA_CHANGES } from '../../../../../lambdas/core/score/formula-changes.ts';
import { FORMULA_VERSION, HALF_LIFE_DAYS, LARGEST_TO_OTHERS } from '../../../../../lambdas/core/score/forward-decay.ts';
import { PRIOR_FIT, PRIOR_WEIGHTS } from '../../../../../lambdas/core/score/prior-weights.ts';
import { SIGNAL_WEIGHTS } from '../../../../../lambdas/core/score/signal-weights.ts';
import { SIGNAL_SOURCES } from '../../../../../lambdas/core/signal/signal.ts';
import type { SourceNight } from '../../../../../lambdas/core/signal/source-night.ts';
import { FIRST_USUAL_GAIN } from '../../../../../lambdas/core/signal/usual-gain.ts';
import { inventNight } from '../invented-signals.ts';

const pageOf = (nights: readonly SourceNight[] = []): string =>
  renderScoringPage({
    site: { baseUrl: 'https://papers.example.com', sample: false, categories: ['cs.LG', 'math.CO'] },
    nights,
  });
const textOf = (markup: string): string =>
  markup
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/[\s\u00A0]+/g, ' ');

describe('/scoring', () => {
  it('names the formula in force, its half-lives and its cap', () => {
    const text = textOf(pageOf());
    expect(text).toContain(`This is formula ${FORMULA_VERSION}, whole.`);
    expect(text).toContain(
      `${HALF_LIFE_DAYS.day} day for today, ${HALF_LIFE_DAYS.week} days for the week, ${HALF_LIFE_DAYS.month} days for the month`,
    );
    expect(text).toContain(`max( ${LARGEST_TO_OTHERS} · R`.replace('( ', '('));
  });

  it('gives the weight and the first guess of every source', () => {
    const text = textOf(pageOf());
    for (const source of SIGNAL_SOURCES)
      expect(text).toMatch(new RegExp(`${SIGNAL_WEIGHTS[source]} ${FIRST_USUAL_GAIN[source]} (stars|upvotes|points)`));
  });

  it('gives every weight of the prior', () => {
    const text = textOf(pageOf());
    for (const [name, { weight }] of Object.entries(PRIOR_WEIGHTS))
      expect(text).toContain(`${name.replaceAll('-', ' ')} ${weight.toFixed(3).replace('-', '−')}`);
  });

  it('says what the prior was fitted on, and how well it does', () => {
    const { listing, citations, metrics } = PRIOR_FIT;
    const text = textOf(pageOf());
    expect(text).toContain(`fitted on ${listing.trained.papers.toLocaleString('en-US')} papers`);
    expect(text).toContain(`citations of ${citations.papers.toLocaleString('en-US')} older ones`);
    const { precision20 = 0, newestFirst = 0 } = metrics.listing['all'] ?? {};
    expect(text).toContain(`${Math.round(precision20 * 100)} % were listed later`);
    expect(text).toContain(`by date has ${Math.round(newestFirst * 100)} %`);
  });

  it('prints the change log, newest first', () => {
    const text = textOf(pageOf());
    const places = FORMULA_CHANGES.map(({ change }) => text.indexOf(change));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => b - a));
  });

  it('says what is usual at present in each field, and how the last night of each source went', () => {
    const text = textOf(
      pageOf([inventNight('github'), inventNight('hacker-news', { state: 'off', reason: 'no token <b>', today: {} })]),
    );
    const usualIn = (field: string): readonly number[] =>
      (new RegExp(`${field.replace('.', String.raw`\.`)} ([\\d.]+) ([\\d.]+) ([\\d.]+) `).exec(text) ?? [])
        .slice(1)
        .map(Number);
    const [inField, elsewhere] = [usualIn('cs.LG'), usualIn('math.CO')];
    // A night with much gained moves its field most, every field a little, and no other source.
    expect(inField[0]).toBeGreaterThan(elsewhere[0] ?? Infinity);
    expect(elsewhere[0]).toBeGreaterThan(FIRST_USUAL_GAIN.github);
    for (const field of [inField, elsewhere])
      expect(field.slice(1)).toEqual([FIRST_USUAL_GAIN['hugging-face'], FIRST_USUAL_GAIN['hacker-news']]);
    expect(text).toContain('complete on Thursday 19 November');
    expect(text).toContain('not asked on Thursday 19 November: no token &lt;b&gt;');
    expect(text).toContain('never asked');
  });

  it('accuses nobody', () => {
    const [rules = ''] = textOf(pageOf()).split('Change log');
    expect(rules).not.toMatch(/bought|fake|fraud|suspect|cheat/i);
  });
});
