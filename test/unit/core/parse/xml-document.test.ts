import fc from 'fast-check';
import { decodeEntities, parseXml, textOf, childOf, listOf } from '../../../../lambdas/core/parse/xml-document.ts';
import { escapeXml } from './invented-documents.ts';

describe('parseXml', () => {
  it('keeps every value as text', () => {
    const node = childOf(parseXml('<r><id>0704.0010</id><title>0</title><flag a="1.50">true</flag></r>'), 'r');
    expect([textOf(node.id), textOf(node.title), textOf(node.flag), textOf(childOf(node, 'flag')['@_a'])]).toEqual([
      '0704.0010',
      '0',
      'true',
      '1.50',
    ]);
  });

  it('makes lists of what may repeat, and takes prefixes away', () => {
    const node = childOf(parseXml('<r><author><name>A</name></author><arxiv:doi>10.1/a</arxiv:doi></r>'), 'r');
    expect(listOf(node.author)).toHaveLength(1);
    expect(textOf(node.doi)).toBe('10.1/a');
  });

  it('decodes text and attributes once, and character data not at all', () => {
    const node = childOf(parseXml('<r><title t="&amp;lt;">&amp;lt;<![CDATA[ &lt; <b>]]></title></r>'), 'r');
    expect(textOf(node.title)).toBe('&lt; &lt; <b>');
    expect(textOf(childOf(node, 'title')['@_t'])).toBe('&lt;');
  });
});

describe('decodeEntities', () => {
  it.each([
    ['&#34;&#39;&quot;&apos;', `"'"'`],
    ['&#xe9;&#xE9;&#233;', 'ééé'],
    ['&amp;amp;', '&amp;'],
    ['&nbsp; &unknown; & &;', '&nbsp; &unknown; & &;'],
    ['&#0;&#xD800;&#x110000;&#99999999;', '\ufffd\ufffd\ufffd\ufffd'],
  ])('reads %s', (text, decoded) => {
    expect(decodeEntities(text)).toBe(decoded);
  });

  it('never lengthens a text, and turns escaping back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(decodeEntities(text).length).toBeLessThanOrEqual(text.length);
        expect(decodeEntities(escapeXml(text))).toBe(text);
      }),
    );
  });
});
