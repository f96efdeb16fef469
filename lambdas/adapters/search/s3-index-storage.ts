/**
 * The index of a deployed stack: objects under `search/`. One upload each: S3 shows an object whole or not at all. The manifest is
 * put on condition that it is still the one that was read (`If-Match`).
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3ServiceException,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { IndexStorage } from '../../core/ports/index-storage.ts';
import { MANIFEST_NAME } from './index-manifest.ts';

/** Before every key. */
export const SEARCH_PREFIX = 'search/';

/** Runs are minutes apart: that one is overtaken more than once is rare already. */
const MANIFEST_TRIES = 5;

/** 412: there is another manifest than the one that was read. 409: somebody was putting one. 404: it was deleted. */
const isOvertaken = (error: unknown): boolean =>
  error instanceof S3ServiceException && [404, 409, 412].includes(error.$metadata.httpStatusCode ?? 0);

export const createS3IndexStorage = ({
  client,
  bucket,
}: {
  readonly client: S3Client;
  readonly bucket: string;
}): IndexStorage => {
  const at = (name: string) => ({ Bucket: bucket, Key: `${SEARCH_PREFIX}${name}` });
  const read = async (): Promise<{ readonly text: string; readonly tag: string | undefined } | undefined> => {
    try {
      const { Body, ETag } = await client.send(new GetObjectCommand(at(MANIFEST_NAME)));
      return { text: (await Body?.transformToString()) ?? '', tag: ETag };
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  };
  return {
    readManifest: async () => (await read())?.text,
    changeManifest: async (change) => {
      for (let tries = 1; ; tries += 1) {
        const before = await read();
        const put = new PutObjectCommand({
          ...at(MANIFEST_NAME),
          Body: change(before?.text),
          ContentType: 'application/json',
          CacheControl: 'no-cache',
          ...(before ? { IfMatch: before.tag } : { IfNoneMatch: '*' }),
        });
        try {
          await client.send(put);
          return;
        } catch (error) {
          if (tries === MANIFEST_TRIES || !isOvertaken(error)) throw error;
        }
      }
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
