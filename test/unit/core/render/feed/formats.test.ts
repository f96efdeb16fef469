/** Both formats through parsers of others: what went in comes out, whatever it was. */
import { parseFeed } from '@rowanmanning/feed-parser';
import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import * as z from 'zod';
import { renderAtomFeed } from '../../../../../lambdas/core/render/feed/atom-feed.ts';
import { renderJsonFeed } from '../../../../../lambdas/core/render/feed/json-feed.ts';
import type { Feed } from '../../../../../lambdas/core/render/feed/feed.ts';
import { xmlDocument, xmlElement } from '../../../../../lambdas/core/render/feed/xml-document.ts';
import { inventPaper, inventPapers } from '../../../functions/serve-web/invented-site.ts';
import { inventListFeed, inventPlace, SITE } from './invented-feed.ts';

const FEEDS: readonly (readonly [string, Feed])[] = [
  ['of real papers', inventListFeed(inventPapers())],
  ['of a sample', inventListFeed(inventPapers(), { site: { ...SITE, sample: true } })],
  ['without entries', inventListFeed([])],
];

/** Characters that no XML 1.0 document may hold, by the specification's table. */
const isForbidden = (character: string): boolean => {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return code !== 0x9 && code !== 0xa && code !== 0xd;
  return (code >= 0xd800 && code <= 0xdfff) || code === 0xfffe || code === 0xffff;
};

const allowed = (text: string): string =>
  Array.from(text)
    .filter((character) => !isForbidden(character))
    .join('');

/** As parsers of feeds give it back: every run of white space is one space. */
const normal = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Any code unit, with those that trouble XML often. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        ']]>',
        '&amp;',
        '&#0;',
        '<b>',
        '</title>',
        '"',
        "'",
        '\uFFFE',
        '\uD800',
        '\u0000',
        '\u0085',
        '$x^2$',
        '$\\frac',
      ),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));

/** `textOf` in the manner of XPath's string value; the document is read without normalising anything. */
const parser = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: true,
  htmlEntities: true,
});

/** Throws for what is not well-formed. */
const parseStrictly = (document: string): unknown => {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- it moves to a package of its own; here it still checks
  return parser.parse(document, true);
};

/** As far as it is looked at. */
interface ParsedFeed {
  readonly title: string;
  readonly entry: {
    readonly title: string;
    readonly content: { readonly '#text': string };
    readonly author: { readonly name: string } | readonly { readonly name: string }[];
  };
}

describe('XML', () => {
  it('holds any text in element and attribute, but for the characters that it may not hold', () => {
    fc.assert(
      fc.property(anyText, anyText, (text, value) => {
        const document = xmlDocument(xmlElement('root', { value }, [`[${text}]`, undefined, xmlElement('empty', {})]));
        expect(Array.from(document).some(isForbidden)).toBe(false);

        const { root } = parseStrictly(document) as { root: Record<string, string> };
        expect(normal(root['#text'] ?? '')).toBe(normal(allowed(`[${text}]`)));
        expect(normal(root['@_value'] ?? '')).toBe(normal(allowed(value)));
      }),
      { numRuns: 500 },
    );
  });
});

describe('Atom', () => {
  it.each(FEEDS)('has, in a feed %s, what RFC 4287 requires', (_, feed) => {
    const document = renderAtomFeed(feed);

    const one = z.string().min(1);
    const instant = z.iso.datetime({ offset: true });
    const link = z.strictObject({
      '@_rel': z.enum(['self', 'alternate', 'related']),
      '@_type': one,
      '@_href': z.url(),
      '@_title': z.string().optional(),
    });
    const person = z.strictObject({ name: one, uri: z.url().optional() });
    const several = <T extends z.ZodType>(item: T) => z.union([item, z.array(item)]).optional();
    const entry = z.strictObject({
      id: z.url(),
      title: one,
      link: z.union([link, z.array(link)]),
      published: instant,
      updated: instant,
      author: several(person),
      category: several(z.strictObject({ '@_term': one, '@_scheme': z.url(), '@_label': one })),
      content: z.strictObject({ '@_type': z.literal('html'), '#text': one }),
    });
    const shape = z.object({
      feed: z.strictObject({
        '@_xmlns': z.literal('http://www.w3.org/2005/Atom'),
        '@_xml:lang': z.literal('en'),
        id: z.url(),
        title: one,
        subtitle: one,
        link: z.array(link).length(3),
        updated: instant,
        author: person,
        rights: one,
        generator: one,
        icon: z.url(),
        entry: several(entry),
      }),
    });
    expect(shape.safeParse(parseStrictly(document)).error).toBeUndefined();
  });

  it.each(FEEDS)('is read, in a feed %s, by an independent parser as it was written', (_, feed) => {
    const read = parseFeed(renderAtomFeed(feed)).toJSON();
    expect(read).toMatchObject({
      meta: { type: 'atom', version: '1.0' },
      language: 'en',
      title: feed.title,
      description: feed.subtitle,
      copyright: feed.rights,
      url: feed.pageUrl,
      self: feed.atomUrl,
    });
    expect(new Date(read.updated ?? '').toISOString()).toBe(feed.updated);
    expect(read.items.map(({ id, url, title, content }) => ({ id, url, title, content }))).toEqual(
      feed.entries.map(({ id, title, contentHtml }) => ({
        id,
        url: id,
        title: normal(title),
        content: contentHtml,
      })),
    );
    expect(read.items.map(({ categories }) => categories.map(({ term }) => term))).toEqual(
      feed.entries.map(({ categories }) => categories),
    );
  });
});

