/** `digests preview --email A`: the digest that this reader would get now, rendered but neither claimed nor sent. */
import { writeFile } from 'node:fs/promises';
import { deliveryKey } from '../../lambdas/core/delivery.ts';
import { noonInNewYork } from '../../lambdas/core/calendar/announcement-calendar.ts';
import { ALL_CATEGORIES, listKey } from '../../lambdas/core/rank/ranked-list.ts';
import { renderDigestMail } from '../../lambdas/core/render/mail/digest-mail.ts';
import type { MailSite } from '../../lambdas/core/render/mail/mail-site.ts';
import { localDateOf, streamOf } from '../../lambdas/core/subscriber/due-time.ts';
import { parseEmailAddress, subscriberIdOf } from '../../lambdas/core/subscriber/email-address.ts';
import { gatherDigest } from '../../lambdas/functions/send-digest/gather-digest.ts';
import { UsageError } from '../round-flags.ts';
import type { CliData } from './cli-data.ts';
import { printable, printJson, type Output } from './print.ts';

const LATEST = '9999-12-31';

/** With `out` the HTML part goes to that file. The unsubscribe link of a preview works for nobody. @throws UsageError */
export const previewDigest = async (
  data: CliData,
  { email, out, site }: { readonly email: string; readonly out?: string; readonly site: MailSite },
  output: Output,
): Promise<void> => {
  const address = parseEmailAddress(email);
  if (address === undefined) throw new UsageError('--email is no mail address.');
  const { hashKey } = await data.keys();
  const subscriber = await data.tables.subscribers.get(subscriberIdOf(address, hashKey));
  if (subscriber === undefined)
    throw new UsageError('That address is no subscriber here: npm run cli -- subscribers list shows who is.');
  const list = await data.tables.rankings.latestUpTo(listKey(ALL_CATEGORIES, 'week'), LATEST);
  if (list === undefined) throw new UsageError('No list has been ranked yet: run npm start first.');
  const now = noonInNewYork(list.date);
  const stream = streamOf(subscriber.preferences);
  const localDate = localDateOf(now, subscriber.preferences.timeZone);
  const digest = await gatherDigest(data.tables, {
    order: {
      subscriberId: subscriber.subscriberId,
      deliveryKey: deliveryKey(localDate, stream),
      localDate,
      stream,
      listDate: list.date,
      notAfter: LATEST,
    },
    subscriber,
    // The digest as it is, whether or not it has gone out already.
    history: [],
    sample: data.sample,
  });
  if (digest === undefined) {
    if (output.json) printJson(output, { digest: null });
    else output.write('There is nothing to say to this reader today: no mail would go out.\n');
    return;
  }
  const mail = renderDigestMail({ digest, subscriber, site, unsubscribeUrl: `${site.baseUrl}/unsubscribe` });
  if (out !== undefined) await writeFile(out, mail.html);
  if (output.json)
    printJson(output, { subject: mail.subject, paperIds: mail.paperIds, text: mail.text, html: mail.html });
  else
    output.write(
      `Subject: ${printable(mail.subject)}\n\n${printable(mail.text)}\n${out === undefined ? '' : `\nHTML written to ${out}\n`}`,
    );
};
