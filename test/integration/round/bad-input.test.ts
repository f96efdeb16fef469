/** A replay of everything that a folder should not hold: each file is named, nothing stops the round, the tables stay sound. */
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DataDirectoryError } from '../../../local/data-directory.ts';
import { exitCodeOf } from '../../../local/exit-code.ts';
import { ReplayPathError } from '../../../local/replay-source.ts';
import { dailyRow, rssFeed, rssItem } from '../../unit/core/parse/invented-documents.ts';
import { writeRecordings } from './invented-recordings.ts';
import { makeDirectory, ranRound, type RanRound } from './started-round.ts';
import { rowsIn, type TableRows } from './table-rows.ts';

const directory = makeDirectory();
let home: string;
beforeAll(async () => {
  home = (await directory).path;
});
afterAll(async () => {
  await (await directory).remove();
});

/** Nine levels of ten: a thousand million copies if it were unfolded. */
const ENTITY_BOMB = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "ha">${Array.from(
  { length: 9 },
  (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`,
).join('')}]>${rssFeed([rssItem({ title: '&e9;' })]).slice(38)}`;

const whole = rssFeed([rssItem({ id: '2611.01001v1' }), rssItem({ id: '2611.01002v1' })]);
const packed = gzipSync(
  Array.from({ length: 400 }, (_, index) => dailyRow({ id: `2611.${20_000 + index}` })).join('\n'),
);

const FILES: Readonly<Record<string, string | Uint8Array>> = {
  'README.md': '# Not from arXiv\n',
  'data.csv': 'id,title\n1,Gardens\n',
  'empty.xml': '',
  'page.html': '<!DOCTYPE html><html><head><title>Gardens</title></head><body><p>Hello</body></html>',
  'picture.png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]),
  'settings.json': '{"id": 1, "title": "no paper"}',
  '.hidden.xml': whole,
  'bomb.xml': ENTITY_BOMB,
  'control.jsonl': dailyRow({
    id: '2611.01003',
    title: 'Bells\u0007 and\u0000 \u202ewhistles',
    abstract: 'Tab\tand\u001b[31m',
  }),
  'cut.jsonl.gz': packed.subarray(0, packed.length / 2),
  'cut.xml': whole.slice(0, -200),
  'large.xml': Buffer.concat([Buffer.from(whole), Buffer.alloc(50 * 1024 * 1024, 0x20)]),
  'no-abstract.xml': rssFeed([rssItem({ id: '2611.01005v1' }).replace(/<description>[^]*<\/description>/, '')]),
  'no-id.jsonl': dailyRow({ id: 'gardens/2611' }),
  'rate.txt': 'Rate exceeded.',
  'utf-8.jsonl': Buffer.from(dailyRow({ id: '2611.01006', title: 'Caf\u00e9' }), 'latin1'),
  'a name\nwith \u001b[2J.txt': 'Not from arXiv.',
  'zero.jsonl': dailyRow({ id: '2611.01004', title: '0', abstract: '0' }),
};

describe('a folder of foreign, broken and hostile files', () => {
  let round: RanRound;
  let rows: TableRows;
  const lineOf = (name: string): string => round.lines.find((line) => line.includes(`/${name}  [`)) ?? '';

  beforeAll(async () => {
    const folder = join(home, 'hostile');
    await writeRecordings(folder, FILES);
    await symlink(join(folder, 'nowhere'), join(folder, 'broken-link'));
    round = await ranRound(['--replay', folder, '--data', join(home, 'data')]);
    rows = await rowsIn(join(home, 'data'));
  });

  it('names every file on one line', () => {
    const names = [...Object.keys(FILES), 'broken-link'].map((name) => name.replace(/\p{Cc}/gu, '\uFFFD'));
    for (const name of names) expect(`${name}: ${lineOf(name)}`).toContain('records');
    for (const line of round.lines) expect(line).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  it.each(['README.md', 'data.csv', 'picture.png', 'settings.json', '.hidden.xml', 'broken-link'])(
    'skips %s, and says that it did',
    (name) => {
      expect(lineOf(name)).toContain('[skipped]  0 records');
    },
  );

  it.each(['bomb.xml', 'cut.jsonl.gz', 'cut.xml', 'large.xml', 'no-id.jsonl', 'rate.txt'])(
    'rejects what is lost in %s, with the reason',
    (name) => {
      expect(lineOf(name)).toMatch(/[1-9]\d* rejected: \S/);
    },
  );

  it.each(['control.jsonl', 'utf-8.jsonl', 'zero.jsonl'])('takes the paper of %s in', (name) => {
    expect(lineOf(name)).toMatch(/ 1 records, 1 accepted/);
  });

  it('keeps a title that is literally 0', () => {
    expect(rows.Papers.some((row) => row.includes('"title":"0"'))).toBe(true);
  });

  it('stores no control character', () => {
    expect(rows.Papers.join()).not.toMatch(/\\u00[01]|[\p{Cc}\u202e]/u);
  });

  it('accounts for every record, and mails what there is', () => {
    const { records, new: fresh, updated, unchanged, duplicates, rejected, papers } = round.summary;
    expect(fresh + updated + unchanged + duplicates + rejected).toBe(records);
    expect(rows.Papers).toHaveLength(papers);
    expect(round.summary).toMatchObject({ date: '2026-11-20', sent: 1, failed: 0, unknown: 0 });
  });

  it('keeps each reject beside the raw response that it came from', async () => {
    const kept = await readdir(join(home, 'data', 'raw'), { recursive: true });
    expect(kept.filter((name) => /reject/.test(name)).length).toBeGreaterThanOrEqual(5);
  });

  it('lists every stored paper, and no paper that is not stored', () => {
    const idOf = (row: string): string => (JSON.parse(row) as { paperId: string }).paperId;
    expect(new Set(rows.Listings.map(idOf))).toEqual(new Set(rows.Papers.map(idOf)));
  });
});

describe('a path or directory that a round cannot use', () => {
  let day: readonly string[];
  beforeAll(async () => {
    await writeRecordings(join(home, 'day'), { 'day.jsonl': dailyRow() });
    day = ['--replay', join(home, 'day')];
  });

  const failureOf = async (args: readonly string[]): Promise<{ readonly error: unknown; readonly message: string }> => {
    const error: unknown = await ranRound(args).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    const message = error instanceof Error ? error.message : '';
    expect(message).toMatch(/^[^\n]+\.$/);
    return { error, message };
  };

  it.each([
    ['is not there', 'none', 'no such file'],
    ['is an empty folder', 'hollow', 'no file'],
    ['is an empty file', 'empty.xml', 'empty'],
  ])('names a replay path that %s, as wrong usage, and makes no data directory', async (_title, name, words) => {
    await mkdir(join(home, 'hollow'), { recursive: true });
    await writeFile(join(home, 'empty.xml'), '');
    const unmade = join(home, 'unmade');
    const { error, message } = await failureOf([...day, '--replay', join(home, name), '--data', unmade]);
    expect(error).toBeInstanceOf(ReplayPathError);
    expect(exitCodeOf(error)).toBe(2);
    expect(message).toContain(join(home, name));
    expect(message).toContain(words);
    expect(await readdir(home)).not.toContain('unmade');
  });

  it('leaves a directory of a newer version as it is', async () => {
    const data = join(home, 'newer');
    await mkdir(data);
    await writeFile(join(data, 'paper-round.json'), JSON.stringify({ kind: 'real', formatVersion: 999 }));
    const { error, message } = await failureOf([...day, '--data', data]);
    expect(error).toBeInstanceOf(DataDirectoryError);
    expect(exitCodeOf(error)).toBe(1);
    expect(message).toContain('newer version');
    expect(await readdir(data)).toEqual(['paper-round.json']);
  });

  it('refuses to mix sample and real data, as wrong usage', async () => {
    const data = join(home, 'real');
    await ranRound([...day, '--data', data]);
    const { error, message } = await failureOf(['--sample', '--data', data]);
    expect(exitCodeOf(error)).toBe(2);
    expect(message).toContain('never mixed');
  });

  it('says that a file is no directory', async () => {
    const { error, message } = await failureOf([...day, '--data', join(home, 'day', 'day.jsonl')]);
    expect(exitCodeOf(error)).toBe(1);
    expect(message).toContain('day.jsonl');
  });
});
