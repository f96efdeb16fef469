import { scanDocument } from '../../../../lambdas/core/parse/scan-document.ts';

const slicesOf = (text: string): readonly string[] =>
  scanDocument(text).parts.flatMap(({ slices }) =>
    slices.map(({ xml, fault }) => (fault === undefined ? xml : `! ${xml}`)),
  );
const problemOf = (text: string): string | undefined => scanDocument(text).problem?.kind;

const feed = (content: string): string => `<rss><channel><title>t</title>${content}</channel></rss>`;

describe('scanDocument', () => {
  it('cuts records out and leaves the rest as the frame', () => {
    const scanned = scanDocument(`<?xml version="1.0"?>${feed('<item><a/></item> <item/>')}\n`);
    expect(scanned).toEqual({
      parts: [
        {
          root: 'rss',
          slices: [{ xml: '<item><a/></item>' }, { xml: '<item/>' }],
          frame: '<?xml version="1.0"?><rss><channel><title>t</title> </channel></rss>\n',
          headers: [],
          head: '<?xml version="1.0"?><rss><channel><title>t</title>',
        },
      ],
    });
  });

  it('is not deceived by comments, character data, instructions and attributes', () => {
    const tricky = '<item a="</item>" b=\'<\'><!-- </item> --><![CDATA[</item><item>]]><?x </item>?></item>';
    expect(problemOf(feed(tricky))).toBe('malformed');
    const sound = '<item a=">" b=\'"\'><!-- </item> --><![CDATA[</item><item>]]><?x </item>?></item>';
    expect(slicesOf(feed(sound))).toEqual([sound]);
    expect(problemOf(feed(sound))).toBeUndefined();
  });

  it('knows elements by their local name', () => {
    expect(slicesOf('<o:OAI-PMH><o:ListRecords><o:record><a/></o:record></o:ListRecords></o:OAI-PMH>')).toEqual([
      '<o:record><a/></o:record>',
    ]);
  });

  it.each([
    ['a record that is never closed', '<item><a/>'],
    ['an element that is never closed', '<item><a></item>'],
    ['a closing tag too many', '<item></a></item>'],
    ['a tag that is never closed', '<item><a </item>'],
    ['a quote that is never closed', '<item><a b="c></a></item>'],
    ['a comment that is never closed', '<item><!-- </item>'],
    ['character data that is never closed', '<item><![CDATA[ </item>'],
    ['an instruction that is never closed', '<item><?x </item>'],
    ['a bare <', '<item>1 < 2</item>'],
    ['a DOCTYPE inside', '<item><!DOCTYPE x></item>'],
    ['its document closed inside', '<item></channel></rss></item>'],
    ['another document begun inside', '<item></channel></rss><feed></item>'],
    ['something foreign begun inside', '<item></channel></rss><b></item>'],
    ['elements without end inside', `<item>${'<a>'.repeat(200)}</item>`],
  ])('lets %s cost no neighbour', (_, broken) => {
    const slices = slicesOf(feed(`<item>1</item>${broken}<item>3</item>`));
    expect(slices[0]).toBe('<item>1</item>');
    expect(slices[1]).toMatch(/^! /);
    expect(slices.at(-1)).toBe('<item>3</item>');
    expect(slices).toHaveLength(3);
    expect(problemOf(feed(`<item>1</item>${broken}<item>3</item>`))).toMatch(/malformed|truncated/);
  });

  it.each([
    ['inside a record', '<rss><channel><item>1</item><item><ti', ['<item>1</item>', '! <item><ti']],
    ['between records', '<rss><channel><item>1</item>', ['<item>1</item>']],
    ['in the last closing tag', '<rss><channel><item>1</item></channel></rs', ['<item>1</item>']],
    ['in the head', '<rss><channel><title>', []],
    ['in a list of identifiers', '<OAI-PMH><ListIdentifiers><header><identifier>', []],
  ])('notices a document cut %s', (_, text, slices) => {
    expect(slicesOf(text)).toEqual(slices);
    expect(problemOf(text)).toBe('truncated');
  });

  it('takes a document that ends well around an open record for broken, not for cut', () => {
    const scanned = scanDocument(feed('<item>1</item><item><a/>'));
    expect(scanned.problem).toEqual({ kind: 'malformed', message: 'the record is not closed' });
    expect(scanned.parts[0]?.frame).toBe(feed(''));
  });

  it('tells glued documents apart, each with its frame', () => {
    const scanned = scanDocument(
      `${feed('<item>1</item>')}\n<?xml version="1.0"?><feed><id>x</id><entry>2</entry></feed>`,
    );
    expect(scanned.parts.map(({ root, slices }) => [root, slices.length])).toEqual([
      ['rss', 1],
      ['feed', 1],
    ]);
    expect(scanned.parts[1]?.frame).toBe('<feed><id>x</id></feed>');
    expect(scanned.problem).toMatchObject({
      kind: 'malformed',
      message: expect.stringContaining('second document') as string,
    });
  });

  it('cuts records of another format out as broken ones', () => {
    expect(slicesOf(feed('<item>1</item><entry>2</entry><record>3</record><item>4</item>'))).toEqual([
      '<item>1</item>',
      '! <entry>2</entry>',
      '! <record>3</record>',
      '<item>4</item>',
    ]);
    expect(scanDocument('<html><item>1</item></html>').parts[0]?.slices).toEqual([]);
  });

  it('says what it found without control characters', () => {
    const [slice] = scanDocument(feed('<item></a\u0001b></item>')).parts[0]?.slices ?? [];
    expect(slice?.fault).toBe('</a b> closes nothing');
  });

  it('notices text after the end', () => {
    expect(problemOf(`${feed('')} and more`)).toBe('malformed');
  });

  it('refuses a DOCTYPE unread', () => {
    expect(scanDocument(`<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>${feed('<item>1</item>')}`)).toMatchObject({
      parts: [],
      problem: { kind: 'doctype' },
    });
  });

  it('stops at 100,000 records', () => {
    const scanned = scanDocument(feed('<item/>'.repeat(100_001)));
    expect(scanned.parts[0]?.slices).toHaveLength(100_000);
    expect(scanned.problem?.kind).toBe('too-large');
  });

  it('bounds the documents it tells apart', () => {
    expect(scanDocument('<rss/>'.repeat(10_000)).parts.length).toBeLessThanOrEqual(20);
  });
});
