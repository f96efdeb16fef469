/** A digest as a mail: subject, both parts, headers, all within the size that mail programs show whole. */
import { digestPreheader, digestSubject } from '../../digest/subject.ts';
import type { Digest } from '../../digest/digest.ts';
import type { PaperId } from '../../paper/paper.ts';
import type { Subscriber } from '../../subscriber/subscriber.ts';
import { digestContent, type Detail } from './digest-content.ts';
import { digestHtml } from './digest-html.ts';
import { digestText } from './digest-text.ts';
import { cleanLine, shortenText } from './mail-text.ts';
import type { MailSite } from './mail-site.ts';

export interface RenderedMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Besides those that every mail has; in this order, each name once. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

export interface RenderedDigest extends RenderedMail {
  /** The papers that the mail shows; fewer than the digest holds when it grew too large. */
  readonly paperIds: readonly PaperId[];
}

export interface DigestMailInput {
  readonly digest: Digest;
  readonly subscriber: Subscriber;
  readonly site: MailSite;
  /** Both hold a token of the reader's. https, except on loopback. */
  readonly unsubscribeUrl: string;
  readonly preferencesUrl: string;
}

/** From full to terse: an ordinary digest is shown in full, one of many or outsized papers more tersely. */
const DETAILS: readonly [Detail, ...Detail[]] = [
  { titleBytes: 400, authorsBytes: 240, evidenceLines: 5, abstractBytes: 620 },
  { titleBytes: 300, authorsBytes: 160, evidenceLines: 4, abstractBytes: 400 },
  { titleBytes: 180, authorsBytes: 80, evidenceLines: 2, abstractBytes: 140 },
];

/** Gmail hides what lies beyond about 102 KB of HTML, the way out included: papers are dropped before that. */
const MAX_HTML_BYTES = 90_000;

/** What a digest of so many papers may weigh before it becomes terser. */
const budgetOf = (papers: number): number => {
  if (papers <= 10) return 40_000;
  return papers <= 25 ? 60_000 : 75_000;
};

/** Of subject and preheader; inboxes show far less. */
const MAX_LINE_BYTES = 250;

const headersOf = ({ digest, site, unsubscribeUrl }: DigestMailInput): RenderedMail['headers'] => [
  // RFC 8058 wants exactly these two, the first with one https URI; AWS advises this order.
  { name: 'List-Unsubscribe', value: `<${unsubscribeUrl}>` },
  { name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
  {
    name: 'List-Id',
    value: `${digest.stream === 'daily' ? 'Daily' : 'Weekly'} papers <${digest.stream}.${site.listDomain}>`,
  },
  // These three keep out-of-office replies away; Microsoft's servers heed only the last.
  { name: 'Auto-Submitted', value: 'auto-generated' },
  { name: 'Precedence', value: 'bulk' },
  { name: 'X-Auto-Response-Suppress', value: 'All' },
];

/** Renders the digest for its reader. Pure: the same input gives the same bytes. */
export const renderDigestMail = (input: DigestMailInput): RenderedDigest => {
  const { digest } = input;
  const entries = digest.sections.flatMap((section) => section.entries);
  const subject = shortenText(cleanLine(digestSubject(digest)), MAX_LINE_BYTES);
  const preheader = shortenText(cleanLine(digestPreheader(digest)), MAX_LINE_BYTES);
  const render = (detail: Detail, limit: number) => {
    const content = digestContent({ ...input, detail, limit });
    return { content, html: digestHtml(content, { subject, preheader }), limit };
  };

  let [detail] = DETAILS;
  let rendered = render(detail, entries.length);
  for (const terser of DETAILS.slice(1)) {
    if (Buffer.byteLength(rendered.html) <= budgetOf(entries.length)) break;
    detail = terser;
    rendered = render(detail, entries.length);
  }
  for (let bytes = Buffer.byteLength(rendered.html); bytes > MAX_HTML_BYTES && rendered.limit > 1;) {
    const share = Math.floor((rendered.limit * MAX_HTML_BYTES) / bytes);
    rendered = render(detail, Math.max(1, Math.min(rendered.limit - 1, share)));
    bytes = Buffer.byteLength(rendered.html);
  }
  return {
    subject,
    html: rendered.html,
    text: digestText(rendered.content),
    headers: headersOf(input),
    paperIds: entries.slice(0, rendered.limit).map(({ paper }) => paper.paperId),
  };
};
