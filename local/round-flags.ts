/** The flags of `npm start`, read and checked; every wrong use is a `UsageError` with one clear sentence. */
import { parseArgs } from 'node:util';

export interface RoundFlags {
  readonly source: 'live-or-sample' | 'live' | 'sample' | 'replay';
  readonly replayPaths: readonly string[];
  readonly date: string | undefined;
  readonly once: boolean;
  readonly json: boolean;
  readonly dataDirectory: string | undefined;
  readonly port: number;
  readonly allowRemote: boolean;
  readonly help: boolean;
}

/** Wrong usage: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const HELP = `Paper Round: one daily round on this machine, then the site.

  npm start -- [flags]

  (none)              live arXiv, or the bundled sample when no arXiv host can be reached
  --live | --sample   only that source
  --replay PATH       recorded responses instead: a file or folder, repeatable (RSS, Atom, OAI-PMH, daily JSON lines, .gz)
  --date YYYY-MM-DD   list date of the round; default: the newest one found
  --once              end after the round instead of serving the site
  --json              the last line on stdout is the summary as JSON; everything else goes to stderr
  --data DIR          where tables, mails and raw responses live (default .paper-round/real or .paper-round/sample)
  --port N            port of the site (default 8787; 0 takes a free one)
  --allow-remote      let the round talk to an AWS endpoint that is not on loopback
  --help              this text

Exit code 0: every stage finished (rejects, short batches, failed and unknown mails stand in the summary);
1: a stage could not finish; 2: wrong usage.`;

const DEFAULT_PORT = 8787;
/** arXiv began in 1991, and the two digits for the year in its identifiers last as long as that. */
const ARXIV_YEARS = { first: '1991', last: '2090' } as const;

/** A real calendar date, not only its shape. */
export const isCalendarDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

/** @throws UsageError */
export const parseRoundFlags = (argv: readonly string[]): RoundFlags => {
  const values = parseOrUsageError(argv);
  const sources = [values.live && '--live', values.sample && '--sample', values.replay && '--replay'].filter(Boolean);
  if (sources.length > 1) throw new UsageError(`${sources.join(' and ')} exclude each other: give one source.`);
  if (values.date !== undefined && !isCalendarDate(values.date)) {
    throw new UsageError(
      `--date ${JSON.stringify(values.date)} is no calendar date: write it as YYYY-MM-DD, e.g. 2026-11-20.`,
    );
  }
  const year = values.date?.slice(0, 4) ?? ARXIV_YEARS.first;
  if (year < ARXIV_YEARS.first || year > ARXIV_YEARS.last) {
    throw new UsageError(
      `--date ${JSON.stringify(values.date)} can have no list: give one from ${ARXIV_YEARS.first} to ${ARXIV_YEARS.last}.`,
    );
  }
  const port = values.port === undefined ? DEFAULT_PORT : Number(values.port);
  if (!/^\d{1,5}$/.test(values.port ?? '0') || port > 65_535) {
    throw new UsageError(`--port ${JSON.stringify(values.port)} is no port: give a number from 0 to 65535.`);
  }
  if (values.replay?.includes('')) throw new UsageError('--replay needs a path: a file or a folder.');
  if (values.data === '') throw new UsageError('--data needs a path: a folder that is there or can be made.');
  return {
    source: values.replay ? 'replay' : values.live ? 'live' : values.sample ? 'sample' : 'live-or-sample',
    replayPaths: values.replay ?? [],
    date: values.date,
    once: values.once ?? false,
    json: values.json ?? false,
    dataDirectory: values.data,
    port,
    allowRemote: values['allow-remote'] ?? false,
    help: values.help ?? false,
  };
};

const parseOrUsageError = (argv: readonly string[]) => {
  try {
    return parseArgs({
      args: [...argv],
      strict: true,
      allowPositionals: false,
      options: {
        live: { type: 'boolean' },
        sample: { type: 'boolean' },
        replay: { type: 'string', multiple: true },
        date: { type: 'string' },
        once: { type: 'boolean' },
        json: { type: 'boolean' },
        data: { type: 'string' },
        port: { type: 'string' },
        'allow-remote': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    const [message = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new UsageError(`${message.replace(/\.$/, '')}; see npm start -- --help.`);
  }
};
