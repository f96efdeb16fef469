/** `SuppressionStore` in memory. */
import type { SuppressionStore } from '../../lambdas/core/ports/stores.ts';
import type { Suppression } from '../../lambdas/core/subscriber/suppression.ts';

/** `rows` is the table itself, keyed by address hash. */
export const createFakeSuppressionStore = (
  addressHashes: readonly string[] = [],
): SuppressionStore & { readonly rows: Map<string, Suppression> } => {
  const rows = new Map<string, Suppression>(
    addressHashes.map((hash) => [hash, { reason: 'bounce', at: '2026-11-01T00:00:00Z' }]),
  );
  return {
    rows,
    isSuppressed: (addressHash) => Promise.resolve(rows.has(addressHash)),
    entryOf: (addressHash) => Promise.resolve(structuredClone(rows.get(addressHash))),
    suppress: (addressHash, entry) => {
      if ((rows.get(addressHash)?.reason ?? 'erased') === 'erased') rows.set(addressHash, { ...entry });
      return Promise.resolve();
    },
    lift: (addressHash, reason) => {
      if (rows.get(addressHash)?.reason === reason) rows.delete(addressHash);
      return Promise.resolve();
    },
  };
};
