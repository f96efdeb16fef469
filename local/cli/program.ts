/** The commands of `npm run cli --`, with their flags, and how each ends. */
import { Command, CommanderError } from 'commander';
import { exitCodeOf, EXIT_STAGE_FAILED, EXIT_WRONG_USAGE } from '../exit-code.ts';
import { isCalendarDate, UsageError } from '../round-flags.ts';
import { backtest } from './backtest.ts';
import { readBacktestFlags, type BacktestFlags } from './backtest/backtest-flags.ts';
import { openCliData, type CliData, type CliOptions, type Environment, type OpenOptions } from './cli-data.ts';
import { collectNow, readCollectDate } from './collect.ts';
import type { ResolveTxt } from './doctor/account-facts.ts';
import { runDoctor } from './doctor.ts';
import { harvest } from './harvest.ts';
import { readHarvestFlags, type HarvestFlags } from './harvest/harvest-flags.ts';
import type { LongWork } from './long-work.ts';
import { previewDigest } from './preview-digest.ts';
import type { Output } from './print.ts';
import { showPaper } from './show-paper.ts';
import { showSearch, type SearchFlags } from './search.ts';
import { showStatus } from './show-status.ts';
import { eraseSubscriber, exportSubscriber } from './subscribers/held-data-commands.ts';
import { addSubscriber, importSubscribers, listSubscribers } from './subscribers/subscriber-commands.ts';
import { mayHighlight } from './terminal-marks.ts';
import { printableLine } from './terminal-text.ts';
import { showTrending } from './trending.ts';
import { showWhy, type WhyOptions } from './why.ts';

/** What a run takes from its process. */
export interface CliContext {
  readonly env: Environment;
  readonly now: Date;
  /** Width of the terminal; infinite when there is none. */
  readonly columns: number;
  readonly writeOut: (text: string) => void;
  readonly writeError: (text: string) => void;
  readonly resolveTxt: ResolveTxt;
  readonly work: LongWork;
}

type GlobalOptions = CliOptions & { readonly json?: boolean };

/** What help is wrapped to where there is no terminal. */
const HELP_COLUMNS = 100;

const wholeNumber =
  (name: string) =>
  (text: string): number => {
    if (!/^[1-9]\d{0,4}$/.test(text))
      throw new UsageError(`${name} ${JSON.stringify(text)} is no whole number above 0.`);
    return Number(text);
  };

const calendarDate =
  (name: string) =>
  (text: string): string => {
    if (isCalendarDate(text)) return text;
    throw new UsageError(`${name} ${JSON.stringify(text)} is no calendar date: write it as YYYY-MM-DD.`);
  };

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** Runs one command. Never throws: an error is one sentence to `writeError`. @returns the exit code */
export const runCli = async (argv: readonly string[], context: CliContext): Promise<number> => {
  let exitCode = 0;
  const program = createProgram(context, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const sentence = error instanceof CommanderError ? usageSentence(error) : sentenceOf(error);
    if (sentence !== undefined) context.writeError(`paper-round: ${printableLine(sentence)}\n`);
    return error instanceof CommanderError ? EXIT_WRONG_USAGE : exitCodeOf(error);
  }
};

const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).trim();

/** Commander repeats what was typed, which may be an address. Undefined when the help was the answer. */
const usageSentence = ({ code, message }: CommanderError): string | undefined =>
  code === 'commander.help'
    ? undefined
    : `${message
        .replace(/^error: /, '')
        .replace(/'[^\n]*@[^\n]*'/, "'…'")
        .replace(/\.?\n\(?([^)]*)\)?$/, '. $1')
        .replace(/([^.?])$/, '$1.')} See npm run cli -- --help.`;

