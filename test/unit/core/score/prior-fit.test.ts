/** The script that fits the prior, on invented data whose weights are known. */
import { addDays } from '../../../../lambdas/core/calendar/new-york-time.ts';
import { factsFromRecord } from '../../../../lambdas/core/paper/merge-records.ts';
import { paperIdSchema, type PaperFacts } from '../../../../lambdas/core/paper/paper.ts';
import { priorFitSchema } from '../../../../lambdas/core/score/prior-weights.ts';
import { seededRandom } from '../../../../local/cli/backtest/metrics/seeded-random.ts';
import {
  FEATURE_NAMES,
  LISTING_DAYS,
  listedExamples,
  valuesOf,
  type CitedExample,
  type ListedExample,
} from '../../../../scripts/fit-prior/examples.ts';
import { fitPrior } from '../../../../scripts/fit-prior/fit-prior.ts';
import { fitJointly, type CitationRow, type ListingRow } from '../../../../scripts/fit-prior/joint-fit.ts';
import { solvePositive } from '../../../../scripts/fit-prior/linear-solve.ts';
import { listPrecision } from '../../../../scripts/fit-prior/list-precision.ts';
import { readCitationText } from '../../../../scripts/fit-prior/read-citations.ts';

const random = seededRandom(7);
const gaussian = (): number => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
const dot = (values: Float64Array, weights: readonly number[]): number =>
  values.reduce((sum, value, place) => sum + value * (weights[place] ?? 0), 0);
const chanceOf = (logOdds: number): boolean => random() < 1 / (1 + Math.exp(-logOdds));

