/** How often one network may ask for mails. The ledger of limits knows it by a keyed hash, never by its address. */
import { createHmac } from 'node:crypto';
import { isIP } from 'node:net';
import type { Limit } from '../../core/ports/subscribing.ts';
import type { WebDeps } from './web-deps.ts';
import type { WebRequest } from './web-request.ts';

const TEN_MINUTES_MS = 600_000;
/** Of one network (reference: email, section 12, row 19); with a proof of work four times as many. */
const WITHOUT_PROOF: readonly Limit[] = [{ most: 5, withinMs: TEN_MINUTES_MS }];
const WITH_PROOF: readonly Limit[] = [{ most: 20, withinMs: TEN_MINUTES_MS }];

/** The eight groups of an IPv6 address, in any spelling. */
const groupsOf = (address: string): readonly string[] => {
  // The URL parser knows all spellings and gives one of them back.
  const [head = '', tail] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  return [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after];
};

/** `::ffff:c000:201` is IPv4 in other clothes. */
const embeddedIpv4 = (groups: readonly string[]): string | undefined => {
  if (groups.slice(0, 6).join(':') !== '0:0:0:0:0:ffff') return undefined;
  const octets = groups.slice(6).flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
  return octets.join('.');
};

/**
 * An IPv4 address, or the /48 of an IPv6 one: what one customer of a provider has at least. All whose address is unknown
 * count as one network.
 */
export const networkOf = (viewerAddress: string | undefined): string => {
  const version = isIP(viewerAddress ?? '');
  if (viewerAddress === undefined || version === 0 || viewerAddress.includes('%')) return 'unknown';
  if (version === 4) return viewerAddress;
  const groups = groupsOf(viewerAddress);
  return embeddedIpv4(groups) ?? `${groups.slice(0, 3).join(':')}::/48`;
};

/** Key of a network's row in the ledger of limits. */
const networkKey = (viewerAddress: string | undefined, hashKey: string): string =>
  `network#${createHmac('sha256', hashKey)
    .update(`network\n${networkOf(viewerAddress)}`)
    .digest('hex')
    .slice(0, 32)}`;

/** Takes one of the grants of the request's network. */
export const takeNetworkGrant = (
  { limits, hashKey, clock }: Pick<WebDeps, 'limits' | 'hashKey' | 'clock'>,
  { viewerAddress }: Pick<WebRequest, 'viewerAddress'>,
  isProven = false,
): Promise<boolean> => limits.take(networkKey(viewerAddress, hashKey), isProven ? WITH_PROOF : WITHOUT_PROOF, clock());
