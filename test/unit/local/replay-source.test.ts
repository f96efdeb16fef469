import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createFolderArchive } from '../../../lambdas/adapters/storage/folder-archive.ts';
import { MAX_BODY_BYTES } from '../../../lambdas/core/parse/xml-document.ts';
import type { RawResponse } from '../../../lambdas/core/ports/outside.ts';
import { ReplayPathError, replayResponses, type SkippedFile } from '../../../local/replay-source.ts';

let directory: string;
const path = (...names: readonly string[]): string => join(directory, ...names);
const write = (name: string, content: string | Uint8Array): string => {
  writeFileSync(path(name), content);
  return path(name);
};
const replay = async (...paths: readonly string[]): Promise<readonly (RawResponse | SkippedFile)[]> => {
  const given = [];
  for await (const file of replayResponses(paths)) given.push(file);
  return given;
};
const texts = async (...paths: readonly string[]): Promise<readonly string[]> =>
  (await replay(...paths)).map((file) =>
    'skipped' in file ? `skipped: ${file.skipped}` : Buffer.from(file.body).toString(),
  );

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'replay-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

const LINES = Array.from({ length: 4000 }, (_, n) =>
  JSON.stringify({ id: `2601.${10_000 + n}`, noise: (n * 7919) % 10_007 }),
);
const JSON_LINES = `${LINES.join('\n')}\n`;

