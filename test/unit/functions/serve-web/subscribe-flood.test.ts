/** Somebody lets the site bomb the mailboxes of others (reference: email, section 12, row 19). */
import { createHash } from 'node:crypto';
import { subscriberIdOf } from '../../../../lambdas/core/subscriber/email-address.ts';
import type { Subscriber } from '../../../../lambdas/core/subscriber/subscriber.ts';
import { sendConfirmation } from '../../../../lambdas/functions/send-confirmation/send-confirmation.ts';
import { formToken } from '../../../../lambdas/functions/serve-web/form-token.ts';
import { createFakeSender } from '../../../fakes/fake-sender.ts';
import { HASH_KEY, inventReader, inventSubscribing } from './subscribing-site.ts';

const POSTS = 10_000;
const NETWORKS = 1_000;
const VICTIMS = 500;
const HOUR_MS = 3_600_000;

const addressOf = (victim: number): string => `victim${victim}@example.org`;

/** Every tenth victim is a subscriber, every eleventh has complained. */
const rowOf = (victim: number): Subscriber =>
  inventReader(victim % 10 === 0 ? 'confirmed' : 'suppressed', {
    subscriberId: subscriberIdOf(addressOf(victim), HASH_KEY),
    address: addressOf(victim),
  });

it('10,000 posts from 1,000 networks at 500 victims in an hour: 500 mails at most, one to each, answers byte-equal', async () => {
  const site = inventSubscribing({ deps: { minFillMs: 0 } });
  const startMs = site.clock.now.getTime();
  for (let victim = 0; victim < VICTIMS; victim += 1) {
    if (victim % 10 === 0 || victim % 11 === 0) await site.tables.subscribers.add(rowOf(victim));
  }
  const sender = createFakeSender();
  const sending = {
    ...site.tables,
    sender,
    buildMime: () => Promise.resolve(new Uint8Array()),
    clock: () => site.clock.now,
    site: {
      baseUrl: 'https://papers.example.com',
      from: 'papers@digest.example.com',
      fromName: 'Paper Round',
      listDomain: 'digest.example.com',
      postalAddress: 'Example Street 1, 12345 Exampletown',
    },
    tokenKeys: site.deps.tokenKeys,
    hashKey: HASH_KEY,
    allowedMailDomains: [],
    sample: false,
  };

  const answers = new Set<string>();
  let done = 0;
  for (let post = 0; post < POSTS; post += 1) {
    site.clock.now = new Date(startMs + Math.floor((post * HOUR_MS) / POSTS));
    const network = (post * 7) % NETWORKS;
    const answer = await site.post(
      '/subscribe',
      { email: addressOf((post * 13) % VICTIMS), website: '', form: formToken(site.deps), proof: '' },
      `198.51.${Math.floor(network / 250)}.${network % 250}`,
    );
    answers.add(createHash('sha256').update(JSON.stringify(answer)).digest('hex'));
    for (const request of site.queue.slice(done)) await sendConfirmation(sending, { ...request, attempt: 0 });
    done = site.queue.length;
  }

  const written = sender.requests.map(({ to }) => to);
  expect(answers.size).toBe(1);
  expect(written.length).toBeLessThanOrEqual(VICTIMS);
  expect(written.length).toBeGreaterThan(VICTIMS / 2);
  expect(new Set(written).size).toBe(written.length);
  // Who complained gets nothing, and nobody's subscription was touched.
  expect(written).not.toContain(addressOf(11));
  expect(site.tables.subscribers.rows.get(subscriberIdOf(addressOf(10), HASH_KEY))).toEqual(rowOf(10));
}, 120_000);
