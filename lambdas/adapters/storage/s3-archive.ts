/** The raw archive of a deployed stack: objects under `raw/`. */
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { RawArchive } from '../../core/ports/outside.ts';
import {
  bodyPath,
  compressedBody,
  entryStem,
  rejectsByStem,
  rejectsPath,
  requestPath,
  requestText,
} from './archive-entry.ts';

/** Before every path of the archive. */
export const RAW_PREFIX = 'raw/';

interface ArchivedObject {
  readonly path: string;
  readonly body: string | Uint8Array;
  readonly contentType: string;
}

export const createS3Archive = ({
  client,
  bucket,
}: {
  readonly client: S3Client;
  readonly bucket: string;
}): RawArchive => {
  const stems = new Map<string, string>();
  const put = async ({ path, body, contentType }: ArchivedObject): Promise<void> => {
    await client.send(
      new PutObjectCommand({ Bucket: bucket, Key: `${RAW_PREFIX}${path}`, Body: body, ContentType: contentType }),
    );
  };
  return {
    keep: async (response) => {
      stems.set(response.name, entryStem(response));
      await put({ path: requestPath(response), body: requestText(response), contentType: 'application/json' });
      await put({
        path: bodyPath(response),
        body: await compressedBody(response),
        contentType: 'application/gzip',
      });
    },
    keepRejects: async (rejects) => {
      for (const [stem, lines] of rejectsByStem(rejects, stems))
        await put({ path: rejectsPath(stem), body: lines, contentType: 'application/x-ndjson' });
    },
  };
};
