/** The storage of index files in a scratch folder and in a bucket on loopback, where a download can be cut and a write overtaken. */
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { createFolderIndexStorage } from '../../../lambdas/adapters/search/folder-index-storage.ts';
import { createS3IndexStorage } from '../../../lambdas/adapters/search/s3-index-storage.ts';
import type { IndexStorage } from '../../../lambdas/core/ports/index-storage.ts';
import { withoutChunks } from '../../infra/loopback-services.ts';

export interface OpenIndexStorage {
  readonly storage: IndexStorage;
  /** For files of the test. */
  readonly workDirectory: string;
  /** Puts other content under the name. */
  damage(name: string): Promise<void>;
  close(): Promise<void>;
}

export interface OpenBucket extends OpenIndexStorage {
  /** Downloads of this name break off half-way from now on; `undefined`: none. */
  cut(name: string | undefined): void;
  /** Somebody else puts this manifest whenever one is about to be put; `undefined`: nobody. */
  overtakeWith(text: string | undefined): void;
  /** Calls so far: `PUT search/manifest.json 412`. */
  readonly calls: readonly string[];
}

const makeWorkDirectory = (): Promise<string> => mkdtemp(join(tmpdir(), 'paper-round-index-storage-'));

export const openFolder = async (): Promise<OpenIndexStorage> => {
  const workDirectory = await makeWorkDirectory();
  const folder = join(workDirectory, 'index');
  return {
    storage: createFolderIndexStorage(folder),
    workDirectory,
    damage: (name) => writeFile(join(folder, name), 'damaged'),
    close: () => rm(workDirectory, { recursive: true, force: true }),
  };
};

interface StoredObject {
  readonly body: Buffer;
  readonly tag: string;
}

const MANIFEST = 'search/manifest.json';

export const openBucket = async (): Promise<OpenBucket> => {
  const objects = new Map<string, StoredObject>();
  const calls: string[] = [];
  let puts = 0;
  let cutKey: string | undefined;
  let overtaking: string | undefined;
  const put = (key: string, body: Buffer | string): void => {
    puts += 1;
    objects.set(key, { body: Buffer.from(body), tag: `"${puts}"` });
  };

  const answerGet = (key: string, response: ServerResponse): number => {
    const held = objects.get(key);
    if (held === undefined) {
      response.writeHead(404).end('<Error><Code>NoSuchKey</Code><Message>none</Message></Error>');
      return 404;
    }
    response.writeHead(200, { etag: held.tag, 'content-length': held.body.length });
    if (key === cutKey) response.write(held.body.subarray(0, held.body.length / 2), () => response.destroy());
    else response.end(held.body);
    return 200;
  };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', headers } = request;
      const key = new URL(request.url ?? '', 'http://127.0.0.1').pathname.replace('/bucket/', '');
      const body = Buffer.concat(chunks);
      let status = 204;
      if (method === 'GET') {
        status = answerGet(key, response);
      } else if (method === 'PUT') {
        if (key === MANIFEST && overtaking !== undefined) put(key, overtaking);
        const tag = objects.get(key)?.tag;
        const isRefused =
          (headers['if-match'] !== undefined && headers['if-match'] !== tag) ||
          (headers['if-none-match'] === '*' && tag !== undefined);
        status = isRefused ? 412 : 200;
        if (!isRefused) put(key, headers['content-encoding']?.includes('aws-chunked') ? withoutChunks(body) : body);
        response.writeHead(status);
        response.end(isRefused ? '<Error><Code>PreconditionFailed</Code><Message>other</Message></Error>' : '');
      } else {
        objects.delete(key);
        response.writeHead(status).end();
      }
      calls.push(`${method} ${key} ${status}`);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = new S3Client({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    forcePathStyle: true,
  });
  const workDirectory = await makeWorkDirectory();
  return {
    storage: createS3IndexStorage({ client, bucket: 'bucket' }),
    workDirectory,
    calls,
    damage: (name) => {
      put(`search/${name}`, 'damaged');
      return Promise.resolve();
    },
    cut: (name) => {
      cutKey = name === undefined ? undefined : `search/${name}`;
    },
    overtakeWith: (text) => {
      overtaking = text;
    },
    close: async () => {
      client.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      await rm(workDirectory, { recursive: true, force: true });
    },
  };
};
