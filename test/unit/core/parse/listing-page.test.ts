import fc from 'fast-check';
import { LISTING_KINDS } from '../../../../lambdas/core/paper/paper.ts';
import { parse } from './invented-documents.ts';
import {
  listedEntry,
  listingPage,
  oldListingPage,
  type InventedListing,
  type ListedEntries,
} from './invented-listing-page.ts';

const FRIDAY: readonly ListedEntries[] = [
  { kind: 'new', ids: ['2611.01234', '2611.01235'] },
  { kind: 'cross-list', ids: ['2611.02000'] },
  { kind: 'replacement', ids: ['2601.00001', 'hep-th/9901001'] },
];
const entriesOf = (sections: readonly ListedEntries[]) =>
  sections.flatMap(({ kind, ids }) => ids.map((paperId) => ({ paperId, kind })));

const readPage = (text: string, category?: string) =>
  parse(text, { source: 'https://arxiv.org/list/cs.LG/new', ...(category !== undefined && { category }) });
const read = (listing: InventedListing, category?: string) => readPage(listingPage(listing), category);

describe('a listing page', () => {
  it('gives its date, its identifiers by kind and its own count, without any record', () => {
    expect(read({ sections: FRIDAY })).toEqual({
      format: 'listing-page',
      label: 'listing page',
      records: [],
      rejects: [],
      deletedIds: [],
      listDate: '2026-11-20',
      listingPage: {
        category: 'cs.LG',
        date: '2026-11-20',
        entries: entriesOf(FRIDAY),
        announced: 3,
        isWhole: true,
      },
    });
  });

  it('gives each identifier once per kind, also where a section stands twice', () => {
    const sections: readonly ListedEntries[] = [...FRIDAY, ...FRIDAY.slice(0, 1)];
    expect(read({ sections }).listingPage?.entries).toEqual(entriesOf(FRIDAY));
  });

  it('is read in the layout before 2024 too', () => {
    expect(readPage(oldListingPage({ sections: FRIDAY })).listingPage).toEqual({
      category: 'cs.LG',
      date: '2026-11-20',
      entries: entriesOf(FRIDAY),
      announced: 3,
      isWhole: true,
    });
  });

  it('is not whole where it shows less than it counts, and still says how many there are', () => {
    const { listingPage: page, problem } = read({ sections: [{ kind: 'new', ids: ['2611.01234'], counted: 2100 }] });
    expect(page).toMatchObject({ announced: 2100, isWhole: false, entries: [{ paperId: '2611.01234' }] });
    expect(problem).toBeUndefined();
  });

  it('is not whole where the sections add up to less than the total', () => {
    expect(read({ sections: FRIDAY, total: 9 }).listingPage).toMatchObject({ announced: 3, isWhole: false });
  });

  it.each([
    [
      'fewer entries than it says it shows',
      listingPage({ sections: [{ kind: 'new', ids: ['2611.01234'], shown: 2, counted: 2 }] }),
    ],
    ['no end', listingPage({ sections: FRIDAY }).replace('</html>', '')],
    ['its last entries cut off', listingPage({ sections: FRIDAY }).slice(0, -1800)],
  ])('with %s is cut: not whole, and a problem', (_, text) => {
    expect(readPage(text)).toMatchObject({
      listingPage: { date: '2026-11-20', isWhole: false },
      problem: { kind: 'truncated' },
    });
  });

  it('with an entry that names no paper is not whole, and says so', () => {
    const text = listingPage({ sections: FRIDAY, total: null }).replaceAll('/abs/2611.01235', '/abs/nonsense');
    expect(readPage(text)).toMatchObject({
      listingPage: { announced: 3, isWhole: false },
      problem: { kind: 'malformed', message: expect.stringContaining('entries that name no paper: 1') as string },
    });
  });

  it.each([
    ['total of 0', listingPage({ sections: [] })],
    ['sections of 0', listingPage({ sections: [{ kind: 'new', ids: [] }], total: null })],
    [
      'words',
      listingPage({ sections: [], total: null }).replace('<ul>', '<p>No updates for this time period.</p><ul>'),
    ],
  ])('may say that nothing was announced: by %s', (_, text) => {
    const { listingPage: page, problem } = readPage(text);
    expect(page).toEqual({ category: 'cs.LG', date: '2026-11-20', entries: [], announced: 0, isWhole: true });
    expect(problem).toBeUndefined();
  });

  it.each([
    ['no date', listingPage({ sections: FRIDAY, date: 'today' })],
    ['several dates', oldListingPage({ sections: FRIDAY }).replace('Fri, 20 Nov 26', 'Thu, 19 Nov 26')],
    ['30 February as its date', listingPage({ sections: FRIDAY, date: 'Monday, 30 February 2026' })],
    ['no sections', listingPage({ sections: [], total: 5 })],
    ['no sections', listingPage({ sections: [], total: null })],
    ['no entry', listingPage({ sections: FRIDAY }).replaceAll('<dt>', '<p>').replaceAll('</dt>', '</p>')],
    ['no entry', listingPage({ sections: FRIDAY }).replaceAll('/abs/', '/papers/')],
  ])('with %s is never an empty success', (what, text) => {
    const document = readPage(text);
    expect(document).toMatchObject({ format: 'listing-page', problem: { kind: 'malformed' } });
    expect(document.problem?.message).toContain(what.split(' ').at(-1) ?? '');
    expect(document).not.toHaveProperty('listingPage');
  });

  it.each([
    '<!DOCTYPE html><html><body><h1>503 Service Unavailable</h1></body></html>',
    '<html><body>Access denied</body></html>',
  ])('is told from another page in its place: %s', (text) => {
    expect(readPage(text)).toMatchObject({ format: 'error-text', problem: { kind: 'unexpected-root' } });
    expect(readPage(text).rejects).toHaveLength(1);
  });

  it('counts an identifier once per section, so that a doubled entry hides no missing one', () => {
    const { listingPage: page } = read({ sections: [{ kind: 'new', ids: ['2611.01234', '2611.01234'] }] });
    expect(page).toMatchObject({ announced: 2, isWhole: false, entries: [{ paperId: '2611.01234' }] });
  });

  it('takes identifiers of the sample only where they are allowed', () => {
    const text = listingPage({ sections: [{ kind: 'new', ids: ['2613.00001'] }] });
    expect(readPage(text)).not.toHaveProperty('listingPage');
    expect(parse(text, { sampleIds: true }).listingPage?.entries).toHaveLength(1);
  });
});

