/**
 * The files of the search index. They can be built anew from the tables; they are kept all the same, since a bucket that holds
 * something can't be deleted with its stack, and emptying it would take a function that comes along for nothing else.
 * A bucket of its own, for the archive beside it is one that no function may read or delete from.
 */
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { createPrivateBucket } from './private-bucket.ts';

/** The function that builds the index deletes what it has replaced; nothing here expires, or years that never change would. */
export const createSearchBucket = (scope: Construct): Bucket =>
  createPrivateBucket(scope, 'SearchIndex', {
    noAccessLog: 'Titles and abstracts of public papers, written by one role and read by two.',
  });
