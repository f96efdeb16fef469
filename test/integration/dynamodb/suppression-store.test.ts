import { STORE_MAKERS, useStores } from './store-makers.ts';

describe.each(STORE_MAKERS)('SuppressionStore on %s', (_name, open) => {
  const stores = useStores(open);

  it('suppresses an address for good, however often and for whatever it is told', async () => {
    expect(await stores().suppressions.isSuppressed('hash-a')).toBe(false);
    await stores().suppressions.suppress('hash-a', { reason: 'bounce', at: '2026-11-20T17:00:00Z' });
    await stores().suppressions.suppress('hash-a', { reason: 'complaint', at: '2026-11-21T17:00:00Z' });
    expect(await stores().suppressions.isSuppressed('hash-a')).toBe(true);
    expect(await stores().suppressions.isSuppressed('hash-b')).toBe(false);
    expect(await stores().suppressions.entryOf('hash-a')).toEqual({ reason: 'bounce', at: '2026-11-20T17:00:00Z' });
    expect(await stores().suppressions.entryOf('hash-b')).toBeUndefined();
  });

  it('lifts what somebody who erased themselves left, and nothing else', async () => {
    await stores().suppressions.suppress('hash-c', { reason: 'complaint', at: '2026-11-20T17:00:00Z' });
    await stores().suppressions.suppress('hash-d', { reason: 'erased', at: '2026-11-20T17:00:00Z' });
    for (const hash of ['hash-c', 'hash-d', 'hash-nobody']) await stores().suppressions.lift(hash, 'erased');
    expect((await stores().suppressions.entryOf('hash-c'))?.reason).toBe('complaint');
    expect(await stores().suppressions.isSuppressed('hash-d')).toBe(false);
  });

  it('keeps a bounce or complaint that comes after an erasure, so that it is not lifted with it', async () => {
    await stores().suppressions.suppress('hash-e', { reason: 'erased', at: '2026-11-20T17:00:00Z' });
    await stores().suppressions.suppress('hash-e', { reason: 'complaint', at: '2026-11-21T17:00:00Z' });
    await stores().suppressions.suppress('hash-e', { reason: 'erased', at: '2026-11-22T17:00:00Z' });
    await stores().suppressions.lift('hash-e', 'erased');
    expect((await stores().suppressions.entryOf('hash-e'))?.reason).toBe('complaint');
  });
});
