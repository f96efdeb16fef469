import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLocalConfirmations } from '../../../local/confirmations.ts';
import { listOutbox } from '../../../local/outbox.ts';
import { startSesEndpoint } from '../../../local/ses-endpoint.ts';
import { createFakeLimitStore } from '../../fakes/fake-limit-store.ts';
import { createFakeSubscriberStore } from '../../fakes/fake-subscriber-store.ts';
import { createFakeSuppressionStore } from '../../fakes/fake-suppression-store.ts';
import { fixedClock } from '../../fakes/fixed-clock.ts';

const REQUEST = {
  address: 'reader@example.org',
  requestedAt: '2026-11-20T17:00:00.000Z',
  consentText: 'box-1',
  categories: ['all'],
};

describe('signing up on this machine', () => {
  let root = '';
  const open = (sesEndpoint?: string) => {
    const errors: unknown[] = [];
    const tables = {
      subscribers: createFakeSubscriberStore(),
      suppressions: createFakeSuppressionStore(),
      limits: createFakeLimitStore(),
    };
    const outbox = join(root, 'outbox');
    const confirmations = openLocalConfirmations({
      tables,
      directory: {
        kind: 'sample',
        keys: {
          hashKey: 'hash-key-hash-key-hash-key-hash-key',
          tokenKeys: { current: 'k1', keys: { k1: 'secret-secret-secret-secret-secret-secret' } },
        },
        paths: { root, tables: join(root, 'tables'), outbox, raw: join(root, 'raw') },
      },
      sesEndpoint,
      baseUrl: 'http://localhost:8787',
      clock: fixedClock('2026-11-20T17:00:00Z'),
      onError: (error) => void errors.push(error),
    });
    return { ...confirmations, tables, outbox, errors };
  };
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'confirmations-'));
  });
  afterEach(async () => {
    await rm(root, { recursive: true, force: true });
  });

  it('answers before it is handled, and puts the mail into the outbox, once for each address', async () => {
    const { queue, settled, close, tables, outbox, errors } = open();
    await queue.enqueue(REQUEST);
    expect(tables.subscribers.rows.size).toBe(0);
    await queue.enqueue(REQUEST);
    await settled();
    expect(errors).toEqual([]);
    const mails = await listOutbox(outbox);
    expect(mails.map(({ to, subject, outcome }) => ({ to, subject, outcome }))).toEqual([
      { to: 'reader@example.org', subject: 'Confirm your subscription to Paper Round', outcome: 'sent' },
    ]);
    expect(mails[0]?.text).toContain('http://localhost:8787/confirm?token=');
    expect(mails[0]?.text).toContain('its papers are invented');
    const [file = ''] = await readdir(outbox);
    expect(file).toMatch(/^2026-11-20-signup-[0-9a-f]{32}-1\.eml$/);
    expect(await readFile(join(outbox, file), 'latin1')).not.toMatch(/^List-Unsubscribe/im);
    await close();
  });

  it('tries again while the endpoint throttles', async () => {
    const ses = await startSesEndpoint();
    ses.setFault({ mode: 'throttle-rate', only: [1] });
    const { queue, close, outbox, errors } = open(ses.url);
    await queue.enqueue(REQUEST);
    await close();
    expect(errors).toEqual([]);
    expect(await listOutbox(outbox)).toHaveLength(1);
    await ses.close();
  });

  it('tells of what could not be sent, and takes no port while nobody asks', async () => {
    const silent = open();
    await silent.close();
    const { queue, close, errors } = open('http://127.0.0.1:9');
    await queue.enqueue(REQUEST);
    await close();
    expect(errors).toHaveLength(1);
    expect(String(errors[0])).not.toContain('reader@');
  });
});