describe('replayResponses', () => {
  it('gives a file as it is, with its path as name and its time', async () => {
    const file = write('feed.xml', '<rss/>');
    expect(await replay(file)).toEqual([
      {
        name: file,
        body: Buffer.from('<rss/>'),
        status: 200,
        receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
      },
    ]);
  });

  it('walks folders in the order of names, whatever the order of writing', async () => {
    mkdirSync(path('b'));
    write('c.xml', '3');
    write(join('b', 'z.xml'), '2');
    write('a.xml', '1');
    expect(await texts(directory)).toEqual(['1', '2', '3']);
  });

  it('unpacks gzip by its content, not its name', async () => {
    write('a.jsonl.gz', gzipSync('packed'));
    write('b.jsonl', gzipSync('packed too'));
    write('c.gz', 'not packed');
    write('d.gz', Buffer.concat([gzipSync('two '), gzipSync('members')]));
    expect(await texts(directory)).toEqual(['packed', 'packed too', 'not packed', 'two members']);
  });

  it('gives the whole lines of a gzip that is cut, and says that it is', async () => {
    const packed = gzipSync(JSON_LINES);
    const [file] = await replay(write('cut.jsonl.gz', packed.subarray(0, Math.floor(packed.length / 2))));
    if (file === undefined || 'skipped' in file) throw new Error('The file was left out.');
    const text = Buffer.from(file.body).toString();
    expect(text.length).toBeGreaterThan(JSON_LINES.length / 4);
    expect(JSON_LINES.startsWith(text)).toBe(true);
    expect(text.endsWith('}\n')).toBe(true);
    expect(file.problem).toEqual({ kind: 'cut-gzip', message: expect.stringContaining('cut off') as string });
  });

  it('leaves the end of cut XML to the parser, which sees it', async () => {
    const xml = `<rss>${Array.from({ length: 4000 }, (_, n) => `<item>${(n * 7919) % 10_007}</item>`).join('')}</rss>`;
    const [file] = await replay(write('cut.xml.gz', gzipSync(xml).subarray(0, 4000)));
    if (file === undefined || 'skipped' in file) throw new Error('The file was left out.');
    expect(xml.startsWith(Buffer.from(file.body).toString())).toBe(true);
    expect(file.problem?.kind).toBe('cut-gzip');
  });

  it.each([
    ['only its checksum is missing', (packed: Buffer) => packed.subarray(0, -5)],
    ['only its header is there', (packed: Buffer) => packed.subarray(0, 6)],
    ['its checksum is wrong', (packed: Buffer) => Buffer.concat([packed.subarray(0, -8), Buffer.alloc(8)])],
  ])('names a gzip as damaged when %s', async (_what, damage) => {
    const [file] = await replay(write('x.jsonl.gz', damage(gzipSync(JSON_LINES))));
    expect(file).toMatchObject({ problem: { kind: 'cut-gzip' } });
  });

  it('reads one byte more than the parser takes, packed or not, and no more', async () => {
    const file = write('big.xml', '<');
    truncateSync(file, MAX_BODY_BYTES + 1000);
    write('bomb.gz', gzipSync(Buffer.alloc(MAX_BODY_BYTES + 1000, 0x20)));
    const sizes = (await replay(directory)).map((each) => ('skipped' in each ? each.skipped : each.body.length));
    expect(sizes).toEqual([MAX_BODY_BYTES + 1, MAX_BODY_BYTES + 1]);
  });

  it('names what is no text, no file or hidden, and goes on', async () => {
    write('.DS_Store', 'x');
    write('a.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]));
    write('b.xml', '<rss>\0</rss>');
    mkdirSync(path('c'));
    symlinkSync(directory, path('c', 'circle'));
    symlinkSync(path('b.xml'), path('d.xml'));
    symlinkSync(path('nothing'), path('e.xml'));
    expect(await texts(directory)).toEqual([
      'skipped: hidden',
      'skipped: no text',
      '<rss>\0</rss>',
      'skipped: a link to a folder',
      '<rss>\0</rss>',
      'skipped: it cannot be read (ENOENT)',
    ]);
  });

  it('gives an empty file of a folder to the parser', async () => {
    write('a.xml', '');
    expect(await texts(directory)).toEqual(['']);
  });

  it.each([
    ['a path that is not there', () => path('missing'), 'there is no such file or folder'],
    ['an empty file', () => write('empty.xml', ''), 'the file is empty'],
    ['a folder without files', () => directory, 'holds no file to replay'],
    ['a device', () => '/dev/null', 'neither a file nor a folder'],
  ])('refuses %s before anything is given', async (_what, makePath, sentence) => {
    const good = makePath();
    const refused = replay(good);
    await expect(refused).rejects.toThrow(ReplayPathError);
    await expect(refused).rejects.toThrow(sentence);
  });

  it('checks every path before the first is read', async () => {
    const file = write('feed.xml', '<rss/>');
    const responses = replayResponses([file, path('missing')]);
    await expect(responses.next()).rejects.toThrow(ReplayPathError);
  });
});

describe('replayResponses over a raw archive', () => {
  const RESPONSE: RawResponse = {
    name: 'https://rss.arxiv.org/rss/cs.LG',
    body: Buffer.from('<rss/>'),
    status: 200,
    receivedAt: '2026-11-20T17:00:00.123Z',
    category: 'cs.LG',
    entityTag: '"abc"',
  };
  const archive = async (...responses: readonly Partial<RawResponse>[]): Promise<void> => {
    const raw = createFolderArchive(directory);
    for (const changes of responses) {
      const response = { ...RESPONSE, ...changes };
      await raw.keep(response);
      await raw.keepRejects([{ source: response.name, position: 1, reason: 'it has no title', excerpt: '<item>' }]);
    }
  };
  const responses = async (): Promise<readonly (RawResponse | SkippedFile)[]> =>
    (await replay(directory)).map((file) =>
      'skipped' in file ? { ...file, name: basename(file.name) } : { ...file, body: Buffer.from(file.body) },
    );
  const replaceRequest = (content: string): void => {
    const [request = ''] = readdirSync(path('2026-11-20')).filter((name) => name.endsWith('.json'));
    writeFileSync(path('2026-11-20', request), content);
  };

  it('gives the responses as they came, in the order in which they came, and no other file', async () => {
    const problem = { kind: 'truncated', message: 'The answer broke off after 20 bytes.' } as const;
    const { category: _, entityTag: __, ...plain } = RESPONSE;
    await archive({ receivedAt: '2026-11-20T18:00:00.000Z', problem }, { body: Buffer.from('{"id":"2611.00001"}\n') });
    await createFolderArchive(directory).keep({ ...plain, receivedAt: '2026-11-19T18:00:00.000Z' });
    expect(await responses()).toEqual([
      { ...plain, receivedAt: '2026-11-19T18:00:00.000Z' },
      { ...RESPONSE, body: Buffer.from('{"id":"2611.00001"}\n') },
      { ...RESPONSE, receivedAt: '2026-11-20T18:00:00.000Z', problem },
    ]);
  });

  it('leaves out what arXiv said instead of a document, with its status', async () => {
    await archive({ status: 503, body: Buffer.from('<html>Busy</html>') }, { receivedAt: '2026-11-20T17:00:03.000Z' });
    expect(await responses()).toEqual([
      { name: expect.stringMatching(/\.xml\.gz$/) as string, skipped: 'arXiv answered with status 503' },
      { ...RESPONSE, receivedAt: '2026-11-20T17:00:03.000Z' },
    ]);
  });

  it('replays into an archive of the same names', async () => {
    await archive({}, { receivedAt: '2026-11-20T17:00:03.000Z', body: Buffer.from('plain') });
    const names = () => readdirSync(directory, { recursive: true }).map(String).sort();
    const before = names();
    for (const file of await replay(directory)) if ('body' in file) await createFolderArchive(directory).keep(file);
    expect(names()).toEqual(before);
  });

  it('gives one file of an archive as that response too', async () => {
    await archive({});
    const [body = ''] = readdirSync(path('2026-11-20')).filter((name) => name.endsWith('.gz'));
    expect(await replay(path('2026-11-20', body))).toEqual([RESPONSE]);
  });

  it('leaves a body that came compressed to nobody: it was not read the first time either', async () => {
    await archive({ body: gzipSync('<rss/>') });
    expect(await responses()).toEqual([{ name: expect.stringMatching(/\.body\.gz$/) as string, skipped: 'no text' }]);
  });

  it('gives what is left of a body that was damaged in the archive, as that response', async () => {
    await archive({ body: Buffer.from(JSON_LINES) });
    const [body = ''] = readdirSync(path('2026-11-20')).filter((name) => name.endsWith('.gz'));
    truncateSync(path('2026-11-20', body), 8000);
    const [file] = await responses();
    expect(file).toMatchObject({ name: RESPONSE.name, category: 'cs.LG', problem: { kind: 'cut-gzip' } });
  });

  it.each([
    ['cut', '{"name":"https://rss.arx'],
    ['of another shape', '{"name":"a","status":"fine"}'],
  ])('gives a body as a plain file where its request is %s, and leaves the rest out', async (_what, content) => {
    await archive({});
    replaceRequest(content);
    const files = await responses();
    expect(files).toHaveLength(3);
    expect(files).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: expect.stringMatching(/\.xml\.gz$/) as string, body: RESPONSE.body }),
        expect.objectContaining({ name: expect.stringMatching(/\.json$/) as string, body: Buffer.from(content) }),
        expect.objectContaining({ skipped: 'rejects of an earlier reading' }),
      ]),
    );
  });

  it('takes a .json beside a plain file for a file of its own', async () => {
    write('feed.xml.gz', gzipSync('<rss/>'));
    write('feed.json', '{"id":"2611.00001"}');
    expect(await texts(directory)).toEqual(['{"id":"2611.00001"}', '<rss/>']);
  });
});

// The superuser may read everything.
(process.getuid?.() === 0 ? describe.skip : describe)('replayResponses without permission', () => {
  it('refuses a folder that may not be read', async () => {
    mkdirSync(path('locked'));
    chmodSync(path('locked'), 0);
    await expect(replay(path('locked'))).rejects.toThrow('EACCES');
    chmodSync(path('locked'), 0o700);
  });
});
