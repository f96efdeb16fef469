import { readConfirmToken, readPreferencesToken } from '../../../../lambdas/core/subscriber/signed-token.ts';
import type { SendOutcome } from '../../../../lambdas/core/ports/outside.ts';
import { confirmationOrderSchema } from '../../../../lambdas/core/subscriber/confirmation-request.ts';
import { METRICS } from '../../../../lambdas/runtime/metric-names.ts';
import { HASH_KEY, idOf, makeWorld, rowOf, START, textOf, TOKEN_KEYS } from './signing-up-world.ts';

const ADA = 'ada@example.org';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const tokenIn = (text: string, page: string): string =>
  new RegExp(`/${page}\\?token=([A-Za-z0-9._-]+)`).exec(text)?.[1] ?? '';

describe('send-confirmation: who gets which mail', () => {
  it('gives a new address a pending row and a link that its own instant of asking confirms', async () => {
    const world = makeWorld();
    await world.handle(world.requestOf(ADA));
    const row = world.subscribers.rows.get(idOf(ADA));
    expect(row).toEqual({
      subscriberId: idOf(ADA),
      address: ADA,
      state: 'pending',
      createdAt: '2026-11-20T17:00:00.000Z',
      stateChangedAt: '2026-11-20T17:00:00.000Z',
      consent: {
        by: 'form',
        at: '2026-11-20T17:00:00.250Z',
        requestedAt: '2026-11-20T17:00:00.250Z',
        text: 'box-1',
      },
      preferences: expect.objectContaining({ categories: ['stat.ML'], timeZone: 'Europe/Berlin' }) as unknown,
      expiresAt: Math.floor(START / 1_000) + 7 * 86_400,
    });
    const [mail] = world.sender.requests;
    expect(mail?.to).toBe(ADA);
    const claim = readConfirmToken(tokenIn(mail ? textOf(mail) : '', 'confirm'), TOKEN_KEYS, new Date(START));
    expect(claim).toEqual({
      subscriberId: idOf(ADA),
      issuedAt: new Date('2026-11-20T17:00:00.000Z'),
      expired: false,
    });
    const outcome = await world.subscribers.confirm(idOf(ADA), {
      askedAt: claim?.issuedAt.toISOString() ?? '',
      at: '2026-11-20T17:05:00.000Z',
      consent: { by: 'form', at: '2026-11-20T17:05:00.000Z', text: 'box-1' },
      due: { dueShard: '00', dueAt: '2026-11-21T12:00:00.000Z' },
    });
    expect(outcome).toBe('confirmed');
  });

  it('renews a pending row by which the link of the mail before still works', async () => {
    const world = makeWorld();
    await world.handle(world.requestOf(ADA));
    world.moveOn(DAY_MS);
    await world.handle(world.requestOf(ADA));
    expect(world.sender.requests).toHaveLength(2);
    expect(world.subscribers.rows.get(idOf(ADA))).toMatchObject({
      stateChangedAt: '2026-11-20T17:00:00.000Z',
      expiresAt: Math.floor((START + DAY_MS) / 1_000) + 7 * 86_400,
      consent: { requestedAt: '2026-11-21T17:00:00.250Z' },
    });
  });

  it('treats an expired row as none', async () => {
    const old = rowOf(ADA, { state: 'pending', expiresAt: Math.floor(START / 1_000) });
    const world = makeWorld({ rows: [old] });
    await world.handle(world.requestOf(ADA));
    expect(world.subscribers.rows.get(idOf(ADA))?.createdAt).toBe('2026-11-20T17:00:00.000Z');
    expect(world.sender.requests).toHaveLength(1);
  });

  it('leaves the row of one who unsubscribed as it is until they confirm', async () => {
    const row = rowOf(ADA, { state: 'unsubscribed' });
    const world = makeWorld({ rows: [row] });
    await world.handle(world.requestOf(ADA));
    expect(world.subscribers.rows.get(idOf(ADA))).toEqual(row);
    expect(world.sender.requests.map(textOf).join('')).toContain('/confirm?token=');
  });

  it('tells one who is confirmed so, with a link to their preferences, and changes nothing', async () => {
    const row = rowOf(ADA, { state: 'confirmed' });
    const world = makeWorld({ rows: [row] });
    await world.handle(world.requestOf('ADA@example.org'));
    expect(world.subscribers.rows.get(idOf(ADA))).toEqual(row);
    const [mail] = world.sender.requests;
    expect(mail?.to).toBe(ADA);
    const text = mail ? textOf(mail) : '';
    expect(readPreferencesToken(tokenIn(text, 'preferences'), TOKEN_KEYS, new Date(START))?.subscriberId).toBe(
      idOf(ADA),
    );
    expect(text).not.toContain('/confirm?');
  });

  it.each(['bounce', 'complaint'] as const)('sends nothing after a %s, and lifts nothing', async (reason) => {
    const world = makeWorld();
    await world.suppressions.suppress(idOf(ADA), { reason, at: '2026-11-01T00:00:00Z' });
    await world.handle(world.requestOf(ADA));
    expect(world.sender.requests).toHaveLength(0);
    expect(world.subscribers.rows.size).toBe(0);
    expect(world.suppressions.rows.get(idOf(ADA))?.reason).toBe(reason);
    expect(world.limits.rows.size).toBe(0);
    expect(world.counted).toEqual({ [METRICS.confirmationsWithheld]: 1 });
  });

  it('lets one who erased themselves ask anew, and lifts nothing before they confirm', async () => {
    const world = makeWorld();
    await world.suppressions.suppress(idOf(ADA), { reason: 'erased', at: '2026-11-01T00:00:00Z' });
    await world.handle(world.requestOf(ADA));
    expect(world.sender.requests).toHaveLength(1);
    expect(world.suppressions.rows.get(idOf(ADA))?.reason).toBe('erased');
  });

  it('sends nothing on what was asked before an erasure, and stores nothing of it', async () => {
    const world = makeWorld({ answer: () => ({ outcome: 'quota', reason: 'Throttling' }) });
    const early = world.requestOf('bea@example.org');
    await world.handle(world.requestOf(ADA));
    world.moveOn(60_000);
    for (const address of [ADA, early.address]) {
      await world.suppressions.suppress(idOf(address), { reason: 'erased', at: world.clock().toISOString() });
      await world.subscribers.erase(idOf(address));
    }
    for (const order of [early, ...world.postponed.map(({ order: put }) => put)]) await world.handle(order);
    expect(world.sender.requests).toHaveLength(1);
    expect(world.subscribers.rows.size).toBe(0);
    expect(world.counted[METRICS.confirmationsWithheld]).toBe(2);
  });

  it('sends nothing to a row that is suppressed', async () => {
    const world = makeWorld({ rows: [rowOf(ADA, { state: 'suppressed' })] });
    await world.handle(world.requestOf(ADA));
    expect(world.sender.requests).toHaveLength(0);
  });

  it('sends nothing outside the domains of a team edition', async () => {
    const world = makeWorld({ allowedMailDomains: ['Team.example'] });
    await world.handle(world.requestOf('ada@example.org'));
    await world.handle(world.requestOf('ada@notteam.example'));
    await world.handle(world.requestOf('ada@team.example'));
    expect(world.sender.requests.map(({ to }) => to)).toEqual(['ada@team.example']);
  });

  it('takes what the queue holds for what it is: unknown zones and categories fall back', async () => {
    const world = makeWorld();
    await world.handle({ ...world.requestOf(ADA), timeZone: 'Nowhere/Else', categories: ['no.SUCH'] });
    expect(world.subscribers.rows.get(idOf(ADA))?.preferences).toMatchObject({
      timeZone: 'America/New_York',
      categories: ['all'],
    });
  });

  it('decides anew when somebody confirms between its read and its write', async () => {
    const world = makeWorld({ rows: [rowOf(ADA, { state: 'pending', expiresAt: 4_000_000_000 })] });
    const asStored = { ...world.subscribers };
    world.deps.subscribers.request = (subscriber) => {
      world.subscribers.rows.set(idOf(ADA), rowOf(ADA, { state: 'confirmed' }));
      return asStored.request(subscriber);
    };
    await world.handle(world.requestOf(ADA));
    expect(world.subscribers.rows.get(idOf(ADA))?.state).toBe('confirmed');
    expect(world.sender.requests.map(textOf).join('')).toContain('/preferences?token=');
  });
});

