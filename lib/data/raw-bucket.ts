/** Every response of arXiv as it came, and the rejects beside it: what a fixed parser reads again. */
import { Duration, Validations } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership, StorageClass } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { retainAs } from './retained.ts';

/** A response is read again within days or not for years. Both classes answer at once. */
const COOL_AFTER = Duration.days(30);
const COLD_AFTER = Duration.days(90);

export const createRawBucket = (scope: Construct): Bucket => {
  const bucket = new Bucket(scope, 'RawResponses', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    lifecycleRules: [
      {
        id: 'cheap-storage',
        transitions: [
          { storageClass: StorageClass.INFREQUENT_ACCESS, transitionAfter: COOL_AFTER },
          { storageClass: StorageClass.GLACIER_INSTANT_RETRIEVAL, transitionAfter: COLD_AFTER },
        ],
        abortIncompleteMultipartUploadAfter: Duration.days(1),
      },
    ],
  });
  retainAs(bucket, 'RawResponses');
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions-S1',
    reason:
      'Public metadata of papers, written and read by one role; an access log would need a bucket of its own that nobody reads.',
  });
  return bucket;
};
