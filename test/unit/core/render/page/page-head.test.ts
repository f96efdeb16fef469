import fc from 'fast-check';
import { citationMetas } from '../../../../../lambdas/core/render/page/citation-metas.ts';
import { pageHead, type PageHead } from '../../../../../lambdas/core/render/page/page-head.ts';
import { renderPaperPage } from '../../../../../lambdas/core/render/page/paper-page.ts';
import { inventPaper } from '../../../functions/serve-web/invented-site.ts';

const SITE = { baseUrl: 'https://papers.example.com', sample: false, name: 'Paper Round' };

const headOf = (head: Partial<PageHead> = {}, site: Partial<typeof SITE> = {}): string =>
  pageHead({ title: 'A title', ...head }, { ...SITE, ...site }).markup;

describe('the head of a page', () => {
  it('has what a link preview shows', () => {
    const head = headOf({ description: 'What it is', canonicalPath: '/scoring' });
    expect(head).toContain('<meta property="og:title" content="A title" />');
    expect(head).toContain('<meta property="og:site_name" content="Paper Round" />');
    expect(head).toContain('<meta property="og:description" content="What it is" />');
    expect(head).toContain('<meta property="og:url" content="https://papers.example.com/scoring" />');
    expect(head).toContain('<meta name="twitter:card" content="summary" />');
    expect(head).toContain('<link rel="canonical" href="https://papers.example.com/scoring" />');
  });

  it('asks for no index where there is no address to index', () => {
    expect(headOf()).toContain('<meta name="robots" content="noindex" />');
    expect(headOf()).not.toContain('og:url');
  });

  it('marks sample data in the preview too, and keeps it out of search engines', () => {
    const head = headOf({ description: 'What it is', canonicalPath: '/' }, { sample: true });
    expect(head).toContain('content="Sample data: every paper here is invented. What it is"');
    expect(head).toContain('noindex');
    expect(head).not.toContain('rel="canonical"');
    expect(headOf({}, { sample: true })).toContain('Sample data');
  });

  it('colours the browser in light and dark', () => {
    expect(
      headOf().match(
        /<meta name="theme-color" content="#[0-9a-f]{6}" media="\(prefers-color-scheme: (?:light|dark)\)" \/>/g,
      ),
    ).toHaveLength(2);
  });

  it('keeps any text in any slot in its quotes', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', "'", '<', '>', '&', 'a', ' ') }), (text) => {
        const plain = headOf({ description: 'a', canonicalPath: '/', metas: [['m', 'a']], previewTitle: 'a' });
        const head = headOf({
          title: text || 'x',
          previewTitle: text,
          description: text,
          canonicalPath: '/',
          metas: [['m', text]],
        });
        expect(head.match(/<[a-z]/g)?.length).toBe(plain.match(/<[a-z]/g)?.length);
        expect(head.match(/"/g)?.length).toBe(plain.match(/"/g)?.length);
      }),
    );
  });
});

describe('what reference managers read', () => {
  const paper = inventPaper('2611.10000', {
    title: 'Bounds of $O(n^2)$',
    authors: ['Ana Lindqvist', 'Tomás "T" Reyes'],
    submittedAt: '2026-11-18T15:20:00Z',
    doi: '10.1000/xyz',
  });

  it('is title, authors, dates, identifier, PDF and DOI', () => {
    expect(citationMetas(paper).filter(([name]) => name !== 'citation_abstract')).toEqual([
      ['citation_title', 'Bounds of O(n²)'],
      ['citation_author', 'Ana Lindqvist'],
      ['citation_author', 'Tomás "T" Reyes'],
      ['citation_date', '2026/11/18'],
      ['citation_online_date', '2026/11/20'],
      ['citation_arxiv_id', '2611.10000'],
      ['citation_pdf_url', 'https://arxiv.org/pdf/2611.10000'],
      ['citation_doi', '10.1000/xyz'],
    ]);
  });

  it('stands on the page of a paper, which is an article to a preview', () => {
    const site = { baseUrl: 'https://papers.example.com', sample: false, categories: ['cs.LG'] };
    const page = renderPaperPage({ site, paper, askedVersion: undefined, places: [], signals: [], date: '2026-11-20' });
    expect(page).toContain('<meta name="citation_author" content="Tomás &quot;T&quot; Reyes" />');
    expect(page).toContain('<meta property="og:type" content="article" />');
    expect(page).toContain('<meta property="og:title" content="Bounds of O(n²)" />');
    expect(page).toContain('Bounds of <math>');
  });

  it('is nothing of a sample, and bounded for a collaboration', () => {
    expect(citationMetas(inventPaper('2613.00001'))).toEqual([]);
    const many = inventPaper('2611.10001', { authors: Array.from({ length: 3_000 }, (_, index) => `Author ${index}`) });
    expect(citationMetas(many).filter(([name]) => name === 'citation_author')).toHaveLength(100);
  });
});
