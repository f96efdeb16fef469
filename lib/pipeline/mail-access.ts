/** Who may send mail: from the one address, under the one identity, through the one configuration set. */
import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { PipelineContext } from './pipeline-context.ts';
import type { RoundFunction } from './round-function.ts';

export const allowMail = (
  from: RoundFunction,
  { data, settings }: Pick<PipelineContext, 'data' | 'settings'>,
): void => {
  const { configurationSet, identityArn } = data.mail;
  const { partition, region, account } = Stack.of(from);
  from.lambda.addToRolePolicy(
    new PolicyStatement({
      actions: ['ses:SendRawEmail'],
      resources: [
        identityArn,
        `arn:${partition}:ses:${region}:${account}:configuration-set/${configurationSet.configurationSetName}`,
      ],
      conditions: { StringEquals: { 'ses:FromAddress': settings.senderAddress } },
    }),
  );
};
