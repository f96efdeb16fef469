/** The secret of the token keys. Losing it breaks every unsubscribe link ever mailed and every subscriber id: it is retained and never rotated by itself. */
import { Validations } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { retainAs } from './retained.ts';

/** The field that CloudFormation fills. Agrees with `FIRST_KEY_ID` of lambdas/runtime/deployment-keys.ts; a test holds it. */
const GENERATED_KEY = 'k1';

export const createTokenKeys = (scope: Construct): Secret => {
  const secret = new Secret(scope, 'TokenKeys', {
    description:
      'Keys of the links in mails and of subscriber ids. Never delete a key; docs/deploy.md tells how to add one.',
    generateSecretString: {
      secretStringTemplate: JSON.stringify({ current: GENERATED_KEY }),
      generateStringKey: GENERATED_KEY,
      passwordLength: 64,
      excludePunctuation: true,
    },
  });
  retainAs(secret, 'TokenKeys');
  Validations.of(secret).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason:
      'A rotation that takes the old key away would break the unsubscribe link of every mail sent before. Keys are added by hand, none is removed.',
  });
  return secret;
};
