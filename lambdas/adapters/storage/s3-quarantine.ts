/** The quarantine of a deployed stack: what `createS3Archive` kept and has rejects beside it. */
import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  paginateListObjectsV2,
  PutObjectCommand,
  S3ServiceException,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Quarantine, RawResponse } from '../../core/ports/outside.ts';
import { entryStem, rejectsPath, rejectsText } from './archive-entry.ts';
import { MAX_READ_BYTES, openQuarantined, stemOfBody } from './archived-response.ts';
import { RAW_PREFIX } from './s3-archive.ts';

/** The body of an entry that has rejects. */
interface QuarantinedBody {
  readonly path: string;
  readonly stem: string;
}

const REJECTS = rejectsPath('');

export const createS3Quarantine = ({
  client,
  bucket,
}: {
  readonly client: S3Client;
  readonly bucket: string;
}): Quarantine => {
  const stems = new WeakMap<RawResponse, string>();

  /** S3 lists in order of the keys' bytes: the files of an entry come one after the other, and the entries by their time. */
  async function* quarantinedBodies(): AsyncGenerator<QuarantinedBody, void> {
    let bodies: QuarantinedBody[] = [];
    let rejected = '';
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: RAW_PREFIX })) {
      for (const { Key = '' } of Contents) {
        const path = Key.slice(RAW_PREFIX.length);
        const stem = stemOfBody(path);
        if (bodies[0] !== undefined && !path.startsWith(`${bodies[0].stem}.`)) bodies = [];
        if (path.endsWith(REJECTS)) {
          rejected = path.slice(0, -REJECTS.length);
          yield* bodies.filter((body) => body.stem === rejected);
          bodies = [];
        } else if (stem !== undefined) {
          if (stem === rejected) yield { path, stem };
          else bodies.push({ path, stem });
        }
      }
    }
  }

  const read = async (path: string): Promise<Buffer | undefined> => {
    try {
      const { Body } = await client.send(
        new GetObjectCommand({ Bucket: bucket, Key: `${RAW_PREFIX}${path}`, Range: `bytes=0-${MAX_READ_BYTES - 1}` }),
      );
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      // Nothing is in range of an object of no bytes.
      if (error instanceof S3ServiceException && error.name === 'InvalidRange') return Buffer.alloc(0);
      throw error;
    }
  };

  return {
    async *responses() {
      for await (const { path, stem } of quarantinedBodies()) {
        const stored = await read(path);
        // Deleted since it was listed.
        if (stored === undefined) continue;
        const response = await openQuarantined({ path, stored, request: (await read(`${stem}.json`))?.toString() });
        stems.set(response, stem);
        yield response;
      }
    },
    settle: async (response, rejects) => {
      const Key = `${RAW_PREFIX}${rejectsPath(stems.get(response) ?? entryStem(response))}`;
      if (rejects.length === 0) await client.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
      else
        await client.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key,
            Body: rejectsText(rejects),
            ContentType: 'application/x-ndjson',
          }),
        );
    },
  };
};
