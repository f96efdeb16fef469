/** The index of a deployed stack: objects under `search/`. One upload each: S3 shows an object whole or not at all. */
import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DeleteObjectCommand, GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { IndexStorage } from '../../core/ports/index-storage.ts';
import { MANIFEST_NAME } from './index-manifest.ts';

/** Before every key. */
export const SEARCH_PREFIX = 'search/';

export const createS3IndexStorage = ({
  client,
  bucket,
}: {
  readonly client: S3Client;
  readonly bucket: string;
}): IndexStorage => {
  const at = (name: string) => ({ Bucket: bucket, Key: `${SEARCH_PREFIX}${name}` });
  return {
    readManifest: async () => {
      try {
        const { Body } = await client.send(new GetObjectCommand(at(MANIFEST_NAME)));
        return await Body?.transformToString();
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    putManifest: async (text) => {
      await client.send(
        new PutObjectCommand({
          ...at(MANIFEST_NAME),
          Body: text,
          ContentType: 'application/json',
          CacheControl: 'no-cache',
        }),
      );
    },
    putFile: async (name, packedPath) => {
      const { size } = await stat(packedPath);
      await client.send(
        new PutObjectCommand({
          ...at(name),
          Body: createReadStream(packedPath),
          ContentLength: size,
          ContentType: 'application/gzip',
        }),
      );
    },
    pullFile: async (name, toPath) => {
      const { Body } = await client.send(new GetObjectCommand(at(name)));
      if (!(Body instanceof Readable)) throw new Error(`S3 gave no body for ${name}.`);
      await pipeline(Body, createWriteStream(toPath));
    },
    deleteFile: async (name) => {
      await client.send(new DeleteObjectCommand(at(name)));
    },
  };
};