describe('the category of a listing page', () => {
  const categoryOf = (text: string, context: { readonly category?: string; readonly source?: string }) => {
    const { listingPage: page, problem } = parse(text, { source: 'page.html', ...context });
    return page?.category ?? problem?.message;
  };
  const withoutLinks = (text: string): string => text.replaceAll('/list/', '/lists/');

  it('is the one that was asked for', () => {
    expect(categoryOf(listingPage({ category: 'stat.ML', sections: FRIDAY }), { category: 'stat.ML' })).toBe('stat.ML');
    expect(categoryOf(withoutLinks(listingPage({ sections: FRIDAY })), { category: 'stat.ML' })).toBe('stat.ML');
  });

  it('is canonical, whichever partner was asked for', () => {
    expect(categoryOf(listingPage({ category: 'cs.NA', sections: FRIDAY }), { category: 'math.NA' })).toBe('math.NA');
    expect(categoryOf(listingPage({ category: 'math.NA', sections: FRIDAY }), { category: 'cs.NA' })).toBe('math.NA');
  });

  it('is told by the links of the page, by the address, or by its name', () => {
    const page = listingPage({ category: 'stat.ML', sections: FRIDAY });
    expect(categoryOf(page, {})).toBe('stat.ML');
    expect(categoryOf(withoutLinks(page), { source: 'https://arxiv.org/list/stat.ML/new' })).toBe('stat.ML');
    expect(categoryOf(withoutLinks(page), {})).toBe('cs.LG');
  });

  it('is never that of another list', () => {
    expect(categoryOf(listingPage({ category: 'cs.LG', sections: FRIDAY }), { category: 'stat.ML' })).toMatch(
      /is of cs\.LG, not of stat\.ML/,
    );
  });

  it('is none on the page of a whole archive', () => {
    const archive = listingPage({ category: 'cs', sections: FRIDAY });
    expect(categoryOf(archive, {})).toMatch(/does not tell of which category/);
    expect(categoryOf(archive, { category: 'cs.LG' })).toMatch(/is of cs, not of cs\.LG/);
    expect(categoryOf(archive.replaceAll('/list/cs/', '/list/astro-ph/'), {})).toMatch(/does not tell/);
  });
});

