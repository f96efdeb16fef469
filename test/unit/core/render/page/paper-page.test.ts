import fc from 'fast-check';
import { licenceName } from '../../../../../lambdas/core/render/page/licence-name.ts';
import { renderPaperPage, type PaperPageInput } from '../../../../../lambdas/core/render/page/paper-page.ts';
import type { Paper } from '../../../../../lambdas/core/paper/paper.ts';
import { inventPaper } from '../../../functions/serve-web/invented-site.ts';

const site = { baseUrl: 'https://papers.example.com', sample: false, categories: ['cs.LG'] };

const render = (facts: Partial<Paper> = {}, input: Partial<PaperPageInput> = {}): string =>
  renderPaperPage({
    site,
    paper: { ...inventPaper('2611.10000'), ...facts },
    askedVersion: undefined,
    places: [],
    date: '2026-11-24',
    ...input,
  });

const textOf = (markup: string): string =>
  markup
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

describe('a paper’s page', () => {
  it('shows every fact on record', () => {
    const text = textOf(
      render({
        version: 3,
        comment: 'Accepted, 12 pages',
        doi: '10.1000/xyz',
        journalRef: 'J. Invented 1 (2026) 2',
        license: 'http://creativecommons.org/licenses/by-nc/4.0/',
        submittedAt: '2026-11-18T15:20:00Z',
        aliasCategories: ['math.MP'],
        announcedBasis: 'computed',
        withdrawn: true,
      }),
    );
    for (const words of [
      '3, the newest of 3',
      'Accepted, 12 pages',
      '10.1000/xyz',
      'J. Invented 1 (2026) 2',
      'CC BY-NC 4.0',
      '18 November 2026 at 15:20 UTC',
      'math.MP',
      'worked out from the first submission',
      'has been withdrawn',
      'cs.LG Machine Learning',
    ]) {
      expect(text).toContain(words);
    }
  });

  it('adds up: the factors make the mass, the mass fades to the score', () => {
    const { score } = inventPaper('2611.10000');
    const [contribution] = score.contributions;
    const mass = contribution?.mass ?? 0;
    const text = textOf(render());
    for (const { weight } of contribution?.features ?? []) expect(text).toContain(`× ${Math.exp(weight).toFixed(3)}`);
    expect(text).toContain(mass.toFixed(3));
    // Four days after its announcement, half of it is left in the list of the week.
    expect(text).toContain(`${mass.toFixed(3)} × ½ 4/4`);
    expect(text).toContain(` ${(mass / 2).toFixed(3)} `);
    expect(text).not.toContain('everything else');
  });

  it('shows what its features leave unexplained', () => {
    const score = {
      formula: '1',
      logMass: { day: 0, week: 0, month: 0 },
      contributions: [{ source: 'github', on: '2026-11-20', mass: 2, features: [] }],
    };
    expect(textOf(render({ score }))).toMatch(/everything else \+0\.693 × 2\.000/);
  });

  it('makes no link of an address that is none', () => {
    const page = render({
      license: 'javascript:alert(1)',
      doi: '10.1/"><script>',
      links: { code: ['javascript:alert(1)'], project: ['data:text/html,x'] },
    });
    expect(page).not.toMatch(/href="(?:javascript:|data:|#")/i);
    expect(page).not.toContain('<script>');
  });

  it('folds away most of a large collaboration, and isolates each name', () => {
    const page = render({ authors: Array.from({ length: 2900 }, (_, index) => `Collaborator ${index}`) });
    expect(page).toContain('and 2,880 more authors');
    expect(page.match(/<bdi>/g)).toHaveLength(2900);
  });

  it('shows any text as text', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '<script>',
        '"><img src=x onerror=alert(1)>',
        "' onmouseover='x",
        '</style>',
        '&lt;',
        '</title><b>',
      ),
    );
    fc.assert(
      fc.property(text, text, text, (title, author, comment) => {
        const page = render({
          title,
          abstract: title,
          authors: [author],
          comment,
          journalRef: comment,
          links: { code: [comment], project: [author] },
        });
        const tags = [...page.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, tag = '']) => tag.toLowerCase());
        expect(tags).not.toContain('script');
        expect(tags).not.toContain('img');
        expect(page.match(/<\/style>/g)).toHaveLength(1);
        // Quoted values can hold what they like; between them no text of ours or theirs makes a handler.
        expect(page.replace(/"[^"<>]*"/g, '""')).not.toMatch(/<[a-z][^<>]*\son\w+\s*=/i);
      }),
    );
  });
});

describe('the name of a licence', () => {
  it.each([
    ['http://creativecommons.org/licenses/by/4.0/', 'CC BY 4.0'],
    ['https://creativecommons.org/publicdomain/zero/1.0/', 'CC0 1.0'],
    ['http://arxiv.org/licenses/nonexclusive-distrib/1.0/', 'arXiv’s non-exclusive licence'],
    ['something else', 'something else'],
  ])('%s is %s', (license, name) => {
    expect(licenceName(license)).toBe(name);
  });
});
