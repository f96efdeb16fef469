import { paperIdSchema } from '../../../lambdas/core/paper/paper.ts';
import { aDelivery, aSubscriberId } from '../../fakes/stored-rows.ts';
import { STORE_MAKERS, STORE_NOW, useStores } from './store-makers.ts';

const DAY = '2026-11-20';
const SENT = { state: 'sent', settledAt: '2026-11-20T17:00:01Z', messageId: 'm-1' } as const;

describe.each(STORE_MAKERS)('DeliveryStore on %s', (_name, open) => {
  const stores = useStores(open);

  it('lets exactly one of many claims of the same delivery through', async () => {
    const claims = await Promise.all(
      Array.from({ length: 20 }, () => stores().deliveries.claim(aDelivery('ada', DAY))),
    );
    expect(claims.filter(({ outcome }) => outcome === 'claimed')).toHaveLength(1);
    expect(claims.filter(({ outcome }) => outcome === 'taken')).toHaveLength(19);
  });

  it('says what stands in the way of a claim', async () => {
    const delivery = aDelivery('bo', DAY);
    await stores().deliveries.claim(delivery);
    await stores().deliveries.settle(delivery, SENT);
    expect(await stores().deliveries.claim({ ...delivery, attempt: 2 })).toEqual({
      outcome: 'taken',
      existing: { ...delivery, ...SENT },
    });
  });

  it('settles a claim once, and keeps what the mail carried', async () => {
    const delivery = aDelivery('cy', DAY);
    const settlement = {
      ...SENT,
      paperIds: [paperIdSchema.parse('2611.00001')],
      coveredThrough: DAY,
      reason: undefined,
    };
    await stores().deliveries.claim(delivery);
    expect(await stores().deliveries.settle({ ...delivery, attempt: 2 }, settlement)).toBe('lost');
    expect(await stores().deliveries.settle(delivery, settlement)).toBe('settled');
    expect(await stores().deliveries.settle(delivery, { state: 'failed', settledAt: STORE_NOW, reason: 'late' })).toBe(
      'lost',
    );
    expect(await stores().deliveries.get(delivery.subscriberId, delivery.deliveryKey)).toEqual({
      ...delivery,
      ...SENT,
      paperIds: ['2611.00001'],
      coveredThrough: DAY,
    });
  });

  it('makes no row by settling or releasing what was never claimed', async () => {
    const never = aDelivery('never', DAY);
    expect(await stores().deliveries.settle(never, SENT)).toBe('lost');
    expect(await stores().deliveries.release(never)).toBe('lost');
    expect(await stores().deliveries.get(never.subscriberId, never.deliveryKey)).toBeUndefined();
  });

  it('frees the delivery when its claim is released, and never once it is settled', async () => {
    const delivery = aDelivery('di', DAY);
    await stores().deliveries.claim(delivery);
    expect(await stores().deliveries.release({ ...delivery, attempt: 2 })).toBe('lost');
    expect(await stores().deliveries.release(delivery)).toBe('released');
    expect(await stores().deliveries.claim(delivery)).toEqual({ outcome: 'claimed' });
    await stores().deliveries.settle(delivery, SENT);
    expect(await stores().deliveries.release(delivery)).toBe('lost');
    expect((await stores().deliveries.get(delivery.subscriberId, delivery.deliveryKey))?.state).toBe('sent');
  });

  it('gives the newest deliveries of the subscriber first', async () => {
    for (const date of ['2026-11-18', '2026-11-20', '2026-11-17', '2026-11-19'])
      await stores().deliveries.claim(aDelivery('eve', date));
    await stores().deliveries.claim(aDelivery('eva', '2026-11-21'));
    const latest = async (limit: number) =>
      (await stores().deliveries.latest(aSubscriberId('eve'), limit)).map(({ listDate }) => listDate);
    expect(await latest(2)).toEqual(['2026-11-20', '2026-11-19']);
    expect(await latest(10)).toEqual(['2026-11-20', '2026-11-19', '2026-11-18', '2026-11-17']);
    expect(await latest(0)).toEqual([]);
  });

  it('no longer shows an expired delivery, yet lets nobody claim it while its row is there', async () => {
    const now = Date.parse(STORE_NOW) / 1000;
    const expired = aDelivery('fin', '2026-11-19', { expiresAt: now });
    const living = aDelivery('fin', '2026-11-18', { expiresAt: now + 1 });
    await stores().deliveries.claim(expired);
    await stores().deliveries.claim(living);
    expect(await stores().deliveries.get(expired.subscriberId, expired.deliveryKey)).toBeUndefined();
    expect(await stores().deliveries.latest(expired.subscriberId, 1)).toEqual([living]);
    expect(await stores().deliveries.claim(expired)).toMatchObject({ outcome: 'taken' });
  });

  it('erases every row of a subscriber, and of no other', async () => {
    const days = Array.from({ length: 30 }, (_, day) => `2026-10-${String(day + 1).padStart(2, '0')}`);
    for (const day of days) await stores().deliveries.claim(aDelivery('leaver', day));
    await stores().deliveries.claim(aDelivery('stayer', DAY));
    await stores().deliveries.eraseAll(aSubscriberId('leaver'));
    await stores().deliveries.eraseAll(aSubscriberId('nobody'));
    expect(await stores().deliveries.latest(aSubscriberId('leaver'), 100)).toEqual([]);
    expect(await stores().deliveries.latest(aSubscriberId('stayer'), 100)).toHaveLength(1);
  });
});
