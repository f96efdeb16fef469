import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { S3Client } from '@aws-sdk/client-s3';
import { createFolderArchive } from '../../../lambdas/adapters/storage/folder-archive.ts';
import { createS3Archive } from '../../../lambdas/adapters/storage/s3-archive.ts';
import type { Reject } from '../../../lambdas/core/parse/parsed-document.ts';
import type { RawArchive, RawResponse } from '../../../lambdas/core/ports/outside.ts';

/** An archive and what is in it, path by path. */
interface OpenArchive {
  readonly archive: RawArchive;
  files(): Promise<ReadonlyMap<string, Buffer>>;
  close(): Promise<void>;
}

const openFolder = async (): Promise<OpenArchive> => {
  const directory = await mkdtemp(join(tmpdir(), 'paper-round-raw-'));
  return {
    archive: createFolderArchive(join(directory, 'raw')),
    files: async () => {
      const names = await readdir(directory, { recursive: true, withFileTypes: true });
      const paths = names.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
      const contents = await Promise.all(
        paths.map(
          async (path) => [path.slice(directory.length + 1).replaceAll('\\', '/'), await readFile(path)] as const,
        ),
      );
      return new Map(contents);
    },
    close: () => rm(directory, { recursive: true, force: true }),
  };
};

const openBucket = async (): Promise<OpenArchive> => {
  const objects = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = new URL(request.url ?? '', 'http://127.0.0.1').pathname.replace('/bucket/', '');
      if (request.method === 'PUT') objects.set(path, Buffer.concat(chunks));
      response.end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = new S3Client({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  return {
    archive: createS3Archive({ client, bucket: 'bucket' }),
    files: () => Promise.resolve(objects),
    close: async () => {
      client.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};

const aResponse = (changes: Partial<RawResponse> = {}): RawResponse => ({
  name: 'https://rss.arxiv.org/rss/cs.LG',
  body: Buffer.from('<rss>é</rss>'),
  status: 200,
  receivedAt: '2026-11-20T17:00:00.123Z',
  category: 'cs.LG',
  ...changes,
});
const aReject = (position: number, source = aResponse().name): Reject => ({
  source,
  position,
  reason: 'it has no title',
  excerpt: '<item>',
});

describe.each([
  ['a folder', openFolder],
  ['a bucket', openBucket],
])('the raw archive in %s', (_name, open) => {
  let opened: OpenArchive;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(async () => {
    await opened.close();
  });
  const paths = async (ending: string) => [...(await opened.files()).keys()].filter((path) => path.endsWith(ending));
  const content = async (path: string | undefined) => (await opened.files()).get(path ?? '') ?? Buffer.alloc(0);

  it('keeps the body compressed under its date, and its request beside it', async () => {
    await opened.archive.keep(aResponse());
    const [body] = await paths('.gz');
    expect(body).toMatch(/^raw\/2026-11-20\/170000123-[0-9a-f]{16}\.xml\.gz$/);
    expect(gunzipSync(await content(body)).toString()).toBe('<rss>é</rss>');
    expect(JSON.parse((await content(body?.replace('.xml.gz', '.json'))).toString())).toEqual({
      name: 'https://rss.arxiv.org/rss/cs.LG',
      status: 200,
      receivedAt: '2026-11-20T17:00:00.123Z',
      category: 'cs.LG',
      bytes: 13,
    });
    expect(await opened.files()).toHaveProperty('size', 2);
  });

  it('keeps the same response once, and tells those apart that differ in request or body', async () => {
    await opened.archive.keep(aResponse());
    await opened.archive.keep(aResponse());
    expect(await paths('.gz')).toHaveLength(1);
    await opened.archive.keep(aResponse({ name: 'https://rss.arxiv.org/rss/cs.AI' }));
    await opened.archive.keep(aResponse({ body: Buffer.from('<rss/>') }));
    expect(await paths('.gz')).toHaveLength(3);
  });

  it('keeps a body that came compressed as it came, damaged or not', async () => {
    const body = gzipSync('{"id":"2611.00001"}').subarray(0, 20);
    await opened.archive.keep(aResponse({ body }));
    const [path] = await paths('.gz');
    expect(path).toMatch(/\.body\.gz$/);
    expect(await content(path)).toEqual(body);
  });

  it('keeps an empty body too', async () => {
    await opened.archive.keep(aResponse({ body: new Uint8Array(), status: 503 }));
    const [path] = await paths('.gz');
    expect(gunzipSync(await content(path))).toHaveLength(0);
  });

  it('keeps rejects beside the response they come from, one a line', async () => {
    await opened.archive.keep(aResponse());
    await opened.archive.keepRejects([aReject(1), aReject(7)]);
    await opened.archive.keepRejects([aReject(1), aReject(7)]);
    const [body] = await paths('.gz');
    const lines = (await content(body?.replace('.xml.gz', '.rejects.jsonl'))).toString().trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([aReject(1), aReject(7)]);
  });

  it('loses no reject of a source that was not kept', async () => {
    await opened.archive.keepRejects([aReject(1, '../../elsewhere')]);
    const [path] = await paths('.rejects.jsonl');
    expect(path).toMatch(/^raw\/rejects\/[0-9a-f]{16}\.rejects\.jsonl$/);
    expect((await content(path)).toString()).toContain('elsewhere');
  });
});
