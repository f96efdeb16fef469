import * as fc from 'fast-check';
import { parseEmailAddress, subscriberIdOf } from '../../../../lambdas/core/subscriber/email-address.ts';

describe('e-mail address', () => {
  it.each([
    ['reader@example.org', 'reader@example.org'],
    ['  Reader.Name+papers@Example.ORG\t', 'Reader.Name+papers@example.org'],
    ['reader@bücher.example', 'reader@xn--bcher-kva.example'],
    ['reader@xn--bcher-kva.example', 'reader@xn--bcher-kva.example'],
    ["o'brien_{x}@a-b.co.uk", "o'brien_{x}@a-b.co.uk"],
  ])('takes %j', (text, address) => {
    expect(parseEmailAddress(text)).toBe(address);
  });

  it.each([
    '',
    'reader',
    'reader@',
    '@example.org',
    'reader@localhost',
    'a@b@example.org',
    'Reader <reader@example.org>',
    '<reader@example.org>',
    'reader@example.org, other@example.org',
    'reader@example.org\r\nBcc: other@example.org',
    'reader@example.org\n',
    'rea\u0000der@example.org',
    'rea der@example.org',
    '"reader"@example.org',
    'réader@example.org',
    '.reader@example.org',
    'reader.@example.org',
    're..ader@example.org',
    'reader@example..org',
    'reader@-example.org',
    'reader@example.org.',
    'reader@example.org:25',
    'reader@example.org/path',
    'reader@ex%61mple.org',
    'reader@[127.0.0.1]',
    'reader@127.0.0.1',
    'reader@127.1',
    `${'a'.repeat(65)}@example.org`,
    `reader@${'a'.repeat(64)}.org`,
    `reader@${'abcdefghi.'.repeat(25)}org`,
  ])('refuses %j', (text) => {
    expect(parseEmailAddress(text)).toBeUndefined();
  });

  it('gives only what it takes again unchanged, in one line of printable ASCII', () => {
    const anyText = fc.oneof(
      fc.string(),
      fc.emailAddress(),
      fc.tuple(fc.string(), fc.string()).map(([local, domain]) => `${local}@${domain}.org`),
      fc.tuple(fc.emailAddress(), fc.string({ unit: 'binary' })).map(([address, more]) => address + more),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        const address = parseEmailAddress(text);
        if (address === undefined) return;
        expect(address).toMatch(/^[!-~]{3,254}$/);
        expect(parseEmailAddress(address)).toBe(address);
      }),
    );
  });

  it('turns away a text of any length in no time', () => {
    const begun = performance.now();
    for (const blank of [' ', '\t', 'a', '.', '@', 'a.'])
      expect(parseEmailAddress(`a${blank.repeat(60_000)}a`)).toBeUndefined();
    // A search that is quadratic takes more than a second.
    expect(performance.now() - begun).toBeLessThan(200);
  });
});

describe('subscriber id', () => {
  it('is the same whatever the letter case, and another under another key', () => {
    const id = subscriberIdOf('Reader@example.org', 'key');
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(subscriberIdOf('reader@example.org', 'key')).toBe(id);
    expect(subscriberIdOf('reader@example.org', 'other key')).not.toBe(id);
    expect(subscriberIdOf('reader2@example.org', 'key')).not.toBe(id);
  });
});
