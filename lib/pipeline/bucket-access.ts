/** What a function may do to the objects of a bucket of the data stack: the very actions that it calls, under one prefix. */
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { DataStack } from '../data-stack.ts';
import type { RoundFunction } from './round-function.ts';

const ACTIONS = { get: 's3:GetObject', put: 's3:PutObject', remove: 's3:DeleteObject' } as const;

export interface BucketGrant {
  readonly data: DataStack;
  readonly bucket: Bucket;
  /** Ends with a slash. */
  readonly prefix: string;
  readonly actions: readonly (keyof typeof ACTIONS)[];
  /** Why the names of the objects can't be told beforehand. */
  readonly reason: string;
}

export const allowObjects = (to: RoundFunction, { data, bucket, prefix, actions, reason }: BucketGrant): void => {
  const { bucketArn } = bucket;
  to.allow(
    actions.map((action) => ACTIONS[action]),
    `${bucketArn}/${prefix}*`,
  );
  // cdk-nag names the bucket as the template does: by the export of the data stack.
  const { 'Fn::ImportValue': exportName } = data.resolve(data.exportValue(bucketArn)) as { 'Fn::ImportValue': string };
  to.acknowledgeWildcard(`Resource::${exportName}/${prefix}*`, reason);
};

/** Without it S3 answers 403 for an object that is not there, as if it were a fault. No prefix can narrow it: reading an object names none. */
export const allowMissing = (to: RoundFunction, bucket: Bucket): void => to.allow(['s3:ListBucket'], bucket.bucketArn);
