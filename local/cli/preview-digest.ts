/** `digests preview --email A`: the digest that this reader would get now, rendered but neither claimed nor sent. */
import { writeFile } from 'node:fs/promises';
import { deliveryKey } from '../../lambdas/core/delivery.ts';
import { noonInNewYork } from '../../lambdas/core/calendar/announcement-calendar.ts';
import { renderDigestMail } from '../../lambdas/core/render/mail/digest-mail.ts';
import { localDateOf, streamOf } from '../../lambdas/core/subscriber/due-time.ts';
import { parseEmailAddress, subscriberIdOf } from '../../lambdas/core/subscriber/email-address.ts';
import type { Subscriber } from '../../lambdas/core/subscriber/subscriber.ts';
import { gatherDigest } from '../../lambdas/functions/send-digest/gather-digest.ts';
import { errorCode } from '../error-code.ts';
import { UsageError } from '../round-flags.ts';
import type { CliData } from './cli-data.ts';
import { BEYOND_ALL_DATES } from '../../lambdas/core/calendar/new-york-time.ts';
import { newestList } from './newest-list.ts';
import { printJson, printText, type Output } from './print.ts';

/** With `out` the HTML part goes to that file. The reader's own links in a preview work for nobody. @throws UsageError */
export const previewDigest = async (
  data: CliData,
  { email, out }: { readonly email: string; readonly out?: string },
  output: Output,
): Promise<void> => {
  const subscriber = await findSubscriber(data, email);
  const { state } = subscriber;
  const digest = await gatherNow(data, subscriber);
  if (digest === undefined) {
    if (output.json) printJson(output, { state, digest: null });
    else output.write('There is nothing to say to this reader today: no mail would go out.\n');
    return;
  }
  const site = await data.mailSite();
  const mail = renderDigestMail({
    digest,
    subscriber,
    site,
    unsubscribeUrl: `${site.baseUrl}/unsubscribe`,
    preferencesUrl: `${site.baseUrl}/preferences`,
  });
  if (out !== undefined) await writeHtml(out, mail.html);
  if (output.json) {
    const { subject, paperIds, text, html } = mail;
    printJson(output, { state, subject, paperIds, text, html });
    return;
  }
  if (state !== 'confirmed') output.write(`This reader is ${state}: no mail goes out to them.\n\n`);
  printText(output, `Subject: ${mail.subject}\n\n${mail.text.trimEnd()}`);
  if (out !== undefined) printText(output, `\nThe HTML part is in ${out}`);
};

const findSubscriber = async ({ keys, tables, where }: CliData, email: string): Promise<Subscriber> => {
  const address = parseEmailAddress(email);
  if (address === undefined) throw new UsageError('--email is no mail address.');
  const { hashKey } = await keys();
  const subscriber = await tables.subscribers.get(subscriberIdOf(address, hashKey));
  if (subscriber === undefined)
    throw new UsageError(`That address is no subscriber in ${where}: npm run cli -- subscribers list shows who is.`);
  return subscriber;
};

/** The digest of the newest list date as it is, whether or not it has gone out already. */
const gatherNow = async ({ tables, where, sample }: CliData, subscriber: Subscriber) => {
  const list = await newestList(tables.rankings);
  if (list === undefined) throw new UsageError(`No list has been ranked in ${where} yet: run npm start first.`);
  const stream = streamOf(subscriber.preferences);
  const localDate = localDateOf(noonInNewYork(list.date), subscriber.preferences.timeZone);
  return gatherDigest(tables, {
    order: {
      subscriberId: subscriber.subscriberId,
      deliveryKey: deliveryKey(localDate, stream),
      localDate,
      stream,
      listDate: list.date,
      notAfter: BEYOND_ALL_DATES,
    },
    subscriber,
    history: [],
    sample,
  });
};

const writeHtml = async (path: string, html: string): Promise<void> => {
  try {
    await writeFile(path, html);
  } catch (error) {
    throw new UsageError(`--out ${path} can't be written (${errorCode(error)}): check the folder and its permissions.`);
  }
};
