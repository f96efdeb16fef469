/** A bucket as all of them are: closed, encrypted, over TLS only, by a fixed logical id, and left behind when the stack goes. */
import { Duration, Validations } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectOwnership,
  type LifecycleRule,
  type Transition,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { retainAs } from './retained.ts';

export interface PrivateBucketProps {
  /** To cheaper storage. @default none */
  readonly transitions?: readonly Transition[];
  /** Why nobody would read an access log. */
  readonly noAccessLog: string;
}

export const createPrivateBucket = (
  scope: Construct,
  logicalId: string,
  { transitions = [], noAccessLog }: PrivateBucketProps,
): Bucket => {
  const rule: LifecycleRule = {
    id: transitions.length > 0 ? 'cheap-storage' : 'broken-uploads',
    ...(transitions.length > 0 && { transitions: [...transitions] }),
    abortIncompleteMultipartUploadAfter: Duration.days(1),
  };
  const bucket = new Bucket(scope, logicalId, {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    lifecycleRules: [rule],
  });
  retainAs(bucket, logicalId);
  Validations.of(bucket).acknowledge({ id: 'AwsSolutions-S1', reason: noAccessLog });
  return bucket;
};