describe('any listing page', () => {
  const id = fc.integer({ min: 0, max: 99_999 }).map((number) => `2611.${String(number).padStart(5, '0')}`);
  const sections = fc
    .tuple(...LISTING_KINDS.map(() => fc.uniqueArray(id, { minLength: 1, maxLength: 12 })))
    .map((lists) => LISTING_KINDS.map((kind, index) => ({ kind, ids: lists[index] ?? [] })));

  it('gives back what was put into it', () => {
    fc.assert(
      fc.property(sections, fc.boolean(), (listed, isOld) => {
        const text = isOld ? oldListingPage({ sections: listed }) : listingPage({ sections: listed });
        const { listingPage: page, problem } = readPage(text);
        expect(problem).toBeUndefined();
        expect(page?.isWhole).toBe(true);
        expect(page?.entries).toEqual(entriesOf(listed));
      }),
      { numRuns: 60 },
    );
  });

  it('cut anywhere is whole never, and what it still gives is true', () => {
    fc.assert(
      fc.property(sections, fc.double({ min: 0, max: 0.999, noNaN: true }), (listed, share) => {
        const text = listingPage({ sections: listed });
        const end = text.indexOf('</html>');
        const document = readPage(text.slice(0, Math.floor(end * share)) || '<');
        expect(document.problem).toBeDefined();
        expect(document.listingPage?.isWhole ?? false).toBe(false);
        const known = new Set(listed.flatMap(({ kind, ids }) => ids.map((each) => `${kind} ${each}`)));
        for (const { kind, paperId } of document.listingPage?.entries ?? [])
          expect(known.has(`${kind} ${paperId}`)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('with entries lost or broken is never whole', () => {
    fc.assert(
      fc.property(sections, fc.nat(), fc.constantFrom('<dt', '/abs/'), (listed, where, broken) => {
        const text = listingPage({ sections: listed });
        const entries = text.split(/(?=\n {2}<dt>)/);
        const at = 1 + (where % (entries.length - 1));
        entries[at] = (entries[at] ?? '').replace(broken, '');
        const { listingPage: page } = readPage(entries.join(''));
        expect(page?.isWhole ?? false).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  it('of random scraps is read without failing', () => {
    const scrap = fc.constantFrom(
      '<h3>', '</h3>', '<dt>', '</dt>', '<dd>', '<a href="/abs/2611.01234">', "<a href='", '"', '<!--', '-->', '<script>', '</script>', '<', '>',
      'New submissions (showing 2 of 3 entries)', 'Showing new listings for Friday, 20 November 2026', 'Total of 3 entries', '</html>', '\u0000', '<dl>',
    ); // prettier-ignore
    fc.assert(
      fc.property(fc.array(scrap, { maxLength: 60 }), (scraps) => {
        const { problem, listingPage: page } = readPage(`<!doctype html>${scraps.join('')}`);
        expect(problem !== undefined || page !== undefined).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a hostile listing page', () => {
  const MARK = '<!doctype html><h3>Showing new listings for Friday, 20 November 2026</h3>';
  // Large enough that quadratic work would take minutes and end in the time limit of the test.
  const CHARS = 4 * 1024 * 1024;

  it.each([
    '<dt>', '<a href="', '<a href=', '<', '<!--', '<script>', '<h3>New submissions', '<h3>New submissions</h3>', '<dt><a href="/abs/', '<a href    ',
    'total of 1', '<h1>', '(showing 1 of 1', '<dt><a href="/abs/2611.01234">', '&nbsp;', ' for ',
  ])('of %s over and over is read in linear time', (scrap) => {
    const document = readPage(MARK + scrap.repeat(Math.ceil(CHARS / scrap.length)));
    expect(document.problem).toBeDefined();
  }); // prettier-ignore

  it('is read in part when it has more entries than any page', () => {
    const text = MARK + '<h3>New submissions (showing 1 of 1 entries)</h3>' + '<dt>'.repeat(200_000);
    expect(readPage(text.concat('</html>')).problem).toBeDefined();
  });

  it('shows nothing of script, style and comments', () => {
    expect(listedEntry('2611.01234', { kind: 'new', place: 1 })).toContain('/abs/2611.01234');
    const ids = read({ sections: FRIDAY }).listingPage?.entries.map(({ paperId }) => String(paperId));
    expect(ids).not.toContain('2611.99999');
  });
});
