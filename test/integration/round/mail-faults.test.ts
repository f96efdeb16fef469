/** Mails of a round when SES throttles, fails or is silent; through endpoints that are given by the environment. */
import { createSubscriberStore } from '../../../lambdas/adapters/dynamodb/subscriber-store.ts';
import { createTables } from '../../../lambdas/adapters/dynamodb/create-tables.ts';
import { subscriberIdSchema } from '../../../lambdas/core/subscriber/subscriber.ts';
import { dueShardOf } from '../../../lambdas/core/subscriber/due-time.ts';
import { startDynalite, type LocalEngine } from '../../../local/dynalite-engine.ts';
import { UsageError } from '../../../local/round-flags.ts';
import { startSesEndpoint, type SesEndpoint } from '../../../local/ses-endpoint.ts';
import { aSubscriber } from '../../fakes/stored-rows.ts';
import { dailyRow } from '../../unit/core/parse/invented-documents.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { writeRecordings } from './invented-recordings.ts';
import { makeDirectory, ranRound, type Environment } from './started-round.ts';
import { localClient } from './table-rows.ts';

const DATE = '2026-11-20';
const directory = makeDirectory();
let engine: LocalEngine;
let ses: SesEndpoint;
let env: Environment;
let replay: readonly string[];

beforeEach(async () => {
  [engine, ses] = await Promise.all([startDynalite(), startSesEndpoint()]);
  env = { AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint, AWS_ENDPOINT_URL_SES: ses.url };
  const { path } = await directory;
  const [file = ''] = await writeRecordings(path, { 'day.jsonl': dailyRow() });
  replay = ['--replay', file, '--date', DATE, '--data', join(path, 'data')];
});
afterEach(async () => {
  await Promise.all([engine.close(), ses.close()]);
  await (await directory).remove();
});

/** Confirmed readers of cs.LG, by the local part of their address. */
const subscribe = async (names: readonly string[]): Promise<void> => {
  const client = localClient(engine.endpoint);
  await createTables(client);
  const store = createSubscriberStore(client, 'Subscribers', () => new Date(`${DATE}T17:00:00Z`));
  for (const [index, name] of names.entries()) {
    const subscriberId = subscriberIdSchema.parse(String(index).repeat(32));
    await store.add(aSubscriber(name, { subscriberId, dueShard: dueShardOf(subscriberId) }));
  }
  client.destroy();
};

const acceptedBy = (): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const { destinations } of ses.accepted) for (const to of destinations) counts[to] = (counts[to] ?? 0) + 1;
  return counts;
};

describe('an SES that misbehaves', () => {
  it('leaves the round finished with its counts, and the next round sends what was throttled and nothing twice', async () => {
    await subscribe(['fine', 'throttled', 'lost', 'silent']);
    ses.setFault(
      { mode: 'throttle-rate', address: 'throttled@example.org' },
      { mode: '503-after-accept', address: 'lost@example.org' },
      { mode: 'never-answers', address: 'silent@example.org' },
    );
    const first = await ranRound(replay, env);
    expect(first.summary).toMatchObject({ subscribers: 4, digests: 4, sent: 1, skipped: 0, failed: 1, unknown: 2 });

    ses.setFault();
    const second = await ranRound(replay, env);
    expect(second.summary).toMatchObject({ subscribers: 4, digests: 4, sent: 1, skipped: 1, failed: 0, unknown: 2 });
    expect(acceptedBy()).toEqual({
      'fine@example.org': 1,
      'throttled@example.org': 1,
      'lost@example.org': 1,
      'silent@example.org': 1,
    });
    expect(JSON.stringify([first.lines, second.lines])).not.toContain('@example.org');
  });

  it('counts a refused address as failed, and asks no second time', async () => {
    await subscribe(['refused']);
    ses.setFault({ mode: 'reject-address' });
    expect((await ranRound(replay, env)).summary).toMatchObject({ digests: 1, sent: 0, failed: 1 });
    ses.setFault();
    expect((await ranRound(replay, env)).summary).toMatchObject({ digests: 1, sent: 0, skipped: 1 });
    expect(ses.counts()).toMatchObject({ sendRequests: 1, accepted: 0 });
  });

  it('is not there: nothing throws, and no digest is said to be sent', async () => {
    await subscribe(['fine']);
    await ses.close();
    expect((await ranRound(replay, env)).summary).toMatchObject({ digests: 1, sent: 0 });
  });
});

describe('endpoints from the environment', () => {
  it('take the place of own engines: no sample reader is added, no database made', async () => {
    const { summary } = await ranRound(replay, env);
    expect(summary).toMatchObject({ subscribers: 0, digests: 0, sent: 0, new: 1 });
    const { path } = await directory;
    expect(existsSync(join(path, 'data', 'tables'))).toBe(false);
    expect(ses.counts().sendRequests).toBe(0);
  });

  it('get the sample reader and an own SES when only the tables are given', async () => {
    const { summary } = await ranRound(replay, { AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint });
    expect(summary).toMatchObject({ subscribers: 1, digests: 1, sent: 1 });
    expect(ses.counts().sendRequests).toBe(0);
  });

  it.each(['AWS_ENDPOINT_URL_DYNAMODB', 'AWS_ENDPOINT_URL_SES'])(
    'are refused outside loopback before anything is done: %s',
    async (name) => {
      const remote = { ...env, [name]: 'https://aws.example.org' };
      const refused = ranRound(replay, remote);
      await expect(refused).rejects.toThrow(UsageError);
      await expect(refused).rejects.toThrow(`${name} is not on loopback`);
      expect(existsSync(join((await directory).path, 'data'))).toBe(false);
    },
  );
});
