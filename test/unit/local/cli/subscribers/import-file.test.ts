import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseImport, readImportFile } from '../../../../../local/cli/subscribers/import-file.ts';

const parse = (text: string) => parseImport(text, 'readers.csv');

describe('CSV of subscribers', () => {
  it('has quoted cells, line ends of any system, empty lines, and names in any case', () => {
    expect(parse('Email,TOPICS\r\nada@example.org,"maps, folded;""nets"""\r\n\r\nbo@example.org,\r\n')).toEqual([
      { row: 2, input: { email: 'ada@example.org', topics: 'maps, folded;"nets"' } },
      { row: 4, input: { email: 'bo@example.org', topics: '' } },
    ]);
  });

  it('names a row of another length and keeps its neighbours', () => {
    expect(parse('email,topics\nada@example.org\nbo@example.org,maps\n')).toEqual([
      { row: 2, fault: 'has 1 cells, and the header line 2' },
      { row: 3, input: { email: 'bo@example.org', topics: 'maps' } },
    ]);
  });

  it.each([
    ['no header line', 'ada@example.org,cs.LG\n', 'readers.csv: the name of column 1 in the header line is unknown'],
    ['an unknown column', 'email,nick\na@example.org,b\n', 'readers.csv: the name of column 2'],
    ['no addresses', 'topics\nmaps\n', 'readers.csv has no column email'],
    ['a column twice', 'email,Email\na@example.org,b\n', 'readers.csv names a column twice'],
    ['a quote that is never closed', 'email\n"a@example.org\n', 'readers.csv is no CSV from line 2 on'],
  ])('is refused with %s, and nothing in it is repeated', (_, text, message) => {
    expect(() => parse(text)).toThrow(message);
    expect(() => parse(text)).not.toThrow(/example\.org/);
  });
});

describe('JSON lines of subscribers', () => {
  it('are told by their first character; a bad line costs no other', () => {
    expect(
      parse(
        '{"email":"ada@example.org","localHour":6,"categories":["cs.LG"]}\n\nnot json\n[1]\n{"nick":"x"}\n{"Email":"bo@example.org"}',
      ),
    ).toEqual([
      { row: 1, input: { email: 'ada@example.org', localHour: 6, categories: ['cs.LG'] } },
      { row: 3, fault: 'is no JSON object' },
      { row: 4, fault: 'is no JSON object' },
      { row: 5, fault: expect.stringContaining('has an unknown field; known are email') as string },
      { row: 6, input: { email: 'bo@example.org' } },
    ]);
  });
});

describe('the file to import', () => {
  let directory = '';
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'paper-round-import-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));
  const readBytes = async (bytes: Uint8Array | string) => {
    const path = join(directory, 'readers');
    await writeFile(path, bytes);
    return readImportFile(path);
  };

  it.each(['email\nada@example.org', '{"email":"ada@example.org"}'])(
    'may begin with a byte order mark: %j',
    async (text) => {
      expect(await readBytes(`\uFEFF${text}`)).toEqual([
        { row: text.startsWith('{') ? 1 : 2, input: { email: 'ada@example.org' } },
      ]);
    },
  );

  it('must be there, hold somebody, and be in UTF-8', async () => {
    await expect(readImportFile(join(directory, 'none'))).rejects.toThrow(/none can't be read \(ENOENT\)/);
    await expect(readImportFile(directory)).rejects.toThrow(/EISDIR/);
    await expect(readBytes('email\n')).rejects.toThrow(/holds no subscriber/);
    await expect(readBytes(Buffer.from('email\nada@example.org', 'utf16le').fill(0xff, 0, 1))).rejects.toThrow(
      /not in UTF-8/,
    );
  });
});
