import { gzipSync } from 'node:zlib';
import type { RawResponse } from '../../../lambdas/core/ports/outside.ts';
import { aReject, aResponse, openBucket, openFolder, type OpenArchive } from './open-archives.ts';

const kept = (minute: number, changes: Partial<RawResponse> = {}): RawResponse =>
  aResponse({
    name: `https://rss.arxiv.org/rss/cs.LG?${minute}`,
    receivedAt: `2026-11-20T17:${String(minute).padStart(2, '0')}:00.000Z`,
    ...changes,
  });

describe.each([
  ['a folder', openFolder],
  ['a bucket', openBucket],
])('the quarantine in %s', (_name, open) => {
  let opened: OpenArchive;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(async () => {
    await opened.close();
  });
  const quarantine = async (...responses: readonly RawResponse[]): Promise<void> => {
    const archive = opened.archive();
    for (const response of responses) {
      await archive.keep(response);
      await archive.keepRejects([aReject(1, response.name), aReject(2, response.name)]);
    }
  };
  const listed = async (): Promise<readonly RawResponse[]> => {
    const given = [];
    for await (const response of opened.quarantine().responses())
      given.push({ ...response, body: Buffer.from(response.body) });
    return given;
  };
  const paths = async (ending: string) => [...(await opened.files()).keys()].filter((path) => path.endsWith(ending));

  it('is empty where nothing was archived', async () => {
    expect(await listed()).toEqual([]);
  });

  it('gives the responses that have rejects as they came, oldest first, and no other', async () => {
    const later = kept(30, { entityTag: '"abc"', receivedAt: '2026-11-21T17:30:00.000Z' });
    const daily = kept(20, {
      body: Buffer.from('{"id":"2611.00001"}\n'),
      problem: { kind: 'cut-gzip', message: 'The gzip is cut off after 20 unpacked bytes.' },
    });
    const compressed = kept(25, { body: gzipSync('<rss/>') });
    const { category: _, ...general } = kept(10, { body: Buffer.from('Rate exceeded.') });
    await quarantine(later, compressed, daily, general);
    for (const minute of [5, 15, 40]) await opened.archive().keep(kept(minute));
    expect(await listed()).toEqual([general, daily, compressed, later]);
  });

  it('forgets a response of which nothing is rejected any more, also while it is being read', async () => {
    const responses = [1, 2, 3, 4, 5, 6].map((minute) => kept(minute));
    await quarantine(...responses);
    const before = await paths('.gz');
    const reading = opened.quarantine();
    const met: string[] = [];
    for await (const response of reading.responses()) {
      met.push(response.name);
      await reading.settle(response, []);
    }
    expect(met).toEqual(responses.map(({ name }) => name));
    expect(await listed()).toEqual([]);
    expect(await paths('.rejects.jsonl')).toEqual([]);
    expect(await paths('.gz')).toEqual(before);
  });

  it('keeps those rejects that are left, and only them', async () => {
    await quarantine(kept(1));
    const reading = opened.quarantine();
    for await (const response of reading.responses()) await reading.settle(response, [aReject(2, response.name)]);
    const [path = ''] = await paths('.rejects.jsonl');
    expect((await opened.files()).get(path)?.toString()).toBe(`${JSON.stringify(aReject(2, kept(1).name))}\n`);
    expect(await listed()).toEqual([kept(1)]);
  });

  it('settles a response that another process had found', async () => {
    await quarantine(kept(1));
    await opened.quarantine().settle(kept(1), []);
    expect(await listed()).toEqual([]);
  });

  it.each([
    ['is missing', undefined],
    ['is cut', '{"name":"https://rss.arx'],
    ['is empty', ''],
    ['is of another shape', '{"name":5,"status":"200"}'],
  ])('names a response by its path where what it answered %s, and settles it', async (_what, content) => {
    await quarantine(kept(1));
    const [request = ''] = await paths('.json');
    await opened.change(request, content);
    const [body = ''] = await paths('.xml.gz');
    const reading = opened.quarantine();
    const given: RawResponse[] = [];
    for await (const response of reading.responses()) {
      given.push({ ...response, body: Buffer.from(response.body) });
      await reading.settle(response, []);
    }
    expect(given).toEqual([
      {
        name: body.slice('raw/'.length),
        body: kept(1).body,
        status: 200,
        receivedAt: '2026-11-20T17:01:00.000Z',
      },
    ]);
    expect(await paths('.rejects.jsonl')).toEqual([]);
  });

  it.each([
    ['cut', gzipSync(Buffer.alloc(5000, '<item/>')).subarray(0, 25), 'cut-gzip'],
    ['emptied', Buffer.alloc(0), undefined],
  ])('gives what is left of a body that was %s', async (_what, content, kind) => {
    await quarantine(kept(1));
    const [body = ''] = await paths('.gz');
    await opened.change(body, content);
    const [response] = await listed();
    expect(response?.name).toBe(kept(1).name);
    expect(response?.problem?.kind).toBe(kind);
  });

  it('passes over rejects without a response, and files of somebody else', async () => {
    await opened.archive().keepRejects([aReject(1, 'gone')]);
    await quarantine(kept(1));
    await opened.change('raw/2026-11-20/000-notes.txt', 'mine');
    await opened.change('raw/notes.txt', 'mine');
    expect(await listed()).toEqual([kept(1)]);
  });
});
