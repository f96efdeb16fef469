import * as fc from 'fast-check';
import { authorFromParts, parseAuthorString, tidyAuthors } from '../../../../lambdas/core/paper/author.ts';

describe('parseAuthorString', () => {
  it.each<[string, string[]]>([
    ['Ada Byron', ['Ada Byron']],
    ['A. Lee, P. Hei and J. Raj', ['A. Lee', 'P. Hei', 'J. Raj']],
    ['C. Batt, G. Orr, and A. Ally', ['C. Batt', 'G. Orr', 'A. Ally']],
    ['Anders And, Randi Land', ['Anders And', 'Randi Land']],
    [
      'A. Bald (1), W. Form (1,2), L. Long (2) ((1) Center, Cambridge, MA, (2) U. of X, Y (Z))',
      ['A. Bald', 'W. Form', 'L. Long'],
    ],
    [
      'Bo Kang (Iowa State U., Ames), Li Qiu (BNL, Upton and Yale) and W. Vogel (BNL)',
      ['Bo Kang', 'Li Qiu', 'W. Vogel'],
    ],
    ['J. Dals, for the Belle Collaboration', ['J. Dals', 'Belle Collaboration']],
    ['J. Dals for the Belle Collaboration', ['J. Dals', 'Belle Collaboration']],
    ['A. Bee (on behalf of the CMS Collaboration)', ['A. Bee', 'CMS Collaboration']],
    ['ATLAS Collaboration: G. Aadt, B. Abb', ['ATLAS Collaboration', 'G. Aadt', 'B. Abb']],
    [
      'The L Scientific Collaboration, the V Collaboration: B. Abb',
      ['L Scientific Collaboration', 'V Collaboration', 'B. Abb'],
    ],
    ['M. Aguil et al. (AMS Collaboration)', ['M. Aguil', 'AMS Collaboration']],
    ['X. Fo, for the ATLAS and CMS Collaborations', ['X. Fo', 'ATLAS', 'CMS Collaborations']],
    ['A. One, B. Two, et al. (149 additional authors not shown)', ['A. One', 'B. Two']],
    ['A. One, B. Two, 149 additional authors not shown', ['A. One', 'B. Two']],
    ['Quirino Sugg Jr., Carl Fern', ['Quirino Sugg Jr.', 'Carl Fern']],
    ['John Smith, Jr., Ann Lee, III', ['John Smith Jr.', 'Ann Lee III']],
    [String.raw`Benedek Valk\'o, Erd\H{o}s P\'al`, ['Benedek Valkó', 'Erdős Pál']],
    ['A. Open (Univ, B. Next', ['A. Open', 'B. Next']],
    ['A. Lee*, B. Roe†', ['A. Lee', 'B. Roe']],
    ['Wei Zhang, Wei Zhang', ['Wei Zhang', 'Wei Zhang']],
    [
      'V.P.Min, C.N. Yan, J. -P. Ser, J.-P. Ser, Md.Say',
      ['V. P. Min', 'C. N. Yan', 'J.-P. Ser', 'J.-P. Ser', 'Md. Say'],
    ],
    ['A. Bee, C. Dee, and and And E. Eff', ['A. Bee', 'C. Dee', 'E. Eff']],
    ['', []],
    ['(1), ((', []],
  ])('reads %s', (text, authors) => {
    expect(parseAuthorString(text)).toEqual(authors);
  });

  it('gives plain comma lists back whatever affiliations stand behind the names', () => {
    const names = fc.constantFrom(
      'Ada Byron',
      'C. F. Gau',
      'Li Wei',
      'Jean-Luc Dupont',
      'María del Río',
      'van der Berg',
    );
    const affiliations = fc.constantFrom('', ' (1)', ' (Univ. of X, Y)', ' (A (B, C), D)', ' (1,2)');
    fc.assert(
      fc.property(fc.array(fc.tuple(names, affiliations), { minLength: 1, maxLength: 30 }), (list) => {
        const text = list.map(([name, affiliation]) => name + affiliation).join(', ');
        expect(parseAuthorString(text)).toEqual(list.map(([name]) => name));
      }),
    );
  });

  it('keeps all of 3,000 authors', () => {
    const names = Array.from({ length: 3_000 }, (_, index) => `A. Name${String.fromCharCode(97 + (index % 26))}`);
    expect(parseAuthorString(names.join(', '))).toHaveLength(3_000);
  });

  it.each(['(', ')', '(,', ' and', '(a) ', 'Collaboration:', 'for the ', 'et al. ', '\\"', '{'])(
    'comes to an end on 100 KB of "%s"',
    (piece) => {
      expect(
        parseAuthorString(piece.repeat(Math.ceil(100_000 / piece.length))).every((name) => name.length <= 200),
      ).toBe(true);
    },
  );

  it('never throws and never gives an empty name', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(
            'a',
            'B',
            ' ',
            ',',
            '(',
            ')',
            ':',
            '.',
            '\\',
            '{',
            '}',
            '&',
            ';',
            'and',
            'for the',
            'Collaboration',
          ),
        }),
        (text) => {
          expect(parseAuthorString(text).every((name) => name.trim() !== '')).toBe(true);
        },
      ),
    );
  });
});

describe('tidyAuthors', () => {
  it.each<[string[], string[]]>([
    [
      ['Any-Core Team', ':', 'Bo Kang'],
      ['Any-Core Team', 'Bo Kang'],
    ],
    [
      ['The L Collaboration', 'The Anh Ho'],
      ['L Collaboration', 'The Anh Ho'],
    ],
    [['X Collaboration: A. Bee'], ['X Collaboration', 'A. Bee']],
    [
      ['R.M.K. van Dij', 'John Smith', 'III', ''],
      ['R. M. K. van Dij', 'John Smith III'],
    ],
  ])('makes %j names like those of a string', (names, tidy) => {
    expect(tidyAuthors(names)).toEqual(tidy);
    expect(tidyAuthors(tidy)).toEqual(tidy);
  });
});

describe('authorFromParts', () => {
  it.each([
    [{ keyname: 'Aadt', forenames: 'G.', suffix: 'Jr' }, 'G. Aadt Jr'],
    [{ keyname: 'Belle Collaboration' }, 'Belle Collaboration'],
    [{ keyname: 'Belle Collaboration', forenames: 'for the' }, 'Belle Collaboration'],
    [{ keyname: 'al.', forenames: 'M. Aguil et' }, 'M. Aguil'],
    [{ keyname: String.raw`\v Sim`, forenames: 'P.' }, 'P. Šim'],
    [{ keyname: 'Li', forenames: 'and W.-X.Y.' }, 'W.-X. Y. Li'],
    [{ keyname: 'Li', forenames: 'And H. -W.' }, 'H.-W. Li'],
    [{ keyname: '' }, ''],
  ])('makes %j one name', (parts, name) => {
    expect(authorFromParts(parts)).toBe(name);
  });
});
