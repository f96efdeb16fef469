import { DeploymentKeysError, parseDeploymentKeys } from '../../../lambdas/runtime/deployment-keys.ts';
import { unsubscribeToken, readUnsubscribeToken } from '../../../lambdas/core/subscriber/unsubscribe-token.ts';
import type { SubscriberId } from '../../../lambdas/core/subscriber/subscriber.ts';

const FIRST = 'a'.repeat(64);
const SECOND = 'b'.repeat(64);
const READER = '0123456789abcdef0123456789abcdef' as SubscriberId;

describe('the keys of a deployment', () => {
  it('are what CloudFormation generates: the first key signs and all verify', () => {
    const { tokenKeys } = parseDeploymentKeys(JSON.stringify({ current: 'k1', k1: FIRST }));
    expect(tokenKeys).toEqual({ current: 'k1', keys: { k1: FIRST } });
    expect(readUnsubscribeToken(unsubscribeToken(READER, tokenKeys), tokenKeys)).toBe(READER);
  });

  it('keep old links and subscriber ids when a key is added and becomes the current one', () => {
    const before = parseDeploymentKeys(JSON.stringify({ current: 'k1', k1: FIRST }));
    const after = parseDeploymentKeys(JSON.stringify({ current: 'k2', k1: FIRST, k2: SECOND }));
    expect(after.hashKey).toBe(before.hashKey);
    expect(readUnsubscribeToken(unsubscribeToken(READER, before.tokenKeys), after.tokenKeys)).toBe(READER);
  });

  it('hash subscribers with a key of their own, 64 hexadecimal digits', () => {
    const { hashKey } = parseDeploymentKeys(JSON.stringify({ current: 'k1', k1: FIRST }));
    expect(hashKey).toMatch(/^[0-9a-f]{64}$/);
    expect(hashKey).not.toContain(FIRST);
  });

  it.each([
    ['nothing', ''],
    ['no JSON', 'secret-text-of-somebody-else'],
    ['no first key', JSON.stringify({ current: 'k2', k2: SECOND })],
    ['a current key that is not there', JSON.stringify({ current: 'k3', k1: FIRST })],
    ['a short key', JSON.stringify({ current: 'k1', k1: 'short' })],
    ['a key that is no text', JSON.stringify({ current: 'k1', k1: FIRST, k2: 7 })],
  ])('refuse a secret with %s, without quoting it', (_, text) => {
    expect(() => parseDeploymentKeys(text)).toThrow(DeploymentKeysError);
    expect(() => parseDeploymentKeys(text)).toThrow(/^The secret of the token keys must be JSON with "current"/);
  });
});
