/**
 * The certificate of the site's own host name. CloudFront takes certificates from us-east-1 only, wherever the site is, so
 * it has a stack of its own there. Its output is copied into the stage's `certificateArn` once: a reference across
 * regions would bring a function with a custom resource into both stacks, to carry one text that never changes.
 */
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import type { Construct } from 'constructs';
import { zoneOf } from './site-zone.ts';
import type { CustomDomain } from './settings.ts';

const CERTIFICATE_REGION = 'us-east-1';

export interface CertificateStackProps extends Omit<StackProps, 'env'> {
  readonly customDomain: CustomDomain;
  readonly account: string | undefined;
}

export class CertificateStack extends Stack {
  constructor(scope: Construct, id: string, { customDomain, account, ...props }: CertificateStackProps) {
    super(scope, id, { ...props, env: { region: CERTIFICATE_REGION, ...(account !== undefined && { account }) } });
    const certificate = new Certificate(this, 'Certificate', {
      domainName: customDomain.name,
      // Without a zone the deployment waits until somebody has put the record into DNS that ACM shows.
      validation: CertificateValidation.fromDns(zoneOf(this, customDomain)),
    });
    new CfnOutput(this, 'CertificateArn', { value: certificate.certificateArn });
  }
}
