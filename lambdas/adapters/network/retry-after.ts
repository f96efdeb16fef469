/** What `Retry-After` asks for. */

/**
 * Milliseconds to wait, from seconds or an HTTP date (RFC 9110, 10.2.3); undefined when the header is neither.
 * @param answeredAt milliseconds since the epoch by the server's own clock (its `Date` header), so that a wrong clock here doesn't count
 */
export const retryAfterMs = (header: string, answeredAt: number): number | undefined => {
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  // Only a weekday opens an HTTP date; Date.parse would read a bare or negative number as a year.
  const instant = /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(instant) ? undefined : Math.max(0, instant - answeredAt);
};
