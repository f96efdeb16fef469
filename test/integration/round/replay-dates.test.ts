/** The date of a replay, and what a round makes of papers listed after it. */
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { arxivRaw, dailyRow, listRecords, oaiRecord, rawVersion } from '../../unit/core/parse/invented-documents.ts';
import { writeRecordings } from './invented-recordings.ts';
import { makeDirectory, ranRound } from './started-round.ts';
import { rowsIn } from './table-rows.ts';

const directory = makeDirectory();
afterAll(async () => {
  await (await directory).remove();
});

let rounds = 0;
/** A round over these files on a directory of its own. */
const replay = async (files: Readonly<Record<string, string>>, flags: readonly string[] = []) => {
  rounds += 1;
  const home = join((await directory).path, String(rounds));
  await mkdir(home);
  const recordings = join(home, 'recordings');
  await writeRecordings(recordings, files);
  const data = join(home, 'data');
  return { ...(await ranRound(['--replay', recordings, '--data', data, ...flags])), data };
};

const mailTexts = async (data: string): Promise<readonly string[]> => {
  const files = await readdir(join(data, 'outbox'));
  return Promise.all(
    files.map(async (file) => (await simpleParser(await readFile(join(data, 'outbox', file)))).text ?? ''),
  );
};

const oaiPage = (ids: readonly string[], date = 'Wed, 18 Nov 2026 17:59:59 GMT'): string =>
  listRecords(ids.map((id) => oaiRecord(arxivRaw({ id, versions: rawVersion(1, { date }) }), { id })));

describe('the default date of a replay', () => {
  it('is the latest list date in the input, and no datestamp of OAI', async () => {
    const { summary } = await replay({
      'oai.xml': oaiPage(['2611.01001']),
      'day.jsonl': dailyRow({ id: '2611.01002', date: '2026-11-17' }),
    });
    expect(summary.date).toBe('2026-11-17');
  });

  it('is the day on which the newest paper must have been announced when the input holds no list at all', async () => {
    const { summary } = await replay({ 'oai.xml': oaiPage(['2611.01001', '2611.01002']) });
    expect(summary).toMatchObject({ date: '2026-11-19', papers: 2, sent: 1 });
    expect(summary.lists).toBeGreaterThan(0);
  });
});

describe('--date', () => {
  it('stores what was listed later, and neither ranks nor mails it', async () => {
    const files = {
      'today.jsonl': dailyRow({ id: '2611.01001', title: 'Gardens of Today' }),
      'later.jsonl': dailyRow({ id: '2611.01201', title: 'Gardens of Monday', date: '2026-11-23' }),
    };
    const { summary, data } = await replay(files, ['--date', '2026-11-20']);
    expect(summary).toMatchObject({ date: '2026-11-20', papers: 2, new: 2, sent: 1 });
    const rows = await rowsIn(data);
    expect(rows.Papers.join()).toContain('2611.01201');
    expect(rows.Rankings.join()).toContain('2611.01001');
    expect(rows.Rankings.join()).not.toContain('2611.01201');
    expect(rows.Rankings.filter((row) => !row.includes('"date":"2026-11-20"'))).toEqual([]);
    const [mail = ''] = await mailTexts(data);
    expect(mail).toContain('Gardens of Today');
    expect(mail).not.toContain('Gardens of Monday');
  });

  it('puts every clock of the round to noon in New York on that day', async () => {
    const { data } = await replay({ 'day.jsonl': dailyRow() }, ['--date', '2026-11-20']);
    const [file = ''] = await readdir(join(data, 'outbox'));
    const mail = await simpleParser(await readFile(join(data, 'outbox', file)));
    expect(mail.date?.toISOString()).toBe('2026-11-20T17:00:00.000Z');
    expect(file).toMatch(/^2026-11-20-daily-/);
  });

  it('lets rounds of two days follow each other on one directory, each with its own mail', async () => {
    const home = join((await directory).path, 'two-days');
    const [friday] = await writeRecordings(join(home, 'friday'), { 'a.jsonl': dailyRow({ title: 'Friday Gardens' }) });
    const [monday] = await writeRecordings(join(home, 'monday'), {
      'b.jsonl': dailyRow({ id: '2611.01201', date: '2026-11-23', title: 'Monday Gardens' }),
    });
    const data = ['--data', join(home, 'data')];
    const first = await ranRound(['--replay', friday ?? '', ...data]);
    const second = await ranRound(['--replay', monday ?? '', ...data]);
    const firstAgain = await ranRound(['--replay', friday ?? '', ...data]);
    expect([first, second, firstAgain].map(({ summary }) => [summary.date, summary.sent, summary.skipped])).toEqual([
      ['2026-11-20', 1, 0],
      ['2026-11-23', 1, 0],
      ['2026-11-20', 0, 1],
    ]);
  });
});
