/** `subscribers export|erase`: what is held about a reader, for whoever asks the operator instead of the page. */
import { parseEmailAddress, subscriberIdOf } from '../../../lambdas/core/subscriber/email-address.ts';
import type { SubscriberId } from '../../../lambdas/core/subscriber/subscriber.ts';
import { dataHeldAbout, eraseReader } from '../../../lambdas/functions/serve-web/held-data.ts';
import { UsageError } from '../../round-flags.ts';
import type { CliData } from '../cli-data.ts';
import { printJson, printText, type Output } from '../print.ts';

/** @throws UsageError for what is no address */
const idOf = async ({ keys }: CliData, email: string): Promise<SubscriberId> => {
  const address = parseEmailAddress(email);
  if (address === undefined) throw new UsageError(`${JSON.stringify(email)} is no mail address.`);
  const { hashKey } = await keys();
  return subscriberIdOf(address, hashKey);
};

/** Always JSON: it is a file to hand over. */
export const exportSubscriber = async (
  data: CliData,
  { email, now }: { readonly email: string; readonly now: Date },
  output: Output,
): Promise<void> => {
  printJson(output, await dataHeldAbout(data.tables, await idOf(data, email), now));
};

/** What stays is the keyed hash, so that no import mails them again. The same when nothing was held. */
export const eraseSubscriber = async (
  data: CliData,
  { email, now }: { readonly email: string; readonly now: Date },
  output: Output,
): Promise<void> => {
  const subscriberId = await idOf(data, email);
  await eraseReader(data.tables, subscriberId, now);
  if (output.json) printJson(output, { subscriberId, outcome: 'erased' });
  else
    printText(
      output,
      `Nothing is held about this address in ${data.where} any more but the keyed hash ${subscriberId}.`,
    );
};
