/** The raw archive and its quarantine in a scratch folder and in a bucket on loopback, and what to keep in them. */
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { createFolderArchive } from '../../../lambdas/adapters/storage/folder-archive.ts';
import { createFolderQuarantine } from '../../../lambdas/adapters/storage/folder-quarantine.ts';
import { createS3Archive } from '../../../lambdas/adapters/storage/s3-archive.ts';
import { createS3Quarantine } from '../../../lambdas/adapters/storage/s3-quarantine.ts';
import type { Reject } from '../../../lambdas/core/parse/parsed-document.ts';
import type { Quarantine, RawArchive, RawResponse } from '../../../lambdas/core/ports/outside.ts';

export interface OpenArchive {
  /** Each call a fresh one, as another process would have. */
  archive(): RawArchive;
  quarantine(): Quarantine;
  /** What is in it, path by path (`raw/…`). */
  files(): Promise<ReadonlyMap<string, Buffer>>;
  /** Puts a file there by hand; `undefined` takes it away. */
  change(path: string, content: string | Buffer | undefined): Promise<void>;
  close(): Promise<void>;
}

export const openFolder = async (): Promise<OpenArchive> => {
  const directory = await mkdtemp(join(tmpdir(), 'paper-round-raw-'));
  const raw = join(directory, 'raw');
  return {
    archive: () => createFolderArchive(raw),
    quarantine: () => createFolderQuarantine(raw),
    files: async () => {
      const names = await readdir(directory, { recursive: true, withFileTypes: true });
      const paths = names.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
      const contents = await Promise.all(
        paths.map(
          async (path) => [path.slice(directory.length + 1).replaceAll('\\', '/'), await readFile(path)] as const,
        ),
      );
      return new Map(contents.sort(([a], [b]) => (a < b ? -1 : 1)));
    },
    change: async (path, content) => {
      if (content === undefined) {
        await rm(join(directory, path));
        return;
      }
      await mkdir(dirname(join(directory, path)), { recursive: true });
      await writeFile(join(directory, path), content);
    },
    close: () => rm(directory, { recursive: true, force: true }),
  };
};

/** So few that a listing needs several pages. */
const KEYS_PER_PAGE = 4;

const listingOf = (keys: readonly string[], query: URLSearchParams): string => {
  const after = query.get('continuation-token') ?? '';
  const rest = keys.filter((key) => key.startsWith(query.get('prefix') ?? '') && key > after);
  const page = rest.slice(0, KEYS_PER_PAGE);
  const next = rest.length > page.length ? `<NextContinuationToken>${page.at(-1) ?? ''}</NextContinuationToken>` : '';
  return `<ListBucketResult>${page.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('')}<IsTruncated>${String(next !== '')}</IsTruncated>${next}</ListBucketResult>`;
};

export const openBucket = async (): Promise<OpenArchive> => {
  const objects = new Map<string, Buffer>();
  const sorted = (): ReadonlyMap<string, Buffer> => new Map([...objects].sort(([a], [b]) => (a < b ? -1 : 1)));
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://127.0.0.1');
      const path = pathname.replace('/bucket/', '');
      if (request.method === 'PUT') objects.set(path, Buffer.concat(chunks));
      if (request.method === 'DELETE') objects.delete(path);
      if (request.method !== 'GET') {
        response.end();
        return;
      }
      const object = objects.get(path);
      if (searchParams.has('list-type')) {
        response.setHeader('content-type', 'application/xml').end(listingOf([...sorted().keys()], searchParams));
      } else if (object === undefined) {
        response.writeHead(404).end('<Error><Code>NoSuchKey</Code><Message>none</Message></Error>');
      } else if (object.length === 0 && request.headers.range !== undefined) {
        response.writeHead(416).end('<Error><Code>InvalidRange</Code><Message>none</Message></Error>');
      } else {
        response.writeHead(request.headers.range === undefined ? 200 : 206).end(object);
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = new S3Client({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  return {
    archive: () => createS3Archive({ client, bucket: 'bucket' }),
    quarantine: () => createS3Quarantine({ client, bucket: 'bucket' }),
    files: () => Promise.resolve(sorted()),
    change: (path, content) => {
      if (content === undefined) objects.delete(path);
      else objects.set(path, Buffer.from(content));
      return Promise.resolve();
    },
    close: async () => {
      client.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

export const aResponse = (changes: Partial<RawResponse> = {}): RawResponse => ({
  name: 'https://rss.arxiv.org/rss/cs.LG',
  body: Buffer.from('<rss>é</rss>'),
  status: 200,
  receivedAt: '2026-11-20T17:00:00.123Z',
  category: 'cs.LG',
  ...changes,
});
export const aReject = (position: number, source = aResponse().name): Reject => ({
  source,
  position,
  reason: 'it has no title',
  excerpt: '<item>',
});
