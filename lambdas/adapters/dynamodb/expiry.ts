/** Expired rows count as gone when they are read: DynamoDB removes them days later, local engines never. */
import type { Clock } from '../../core/ports/outside.ts';

/** For local rounds, which may stand in the past and keep what they have: no row of that time has expired in 1970. */
export const nothingExpires: Clock = () => new Date(0);

/** Seconds since 1970, as TTL attributes count. */
export const secondsOf = (instant: Date): number => Math.floor(instant.getTime() / 1000);

/** Whether the row's `expiresAt`, if it has one, has come. */
export const isExpired = ({ expiresAt }: { readonly expiresAt?: number | undefined }, now: Date): boolean =>
  expiresAt !== undefined && expiresAt <= secondsOf(now);
