import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { readSignals, readSignalText } from '../../../../../local/cli/backtest/read-signals.ts';
import { repositoryName } from '../../../../../local/cli/backtest/repository-name.ts';
import { gzipSync } from 'node:zlib';

const HEADER = 'snapshot_date\tarxiv_id\tgithub_stars_shown\tgithub_link\ttitle';
const snapshot = (...rows: readonly string[]): string => [HEADER, ...rows, ''].join('\n');
const huggingFace = (changes: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    id: '2601.00001',
    date: '2026-01-05',
    fetchedAt: '2026-01-05T16:00:00+08:00',
    upvotes: 12,
    numComments: 3,
    githubRepo: 'https://github.com/invented/thing',
    githubStars: 0,
    publishedAt: '2026-01-03T10:00:00.000Z',
    ...changes,
  });
const row = (changes: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    source: 'hugging-face',
    paperId: '2601.00001',
    observedKey: '2026-01-05#hugging-face',
    observedOn: '2026-01-05',
    observedAt: '2026-01-05T08:00:00Z',
    count: 12,
    gain: 12,
    startedOn: '2026-01-05',
    usualGain: 10,
    details: { listedOn: '2026-01-05', rank: 2, comments: 0 },
    ...changes,
  });

describe('star snapshots', () => {
  it('are looks at stars, with the repository where it is named', () => {
    const read = readSignalText(
      snapshot(
        '2026-01-06\t2601.00001\t7\thttps://github.com/invented/thing\tInvented',
        '2026-01-07\t2601.00001\t9\t\t',
      ),
    );
    expect(read?.looks).toEqual([
      { source: 'github', paperId: '2601.00001', observedOn: '2026-01-06', count: 7, repository: 'invented/thing' },
      { source: 'github', paperId: '2601.00001', observedOn: '2026-01-07', count: 9 },
    ]);
  });

  it('say nothing where they show 0, and that is no fault', () => {
    const read = readSignalText(snapshot('2026-01-06\t2601.00001\t0\t\t', '2026-01-06\t2601.00002\t\t\t'));
    expect(read).toMatchObject({ looks: [], rejected: 0 });
  });

  it('with a broken line lose that line alone', () => {
    const read = readSignalText(
      snapshot(
        '2026-13-06\t2601.00001\t7\t\t',
        '2026-01-06\tnothing\t7\t\t',
        '2026-01-06\t2601.00001\t-7\t\t',
        '2026-01-06\t2601.00001\t8\t\t"quoted',
      ),
    );
    expect(read).toMatchObject({ looks: [{ count: 8 }], rejected: 3 });
  });
});

describe('daily papers of Hugging Face', () => {
  it('are a look at upvotes on the New York date of the look, and one at stars', () => {
    const read = readSignalText(huggingFace({ fetchedAt: '2026-01-05T03:00:00Z' }));
    expect(read).toMatchObject({
      looks: [
        { source: 'hugging-face', observedOn: '2026-01-04', count: 12, listedOn: '2026-01-05', comments: 3 },
        { source: 'github', observedOn: '2026-01-04', count: 0, repository: 'invented/thing' },
      ],
      submittedOn: [['2601.00001', '2026-01-03']],
    });
  });

  it.each([{ githubStars: null }, { githubRepo: null }, { githubRepo: 'https://example.org/thing' }])(
    'show no stars with %j',
    (changes) => {
      expect(readSignalText(huggingFace(changes))?.looks).toMatchObject([{ source: 'hugging-face' }]);
    },
  );

  it('with a broken line lose that line alone', () => {
    const text = [huggingFace(), '{"cut', huggingFace({ upvotes: -1 }), huggingFace({ id: 'x' })].join('\n');
    expect(readSignalText(text)).toMatchObject({ looks: [{}, {}], rejected: 3 });
  });
});

describe('exported rows of Signals', () => {
  it('are taken as they are', () => {
    expect(readSignalText(row())?.rows).toEqual([JSON.parse(row())]);
  });

  it('that are none of the schema are rejected', () => {
    expect(readSignalText([row(), row({ count: -1 })].join('\n'))).toMatchObject({ rows: [{}], rejected: 1 });
  });
});

describe('the files of --signals', () => {
  let directory = '';
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'paper-round-signals-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  it('may be of all formats together, compressed or not, and what is none of them is named', async () => {
    await writeFile(join(directory, 'a.tsv'), snapshot('2026-01-06\t2601.00001\t7\t\t'));
    await writeFile(join(directory, 'b.jsonl.gz'), gzipSync(huggingFace()));
    await writeFile(join(directory, 'c.jsonl'), row());
    await writeFile(join(directory, 'd.json'), '{"hits": []}');
    await writeFile(join(directory, 'e.txt'), 'nothing');
    const read = await readSignals(directory);
    expect(read).toMatchObject({ files: 3, looks: [{}, {}, {}], rows: [{}], rejected: 0 });
    expect(read.leftOut.map(({ name }) => name)).toEqual([join(directory, 'd.json'), join(directory, 'e.txt')]);
  });

  it('give of two rows of one key the one that was observed last', async () => {
    await writeFile(join(directory, 'a.jsonl'), row({ observedAt: '2026-01-05T09:00:00Z', count: 14 }));
    await writeFile(join(directory, 'b.jsonl'), row());
    expect((await readSignals(directory)).rows).toMatchObject([{ count: 14 }]);
  });

  it('that are not there are an error that names the flag and the path', async () => {
    await expect(readSignals(join(directory, 'none'))).rejects.toThrow(
      `--signals ${join(directory, 'none')}: there is no such file or folder; check the path.`,
    );
  });
});

describe('any text', () => {
  it('is read or refused, and never throws', () => {
    const pieces = fc.constantFrom(
      HEADER,
      '\n',
      '\t',
      huggingFace(),
      row(),
      '{',
      '"',
      '2026-01-06',
      '2601.00001',
      '7',
      'null',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
        const read = readSignalText(parts.join(''));
        expect(read === undefined || read.rejected >= 0).toBe(true);
      }),
    );
  });
});

describe('a repository name', () => {
  it.each([
    ['https://github.com/owner/name', 'owner/name'],
    ['http://www.github.com/owner/na.me.git', 'owner/na.me'],
    ['github.com/owner/name/tree/main', 'owner/name'],
    ['owner/name', 'owner/name'],
    ['https://gitlab.com/owner/name', undefined],
    ['https://github.com/owner', undefined],
    ['', undefined],
  ])('of %s is %s', (text, expected) => {
    expect(repositoryName(text)).toBe(expected);
  });
});