const createProgram = (context: CliContext, setExitCode: (code: number) => void): Command => {
  const { env, now, columns, writeOut, writeError, work } = context;
  const program = new Command('npm run cli --')
    .description('Commands over the data of a local round, or over a deployed stack.')
    .option('--data <dir>', 'data directory (default: .paper-round/real, else .paper-round/sample)')
    .option('--stack <name>', 'instead: the data stack of a deployment, with your AWS credentials')
    .option('--json', 'answer with one JSON document')
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut,
      writeErr: writeError,
      outputError: () => undefined,
      getOutHelpWidth: () => Math.min(columns, HELP_COLUMNS),
      getErrHelpWidth: () => Math.min(columns, HELP_COLUMNS),
    })
    .addHelpText('after', '\nExit code 0: done; 1: something is wrong or was not done; 2: wrong usage.');

  const outputOf = ({ json }: GlobalOptions): Output => ({ json: json === true, columns, write: writeOut });

  /** Opens the data, runs, closes. */
  const withData = async (
    command: Command,
    run: (data: CliData, output: Output) => Promise<void>,
    open: Omit<OpenOptions, 'env'> = {},
  ): Promise<void> => {
    const options = command.optsWithGlobals<GlobalOptions>();
    const data = await openCliData(options, { ...open, env });
    try {
      await run(data, outputOf(options));
    } finally {
      await data.close();
    }
  };

  program
    .command('harvest')
    .description('take in days gone by from arXiv, or read rejected records again; can be stopped and goes on')
    .option('--from <date>', "first day, YYYY-MM-DD: that of a record's last change, UTC")
    .option('--to <date>', 'last day')
    .option('--category <id>', 'only this arXiv category, repeatable (default: those of the rounds)', collect)
    .option('--rejected', 'instead: archived responses with rejects, read by the parser of today')
    .option('--no-wait', 'with --stack: leave the work to the stack and return')
    .action(async (flags: HarvestFlags, command: Command) => {
      const { stack } = command.optsWithGlobals<GlobalOptions>();
      const request = readHarvestFlags(flags, { now, deployed: stack !== undefined });
      const run = async (data: CliData, output: Output): Promise<void> => {
        if (!(await harvest(data, request, { output, writeError, work }))) setExitCode(EXIT_STAGE_FAILED);
      };
      await withData(command, run, request.kind === 'range' ? { create: true, realOnly: true, share: true } : {});
    });

  program
    .command('collect')
    .description('look at stars, upvotes and stories now; can be stopped and goes on')
    .option('--date <date>', 'night that the looks belong to, YYYY-MM-DD, New York (default: today)')
    .action(async ({ date }: { date?: string }, command: Command) => {
      const night = readCollectDate(date, now);
      const run = async (data: CliData, output: Output): Promise<void> => {
        if (!(await collectNow(data, night, { output, writeError, work }))) setExitCode(EXIT_STAGE_FAILED);
      };
      await withData(command, run, { share: true });
    });

  program
    .command('backtest')
    .description('rank days gone by with what was known then, and judge the lists by what came after')
    .option('--papers <path>', 'daily listings as JSON lines: a file, or a folder of them')
    .option('--signals <path>', 'star snapshots, daily papers of Hugging Face, exported signals: a file or a folder')
    .option('--from <date>', 'first day that is ranked, YYYY-MM-DD')
    .option('--to <date>', 'last day')
    .option('--category <id>', 'the list that is judged: an arXiv category, or all', 'all')
    .option('--inject <file>', 'put star campaigns into the days: CSV with n_stars and n_stars_clustered')
    .option('--out <dir>', 'folder for backtest.svg and backtest.json (default: backtest-FROM-TO)')
    .action(async (flags: BacktestFlags, command: Command) => {
      const output = outputOf(command.optsWithGlobals<GlobalOptions>());
      if (!(await backtest(readBacktestFlags(flags), { output, writeError, work }))) setExitCode(EXIT_STAGE_FAILED);
    });

  program
    .command('trending')
    .description('the newest ranked list, with the evidence for each place')
    .option('--category <id>', 'arXiv category, or all', 'all')
    .option('--window <window>', 'day, week or month', 'week')
    .option('--limit <n>', 'places shown', wholeNumber('--limit'), 20)
    .option('--date <date>', 'instead: the list that was the newest on this date', calendarDate('--date'))
    .action((options: { category: string; window: string; limit: number; date?: string }, command: Command) =>
      withData(command, (data, output) => showTrending(data, options, output)),
    );

  program
    .command('search <query...>')
    .description('papers whose title or abstract match, in the language of the search box')
    .addHelpText(
      'after',
      '\nThe query: words, "phrases", -word, cat:cs.LG, author:name, after:2026-10-01. Put it\nin single quotes, so that the shell leaves it as it is.',
    )
    .option('--sort <order>', 'relevance, trending or newest', 'relevance')
    .option('--limit <n>', 'papers shown', wholeNumber('--limit'), 20)
    .action((words: readonly string[], flags: SearchFlags, command: Command) =>
      withData(command, (data, output) =>
        showSearch(data, { text: words.join(' '), flags, mayHighlight: mayHighlight(env) }, output),
      ),
    );

  program
    .command('paper <id>')
    .description('everything stored about a paper, and what its score is made of')
    .action((id: string, _: unknown, command: Command) =>
      withData(command, (data, output) => showPaper(data, id, output)),
    );

  program
    .command('why <id>')
    .description('why a paper stands where it stands: the whole sum behind its places')
    .option('--window <window>', 'day, week or month: the list whose sum is worked out', 'week')
    .option('--category <id>', 'only its places in this arXiv category, or all')
    .action((id: string, options: WhyOptions, command: Command) =>
      withData(command, (data, output) => showWhy(data, { id, options }, output)),
    );

  program
    .command('digests')
    .description('the mails')
    .command('preview')
    .description('the digest that a subscriber would get now, without sending it')
    .requiredOption('--email <address>', 'address of a subscriber')
    .option('--out <file>', 'write the HTML part there')
    .action((options: { email: string; out?: string }, command: Command) =>
      withData(command, (data, output) => previewDigest(data, options, output)),
    );

  addSubscriberCommands(program, { withData, now, setExitCode });

  program
    .command('status')
    .description('what is stored, per category and day, and how fresh it is')
    .action((_: unknown, command: Command) => withData(command, (data, output) => showStatus(data, output, now)));

  program
    .command('doctor')
    .description('what is missing or wrong here or (--stack) in the account, and the remedy')
    .action(async (_: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      if (!(await runDoctor(options, context, outputOf(options)))) setExitCode(EXIT_STAGE_FAILED);
    });
  return program;
};