describe('linear equations', () => {
  it('are solved', () => {
    const matrix = [Float64Array.of(4, 2, 0), Float64Array.of(2, 5, 1), Float64Array.of(0, 1, 3)];
    const solution = solvePositive(matrix, Float64Array.of(8, 15, 11));
    expect([...solution].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([1, 2, 3]);
  });

  it('are refused when they have no single solution', () => {
    expect(() => solvePositive([Float64Array.of(1, 1), Float64Array.of(1, 1)], Float64Array.of(1, 1))).toThrow(
      RangeError,
    );
  });
});

describe('the joint fit', () => {
  const WEIGHTS = [0.8, -0.5, 0.3];
  const draw = (): Float64Array => Float64Array.of(random() < 0.3 ? 1 : 0, gaussian(), random() < 0.5 ? 1 : 0);
  /** Fields differ in how often their papers are listed, and in one feature. */
  const listing: readonly ListingRow[] = Array.from({ length: 20_000 }, (_, index) => {
    const isOften = index % 2 === 0;
    const values = draw();
    if (isOften) values[0] = random() < 0.8 ? 1 : 0;
    return {
      values,
      field: isOften ? 'often' : 'seldom',
      listed: chanceOf(dot(values, WEIGHTS) + (isOften ? -1 : -3)),
    };
  });
  const citations: readonly CitationRow[] = Array.from({ length: 16_000 }, () => {
    const values = draw();
    return { values, target: 0.4 + dot(values, WEIGHTS) + gaussian() };
  });
  const fit = (rows: readonly ListingRow[], cited: readonly CitationRow[]): readonly number[] => [
    ...fitJointly(rows, cited, { citationWeight: 1, ridge: 1 }),
  ];

  it.each([
    ['listings alone', listing, []],
    ['citations alone', [], citations],
    ['both', listing, citations],
  ] as const)('finds the weights that made %s', (_name, rows, cited) => {
    fit(rows, cited).forEach((weight, place) => expect(Math.abs(weight - (WEIGHTS[place] ?? 0))).toBeLessThan(0.08));
  });

  it('is held towards nothing by the ridge', () => {
    const [free = 0] = fit(listing, citations);
    const [held = 0] = fitJointly(listing, citations, { citationWeight: 1, ridge: 1e6 });
    expect(Math.abs(held)).toBeLessThan(Math.abs(free) / 10);
  });

  it('leaves a feature that is never seen without weight', () => {
    const rows = listing.slice(0, 500).map((row) => ({ ...row, values: Float64Array.of(...row.values, 0) }));
    expect(fitJointly(rows, [], { citationWeight: 1, ridge: 1 })[3]).toBe(0);
  });
});

/** Papers whose attention follows from two features. */
const TRUE_WEIGHTS = FEATURE_NAMES.map((name) => (name === 'authors' ? 1 : name === 'model-size' ? 1.5 : 0));
const inventValues = (): Float64Array =>
  FEATURE_NAMES.reduce((values, name, place) => {
    values[place] = name === 'authors' ? Math.max(-2, Math.min(2, gaussian())) : random() < 0.2 ? 1 : 0;
    return values;
  }, new Float64Array(FEATURE_NAMES.length));
const DAYS = 60;
const FROM = '2026-01-05';
const inventListed = (): readonly ListedExample[] =>
  Array.from({ length: DAYS * 50 }, (_, index) => {
    const values = inventValues();
    return {
      paperId: `26.${String(index).padStart(5, '0')}`,
      day: addDays(FROM, Math.floor(index / 50)),
      categories: ['cs.LG'],
      primaryCategory: 'cs.LG',
      values,
      listed: chanceOf(dot(values, TRUE_WEIGHTS) - 3),
    };
  });
const inventCited = (): readonly CitedExample[] =>
  Array.from({ length: 1000 }, () => {
    const values = inventValues();
    const log = dot(values, TRUE_WEIGHTS) + 2 + gaussian();
    return { values, citations: Math.max(0, Math.exp(log) - 1), impact: 1 / (1 + Math.exp(-log)) };
  });

describe('fitting the prior', () => {
  const listed = inventListed();
  const cited = inventCited();
  const testFrom = addDays(FROM, 40);
  const options = { testFrom, command: 'fit', seed: 1 };
  const fit = fitPrior(listed, cited, options);

  it('gives the file that core reads', () => {
    expect(priorFitSchema.parse(structuredClone(fit))).toEqual(fit);
  });

  it('gives the same file for the same examples', () => {
    expect(JSON.stringify(fitPrior(listed, cited, options))).toBe(JSON.stringify(fit));
  });

  it('finds the features that make attention, in proportion', () => {
    const weightOf = (name: string): number => fit.features[name]?.weight ?? NaN;
    expect(weightOf('model-size') / weightOf('authors')).toBeGreaterThan(1.2);
    expect(weightOf('model-size') / weightOf('authors')).toBeLessThan(1.8);
    const others = FEATURE_NAMES.filter((name) => !['model-size', 'authors', 'venue'].includes(name));
    for (const name of others) expect(Math.abs(weightOf(name))).toBeLessThan(0.25 * weightOf('authors'));
  });

  it('does better on the days of the test than an order by chance', () => {
    expect(fit.metrics.listing['all']?.ratio).toBeGreaterThan(1.5);
    expect(fit.metrics.citations.topDecilePrecision).toBeGreaterThan(0.25);
  });

  it('learns nothing from the days of the test, nor from a fortnight that was not over before it', () => {
    const unknown = addDays(testFrom, -LISTING_DAYS);
    const otherwise = listed.map((example) =>
      example.day >= unknown ? { ...example, listed: !example.listed } : example,
    );
    expect(fitPrior(otherwise, cited, options).features).toEqual(fit.features);
  });

  it('does learn from the days before', () => {
    const otherwise = listed.map((example) => ({ ...example, listed: !example.listed }));
    expect(fitPrior(otherwise, cited, options).features).not.toEqual(fit.features);
  });
});

describe('examples of listings', () => {
  const DAY = '2026-01-05';
  const inventPaper = (number: number, on = DAY): PaperFacts =>
    factsFromRecord({
      paperId: paperIdSchema.parse(`2601.0000${number}`),
      ...{ version: 1, format: 'daily', title: 'Tides', abstract: 'Waves.', authors: ['A'], damaged: false },
      ...{ primaryCategory: 'cs.LG', categories: ['cs.LG'], aliasCategories: [] },
      listing: { date: on, kind: 'new', categories: ['cs.LG'] },
    });
  const covered = { from: '2026-01-01', to: '2026-03-01' };
  const examplesOf = (
    listedOn: Readonly<Record<string, string>>,
    days: Readonly<Record<string, readonly number[]>> = { [DAY]: [1] },
  ) =>
    listedExamples(
      new Map(Object.entries(days).map(([day, numbers]) => [day, numbers.map((number) => inventPaper(number, day))])),
      new Map(Object.entries(listedOn)),
      covered,
    ).map(({ paperId, day, listed }) => [paperId, day, listed]);

  it.each([
    ['on the day itself', DAY, true],
    ['a fortnight later', addDays(DAY, LISTING_DAYS), true],
    ['later than that', addDays(DAY, LISTING_DAYS + 1), false],
  ])('count a paper that is listed %s: %s, %s', (_when, on, listed) => {
    expect(examplesOf({ '2601.00001': on })).toEqual([['2601.00001', DAY, listed]]);
  });

  it('leave out what had been listed before: nothing was to be foretold of it', () => {
    expect(examplesOf({ '2601.00001': addDays(DAY, -1) })).toEqual([]);
  });

  it('take a paper once, on the first day that has it', () => {
    expect(examplesOf({}, { [DAY]: [1], '2026-01-06': [1, 2] })).toEqual([
      ['2601.00001', DAY, false],
      ['2601.00002', '2026-01-06', false],
    ]);
  });

  it('leave out days whose fortnight the lists don’t cover', () => {
    expect(examplesOf({}, { '2025-12-31': [1], '2026-02-20': [2], '2026-02-15': [3] })).toEqual([
      ['2601.00003', '2026-02-15', false],
    ]);
  });
});

describe('precision of a list', () => {
  const papersOf = (logMassOf: (listed: boolean) => number) =>
    Array.from({ length: 12 * 50 }, (_, index) => {
      const listed = index % 10 === 0;
      return {
        ...{
          paperId: `26.${String(index).padStart(5, '0')}`,
          day: addDays('2026-01-05', Math.floor(index / 50)),
          listed,
        },
        ...{ categories: ['cs.LG'], logMass: logMassOf(listed) },
      };
    });

  it('is that of the best order where the prior knows all, and that of chance where it knows nothing', () => {
    const knowing = listPrecision(papersOf(Number));
    expect([knowing?.precision20, knowing?.bestPossible]).toEqual([0.25, 0.25]);
    const ignorant = listPrecision(papersOf(() => 0));
    expect(ignorant?.precision20).toBe(ignorant?.newestFirst);
    expect(ignorant?.ratio).toBe(1);
  });

  it('is not told of few days or of small ones', () => {
    expect(listPrecision(papersOf(Number).slice(0, 9 * 50))).toBeUndefined();
    expect(listPrecision(papersOf(Number).filter((_, index) => index % 50 < 39))).toBeUndefined();
  });
});

describe('citation labels', () => {
  it('are read with what title and abstract say', () => {
    const [example] = readCitationText(
      'id,title,cites,TNCSI_SP,abstract\n1,"Tides: Waves",12,0.5,"We outperform all.\nCode: https://github.com/example/tides"\n',
    );
    expect(example).toMatchObject({ citations: 12, impact: 0.5 });
    const valueOf = (name: (typeof FEATURE_NAMES)[number]): number =>
      example?.values[FEATURE_NAMES.indexOf(name)] ?? NaN;
    expect(
      ['colon-in-title', 'better-than-others', 'code-link', 'authors'].map((name) =>
        valueOf(name as (typeof FEATURE_NAMES)[number]),
      ),
    ).toEqual([1, 1, 1, 0]);
  });

  it.each([
    'title,cites,TNCSI_SP\nTides,1,0.5\n',
    'title,abstract,cites,TNCSI_SP\nTides,Waves,,0.5\n',
    'title,abstract,cites,TNCSI_SP\nTides,Waves,1,7\n',
  ])('are refused when they are something else: %j', (text) => {
    expect(() => readCitationText(text)).toThrow();
  });

  it('have values in the order of tables', () => {
    expect([...valuesOf([{ name: 'code-link', value: 1 }])].indexOf(1)).toBe(0);
  });
});
