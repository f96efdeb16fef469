/**
 * The token with which a deployment asks GitHub, from a secret that the operator keeps: its text is the token and nothing
 * else. It is read for each run, so that a new token is taken without a deployment.
 */
import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** The token, or why there is none: one clause for people, which says nothing of what the secret holds. */
export type GitHubTokenRead = { readonly token: string } | { readonly reason: string };

/** What a header may hold. Names and braces of a JSON object are no token: the console of AWS makes such a secret unless told otherwise. */
const TOKEN = /^[A-Za-z0-9_.-]{20,255}$/;

export const readGitHubToken = async (client: SecretsManagerClient, secretName: string): Promise<GitHubTokenRead> => {
  let text: string;
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretName }));
    text = (SecretString ?? '').trim();
  } catch (error) {
    const kind = error instanceof Error ? error.name : 'unknown error';
    return { reason: `the secret with GitHub's token can't be read (${kind})` };
  }
  return TOKEN.test(text)
    ? { token: text }
    : { reason: "the secret with GitHub's token must hold the token as plain text and nothing else" };
};
