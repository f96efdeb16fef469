/** GitHub as a deployment asks it: with the token of a secret, and not at all where there is none. */
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createGitHub } from '../../adapters/github/github.ts';
import type { SourceOptions } from '../../adapters/network/json-client.ts';
import type { Repositories } from '../../core/ports/attention.ts';
import { readGitHubToken } from '../../runtime/github-token.ts';
import { unaskedRepositories } from './unasked-sources.ts';

/** A secret that is named and can't be used is a fault, and not the same as none. */
export const openRepositories = async (
  options: SourceOptions,
  { secrets, secretName }: { readonly secrets: SecretsManagerClient; readonly secretName: string | undefined },
): Promise<Repositories> => {
  if (secretName === undefined) return createGitHub(options);
  const read = await readGitHubToken(secrets, secretName);
  return 'token' in read
    ? createGitHub({ ...options, token: read.token })
    : unaskedRepositories({ kind: 'refused', reason: read.reason });
};
