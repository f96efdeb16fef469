import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { OriginSecretError, readOriginSecret } from '../../../lambdas/runtime/origin-secret.ts';

const secretHolding = (SecretString: string | undefined): SecretsManagerClient =>
  ({ send: () => Promise.resolve({ SecretString }) }) as unknown as SecretsManagerClient;

describe("the secret of the site's origin", () => {
  it('is the text of its secret', async () => {
    expect(await readOriginSecret(secretHolding('s'.repeat(64)), 'arn')).toBe('s'.repeat(64));
  });

  it.each([undefined, '', 'guessable'])(
    'is not %j: a request without the header would be let in, or one that guesses',
    async (text) => {
      await expect(readOriginSecret(secretHolding(text), 'arn')).rejects.toThrow(OriginSecretError);
    },
  );
});
