/** `npm run cli -- COMMAND`: operators' and analysts' commands over local data or a deployed stack. Exit codes as of `npm start`. */
import { Command, CommanderError } from 'commander';
import { openCliData, type CliData, type CliOptions } from '../local/cli/cli-data.ts';
import { runDoctor } from '../local/cli/doctor.ts';
import { previewDigest } from '../local/cli/preview-digest.ts';
import type { Output } from '../local/cli/print.ts';
import { showPaper } from '../local/cli/show-paper.ts';
import { showStatus } from '../local/cli/show-status.ts';
import { addSubscriber, importSubscribers, listSubscribers } from '../local/cli/subscribers.ts';
import { showTrending } from '../local/cli/trending.ts';
import { exitCodeOf, EXIT_STAGE_FAILED, EXIT_WRONG_USAGE } from '../local/exit-code.ts';
import { DEFAULT_BASE_URL, localMailSite } from '../local/local-mail-site.ts';
import { readRoundSettings } from '../local/round-settings.ts';
import { UsageError } from '../local/round-flags.ts';

// The SDK says at every start that releases from 2027 on want a newer Node: nothing that the user of a command can act on.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const program = new Command('paper-round')
  .description('Commands over the data of a local round, or over a deployed stack with --stack.')
  .exitOverride()
  .showHelpAfterError('See --help.');

const outputOf = ({ json }: CliOptions): Output => ({
  json: json === true,
  write: (text) => process.stdout.write(text),
});

/** A command with the options that all have. */
const command = (parent: Command, name: string, description: string): Command =>
  parent
    .command(name)
    .description(description)
    .option('--data <dir>', 'data directory (default: .paper-round/real, else .paper-round/sample)')
    .option('--stack <name>', 'the data stack of a deployment instead, with your AWS credentials')
    .option('--json', 'answer in JSON');

/** Opens the data, runs, closes. */
const withData = async (
  options: CliOptions,
  run: (data: CliData, output: Output) => Promise<unknown>,
  create = false,
): Promise<void> => {
  const data = await openCliData(options, { create });
  try {
    await run(data, outputOf(options));
  } finally {
    await data.close();
  }
};

const wholeNumber =
  (name: string) =>
  (text: string): number => {
    if (!/^[1-9]\d{0,4}$/.test(text))
      throw new UsageError(`${name} ${JSON.stringify(text)} is no whole number above 0.`);
    return Number(text);
  };

command(program, 'trending', 'the ranked list, with the evidence for each place')
  .option('--category <id>', 'arXiv category, or all', 'all')
  .option('--window <window>', 'day, week or month', 'week')
  .option('--limit <n>', 'places shown', wholeNumber('--limit'), 20)
  .action((options: CliOptions & { category: string; window: string; limit: number }) =>
    withData(options, (data, output) => showTrending(data, options, output)),
  );

command(program, 'paper <id>', 'everything stored about a paper, its score as a sum').action(
  (id: string, options: CliOptions) => withData(options, (data, output) => showPaper(data, id, output)),
);

command(program, 'status', 'what is stored, per category and day, and how fresh it is').action((options: CliOptions) =>
  withData(options, (data, output) =>
    showStatus(data, { categories: readRoundSettings(process.env).categories }, output),
  ),
);

command(program, 'doctor', 'what is missing or wrong here or in the account, and the remedy').action(
  async (options: CliOptions) => {
    const sound = await runDoctor(options, { env: process.env, now: new Date() }, outputOf(options));
    if (!sound) process.exitCode = EXIT_STAGE_FAILED;
  },
);

const digests = program.command('digests').description('the mails');
command(digests, 'preview', 'the digest that a subscriber would get now, without sending it')
  .requiredOption('--email <address>', 'address of a subscriber')
  .option('--out <file>', 'write the HTML part there')
  .action((options: CliOptions & { email: string; out?: string }) =>
    withData(options, (data, output) =>
      previewDigest(
        data,
        {
          email: options.email,
          ...(options.out !== undefined && { out: options.out }),
          site: localMailSite(DEFAULT_BASE_URL),
        },
        output,
      ),
    ),
  );

const subscribers = program.command('subscribers').description('the readers');
const addOptions = async (data: CliData) => ({
  hashKey: (await data.keys()).hashKey,
  now: new Date(),
  categories: readRoundSettings(process.env).categories,
});
command(subscribers, 'add <email>', 'add a subscriber, confirmed by your word')
  .option('--frequency <daily|weekly>')
  .option('--local-hour <0-23>', 'hour of the digest in their time zone')
  .option('--time-zone <zone>', 'IANA time zone, e.g. Europe/Berlin')
  .option('--categories <list>', 'separated by ;')
  .option('--topics <list>', 'words or phrases to look for, separated by ;')
  .option('--exclude <list>', 'words to leave out, separated by ;')
  .option('--authors <list>', 'authors to follow, separated by ;')
  .option('--max-papers <n>')
  .action((email: string, options: CliOptions & Record<string, string>) =>
    withData(
      options,
      async (data, output) => addSubscriber(data, { ...options, email }, await addOptions(data), output),
      true,
    ),
  );
command(
  subscribers,
  'import <file>',
  'add many from CSV or JSON lines (columns: email and any of the preferences)',
).action((file: string, options: CliOptions) =>
  withData(
    options,
    async (data, output) => {
      if (!(await importSubscribers(data, file, await addOptions(data), output))) process.exitCode = EXIT_STAGE_FAILED;
    },
    true,
  ),
);
command(subscribers, 'list', 'all subscribers with their preferences').action((options: CliOptions) =>
  withData(options, (data, output) => listSubscribers(data, output)),
);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : EXIT_WRONG_USAGE;
  else {
    process.stderr.write(`paper-round: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = exitCodeOf(error);
  }
}
