/** The bytes that go out, read back with another library and by eye: headers, encoding, and no way in for hostile text. */
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { buildMime, type MimeInput } from '../../../lambdas/adapters/ses/mime.ts';

const input: MimeInput = {
  mail: {
    subject: 'Größer als gedacht: ∇f in a tenth of the steps, and 9 more',
    html: '<!doctype html><p lang="en">Größe &amp; “quotes” = 100 %</p>\n',
    text: 'Größe & “quotes” = 100 %\nFrom here on\n.\n',
    headers: [
      {
        name: 'List-Unsubscribe',
        value: `<https://papers.example.com/unsubscribe?token=k1.${'0'.repeat(32)}.${'A'.repeat(43)}>`,
      },
      { name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
      { name: 'List-Id', value: 'Daily papers <daily.digest.example.com>' },
      { name: 'Auto-Submitted', value: 'auto-generated' },
      { name: 'Precedence', value: 'bulk' },
      { name: 'X-Auto-Response-Suppress', value: 'All' },
    ],
  },
  from: { name: 'Paper Round', address: 'digest@example.com' },
  to: 'reader@example.org',
  date: new Date('2026-11-20T17:00:00Z'),
  uniqueKey: '2026-11-20#daily/0123456789abcdef',
};

const headOf = (raw: Uint8Array): string => {
  const text = Buffer.from(raw).toString('latin1');
  return text.slice(0, text.indexOf('\r\n\r\n'));
};
/** Header names in order; a folded line is no name. */
const namesOf = (head: string): string[] =>
  head
    .split('\r\n')
    .filter((line) => !/^[ \t]/.test(line))
    .map((line) => line.slice(0, line.indexOf(':')));
const unfold = (head: string): string => head.replace(/\r\n[ \t]+/g, ' ');

describe('MIME message', () => {
  it('has each header once, the one-click pair unbroken and in order', async () => {
    const head = headOf(await buildMime(input));
    const names = namesOf(head);
    expect([...new Set(names)]).toEqual(names);
    expect(names.indexOf('List-Unsubscribe-Post')).toBe(names.indexOf('List-Unsubscribe') + 1);
    for (const { name, value } of input.mail.headers) expect(unfold(head)).toContain(`${name}: ${value}`);
    expect(unfold(head)).toContain('Date: Fri, 20 Nov 2026 17:00:00 +0000');
    expect(unfold(head)).toContain('From: Paper Round <digest@example.com>');
    expect(unfold(head)).toContain('To: reader@example.org');
  });

  it('gives back subject, text and HTML', async () => {
    const mail = await simpleParser(Buffer.from(await buildMime(input)));
    expect(mail.subject).toBe(input.mail.subject);
    expect(mail.text).toBe(input.mail.text);
    expect(mail.html).toBe(input.mail.html);
  });

  it('is quoted-printable and the same each time', async () => {
    const raw = await buildMime(input);
    expect(
      Buffer.from(raw)
        .toString('latin1')
        .match(/Content-Transfer-Encoding: quoted-printable/g),
    ).toHaveLength(2);
    expect(Buffer.from(raw).equals(await buildMime(input))).toBe(true);
    expect(Buffer.from(raw).equals(await buildMime({ ...input, uniqueKey: 'another' }))).toBe(false);
  });

  it.each(['x'.repeat(400), 'a\r\nBcc: all@example.org', 'é', ''])(
    'refuses to bend or cut a header that must arrive as it is: %j',
    async (value) => {
      const headers = [{ name: 'List-Unsubscribe', value }];
      await expect(buildMime({ ...input, mail: { ...input.mail, headers } })).rejects.toThrow(/List-Unsubscribe/);
    },
  );

  it('keeps the unsubscribe link on the line of its name, for readers of raw headers', async () => {
    expect(headOf(await buildMime(input))).toMatch(/^List-Unsubscribe: <https:\/\/[^\r\n]+>\r$/m);
  });

  it('gets no further header and no long line from any subject, name or body', async () => {
    const expected = namesOf(headOf(await buildMime(input)));
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.string({
        unit: fc.constantFrom(
          '\r',
          '\n',
          ' ',
          ':',
          'Bcc',
          'a',
          '\u0085',
          '\u2028',
          '=',
          '?',
          '"',
          '<',
          '>',
          ',',
          'é',
          '\0',
        ),
        maxLength: 600,
      }),
      fc.nat(3_000).map((length) => `${'x'.repeat(length)}\r\nBcc: all@example.org\r\n\r\n<p>`),
    );
    await fc.assert(
      fc.asyncProperty(hostile, hostile, hostile, async (subject, name, body) => {
        const raw = await buildMime({
          ...input,
          mail: {
            subject,
            html: `<p>${body}`,
            text: `.${body}`,
            headers: input.mail.headers,
          },
          from: { ...input.from, name },
        });
        const names = namesOf(headOf(raw));
        expect(names.filter((header) => !expected.includes(header))).toEqual([]);
        expect([...new Set(names)]).toEqual(names);
        const longest = Math.max(
          ...Buffer.from(raw)
            .toString('latin1')
            .split('\r\n')
            .map((line) => line.length),
        );
        expect(longest).toBeLessThanOrEqual(998);
      }),
      { numRuns: 3_500 },
    );
  });
});
