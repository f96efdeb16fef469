/**
 * The outbox of a local round: each mail that was sent, or may have been, as an `.eml` file. It wraps the sender, so that
 * the mails are kept whichever endpoint takes them.
 */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import type { InboxMail } from '../lambdas/core/render/page/inbox-page.ts';
import type { MailSender, OutgoingMail } from '../lambdas/core/ports/outside.ts';

/** Issue, subscriber and attempt: unique for each request, and no address in it. */
const nameOf = ({ tags }: OutgoingMail): string =>
  [tags.iid, tags.sid, tags.att]
    .filter(Boolean)
    .join('-')
    .replace(/[^A-Za-z0-9_-]/g, '_');

/**
 * Keeps mails in `directory` (made when missing). The file is written under a temporary name before the send and gets its
 * name by the outcome: `NAME.eml` when sent, `NAME-unknown.eml` when that is not known; otherwise it goes. When the file
 * can't be written nothing is sent.
 */
export const recordOutbox = (sender: MailSender, directory: string): MailSender => ({
  async send(mail) {
    const name = nameOf(mail);
    const draft = join(directory, `${name}.draft`);
    try {
      await mkdir(directory, { recursive: true });
      await writeFile(draft, mail.raw);
    } catch (error) {
      return {
        outcome: 'stopped',
        reason: `the outbox can't be written: ${(error as NodeJS.ErrnoException).code ?? ''}`,
      };
    }
    const result = await sender.send(mail);
    // What SES answered stands, whatever becomes of the file: if it can't be renamed, the draft still holds the mail.
    const { outcome } = result;
    if (outcome === 'sent') await rename(draft, join(directory, `${name}.eml`)).catch(() => undefined);
    else if (outcome === 'unknown') await rename(draft, join(directory, `${name}-unknown.eml`)).catch(() => undefined);
    else await rm(draft, { force: true }).catch(() => undefined);
    return result;
  },
});

const readMail = async (directory: string, file: string): Promise<InboxMail> => {
  const raw = await readFile(join(directory, file));
  const mail = await simpleParser(raw, { skipImageLinks: true, skipTextToHtml: true });
  const to = Array.isArray(mail.to) ? mail.to : [mail.to];
  const headEnd = raw.indexOf('\r\n\r\n');
  return {
    file,
    outcome: file.endsWith('-unknown.eml') ? 'unknown' : 'sent',
    subject: mail.subject ?? '',
    to: to.map((addresses) => addresses?.text ?? '').join(', '),
    date: mail.date?.toISOString() ?? '',
    html: mail.html || '',
    text: mail.text ?? '',
    rawHeaders: raw.subarray(0, headEnd === -1 ? raw.length : headEnd).toString('utf8'),
  };
};

/**
 * The kept mails, newest issue first (names begin with the date). An empty list when there is no such directory.
 * @param options.limit how many at most @default 200
 */
export const listOutbox = async (
  directory: string,
  options: { readonly limit?: number } = {},
): Promise<readonly InboxMail[]> => {
  const files = await readdir(directory).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  });
  const newest = files
    .filter((file) => file.endsWith('.eml'))
    .sort((a, b) => (a < b ? 1 : -1))
    .slice(0, options.limit ?? 200);
  const mails: InboxMail[] = [];
  for (const file of newest) mails.push(await readMail(directory, file));
  return mails;
};
