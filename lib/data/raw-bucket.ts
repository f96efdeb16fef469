/** Every response of arXiv as it came, and the rejects beside it: what a fixed parser reads again. */
import { Duration } from 'aws-cdk-lib';
import { StorageClass, type Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { createPrivateBucket } from './private-bucket.ts';

/** A response is read again within days or not for years. Both classes answer at once. */
const COOL_AFTER = Duration.days(30);
const COLD_AFTER = Duration.days(90);

export const createRawBucket = (scope: Construct): Bucket =>
  createPrivateBucket(scope, 'RawResponses', {
    transitions: [
      { storageClass: StorageClass.INFREQUENT_ACCESS, transitionAfter: COOL_AFTER },
      { storageClass: StorageClass.GLACIER_INSTANT_RETRIEVAL, transitionAfter: COLD_AFTER },
    ],
    noAccessLog:
      'Public metadata of papers, written and read by one role; an access log would need a bucket of its own that nobody reads.',
  });
