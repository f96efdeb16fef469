import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { announceEngine, openDataDirectory, readDirectoryKind, runningEngine } from '../../../local/data-directory.ts';

describe('the data directory', () => {
  let parent = '';
  let directory = '';
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'paper-round-data-'));
    directory = join(parent, 'deep', 'data');
  });
  afterEach(async () => {
    await rm(parent, { recursive: true, force: true });
  });
  const errorOf = (opening: Promise<unknown>): Promise<unknown> =>
    opening.then(
      () => undefined,
      (error: unknown) => error,
    );

  it('is made and marked at first use', async () => {
    expect(await readDirectoryKind(directory)).toBeUndefined();
    const opened = await openDataDirectory(directory, { kind: 'sample' });
    expect(opened.paths).toEqual({
      root: directory,
      tables: join(directory, 'tables'),
      outbox: join(directory, 'outbox'),
      raw: join(directory, 'raw'),
    });
    expect(JSON.parse(await readFile(join(directory, 'paper-round.json'), 'utf8'))).toEqual({
      kind: 'sample',
      formatVersion: 1,
    });
    expect(await readDirectoryKind(directory)).toBe('sample');
  });

  it('keeps its keys from one opening to the next, readable by its owner only', async () => {
    const [first, second] = await Promise.all([
      openDataDirectory(directory, { kind: 'real' }),
      openDataDirectory(directory, { kind: 'real' }),
    ]);
    const third = await openDataDirectory(directory, { kind: 'real' });
    expect(second.keys).toEqual(first.keys);
    expect(third.keys).toEqual(first.keys);
    expect(first.keys.hashKey).toMatch(/^[0-9a-f]{64}$/);
    expect(first.keys.tokenKeys.keys[first.keys.tokenKeys.current]).not.toBe(first.keys.hashKey);
    const other = await openDataDirectory(join(parent, 'other'), { kind: 'real' });
    expect(other.keys.hashKey).not.toBe(first.keys.hashKey);
    const { mode } = await stat(join(directory, 'keys.json'));
    // Windows knows no such modes.
    expect(process.platform === 'win32' ? 0o600 : mode & 0o777).toBe(0o600);
  });

  it('refuses to mix real and sample data', async () => {
    await openDataDirectory(directory, { kind: 'real' });
    expect(await errorOf(openDataDirectory(directory, { kind: 'sample' }))).toMatchObject({
      name: 'DataDirectoryError',
      message: `${directory} holds real data and this round's is sample, and the two are never mixed; use another directory (--data).`,
    });
  });

  it('refuses a directory that a newer version has written', async () => {
    await mkdir(directory, { recursive: true });
    await writeFile(join(directory, 'paper-round.json'), JSON.stringify({ kind: 'real', formatVersion: 2, more: 1 }));
    expect(await errorOf(openDataDirectory(directory, { kind: 'real' }))).toMatchObject({
      name: 'DataDirectoryError',
      message: expect.stringMatching(/newer version of Paper Round \(format 2, this one knows 1\); update/) as string,
    });
  });

  it.each([
    ['paper-round.json', '{"kind"'],
    ['paper-round.json', '{"kind":"other","formatVersion":1}'],
    ['keys.json', ''],
    ['keys.json', '{"hashKey":"short"}'],
  ])('refuses a damaged %s and leaves it as it is', async (name, content) => {
    await mkdir(directory, { recursive: true });
    await writeFile(join(directory, name), content);
    expect(await errorOf(openDataDirectory(directory, { kind: 'real' }))).toMatchObject({
      name: 'DataDirectoryError',
      message: expect.stringContaining(`${join(directory, name)} is damaged`) as string,
    });
    expect(await readFile(join(directory, name), 'utf8')).toBe(content);
  });

  it('says so when the path is a file', async () => {
    const file = join(parent, 'file');
    await writeFile(file, 'x');
    for (const path of [file, join(file, 'below')])
      expect(await errorOf(openDataDirectory(path, { kind: 'real' }))).toMatchObject({
        name: 'DataDirectoryError',
        message: expect.stringContaining(path) as string,
      });
  });

  it('tells of a running engine while its process lives and says so', async () => {
    await openDataDirectory(directory, { kind: 'real' });
    expect(await runningEngine(directory)).toBeUndefined();
    const withdraw = await announceEngine(directory, 'http://127.0.0.1:4567');
    expect(await runningEngine(directory)).toEqual({ pid: process.pid, dynamodbEndpoint: 'http://127.0.0.1:4567' });
    await withdraw();
    expect(await runningEngine(directory)).toBeUndefined();
  });

  it.each([
    ['of a process that has ended', JSON.stringify({ pid: 2 ** 30, dynamodbEndpoint: 'http://127.0.0.1:1' })],
    ['that is damaged', '{'],
  ])('pays no heed to a notice %s', async (_which, content) => {
    await openDataDirectory(directory, { kind: 'real' });
    await writeFile(join(directory, 'engine.json'), content);
    expect(await runningEngine(directory)).toBeUndefined();
  });
});
