import fc from 'fast-check';
import type { Digest, DigestEntry } from '../../../../../lambdas/core/digest/digest.ts';
import { plainMaths } from '../../../../../lambdas/core/tex/plain-maths.ts';
import { renderDigestMail } from '../../../../../lambdas/core/render/mail/digest-mail.ts';
import {
  ABSTRACT,
  makeDigest,
  makeEntry,
  makeMailInput,
  makePaper,
  makeSampleDigest,
  SITE,
  SUBSCRIBER,
  PREFERENCES_URL,
  UNSUBSCRIBE_URL,
} from './invented-digest.ts';

const entriesOf = (digest: Digest): readonly DigestEntry[] => digest.sections.flatMap(({ entries }) => entries);
const hrefsOf = (html: string): string[] => [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href ?? '');
/** The HTML without the line breaks between and inside of its tags. */
const unbroken = (html: string): string => html.replace(/\s*\n\s*/g, '');
const collapse = (text: string): string => text.replace(/\s+/g, ' ');

describe('digest mail', () => {
  const mail = renderDigestMail(makeMailInput());

  it('shows each paper with its authors, place, movement and evidence', () => {
    expect(unbroken(mail.html)).toContain(
      '>Gradients You Can Throw Away: Training Transformers from a Tenth of the Backward Pass</a></h3>',
    );
    expect(mail.html).toContain('Mira Okonkwo, Daniel Ferreira, Yuki Sato and 4 more');
    expect(mail.html).toContain('No. 2 in stat.ML');
    expect(mail.html).toContain('▲ up 6 places');
    expect(mail.html).toContain('▼ down 1 place<');
    expect(mail.html).toContain('day 6 on the list');
    expect(mail.html).toContain('+214 stars since yesterday, 6× usual');
    expect([...unbroken(mail.html).matchAll(/<h2[^>]*>([^<]*)/g)].map(([, heading]) => heading)).toEqual([
      'New',
      'Rising',
      'Still hot',
    ]);
  });

  it('links the reader’s preferences beside the way out, in both parts', () => {
    expect(hrefsOf(mail.html).slice(-2)).toEqual([PREFERENCES_URL, UNSUBSCRIBE_URL]);
    expect(mail.text).toContain(
      `Preferences: ${PREFERENCES_URL}\nUnsubscribe: ${UNSUBSCRIBE_URL}`.replaceAll(': ', ':\n'),
    );
  });

  it('marks what was picked at random, says why, and gives it no number', () => {
    const entry = makeEntry({ paper: makePaper({ id: '2611.09999' }), section: 'explore', rank: 20 });
    const { html, text } = renderDigestMail(
      makeMailInput(makeDigest({ sections: [{ section: 'explore', entries: [entry] }] })),
    );
    for (const part of [html, text]) {
      expect(collapse(part)).toContain(
        'The first places of a list make attention by accident, so one of them goes by lot to a paper that few have seen.',
      );
      expect(part).toContain('Drawn from cs.LG');
      expect(part).not.toContain('No. 20');
    }
  });

  it('keeps evidence lines of signals whole, and cuts what is far longer', () => {
    const lines = [
      '+38 stars since yesterday, 6× what is usual for cs.CV',
      '#4 on Hugging Face today',
      '+1,234 stars this month, counted less: nothing else supports them yet',
      `e${'x'.repeat(500)}`,
    ];
    const entry = makeEntry({ paper: makePaper({ id: '2611.09999' }), evidence: lines });
    const { html } = renderDigestMail(makeMailInput(makeDigest({ sections: [{ section: 'new', entries: [entry] }] })));
    for (const line of lines.slice(0, 3)) expect(html).toContain(line);
    expect(html).not.toMatch(/x{100}/);
  });

  it('shows a title that is literally 0, and papers without authors or abstract', () => {
    expect(unbroken(mail.html)).toMatch(/>0<\/a><\/h3><p style="margin:4px 0 0;line/);
  });

  it('links to the site, arXiv, code, the reader’s preferences and the way out, and to nothing else', () => {
    const expected = [
      ...entriesOf(makeDigest()).flatMap(({ paper }) => [
        `https://papers.example.com/papers/${paper.paperId}`,
        `https://arxiv.org/abs/${paper.paperId}`,
      ]),
      'https://github.com/example/gradients',
      'https://papers.example.com/',
      PREFERENCES_URL,
      UNSUBSCRIBE_URL,
    ];
    expect(new Set(hrefsOf(mail.html))).toEqual(new Set(expected));
    expect(mail.html).not.toMatch(/<(img|link|script|iframe|form|input)\b|\bsrc=|url\(|@import/i);
  });

  it('has every title and every link of the HTML in the text part, too', () => {
    for (const { paper } of entriesOf(makeDigest())) expect(collapse(mail.text)).toContain(plainMaths(paper.title));
    for (const href of hrefsOf(mail.html)) expect(mail.text).toContain(href);
    expect(mail.text).toContain(SITE.postalAddress);
    expect(collapse(mail.text)).toContain('arXiv’s 2 lists for your fields held 1,198 entries');
  });

  it('breaks the lines of the text part at 78 characters wherever there is a space', () => {
    const long = mail.text.split('\n').filter((line) => line.length > 78);
    for (const line of long) expect(line.trim()).not.toContain(' ');
  });

  it('says why the reader gets it, by the day in their own zone', () => {
    expect(mail.html).toContain('You get this because you subscribed on 4 October 2026.');
    const byOperator = {
      ...makeMailInput(),
      subscriber: { ...SUBSCRIBER, consent: { ...SUBSCRIBER.consent, by: 'operator' as const } },
    };
    expect(renderDigestMail(byOperator).text).toContain('operator');
  });

  it('carries the one-click pair, List-Id and the headers against automatic replies', () => {
    expect(mail.headers).toEqual([
      { name: 'List-Unsubscribe', value: `<${UNSUBSCRIBE_URL}>` },
      { name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
      { name: 'List-Id', value: 'Daily papers <daily.digest.example.com>' },
      { name: 'Auto-Submitted', value: 'auto-generated' },
      { name: 'Precedence', value: 'bulk' },
      { name: 'X-Auto-Response-Suppress', value: 'All' },
    ]);
  });

  it('holds no address of the reader, in no part', () => {
    expect(JSON.stringify(mail)).not.toContain('reader@');
  });

  it('marks layout tables for screen readers, tells its language, and hides the preheader', () => {
    for (const [table] of mail.html.matchAll(/<table[^>]*>/g)) expect(table).toContain('role="presentation"');
    expect(mail.html).toContain('<html lang="en" dir="ltr">');
    expect(mail.html).toMatch(/<div style="display:none;max-height:0;overflow:hidden">[^<]+<\/div>/);
    expect(mail.html).toContain('<title>');
  });
});

describe('digest mail of a sample', () => {
  const mail = renderDigestMail(makeMailInput(makeSampleDigest()));

  it('says at its head that everything in it is invented', () => {
    expect(mail.html).toContain('every paper, author and figure in this mail is invented');
    expect(mail.text.indexOf('invented')).toBeLessThan(mail.text.indexOf('NEW'));
  });

  it('leads neither to arXiv nor to a repository', () => {
    for (const href of hrefsOf(mail.html)) expect(href).toMatch(/^https:\/\/papers\.example\.com\//);
    expect(mail.html).toContain('arXiv 2613.00000 (invented)');
  });
});

describe('digest mail against hostile text', () => {
  const digestOf = (text: string): Digest =>
    makeDigest({
      sections: [
        {
          section: 'new',
          entries: [
            makeEntry({
              paper: makePaper({
                id: '2611.09871',
                title: `x${text}`,
                abstract: `x${text}`,
                authors: [`x${text}`],
                links: { code: [`https://github.com/${text}`], project: [] },
              }),
              evidence: [`x${text}`],
            }),
          ],
        },
      ],
    });
  const skeletonOf = (html: string): string => html.replace(/>[^<]*</g, '><').replace(/href="[^"]*"/g, 'href');

  it('keeps the markup exactly as it is for harmless text', () => {
    const expected = skeletonOf(renderDigestMail(makeMailInput(digestOf('y'))).html);
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom(
        '</title><script>alert(1)</script>',
        '"><img src=x onerror=y>',
        "' style='x",
        '<!--[if mso]>',
        ']]>-->',
        '&lt;b&gt;',
        '\u202E<b>',
      ),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        expect(skeletonOf(renderDigestMail(makeMailInput(digestOf(text))).html)).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps subject and header values on one line', () => {
    const { subject, headers } = renderDigestMail(makeMailInput(digestOf('\r\nBcc: all@example.org\r\n\r\nbody')));
    expect(subject).not.toMatch(/[\r\n]/);
    for (const { value } of headers) expect(value).not.toMatch(/[\r\n]/);
  });

  it('makes a link that is no web address a dead one', () => {
    const entry = makeEntry({
      paper: makePaper({ id: '2611.09871', links: { code: ['javascript:alert(1)'], project: [] } }),
    });
    const { html } = renderDigestMail(makeMailInput(makeDigest({ sections: [{ section: 'new', entries: [entry] }] })));
    expect(html).not.toContain('javascript:');
  });
});

describe('size of a digest mail', () => {
  /** `kind` repeated beyond every bound, in each field that comes from outside. */
  const worst = (count: number, kind: string): Digest => {
    const text = kind.repeat(1_000);
    const entries = Array.from({ length: count }, (_, index) =>
      makeEntry({
        paper: makePaper({
          id: `2611.${String(10_000 + index)}`,
          title: text,
          abstract: text,
          authors: Array.from({ length: 3_000 }, () => text.slice(0, 80)),
          links: { code: [`https://github.com/${'c'.repeat(220)}`], project: [] },
        }),
        rank: 100,
        previousRank: 3_000,
        evidence: Array.from({ length: 9 }, () => text),
      }),
    );
    return makeDigest({ sections: [{ section: 'new', entries }] });
  };
  const kinds = ['word ', '"', "&'", '漢', '😀', `${ABSTRACT} `];

  it.each(kinds)('stays within 40 KB for ten papers and 60 KB for twenty-five, made of %j', (kind) => {
    for (const [count, bound] of [
      [10, 40_000],
      [25, 60_000],
    ] as const) {
      const { html, paperIds } = renderDigestMail(makeMailInput(worst(count, kind)));
      expect(Buffer.byteLength(html)).toBeLessThanOrEqual(bound);
      expect(paperIds).toHaveLength(count);
    }
  });

  it('shows an ordinary digest of ten in full', () => {
    const entries = Array.from({ length: 10 }, (_, index) =>
      makeEntry({ paper: makePaper({ id: `2611.${String(10_000 + index)}` }) }),
    );
    const { html } = renderDigestMail(makeMailInput(makeDigest({ sections: [{ section: 'new', entries }] })));
    expect(html.match(/predicts the loss of the dropped ones\./g)).toHaveLength(10);
  });

  it('never reaches what Gmail cuts: papers are left out and said to be on the web', () => {
    const digest = worst(200, '"');
    const { html, text, paperIds } = renderDigestMail(makeMailInput(digest));
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(90_000);
    expect(html.match(/<h3/g)).toHaveLength(paperIds.length);
    expect(paperIds).toEqual(
      entriesOf(digest)
        .slice(0, paperIds.length)
        .map(({ paper }) => paper.paperId),
    );
    expect(html).toContain(`>${200 - paperIds.length} more papers on the web<`);
    expect(text).toContain(`${200 - paperIds.length} more papers on the web: https://papers.example.com/`);
    expect(html).toContain(UNSUBSCRIBE_URL);
  });
});
