import { buildMime } from '../../../../lambdas/adapters/ses/mime.ts';
import { batchSchema } from '../../../../lambdas/core/batch.ts';
import type { Delivery, DigestOrder } from '../../../../lambdas/core/delivery.ts';
import type { OutgoingMail, SendOutcome } from '../../../../lambdas/core/ports/outside.ts';
import { ALL_CATEGORIES, listKey, type RankedList } from '../../../../lambdas/core/rank/ranked-list.ts';
import { WINDOWS } from '../../../../lambdas/core/score/paper-score.ts';
import type { Subscriber } from '../../../../lambdas/core/subscriber/subscriber.ts';
import { readPreferencesToken } from '../../../../lambdas/core/subscriber/signed-token.ts';
import { readUnsubscribeToken } from '../../../../lambdas/core/subscriber/unsubscribe-token.ts';
import { sendDigest, type SendDigestDeps } from '../../../../lambdas/functions/send-digest/send-digest.ts';
import { createFakeBatchStore } from '../../../fakes/fake-batch-store.ts';
import { createFakeDeliveryStore } from '../../../fakes/fake-delivery-store.ts';
import { createFakePaperStore } from '../../../fakes/fake-paper-store.ts';
import { createFakeRankingStore } from '../../../fakes/fake-ranking-store.ts';
import { createFakeSender } from '../../../fakes/fake-sender.ts';
import { createFakeSubscriberStore } from '../../../fakes/fake-subscriber-store.ts';
import { createFakeSuppressionStore } from '../../../fakes/fake-suppression-store.ts';
import { fixedClock } from '../../../fakes/fixed-clock.ts';
import { makePaper, SITE, SUBSCRIBER } from '../../core/render/mail/invented-digest.ts';

const NOW = '2026-11-20T17:00:00.000Z';
const ORDER: DigestOrder = {
  subscriberId: SUBSCRIBER.subscriberId,
  deliveryKey: '2026-11-20#daily',
  localDate: '2026-11-20',
  stream: 'daily',
  listDate: '2026-11-20',
  notAfter: '2026-11-21T05:00:00.000Z',
};
const TOKEN_KEYS = { current: 'k1', keys: { k1: 'secret-secret-secret-secret-secret-secret' } };

const papers = ['2611.00001', '2611.00002', '2611.00003'].map((id) => makePaper({ id, title: `Title of ${id}` }));
const lists: readonly RankedList[] = ['cs.LG', 'stat.ML', ALL_CATEGORIES].flatMap((category) =>
  WINDOWS.map((window) => ({
    listKey: listKey(category, window),
    date: '2026-11-20',
    category,
    window,
    formula: '1',
    candidates: 3,
    missingSources: [],
    papers: papers.map(({ paperId }, index) => ({
      paperId,
      rank: index + 1,
      previousRank: null,
      daysOnList: 1,
      firstSeenOn: '2026-11-20',
      section: 'new',
      evidence: ['code released'],
      score: 1 / (index + 1),
    })),
  })),
);
const batches = ['cs.LG', 'stat.ML'].map((category) =>
  batchSchema.parse({
    category,
    date: '2026-11-20',
    announced: 3,
    stored: 3,
    rejected: 0,
    sources: ['feed'],
    state: 'complete',
    updatedAt: NOW,
  }),
);

const makeWorld = ({
  subscriber = SUBSCRIBER,
  answer,
  deliveries = [],
  suppressed = [],
}: {
  readonly subscriber?: Subscriber | undefined;
  readonly answer?: (mail: OutgoingMail, count: number) => SendOutcome;
  readonly deliveries?: readonly Delivery[];
  readonly suppressed?: readonly string[];
} = {}) => {
  const errors: string[] = [];
  const deps = {
    deliveries: createFakeDeliveryStore(deliveries),
    subscribers: createFakeSubscriberStore([subscriber]),
    suppressions: createFakeSuppressionStore(suppressed),
    rankings: createFakeRankingStore(lists),
    papers: createFakePaperStore(papers),
    batches: createFakeBatchStore(batches),
    sender: createFakeSender(answer),
    buildMime,
    clock: fixedClock(NOW),
    log: { info: () => undefined, error: (message: string) => void errors.push(message) },
    site: SITE,
    tokenKeys: TOKEN_KEYS,
    sample: false,
  } satisfies SendDigestDeps;
  const row = () => deps.deliveries.rows.get(`${ORDER.subscriberId} ${ORDER.deliveryKey}`);
  return { deps, errors, row };
};

