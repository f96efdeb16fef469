/**
 * The secrets of a deployment, from the one secret of its data stack.
 *
 * CloudFormation can generate one random text per secret, as one top-level field. Hence its shape: `current` names the
 * key that signs, and every other field is a key by its id, `k1` being the generated one:
 * `{"current": "k1", "k1": "…64 characters…"}`. A key is added as `k2`, later `current` moves on to it, and none is ever
 * taken out: unsubscribe links of any age must work, and `k1` also keys the hash that makes a subscriber id of an address.
 */
import { createHmac } from 'node:crypto';
import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { tokenKeysSchema, type TokenKeys } from '../core/subscriber/token-keys.ts';

export interface DeploymentKeys {
  readonly tokenKeys: TokenKeys;
  /** Keys the hash that makes a subscriber id of an address; 64 hexadecimal digits, the same for the life of the tables. */
  readonly hashKey: string;
}

/** Id of the key that CloudFormation generates. */
export const FIRST_KEY_ID = 'k1';

const HASH_KEY_PURPOSE = 'paper-round subscriber id';

const storedSchema = z.object({ current: z.string(), [FIRST_KEY_ID]: z.string().min(32) }).catchall(z.string());

/** The secret does not hold what it should. Says nothing of what it holds. */
export class DeploymentKeysError extends Error {
  override readonly name = 'DeploymentKeysError';
}

/** @throws DeploymentKeysError */
export const parseDeploymentKeys = (secretText: string): DeploymentKeys => {
  try {
    const { current, ...keys } = storedSchema.parse(JSON.parse(secretText));
    return {
      tokenKeys: tokenKeysSchema.parse({ current, keys }),
      hashKey: createHmac('sha256', keys[FIRST_KEY_ID]).update(HASH_KEY_PURPOSE).digest('hex'),
    };
  } catch {
    throw new DeploymentKeysError(
      `The secret of the token keys must be JSON with "current" and the keys by id, "${FIRST_KEY_ID}" among them, each of at least 32 characters.`,
    );
  }
};

/** Reads the secret. A function does so once per execution environment. @throws DeploymentKeysError */
export const readDeploymentKeys = async (client: SecretsManagerClient, secretArn: string): Promise<DeploymentKeys> => {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }));
  return parseDeploymentKeys(SecretString ?? '');
};
