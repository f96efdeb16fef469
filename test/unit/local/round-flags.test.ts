import { HELP, parseRoundFlags, UsageError } from '../../../local/round-flags.ts';

const complaintAbout = (...argv: readonly string[]): string => {
  try {
    parseRoundFlags(argv);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error(`taken: ${argv.join(' ')}`);
};

/** Arguments, and what the complaint must name. */
const WRONG: readonly (readonly [readonly string[], string])[] = [
  [['--sideways'], '--sideways'],
  [['sample'], 'sample'],
  [['--once=yes'], '--once'],
  [['--date'], '--date'],
  [['--live', '--sample'], '--live and --sample'],
  [['--sample', '--replay', 'a'], '--sample and --replay'],
  [['--replay', ''], '--replay'],
  [['--data='], '--data'],
  ...['2026-02-29', '2026-13-01', '2026-1-1', '20261120', '+002026-11-20', 'today', '', '0000-01-03', '9999-12-31'].map(
    (date) => [[`--date=${date}`], JSON.stringify(date)] as const,
  ),
  ...['65536', '-1', '80.5', '1e3', '0x50', '', ' 80', '١'].map(
    (port) => [[`--port=${port}`], JSON.stringify(port)] as const,
  ),
];

describe('the flags of npm start', () => {
  it('default to live arXiv or the sample, the port 8787, and a site that stays', () => {
    expect(parseRoundFlags([])).toEqual({
      source: 'live-or-sample',
      replayPaths: [],
      date: undefined,
      once: false,
      json: false,
      dataDirectory: undefined,
      port: 8787,
      allowRemote: false,
      help: false,
    });
  });

  it.each([
    [['--live'], { source: 'live' }],
    [['--sample'], { source: 'sample' }],
    [['--replay', 'a', '--replay=b'], { source: 'replay', replayPaths: ['a', 'b'] }],
    [['--date', '2028-02-29'], { date: '2028-02-29' }],
    [['--once', '--json'], { once: true, json: true }],
    [['--data', 'here'], { dataDirectory: 'here' }],
    [['--port', '0'], { port: 0 }],
    [['--port', '65535'], { port: 65_535 }],
    [['--allow-remote'], { allowRemote: true }],
    [['-h'], { help: true }],
  ])('are read: %j', (argv, expected) => {
    expect(parseRoundFlags(argv)).toMatchObject(expected);
  });

  it.each(WRONG)('are refused in one sentence that names what is wrong: %j', (argv, named) => {
    const complaint = complaintAbout(...argv);
    expect(complaint).toContain(named);
    expect(complaint).toMatch(/^[^\n]+\.$/);
  });

  it('stand in the help, each of them', () => {
    for (const flag of ['live', 'sample', 'replay', 'date', 'once', 'json', 'data', 'port', 'allow-remote', 'help'])
      expect(HELP).toContain(`--${flag}`);
  });
});
