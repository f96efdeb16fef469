import { addDays } from '../../../../../lambdas/core/calendar/new-york-time.ts';
import { factsFromRecord } from '../../../../../lambdas/core/paper/merge-records.ts';
import { paperIdSchema } from '../../../../../lambdas/core/paper/paper.ts';
import { parseDailyLines } from '../../../../../lambdas/core/parse/daily-lines.ts';
import type { PaperFiles } from '../../../../../local/cli/backtest/read-papers.ts';
import { readSignalText } from '../../../../../local/cli/backtest/read-signals.ts';
import { NO_SIGNALS, type RecordedSignals } from '../../../../../local/cli/backtest/recorded-look.ts';
import { replayDays, type ReplayedDay } from '../../../../../local/cli/backtest/replay.ts';
import { dailyLines, FIRST_DAY, huggingFaceLines, inventPapers, starSnapshots } from './invented-days.ts';

const DAYS = 10;
const invented = inventPapers(DAYS);

const paperFiles = (text: string): PaperFiles => {
  const { records } = parseDailyLines(text, { source: 'invented' });
  const byDay = new Map<string, ReturnType<typeof factsFromRecord>[]>();
  for (const record of records) {
    const day = record.listing?.date ?? '';
    byDay.set(day, [...(byDay.get(day) ?? []), factsFromRecord(record)]);
  }
  return { byDay, records: records.length, rejected: 0, leftOut: [] };
};

const papers = paperFiles(dailyLines(invented));
const read = [huggingFaceLines(invented), starSnapshots(invented)].map((text) => readSignalText(text) ?? NO_SIGNALS);
const signals: RecordedSignals = {
  looks: read.flatMap(({ looks }) => looks),
  rows: [],
  submittedOn: read.flatMap(({ submittedOn }) => submittedOn),
  rejected: 0,
};

const dayOf = (date: string, files: PaperFiles, recorded: RecordedSignals): ReplayedDay => {
  const day = [...replayDays(files, recorded, date)].at(-1);
  if (day === undefined) throw new Error('no day');
  return day;
};

describe('a replayed day', () => {
  const date = addDays(FIRST_DAY, 6);

  it('knows nothing of later days', () => {
    const known: PaperFiles = { ...papers, byDay: new Map([...papers.byDay].filter(([day]) => day <= date)) };
    const seen = { ...signals, looks: signals.looks.filter(({ observedOn }) => observedOn <= date) };
    const without = dayOf(date, known, seen);
    let within: ReplayedDay | undefined;
    for (const day of replayDays(papers, signals, addDays(FIRST_DAY, DAYS))) if (day.date === date) within = day;
    expect(within?.papers).toEqual(without.papers);
    expect(within?.papers.length).toBe(7 * 12);
    expect(within?.usualGain('github', 'cs.LG')).toBe(without.usualGain('github', 'cs.LG'));
  });

  it('has the text of that day, not the one that came later', () => {
    const [first] = invented;
    const later = { ...(JSON.parse(dailyLines(invented.slice(0, 1))) as object), title: 'Changed', date };
    const files = paperFiles(`${dailyLines(invented)}${JSON.stringify(later)}\n`);
    const titleOn = (on: string): string | undefined =>
      dayOf(on, files, signals).papers.find(({ paperId }) => paperId === first?.id)?.title;
    expect(titleOn(addDays(date, -1))).toBe(`Invented study ${first?.id ?? ''} of nothing in particular`);
    expect(titleOn(date)).toBe('Changed');
  });

  it('has the contributions that the rows give', () => {
    const [paper] = dayOf(FIRST_DAY, papers, signals).papers.filter(({ paperId }) => paperId === '2601.00005');
    expect(paper?.score.contributions.map(({ source, on }) => `${on} ${source}`)).toEqual([
      '2026-01-04 github',
      '2026-01-05 announcement',
      '2026-01-05 github',
      '2026-01-05 hugging-face',
    ]);
  });

  it('takes the usual gain of a look from the days before it', () => {
    const id = paperIdSchema.parse('2601.00105');
    const first = dayOf(addDays(FIRST_DAY, 1), papers, signals).signalsOf(id);
    const before = dayOf(FIRST_DAY, papers, signals);
    expect(first.map(({ source, usualGain }) => [source, usualGain])).toEqual([
      ['github', before.usualGain('github', 'cs.CL')],
      ['hugging-face', before.usualGain('hugging-face', 'cs.CL')],
    ]);
  });

  it('counts of two looks of one day the larger', () => {
    const id = paperIdSchema.parse('2601.00001');
    const twice = {
      ...signals,
      looks: [7, 9, 8].map((count) => ({ source: 'github', paperId: id, observedOn: FIRST_DAY, count }) as const),
    };
    expect(dayOf(FIRST_DAY, papers, twice).signalsOf(id)).toMatchObject([{ count: 9, gain: 9 }]);
  });

  it('takes exported rows as they are, and no recorded count beside them', () => {
    const id = paperIdSchema.parse('2601.00001');
    const [exported] = dayOf(FIRST_DAY, papers, signals).signalsOf(id);
    const row = { ...exported, count: 77, gain: 77, usualGain: 3 } as NonNullable<typeof exported>;
    const both = { ...signals, rows: [row] };
    const rows = dayOf(FIRST_DAY, papers, both).signalsOf(id);
    expect(rows.filter(({ source }) => source === row.source)).toEqual([row]);
  });

  it('lets go of papers that no longer compete', () => {
    const late = addDays(FIRST_DAY, 45);
    expect(dayOf(late, papers, { ...signals, looks: [] }).papers).toEqual([]);
  });
});
