import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { readGitHubToken } from '../../../lambdas/runtime/github-token.ts';

const TOKEN = 'github_pat_invented_0123456789';
const secretHolding = (SecretString: string | undefined): SecretsManagerClient =>
  ({ send: () => Promise.resolve({ SecretString }) }) as unknown as SecretsManagerClient;

describe('the token for GitHub', () => {
  it('is the text of the secret, without the line end of the file that it came from', async () => {
    expect(await readGitHubToken(secretHolding(`${TOKEN}\n`), 'name')).toEqual({ token: TOKEN });
  });

  it.each([undefined, '', '  ', 'short', `{"token":"${TOKEN}"}`, `${TOKEN} ${TOKEN}`, `${TOKEN}\r\nx-injected: 1`])(
    'is not %j, and what the secret holds is in no reason',
    async (text) => {
      const read = await readGitHubToken(secretHolding(text), 'name');
      expect(read).toEqual({
        reason: "the secret with GitHub's token must hold the token as plain text and nothing else",
      });
    },
  );

  it('is missing for a reason when the secret cannot be read', async () => {
    const refusing = {
      send: () => Promise.reject(Object.assign(new Error(`not for ${TOKEN}`), { name: 'AccessDeniedException' })),
    } as unknown as SecretsManagerClient;
    expect(await readGitHubToken(refusing, 'name')).toEqual({
      reason: "the secret with GitHub's token can't be read (AccessDeniedException)",
    });
  });
});
