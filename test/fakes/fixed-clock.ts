/** A clock that stands still. */
import type { Clock } from '../../lambdas/core/ports/outside.ts';

/** @param instant ISO 8601 */
export const fixedClock = (instant: string): Clock => {
  const ms = Date.parse(instant);
  return () => new Date(ms);
};