const addSubscriberCommands = (
  program: Command,
  {
    withData,
    now,
    setExitCode,
  }: {
    readonly withData: (
      command: Command,
      run: (data: CliData, output: Output) => Promise<void>,
      options?: { readonly create?: boolean },
    ) => Promise<void>;
    readonly now: Date;
    readonly setExitCode: (code: number) => void;
  },
): void => {
  const subscribers = program.command('subscribers').description('the readers');
  subscribers
    .command('add <email>')
    .description('add a subscriber, confirmed by your word')
    .option('--frequency <daily|weekly>', 'how often (default: daily)')
    .option('--local-hour <0-23>', 'hour of the digest in their time zone (default: 7)')
    .option('--time-zone <zone>', 'IANA time zone, e.g. Europe/Berlin (default: America/New_York)')
    .option('--categories <list>', 'arXiv categories separated by ;, or all (default: those of the rounds)')
    .option('--topics <list>', 'words or phrases to look for, separated by ;')
    .option('--exclude <list>', 'words or phrases to leave out, separated by ;')
    .option('--authors <list>', 'authors to follow, separated by ;')
    .option('--max-papers <n>', 'papers in a digest, 1 to 50 (default: 10)')
    .option('--only-with-code <yes|no>', 'only papers that have released their code (default: no)')
    .action((email: string, options: Readonly<Record<string, string>>, command: Command) =>
      withData(command, (data, output) => addSubscriber(data, { input: { ...options, email }, now }, output), {
        create: true,
      }),
    );
  subscribers
    .command('import <file>')
    .description('add many, confirmed by your word, from CSV (lists split by ;) or JSON lines')
    .addHelpText(
      'after',
      '\nColumns or fields: email and any of frequency, localHour, timeZone, categories,\ntopics, exclude, authors, maxPapers, onlyWithCode. Who is there already stays as\nthey are. A bad row is named and costs no other.',
    )
    .action((path: string, _: unknown, command: Command) =>
      withData(
        command,
        async (data, output) => {
          if (!(await importSubscribers(data, { path, now }, output))) setExitCode(EXIT_STAGE_FAILED);
        },
        { create: true },
      ),
    );
  subscribers
    .command('list')
    .description('all subscribers with their preferences')
    .action((_: unknown, command: Command) => withData(command, (data, output) => listSubscribers(data, output)));
  subscribers
    .command('export <email>')
    .description('everything that is held about one address, as JSON')
    .action((email: string, _: unknown, command: Command) =>
      withData(command, (data, output) => exportSubscriber(data, { email, now }, output)),
    );
  subscribers
    .command('erase <email>')
    .description('erase everything that is held about one address, for good; a keyed hash stays')
    .action((email: string, _: unknown, command: Command) =>
      withData(command, (data, output) => eraseSubscriber(data, { email, now }, output)),
    );
};