describe('send-digest', () => {
  it('sends the digest and keeps in the ledger what it carried', async () => {
    const { deps, row } = makeWorld();
    expect(await sendDigest(deps, ORDER)).toEqual({ outcome: 'sent' });
    expect(deps.sender.requests).toHaveLength(1);
    expect(row()).toEqual({
      subscriberId: ORDER.subscriberId,
      deliveryKey: ORDER.deliveryKey,
      listDate: '2026-11-20',
      state: 'sent',
      attempt: 1,
      claimedAt: NOW,
      settledAt: NOW,
      messageId: 'message-1',
      paperIds: papers.map(({ paperId }) => paperId),
      coveredThrough: '2026-11-20',
      expiresAt: Date.parse(NOW) / 1_000 + 60 * 86_400,
    });
  });

  it('addresses the reader, tags issue, subscriber and attempt, and gives a link that lets this reader out', async () => {
    const { deps } = makeWorld();
    await sendDigest(deps, ORDER);
    const [mail] = deps.sender.requests;
    expect(mail).toMatchObject({
      from: SITE.from,
      to: 'reader@example.org',
      tags: { iid: '2026-11-20-daily', sid: ORDER.subscriberId, att: '1' },
    });
    for (const value of Object.values(mail?.tags ?? {})) expect(value).toMatch(/^[A-Za-z0-9_-]{1,256}$/);
    const token = /^List-Unsubscribe: <https:\/\/papers\.example\.com\/unsubscribe\?token=([^>]+)>/m.exec(
      Buffer.from(mail?.raw ?? []).toString('latin1'),
    )?.[1];
    expect(readUnsubscribeToken(token ?? '', TOKEN_KEYS)).toBe(ORDER.subscriberId);
  });

  it('sends nothing a second time, however often the order comes', async () => {
    const { deps } = makeWorld();
    await sendDigest(deps, ORDER);
    for (let round = 0; round < 3; round += 1) {
      expect(await sendDigest(deps, ORDER)).toMatchObject({ outcome: 'already-sent' });
    }
    expect(deps.sender.requests).toHaveLength(1);
  });

  it('sends one mail when two workers hold the same order', async () => {
    const { deps } = makeWorld();
    const outcomes = await Promise.all([sendDigest(deps, ORDER), sendDigest(deps, ORDER)]);
    expect(deps.sender.requests).toHaveLength(1);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['sent', 'unknown']);
  });

  it('skips a reader who has paused their mails since the order was queued', async () => {
    const { deps, row } = makeWorld();
    await deps.subscribers.setPreferences(SUBSCRIBER.subscriberId, {
      preferences: SUBSCRIBER.preferences,
      due: undefined,
      at: NOW,
    });
    expect(await sendDigest(deps, ORDER)).toEqual({ outcome: 'skipped', reason: 'paused' });
    expect(deps.sender.requests).toHaveLength(0);
    expect(row()?.state).toBe('skipped');
  });

  it('gives a link to the reader’s own preferences, good for thirty days', async () => {
    const { deps } = makeWorld();
    await sendDigest(deps, ORDER);
    const text = Buffer.from(deps.sender.requests[0]?.raw ?? [])
      .toString('latin1')
      .replace(/=\r\n/g, '')
      .replaceAll('=3D', '=');
    const token = /\/preferences\?token=([A-Za-z0-9._-]+)/.exec(text)?.[1] ?? '';
    expect(readPreferencesToken(token, TOKEN_KEYS, new Date(NOW))).toEqual({
      subscriberId: SUBSCRIBER.subscriberId,
      issuedAt: new Date(NOW),
      expired: false,
    });
  });

  it.each(['unsubscribed', 'suppressed', 'pending'] as const)('skips a reader who is %s by now', async (state) => {
    const { deps, row } = makeWorld({ subscriber: { ...SUBSCRIBER, state } });
    expect(await sendDigest(deps, ORDER)).toEqual({ outcome: 'skipped', reason: state });
    expect(row()).toMatchObject({ state: 'skipped', reason: state });
    expect(deps.sender.requests).toHaveLength(0);
  });

  it('skips an address that is suppressed, and a reader whose row is gone', async () => {
    const suppressed = makeWorld({ suppressed: [SUBSCRIBER.subscriberId] });
    expect(await sendDigest(suppressed.deps, ORDER)).toEqual({ outcome: 'skipped', reason: 'suppressed' });
    const gone = makeWorld();
    gone.deps.subscribers.rows.clear();
    expect(await sendDigest(gone.deps, ORDER)).toEqual({ outcome: 'skipped', reason: 'no such subscriber' });
    expect([...suppressed.deps.sender.requests, ...gone.deps.sender.requests]).toEqual([]);
    // Who has erased themselves leaves nothing in the ledger.
    expect([suppressed.row()?.state, gone.row()]).toEqual(['skipped', undefined]);
  });

  it('reads subscriber and suppression after the claim, so that whoever left before it gets nothing', async () => {
    const { deps } = makeWorld();
    const claim = deps.deliveries.claim.bind(deps.deliveries);
    deps.deliveries.claim = async (delivery) => {
      await deps.subscribers.changeState(SUBSCRIBER.subscriberId, { from: 'confirmed', to: 'unsubscribed', at: NOW });
      return claim(delivery);
    };
    expect(await sendDigest(deps, ORDER)).toEqual({ outcome: 'skipped', reason: 'unsubscribed' });
    expect(deps.sender.requests).toHaveLength(0);
  });

  it('skips an order that is past its time, as after a restored backup', async () => {
    const { deps } = makeWorld();
    expect(await sendDigest({ ...deps, clock: fixedClock('2026-11-21T05:00:01Z') }, ORDER)).toEqual({
      outcome: 'skipped',
      reason: 'expired',
    });
    expect(deps.sender.requests).toHaveLength(0);
  });

  it('does not count a day as covered whose batch is still being fetched', async () => {
    const { deps, row } = makeWorld();
    for (const batch of batches) await deps.batches.put({ ...batch, state: 'pending', stored: 1 });
    expect(await sendDigest(deps, ORDER)).toEqual({ outcome: 'sent' });
    expect(row()).not.toHaveProperty('coveredThrough');
  });

  it('skips when there is nothing to say, and leaves the date open for a batch that comes late', async () => {
    const { deps, row } = makeWorld();
    const lists = [...deps.rankings.rows];
    deps.rankings.rows.clear();
    expect(await sendDigest(deps, ORDER)).toEqual({ outcome: 'skipped', reason: 'nothing to say' });
    expect(row()).toBeUndefined();
    for (const [key, list] of lists) deps.rankings.rows.set(key, list);
    expect(await sendDigest(deps, ORDER)).toEqual({ outcome: 'sent' });
    expect(await sendDigest(deps, ORDER)).toMatchObject({ outcome: 'already-sent' });
  });

  it.each(['throttled', 'quota', 'stopped'] as const)(
    'takes the claim back when SES says %s, and sends it later',
    async (release) => {
      const { deps, row } = makeWorld({
        answer: (_mail, count) =>
          count === 1 ? { outcome: release, reason: 'not now' } : { outcome: 'sent', messageId: 'm' },
      });
      expect(await sendDigest(deps, ORDER)).toEqual({ outcome: 'released', release, reason: 'not now' });
      expect(row()).toBeUndefined();
      expect(await sendDigest(deps, ORDER)).toEqual({ outcome: 'sent' });
    },
  );

  it('settles a refused mail as failed, for good', async () => {
    const { deps, row } = makeWorld({ answer: () => ({ outcome: 'refused', reason: 'MessageRejected' }) });
    expect(await sendDigest(deps, ORDER)).toEqual({ outcome: 'failed', reason: 'MessageRejected' });
    expect(row()).toMatchObject({ state: 'failed', reason: 'MessageRejected' });
    expect(await sendDigest(deps, ORDER)).toMatchObject({ outcome: 'already-sent' });
    expect(deps.sender.requests).toHaveLength(1);
  });

  it('leaves the claim when the outcome is unknown, and never sends again by itself', async () => {
    const { deps, row } = makeWorld({ answer: () => ({ outcome: 'unknown', reason: 'time-out' }) });
    expect(await sendDigest(deps, ORDER)).toEqual({ outcome: 'unknown', reason: 'time-out' });
    expect(row()).toMatchObject({ state: 'claimed', attempt: 1 });
    expect(await sendDigest(deps, ORDER)).toMatchObject({ outcome: 'unknown' });
    expect(deps.sender.requests).toHaveLength(1);
  });

  it('writes no address and no token into log or ledger', async () => {
    const { deps, row } = makeWorld();
    const lines: unknown[] = [];
    const log = {
      info: (...line: unknown[]) => void lines.push(line),
      error: (...line: unknown[]) => void lines.push(line),
    };
    await sendDigest({ ...deps, log }, ORDER);
    expect(lines.length).toBeGreaterThan(0);
    expect(JSON.stringify([lines, row()])).not.toMatch(/@|token/);
  });
});

