/**
 * Turns a rendered mail into the bytes of a MIME message, through nodemailer's MailComposer: text and HTML as
 * alternatives, both quoted-printable, headers encoded and folded by the library. The same input gives the same bytes.
 */
import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { RenderedMail } from '../../core/render/mail/digest-mail.ts';

export interface MimeInput {
  readonly mail: RenderedMail;
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  /** The `Date` header. SES writes its own over it; files kept locally show this one. */
  readonly date: Date;
  /**
   * Unique for each mail and free of personal data, e.g. delivery key and subscriber id. Message-ID and boundaries are
   * derived from it. (SES replaces the Message-ID, so it never tells two mails apart.)
   */
  readonly uniqueKey: string;
}

/** No mail program shows more, and a word of this length still fits a line of 998 bytes (RFC 5322), encoded or not. */
const MAX_HEADER_LENGTH = 300;

/** A header's text on one line: what comes from outside can neither end the line nor stretch it. */
const singleLine = (text: string): string =>
  text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, MAX_HEADER_LENGTH);

/**
 * A header that must arrive as it is or not at all: half an unsubscribe link is worse than an error at the first mail.
 * These come from settings and tokens, never from a paper.
 */
const exactHeader = ({ name, value }: RenderedMail['headers'][number]) => {
  if (value.length > MAX_HEADER_LENGTH || !/^[\x20-\x7e]+$/.test(value)) {
    throw new RangeError(`The header ${name} must have 1 to ${MAX_HEADER_LENGTH} printable ASCII characters.`);
  }
  // What has no space can't be folded inside; the library would still move it to a line below its name.
  return { key: name, value: value.includes(' ') ? value : { prepared: true, value } };
};

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** The message, CRLF throughout, no line above 998 bytes. Throws RangeError when one of `mail.headers` is not 1 to 300 characters of printable ASCII. */
export const buildMime = async ({ mail, from, to, date, uniqueKey }: MimeInput): Promise<Uint8Array> => {
  const digest = createHash('sha256').update(uniqueKey).digest('hex');
  const message = new MailComposer({
    from: { name: singleLine(from.name), address: from.address },
    to: { name: '', address: to },
    subject: singleLine(mail.subject),
    date,
    messageId: `<${digest.slice(0, 32)}@${domainOf(from.address)}>`,
    baseBoundary: digest.slice(32, 48),
    headers: mail.headers.map(exactHeader),
    text: mail.text,
    html: mail.html,
    encoding: 'quoted-printable',
    newline: 'win',
    // The library writes List-ID; RFC 2919 and the filters that people write say List-Id.
    normalizeHeaderKey: (key) => (key.toLowerCase() === 'list-id' ? 'List-Id' : key),
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  return message.build();
};
