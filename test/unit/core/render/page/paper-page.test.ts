import fc from 'fast-check';
import { licenceName } from '../../../../../lambdas/core/render/page/licence-name.ts';
import { renderPaperPage, type PaperPageInput } from '../../../../../lambdas/core/render/page/paper-page.ts';
import type { Paper } from '../../../../../lambdas/core/paper/paper.ts';
import { explainScore } from '../../../../../lambdas/core/score/explain-score.ts';
import { WINDOWS } from '../../../../../lambdas/core/score/paper-score.ts';
import type { Signal } from '../../../../../lambdas/core/signal/signal.ts';
import {
  inventLists,
  inventPaper,
  inventPapers,
  NOTED_ID,
  SIGNALS,
  UNSUPPORTED_ID,
} from '../../../functions/serve-web/invented-site.ts';
import { printedGain, storyLooks, starLooks } from '../invented-signals.ts';

const site = { baseUrl: 'https://papers.example.com', sample: false, categories: ['cs.LG'] };

const render = (facts: Partial<Paper> = {}, input: Partial<PaperPageInput> = {}): string =>
  renderPaperPage({
    site,
    paper: { ...inventPaper('2611.10000'), ...facts },
    askedVersion: undefined,
    places: [],
    signals: [],
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
      landmark: '2026-01-01',
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

describe('the signals of a paper', () => {
  const papers = inventPapers();
  const lists = inventLists(papers, ['cs.LG']).filter(({ date }) => date === '2026-11-20');
  const pageFor = (id: string): { readonly page: string; readonly text: string; readonly paper: Paper } => {
    const paper = papers.find(({ paperId }) => (paperId as string) === id) ?? inventPaper(id);
    const page = renderPaperPage({
      site,
      paper,
      askedVersion: undefined,
      places: lists.flatMap(({ category, window, date, papers: places }) =>
        places
          .filter(({ paperId }) => paperId === paper.paperId)
          .map((place) => ({ ...place, category, window, date })),
      ),
      signals: SIGNALS.filter(({ paperId }) => (paperId as string) === id),
      date: '2026-11-20',
    });
    return { page, text: textOf(page), paper };
  };

  it('are shown with the arithmetic of each day, and sum up to the score of the list', () => {
    const { text, paper } = pageFor(NOTED_ID);
    expect(text).toContain(printedGain('github', 72));
    expect(text).toContain(printedGain('hacker-news', 140));
    const { totals } = explainScore(paper.score, '2026-11-20');
    const ofLists = lists.map(({ window, papers: places }) => [
      window,
      places.find(({ paperId }) => paperId === paper.paperId)?.score.toFixed(3),
    ]);
    expect(ofLists).toEqual(WINDOWS.map((window) => [window, totals[window].toFixed(3)]));
    expect(text).toContain(`Score ${WINDOWS.map((window) => totals[window].toFixed(3)).join(' ')} `);
  });

  it('are shown as they were seen, with the curve of the stars', () => {
    const { page, text } = pageFor(NOTED_ID);
    expect(page).toContain('aria-label="Stars over 11 days: 12 to 250"');
    expect(text).toContain('19 Nov GitHub stars 250 +38 the look of 18 Nov example/gradients, 25 forks, 0 issues');
    expect(text).toContain('#4 on the list of 19 November, 3 comments');
    expect(text).toContain('GitHub stars 21 −1 ');
  });

  it('are trusted less in neutral words where nothing supports them', () => {
    const { page, text } = pageFor(UNSUPPORTED_ID);
    expect(text).toContain(printedGain('github', 40, 0.3));
    expect(text).toContain('Stars that nothing else supports yet count 0.3');
    expect(page).not.toMatch(/bought|fake|fraud|suspect|cheat|manipul/i);
  });

  it('are capped in words where one source says nearly all', () => {
    const rows: readonly Signal[] = [
      ...starLooks({ paperId: '2611.10001', from: '2026-11-20', counts: [6000] }),
      ...storyLooks({ paperId: '2611.10001', from: '2026-11-20', counts: [2] }),
    ];
    const paper = inventPaper('2611.10001', {}, rows);
    const text = textOf(render(paper, { date: '2026-11-20', signals: rows }));
    expect(text).toContain('Once two sources speak, the largest is held to 1.5 times the others together');
    expect(text).toMatch(/GitHub stars [\d.]+ of [\d.]+ /);
  });

  it('of later days wait for the next list', () => {
    const rows = starLooks({ paperId: '2611.10001', from: '2026-11-21', counts: [60] });
    const text = textOf(render(inventPaper('2611.10001', {}, rows), { date: '2026-11-20' }));
    expect(text).toContain('1 piece of evidence is of later days and counts from the next list on.');
  });

  it('are said to be none where nothing was seen', () => {
    expect(textOf(render())).toContain('Nothing yet: none of the sources has shown anything of it.');
  });

  it('show hostile names as text, bounded', () => {
    const repository = `<img src=x onerror=alert(1)>${'x'.repeat(5000)}`;
    const signals = starLooks({ paperId: '2611.10000', from: '2026-11-20', counts: [60] }, { repository });
    const page = render({}, { signals });
    expect(page).not.toMatch(/<img|x{200}/);
    expect(page).toContain('&lt;img');
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