/** Every call that the function makes to the outside, in order. */
type Call = 'deliveries' | 'subscribers' | 'suppressions' | 'rankings' | 'papers' | 'batches' | 'sender' | 'buildMime';

/**
 * The same dependencies, whose `count`-th call fails: `throws` before its effect, `dies` before it or after it (the call
 * never returns, as when the process is gone). `failed` resolves when that happens.
 */
const failingAt = (
  deps: ReturnType<typeof makeWorld>['deps'],
  count: number,
  manner: 'throws' | 'dies-before' | 'dies-after',
) => {
  let calls = 0;
  let report: (name: string) => void = () => undefined;
  const failed = new Promise<string>((resolve) => {
    report = resolve;
  });
  const wrap = <F extends (...args: never[]) => Promise<unknown>>(name: string, call: F): F =>
    (async (...args: Parameters<F>) => {
      calls += 1;
      if (calls !== count) return call(...args);
      if (manner === 'dies-after') await call(...args);
      report(name);
      if (manner === 'throws') throw new Error('the call failed');
      return new Promise(() => undefined);
    }) as F;
  const wrapAll = (name: Call): object =>
    Object.fromEntries(
      Object.entries(deps[name]).map(([method, call]) => [
        method,
        typeof call === 'function' ? wrap(`${name}.${method}`, call as () => Promise<unknown>) : (call as unknown),
      ]),
    );
  const stores = (
    ['deliveries', 'subscribers', 'suppressions', 'rankings', 'papers', 'batches', 'sender'] as const
  ).map((name) => [name, wrapAll(name)] as const);
  return {
    deps: { ...deps, ...Object.fromEntries(stores), buildMime: wrap('buildMime', deps.buildMime) } as typeof deps,
    failed,
    calls: () => calls,
  };
};

