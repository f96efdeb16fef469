import { gunzipSync, gzipSync } from 'node:zlib';
import { aReject, aResponse, openBucket, openFolder, type OpenArchive } from './open-archives.ts';

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
    await opened.archive().keep(aResponse());
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
    await opened.archive().keep(aResponse());
    await opened.archive().keep(aResponse());
    expect(await paths('.gz')).toHaveLength(1);
    await opened.archive().keep(aResponse({ name: 'https://rss.arxiv.org/rss/cs.AI' }));
    await opened.archive().keep(aResponse({ body: Buffer.from('<rss/>') }));
    expect(await paths('.gz')).toHaveLength(3);
  });

  it('keeps a body that came compressed as it came, damaged or not', async () => {
    const body = gzipSync('{"id":"2611.00001"}').subarray(0, 20);
    await opened.archive().keep(aResponse({ body }));
    const [path] = await paths('.gz');
    expect(path).toMatch(/\.body\.gz$/);
    expect(await content(path)).toEqual(body);
  });

  it('keeps an empty body too', async () => {
    await opened.archive().keep(aResponse({ body: new Uint8Array() }));
    const [path] = await paths('.gz');
    expect(gunzipSync(await content(path))).toHaveLength(0);
  });

  it('keeps what arXiv says instead of a document, with its status, and the entity tag of a document', async () => {
    const archive = opened.archive();
    await archive.keep(aResponse({ body: Buffer.from('<html>Rate exceeded</html>'), status: 429 }));
    await archive.keep(aResponse({ entityTag: '"abc"', receivedAt: '2026-11-20T17:00:03.000Z' }));
    const requests = await Promise.all((await paths('.json')).map(async (path) => (await content(path)).toString()));
    expect(requests.map((text) => JSON.parse(text) as unknown)).toEqual([
      expect.objectContaining({ status: 429 }),
      expect.objectContaining({ entityTag: '"abc"', status: 200 }),
    ]);
  });

  it('keeps rejects beside the response they come from, one a line', async () => {
    const archive = opened.archive();
    await archive.keep(aResponse());
    await archive.keepRejects([aReject(1), aReject(7)]);
    await archive.keepRejects([aReject(1), aReject(7)]);
    const [body] = await paths('.gz');
    const lines = (await content(body?.replace('.xml.gz', '.rejects.jsonl'))).toString().trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([aReject(1), aReject(7)]);
  });

  it('loses no reject of a source that was not kept', async () => {
    await opened.archive().keepRejects([aReject(1, '../../elsewhere')]);
    const [path] = await paths('.rejects.jsonl');
    expect(path).toMatch(/^raw\/rejects\/[0-9a-f]{16}\.rejects\.jsonl$/);
    expect((await content(path)).toString()).toContain('elsewhere');
  });
});
