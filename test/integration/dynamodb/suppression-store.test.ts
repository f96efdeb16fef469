import { STORE_MAKERS, useStores } from './store-makers.ts';

describe.each(STORE_MAKERS)('SuppressionStore on %s', (_name, open) => {
  const stores = useStores(open);

  it('suppresses an address for good, however often and for whatever it is told', async () => {
    expect(await stores().suppressions.isSuppressed('hash-a')).toBe(false);
    await stores().suppressions.suppress('hash-a', { reason: 'bounce', at: '2026-11-20T17:00:00Z' });
    await stores().suppressions.suppress('hash-a', { reason: 'complaint', at: '2026-11-21T17:00:00Z' });
    expect(await stores().suppressions.isSuppressed('hash-a')).toBe(true);
    expect(await stores().suppressions.isSuppressed('hash-b')).toBe(false);
  });
});
