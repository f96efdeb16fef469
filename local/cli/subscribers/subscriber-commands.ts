/** `subscribers add|import|list`: the operator's hand on the list of readers. */
import { dueShardOf, nextDueAt } from '../../../lambdas/core/subscriber/due-time.ts';
import { subscriberIdOf } from '../../../lambdas/core/subscriber/email-address.ts';
import type { Preferences, Subscriber } from '../../../lambdas/core/subscriber/subscriber.ts';
import { UsageError } from '../../round-flags.ts';
import type { CliData } from '../cli-data.ts';
import { printJson, printTable, printText, type Output } from '../print.ts';
import { readImportFile } from './import-file.ts';
import { readSubscriber, type SubscriberInput, type SubscriberReading } from './read-subscriber.ts';

/** A confirmed subscriber by the operator's word, which the consent record says. */
const byOperatorsWord = (
  { address, preferences }: SubscriberReading,
  { hashKey, now, text }: { readonly hashKey: string; readonly now: Date; readonly text: string },
): Subscriber => {
  const subscriberId = subscriberIdOf(address, hashKey);
  const at = now.toISOString();
  return {
    subscriberId,
    address,
    state: 'confirmed',
    createdAt: at,
    stateChangedAt: at,
    consent: { by: 'operator', at, text },
    preferences,
    dueShard: dueShardOf(subscriberId),
    dueAt: nextDueAt(preferences, now),
  };
};

/** @throws UsageError when a field is wrong */
export const addSubscriber = async (
  { tables, keys, categories, where }: CliData,
  { input, now }: { readonly input: SubscriberInput; readonly now: Date },
  output: Output,
): Promise<void> => {
  const reading = readSubscriber(input, { categories });
  if ('fault' in reading) throw new UsageError(`The subscriber was not added: ${reading.fault}.`);
  const { hashKey } = await keys();
  const subscriber = byOperatorsWord(reading, { hashKey, now, text: 'added by the operator on the command line' });
  const { subscriberId, preferences } = subscriber;
  const outcome = await tables.subscribers.add(subscriber);
  if (output.json) printJson(output, { subscriberId, outcome, preferences });
  else
    printText(
      output,
      outcome === 'added'
        ? `Added to ${where} as ${subscriberId}, confirmed by your word.`
        : `Already in ${where} as ${subscriberId}: nothing was changed.`,
    );
};

/** Every row is added or named with its fault; one bad row never costs the others. Returns whether all were taken. */
export const importSubscribers = async (
  { tables, keys, categories, where }: CliData,
  { path, now }: { readonly path: string; readonly now: Date },
  output: Output,
): Promise<boolean> => {
  const rows = await readImportFile(path);
  const { hashKey } = await keys();
  const faults: { readonly row: number; readonly fault: string }[] = [];
  const counts = { added: 0, 'already-there': 0 };
  for (const { row, ...content } of rows) {
    const reading = 'fault' in content ? content : readSubscriber(content.input, { categories });
    if ('fault' in reading) faults.push({ row, fault: reading.fault });
    else
      counts[
        await tables.subscribers.add(
          byOperatorsWord(reading, { hashKey, now, text: 'imported by the operator from a file' }),
        )
      ] += 1;
  }
  const { added, 'already-there': alreadyThere } = counts;
  if (output.json) printJson(output, { added, alreadyThere, faults });
  else
    printText(
      output,
      [
        `${added} added to ${where}, confirmed by your word; ${alreadyThere} already there, ${faults.length} not taken.`,
        ...faults.map(({ row, fault }) => `  row ${row}: ${fault}`),
      ].join('\n'),
    );
  return faults.length === 0;
};

/** By the time at which they came. The one command that shows addresses: to the operator, whose data they are. */
export const listSubscribers = async ({ tables }: CliData, output: Output): Promise<void> => {
  const subscribers: Subscriber[] = [];
  for await (const subscriber of tables.subscribers.all()) subscribers.push(subscriber);
  subscribers.sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt) || (a.address < b.address ? -1 : 1));
  if (output.json) {
    printJson(output, { subscribers });
    return;
  }
  if (subscribers.length === 0) {
    output.write('No subscriber yet: npm run cli -- subscribers add EMAIL\n');
    return;
  }
  printTable(output, {
    columns: [
      { head: 'address', flexible: true },
      { head: 'state' },
      { head: 'consent' },
      { head: 'digest', flexible: true },
    ],
    rows: subscribers.map(({ address, state, consent, preferences, dueAt }) => [
      address,
      state === 'confirmed' && dueAt === undefined ? 'paused' : state,
      consent.by,
      describeDigest(preferences),
    ]),
  });
};

const describeDigest = ({ frequency, localHour, timeZone, maxPapers, onlyWithCode, ...lists }: Preferences): string => {
  const { categories, topics, authors, exclude } = lists;
  const parts = [
    `${frequency} ${String(localHour).padStart(2, '0')}:00 ${timeZone}`,
    `${maxPapers} papers ${onlyWithCode ? 'with code ' : ''}of ${categories.join(' ')}`,
    ...Object.entries({ topics, authors, without: exclude }).flatMap(([name, items]) =>
      items.length > 0 ? [`${name}: ${items.join(', ')}`] : [],
    ),
  ];
  return parts.join('; ');
};
