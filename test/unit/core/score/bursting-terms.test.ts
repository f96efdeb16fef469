import * as fc from 'fast-check';
import { addDays } from '../../../../lambdas/core/calendar/new-york-time.ts';
import {
  BASE_DAYS,
  burstingTermsOf,
  burstsOn,
  countTerms,
  RECENT_DAYS,
  termsOf,
} from '../../../../lambdas/core/score/bursting-terms.ts';
import { termCountsSchema, type TermCounts } from '../../../../lambdas/core/signal/term-counts.ts';

const TODAY = '2026-11-20';
const inText = (abstract: string, title = 'x') => [...termsOf({ title, abstract })];
const paper = (abstract: string) => ({ title: 'Tides', abstract });

/** Days of lists up to today, 100 papers each. */
const historyOf = (
  termsAt: (age: number) => TermCounts['terms'],
  days = RECENT_DAYS + BASE_DAYS,
): readonly TermCounts[] =>
  Array.from({ length: days }, (_, age) => ({ date: addDays(TODAY, -age), papers: 100, terms: termsAt(age) }));

describe('terms of a text', () => {
  it('are words and pairs of neighbours that no punctuation and no empty word parts', () => {
    expect(inText('World models of tides, harbours')).toEqual(['world', 'world model', 'tide', 'harbour']);
  });

  it('know a general word only beside another', () => {
    expect(inText('model. data model. tide data. data tide')).toEqual(['tide', 'tide data', 'data tide']);
  });

  it('fold plurals, and nothing that only looks like one', () => {
    expect(inText('worlds. theories. classes. boxes. bias. corpus. genesis. series')).toEqual([
      'world',
      'theory',
      'class',
      'box',
      'bias',
      'corpus',
      'genesis',
      'series',
    ]);
  });

  it('hold neither maths nor commands nor addresses', () => {
    expect(inText(String.raw`tide $x_{world}$ \mathbf{harbour} https://example.org/moon`)).toEqual(['tide', 'harbour']);
  });

  it('are of bounded number and length, at once, for hostile text', () => {
    const long = 'ab-'.repeat(40_000);
    expect(inText(long).every((term) => term.length <= 100)).toBe(true);
    const dollars = '$'.repeat(100_000);
    expect(inText(dollars)).toEqual([]);
    expect(inText(`${'word'.repeat(30)} tide`)).toEqual(['tide']);
  }, 5000);
});

describe('counts of a day', () => {
  it('say in how many papers a term stands, however often in each', () => {
    const counts = countTerms(TODAY, [paper('Waves, waves and waves.'), paper('Waves.')]);
    expect(counts).toEqual({ date: TODAY, papers: 2, terms: { tide: 2, wave: 2 } });
    expect(termCountsSchema.safeParse(counts).success).toBe(true);
  });

  it('leave rare terms of a large day out', () => {
    const papers = Array.from({ length: 1200 }, (_, index) =>
      paper(index < 2 ? 'A seldom moon.' : index < 5 ? 'A frequent sun.' : 'Waves.'),
    );
    expect(countTerms(TODAY, papers).terms).toEqual({ tide: 1200, wave: 1195, frequent: 3, sun: 3, 'frequent sun': 3 });
  });

  it('do not depend on the order of papers', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('tides rise', 'moons rise', 'tides fall', 'suns set')), (abstracts) => {
        const papers = abstracts.map(paper);
        expect(countTerms(TODAY, papers.toReversed())).toEqual(countTerms(TODAY, papers));
      }),
    );
  });
});

describe('bursts of a date', () => {
  const rising = (age: number) => ({ 'world model': age < RECENT_DAYS ? 12 : 2, tide: 20 });

  it('are the terms that stand in many more papers of the last two weeks than of the eight before', () => {
    const bursts = burstsOn(TODAY, historyOf(rising));
    expect([...bursts.keys()]).toEqual(['world model']);
    // (168 + 5) / (28 + 5).
    expect(bursts.get('world model')).toBe(5.2);
  });

  it('know nothing of later days', () => {
    const history = historyOf(rising);
    const later = { date: addDays(TODAY, 1), papers: 100, terms: { tide: 100, moon: 100 } };
    expect(burstsOn(TODAY, [...history, later])).toEqual(burstsOn(TODAY, history));
  });

  it('are none in a new deployment, whose history is short', () => {
    expect(burstsOn(TODAY, historyOf(rising, 7)).size).toBe(0);
    expect(burstsOn(TODAY, historyOf(rising, RECENT_DAYS)).size).toBe(0);
    expect(burstsOn(TODAY, []).size).toBe(0);
  });

  it('compare shares, so that days with more papers are no burst', () => {
    const history = historyOf(() => ({ tide: 20 })).map((day, age) =>
      age < RECENT_DAYS ? { ...day, papers: 500, terms: { tide: 100 } } : day,
    );
    expect(burstsOn(TODAY, history).size).toBe(0);
  });

  it('give a term that was never seen before a lift that has an end, and a rare one none', () => {
    const bursts = burstsOn(
      TODAY,
      historyOf((age): TermCounts['terms'] => {
        if (age === 0 || age === 2) return { fresh: 10, seldom: 1 };
        return age === 4 ? { fresh: 10, seldom: 1 } : {};
      }),
    );
    // (30 + 5) / (0 + 5).
    expect([...bursts]).toEqual([['fresh', 7]]);
  });

  it('are no shared task whose papers come on one day', () => {
    expect(
      burstsOn(
        TODAY,
        historyOf((age): TermCounts['terms'] => (age === 1 ? { semeval: 40 } : {})),
      ).size,
    ).toBe(0);
  });

  it('take hostile names of terms for what they are', () => {
    const history = historyOf((age) => ({ __proto__x: 1, constructor: age < RECENT_DAYS ? 30 : 1 }));
    expect([...burstsOn(TODAY, history).keys()]).toEqual(['constructor']);
  });
});

describe('bursting terms of a paper', () => {
  const bursts = new Map([
    ['world model', 5],
    ['world', 5],
    ['agent', 3],
    ['agent memory', 2.5],
    ['tide', 2.2],
    ['wave', 2.1],
  ]);

  it('are the strongest three that have no word in common', () => {
    const { title, abstract } = { title: 'Tides', abstract: 'World models and agent memory, agents, waves.' };
    expect(burstingTermsOf({ title, abstract }, bursts)).toEqual([
      { term: 'world model', lift: 5 },
      { term: 'agent', lift: 3 },
      { term: 'tide', lift: 2.2 },
    ]);
  });

  it('are none where none bursts', () => {
    expect(burstingTermsOf(paper('Moons.'), new Map())).toEqual([]);
    expect(burstingTermsOf({ title: 'Moons', abstract: 'Moons.' }, bursts)).toEqual([]);
  });
});