describe('send-confirmation: one mail for each grant', () => {
  it('answers a message that comes twice, and any other within a day, by one mail', async () => {
    const world = makeWorld();
    const request = world.requestOf(ADA);
    await world.handle(request);
    await world.handle(request);
    world.moveOn(DAY_MS - 1);
    await world.handle(world.requestOf('Ada@EXAMPLE.org'));
    expect(world.sender.requests).toHaveLength(1);
    world.moveOn(1);
    await world.handle(world.requestOf(ADA));
    expect(world.sender.requests).toHaveLength(2);
  });

  it('writes to an address three times in thirty days at most', async () => {
    const world = makeWorld();
    for (let day = 0; day < 30; day += 1) {
      await world.handle(world.requestOf(ADA));
      world.moveOn(DAY_MS);
    }
    expect(world.sender.requests).toHaveLength(3);
  });

  it('never sends again what may have gone', async () => {
    const world = makeWorld({ answer: () => ({ outcome: 'unknown', reason: 'ECONNRESET' }) });
    const request = world.requestOf(ADA);
    await world.handle(request);
    await world.handle(request);
    expect(world.sender.requests).toHaveLength(1);
    expect(world.postponed).toEqual([]);
    expect(world.counted[METRICS.confirmationsFailed]).toBe(1);
  });

  it('never sends again after a sender that throws, or that refuses the mail', async () => {
    const throwing = makeWorld({
      answer: () => {
        throw new Error('broken');
      },
    });
    await throwing.handle(throwing.requestOf(ADA));
    const refusing = makeWorld({ answer: () => ({ outcome: 'refused', reason: 'MessageRejected' }) });
    await refusing.handle(refusing.requestOf(ADA));
    expect([throwing.postponed, refusing.postponed]).toEqual([[], []]);
    expect(throwing.counted[METRICS.confirmationsFailed]).toBe(1);
    expect(refusing.counted[METRICS.confirmationsFailed]).toBe(1);
  });

  it.each([
    ['throttled', 15],
    ['quota', 675],
    ['stopped', 675],
  ] as const)('puts back what was %s, and sends it later without a second grant', async (outcome, delaySeconds) => {
    const world = makeWorld({
      answer: (_mail, count): SendOutcome =>
        count <= 2 ? { outcome, reason: 'not taken' } : { outcome: 'sent', messageId: 'm' },
    });
    const request = world.requestOf(ADA);
    await world.handle(request);
    expect(world.postponed).toEqual([{ order: { ...request, attempt: 1 }, delaySeconds }]);
    // The first message comes once more as well, and each one that was put back comes twice.
    await world.handle(request);
    for (let next = world.postponed.shift(); next !== undefined; next = world.postponed.shift()) {
      world.moveOn(next.delaySeconds * 1_000);
      await world.handle(next.order);
      await world.handle(next.order);
    }
    expect(world.sender.requests).toHaveLength(3);
    expect(world.counted[METRICS.confirmationsSent]).toBe(1);
    expect(world.limits.rows.get('all')).toEqual([expect.objectContaining({ count: 1 })]);
  });

  it('gives a request up after a day', async () => {
    const world = makeWorld({ answer: () => ({ outcome: 'stopped', reason: 'paused' }) });
    await world.handle(world.requestOf(ADA));
    let handed = 0;
    for (let next = world.postponed.shift(); next !== undefined; next = world.postponed.shift()) {
      world.moveOn(next.delaySeconds * 1_000);
      await world.handle(next.order);
      handed += 1;
    }
    expect(handed).toBe(Math.ceil(DAY_MS / 675_000));
    expect(world.counted[METRICS.confirmationsFailed]).toBe(1);
  });

  it('asks a throttled SES less and less often, and never puts back what its own queue does not carry', async () => {
    const world = makeWorld({ answer: () => ({ outcome: 'throttled', reason: 'Throttling' }) });
    await world.handle(world.requestOf(ADA));
    const delays: number[] = [];
    for (let next = world.postponed.shift(); next !== undefined; next = world.postponed.shift()) {
      delays.push(next.delaySeconds);
      world.moveOn(next.delaySeconds * 1_000);
      await world.handle(confirmationOrderSchema.parse(next.order));
    }
    expect(delays.slice(0, 7)).toEqual([15, 30, 60, 120, 240, 480, 675]);
    expect(delays.length).toBeLessThan(150);
    expect(world.counted[METRICS.confirmationsFailed]).toBe(1);
  });

  it('puts back a request whose mail could not be prepared: certainly nothing was sent', async () => {
    const world = makeWorld();
    const asStored = { ...world.subscribers };
    world.deps.subscribers.request = () => Promise.reject(new Error('no table'));
    await world.handle(world.requestOf(ADA));
    expect(world.sender.requests).toHaveLength(0);
    expect(world.logged.join('')).toContain('could not be prepared: Error');
    world.deps.subscribers.request = (subscriber) => asStored.request(subscriber);
    const [next] = world.postponed;
    await world.handle(next?.order ?? world.requestOf('other@example.org'));
    expect(world.sender.requests.map(({ to }) => to)).toEqual([ADA]);
  });

  it('throws before anything is granted, so that the message comes again', async () => {
    const world = makeWorld();
    world.deps.subscribers.get = () => Promise.reject(new Error('no table'));
    await expect(world.handle(world.requestOf(ADA))).rejects.toThrow('no table');
    expect(world.limits.rows.size).toBe(0);
  });

  it('writes no address and no token into the log or a limit key', async () => {
    const world = makeWorld({ answer: () => ({ outcome: 'throttled', reason: 'Throttling' }) });
    await world.handle(world.requestOf(ADA));
    const written = [...world.logged, ...world.limits.rows.keys()].join('\n');
    expect(written).toContain(idOf(ADA));
    expect(written).not.toMatch(/ada@|token|k1\./i);
    expect(written).not.toContain(HASH_KEY);
  });
});