describe('JSON Feed', () => {
  it.each(FEEDS)('has, in a feed %s, what version 1.1 requires, and what Atom says', (_, feed) => {
    const author = z.strictObject({ name: z.string().min(1), url: z.url().optional() });
    const item = z.strictObject({
      id: z.url(),
      url: z.url(),
      external_url: z.url().optional(),
      title: z.string().min(1),
      content_html: z.string().min(1),
      date_published: z.iso.datetime({ offset: true }),
      date_modified: z.iso.datetime({ offset: true }),
      authors: z.array(author).min(1).optional(),
      tags: z.array(z.string().min(1)),
    });
    const shape = z.strictObject({
      version: z.literal('https://jsonfeed.org/version/1.1'),
      title: z.literal(feed.title),
      home_page_url: z.literal(feed.pageUrl),
      feed_url: z.literal(feed.jsonUrl),
      description: z.string().startsWith(feed.subtitle),
      favicon: z.url(),
      authors: z.array(author).length(1),
      language: z.literal('en'),
      items: z.array(item).length(feed.entries.length),
    });
    const { items } = shape.parse(JSON.parse(renderJsonFeed(feed)));
    expect(items.map(({ id }) => id)).toEqual(parseFeed(renderAtomFeed(feed)).items.map(({ id }) => id));
  });
});

describe('any text in any slot', () => {
  /** References of a mark-up of ours, replaced. */
  const decoded = (markup: string): string =>
    markup
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&#39;/g, "'")
      .replace(/&amp;/g, '&');

  const slotsOf = (text: fc.Arbitrary<string>) =>
    fc.record({
      title: text,
      abstract: text,
      authors: fc.array(text, { minLength: 1, maxLength: 4 }),
      evidence: fc.array(text, { maxLength: 4 }),
      siteTitle: text,
    });

  const feedWith = ({ title, abstract, authors, evidence, siteTitle }: Slots) => {
    const paper = inventPaper('2611.10000', { title, abstract, authors: ['A. Author', ...authors] });
    const feed = inventListFeed([paper], {
      site: { ...SITE, title: siteTitle },
      places: [inventPlace(paper, { evidence })],
    });
    const [entry] = feed.entries;
    if (entry === undefined) throw new Error('no entry');
    return { feed, entry };
  };
  type Slots = ReturnType<typeof slotsOf> extends fc.Arbitrary<infer T> ? T : never;

  it('comes out of both formats as the same text', () => {
    fc.assert(
      fc.property(slotsOf(anyText), (slots) => {
        const { feed, entry } = feedWith(slots);
        const document = renderAtomFeed(feed);
        expect(Array.from(document).some(isForbidden)).toBe(false);

        const atom = (parseStrictly(document) as { feed: ParsedFeed }).feed;
        expect(atom.title).toBe(allowed(feed.title));
        expect(atom.entry.title).toBe(allowed(entry.title));
        expect(atom.entry.content['#text']).toBe(allowed(entry.contentHtml));
        expect([atom.entry.author].flat().map(({ name }) => name)).toEqual(entry.authors.map(allowed));
        const json = JSON.parse(renderJsonFeed(feed)) as { items: unknown[] };
        expect(json).toMatchObject({ title: feed.title });
        expect(json.items[0]).toMatchObject({
          title: entry.title,
          content_html: entry.contentHtml,
          authors: entry.authors.map((name) => ({ name })),
        });
      }),
      { numRuns: 300 },
    );
  });

  // This parser replaces references once more in what XML's own reading gave, so text with an ampersand is no fair question.
  it('is read by the independent parser, too, where it holds no ampersand', () => {
    fc.assert(
      fc.property(slotsOf(anyText.map((text) => text.replaceAll('&', '+'))), (slots) => {
        const { feed, entry } = feedWith(slots);
        const [item] = parseFeed(renderAtomFeed(feed)).items;
        expect(item?.title).toBe(allowed(entry.title).trim());
        expect(item?.content).toBe(allowed(decoded(entry.contentHtml)));
        expect(item?.authors.map(({ name }) => name)).toEqual(entry.authors.map((name) => allowed(name).trim()));
      }),
      { numRuns: 200 },
    );
  });

  it('brings no mark-up of its own into the content, and none of it is lost', () => {
    fc.assert(
      fc.property(slotsOf(anyText), (slots) => {
        const { contentHtml } = feedWith(slots).entry;
        const text = contentHtml.replace(/<\/?(?:p|ul|li|strong|a)(?: (?:dir|href)="[^"<>]*")?>/g, '\n');
        expect(text).not.toMatch(/[<>]/);
        for (const line of slots.evidence.filter((each) => /^[!-~]+$/.test(each)))
          expect(decoded(text)).toContain(line);
      }),
      { numRuns: 300 },
    );
  });
});
