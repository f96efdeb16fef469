/** The zone of Route 53 that the stage names, without asking the account for it. */
import { HostedZone, type IHostedZone } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import type { CustomDomain } from './settings.ts';

/** `undefined` where DNS is kept elsewhere. */
export const zoneOf = (scope: Construct, { hostedZone }: CustomDomain): IHostedZone | undefined =>
  hostedZone &&
  HostedZone.fromHostedZoneAttributes(scope, 'Zone', { hostedZoneId: hostedZone.id, zoneName: hostedZone.name });