describe('send-confirmation: list bombing', () => {
  it('sends at most 500 mails for 10,000 posts at 500 victims in an hour, one to each', async () => {
    const world = makeWorld();
    const order = (index: number) => `victim-${(index * 7919) % 500}@example.org`;
    for (let index = 0; index < 10_000; index += 1) {
      world.moveOn(HOUR_MS / 10_000);
      await world.handle(world.requestOf(order(index)));
    }
    const perVictim = new Map<string, number>();
    for (const { to } of world.sender.requests) perVictim.set(to, (perVictim.get(to) ?? 0) + 1);
    expect(world.sender.requests.length).toBeLessThanOrEqual(500);
    expect(Math.max(...perVictim.values())).toBe(1);
    expect(world.counted[METRICS.confirmationsWithheld]).toBeGreaterThanOrEqual(9_500);
  }, 60_000);

  it('sends at most 500 an hour however many the victims are', async () => {
    const world = makeWorld();
    const sentAt: number[] = [];
    for (let index = 0; index < 3_000; index += 1) {
      world.moveOn(2 * 1_000);
      const before = world.sender.requests.length;
      await world.handle(world.requestOf(`victim-${index}@example.org`));
      if (world.sender.requests.length > before) sentAt.push(world.clock().getTime());
    }
    const inHourFrom = (start: number) => sentAt.filter((ms) => ms >= start && ms < start + HOUR_MS).length;
    expect(Math.max(...sentAt.map(inHourFrom))).toBe(500);
    expect(world.counted[METRICS.confirmationsOverLimit]).toBe(3_000 - sentAt.length);
    expect(world.limits.rows.get('all')?.length).toBeLessThanOrEqual(62);
  }, 60_000);
});
