import { createHarvestMeter, type HarvestProgress } from '../../../../../local/cli/harvest/harvest-meter.ts';
import { progressLine, spokenDuration } from '../../../../../local/cli/harvest/progress-line.ts';
import { createProgressDisplay } from '../../../../../local/cli/harvest/show-progress.ts';

const at = (daysDone: number, records: number, changes: Partial<HarvestProgress> = {}): HarvestProgress => ({
  days: 40,
  daysDone,
  records,
  day: '2026-11-05',
  set: 'cs:cs:LG',
  ...changes,
});

describe('the meter', () => {
  let nowMs = 0;
  const meterAt = (meter: ReturnType<typeof createHarvestMeter>, ms: number, progress: HarvestProgress) => {
    nowMs = ms;
    return meter(progress);
  };
  const createMeter = () => createHarvestMeter(() => nowMs);

  it('knows no rate before something has come', () => {
    expect(meterAt(createMeter(), 5000, at(0, 0))).toMatchObject({
      recordsPerSecond: undefined,
      secondsLeft: undefined,
    });
  });

  it('reckons rate and time left from what this run has done, not an earlier one', () => {
    const meter = createMeter();
    meterAt(meter, 1000, at(20, 50_000));
    expect(meterAt(meter, 11_000, at(22, 50_400))).toMatchObject({ recordsPerSecond: 40, secondsLeft: 90 });
  });

  it('knows a rate while the first day is under way, and no end yet', () => {
    const meter = createMeter();
    meterAt(meter, 0, at(0, 0));
    expect(meterAt(meter, 2000, at(0, 100))).toMatchObject({ recordsPerSecond: 50, secondsLeft: undefined });
  });
});

describe('the line', () => {
  const full = { ...at(12, 5200), recordsPerSecond: 43.4, secondsLeft: 7800 };

  it('shows days, records, rate, time left and what is under way', () => {
    expect(progressLine(full, 120)).toBe(
      '[######--------------] 12/40 days, 5,200 records, 43/s, 2 h 10 min left, now 2026-11-05 cs:cs:LG',
    );
    expect(progressLine({ ...full, daysDone: 40 }, 120)).toBe('[####################] 40/40 days, 5,200 records, 43/s');
  });

  it('never takes more than the terminal is wide', () => {
    for (let columns = 0; columns < 120; columns += 1)
      expect(progressLine(full, columns).length).toBeLessThanOrEqual(columns);
    expect(progressLine(full, 60)).toBe('[######--------------] 12/40 days, 5,200 records, 43/s');
    expect(progressLine(full, 20)).toBe('12/40 days');
  });

  it('shows nothing that steers the terminal', () => {
    expect(progressLine({ ...full, set: 'cs\u001B[2J' }, 200)).toMatch(/now 2026-11-05 cs·\[2J$/);
  });

  it.each([
    [0.2, '1 s'],
    [59, '59 s'],
    [90, '2 min'],
    [3599, '60 min'],
    [3600, '1 h 0 min'],
    [86_399, '24 h 0 min'],
    [90_000, '1 d 1 h'],
  ])('says %d seconds as %s', (seconds, spoken) => {
    expect(spokenDuration(seconds)).toBe(spoken);
  });
});

describe('the display', () => {
  let nowMs = 0;
  let written = '';
  const open = (columns: number | undefined) => {
    nowMs = 0;
    written = '';
    return createProgressDisplay({ write: (text) => (written += text), columns, clockMs: () => nowMs });
  };

  it('draws over one line of a terminal, not more often than the eye can see, and leaves the last one', () => {
    const display = open(80);
    for (nowMs = 0; nowMs < 1000; nowMs += 10) display.at(at(0, nowMs));
    display.end();
    const drawn = written.split('\r\u001B[K').slice(1);
    expect(drawn).toHaveLength(11);
    expect(drawn.at(-1)).toMatch(/ 990 records[^\n]*\n$/);
    expect(written.match(/\n/g)).toHaveLength(1);
  });

  it('writes about twenty lines elsewhere, and the last state', () => {
    const display = open(undefined);
    for (let day = 0; day <= 990; day += 1) {
      nowMs += 10;
      display.at(at(day, day * 10, { days: 1000 }));
    }
    display.end();
    const lines = written.trimEnd().split('\n');
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toContain('990/1,000 days');
    expect(written).not.toContain('\u001B');
  });

  it('writes a line a minute elsewhere while a day takes long', () => {
    const display = open(undefined);
    for (let second = 0; second < 300; second += 3) {
      nowMs = second * 1000;
      display.at(at(0, second));
    }
    display.end();
    expect(written.trimEnd().split('\n')).toHaveLength(6);
  });

  it('leaves nothing where nothing was shown', () => {
    open(80).end();
    expect(written).toBe('');
  });
});
