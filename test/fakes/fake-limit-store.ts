/** `LimitStore` in memory. */
import type { LimitStore } from '../../lambdas/core/ports/subscribing.ts';
import { withOneMore, type GrantEntry } from '../../lambdas/core/subscriber/grants.ts';

/** `rows` is the table itself, keyed by limit key. */
export const createFakeLimitStore = (): LimitStore & { readonly rows: Map<string, readonly GrantEntry[]> } => {
  const rows = new Map<string, readonly GrantEntry[]>();
  return {
    rows,
    take: (key, limits, at) => {
      const grants = withOneMore(rows.get(key) ?? [], limits, at);
      if (grants !== undefined) rows.set(key, grants);
      return Promise.resolve(grants !== undefined);
    },
  };
};