const countCalls = async (): Promise<number> => {
  const counting = failingAt(makeWorld().deps, 0, 'throws');
  await sendDigest(counting.deps, ORDER);
  return counting.calls();
};

describe('send-digest when a call fails', () => {
  it('throws before the request with the claim taken back, and nothing is lost', async () => {
    const total = await countCalls();
    const before: string[] = [];
    for (let count = 1; count <= total; count += 1) {
      const { deps, row } = makeWorld();
      const failing = failingAt(deps, count, 'throws');
      const result = await sendDigest(failing.deps, ORDER).catch(() => 'thrown' as const);
      const call = await failing.failed;
      if (result !== 'thrown') continue;
      before.push(call);
      expect(deps.sender.requests).toHaveLength(0);
      expect([call, row()]).toEqual([call, undefined]);
      expect(await sendDigest(deps, ORDER)).toEqual({ outcome: 'sent' });
    }
    expect(before).toEqual(
      expect.arrayContaining([
        'deliveries.claim',
        'subscribers.get',
        'suppressions.isSuppressed',
        'deliveries.latest',
        'papers.getMany',
        'buildMime',
      ]),
    );
    expect(before).not.toContain('sender.send');
    expect(before).not.toContain('deliveries.settle');
  });

  it('calls the mail unknown when the ledger fails after the request', async () => {
    const { deps, row, errors } = makeWorld();
    deps.deliveries.settle = () => Promise.reject(new Error('reader@example.org'));
    expect(await sendDigest(deps, ORDER)).toMatchObject({ outcome: 'unknown' });
    expect(row()).toMatchObject({ state: 'claimed' });
    expect(errors.join(' ')).not.toContain('@');
  });

  it.each(['throws', 'dies-before', 'dies-after'] as const)(
    'never sends twice when any one call %s and the order comes again twice',
    async (manner) => {
      const total = await countCalls();
      for (let count = 1; count <= total; count += 1) {
        const { deps, row } = makeWorld();
        const failing = failingAt(deps, count, manner);
        const ended = sendDigest(failing.deps, ORDER).catch(() => undefined);
        // A process that dies never ends; one in which a call throws is let come to its end.
        await (manner === 'throws' ? ended : Promise.race([ended, failing.failed]));
        const call = await failing.failed;
        await sendDigest(deps, ORDER);
        await sendDigest(deps, ORDER);
        expect([call, deps.sender.requests.length]).toEqual([call, Math.min(1, deps.sender.requests.length)]);
        // Nothing vanishes: it was sent, or the claim stands and says that it may have been.
        expect([call, ['sent', 'claimed'].includes(row()?.state ?? 'none')]).toEqual([call, true]);
      }
    },
  );
});
