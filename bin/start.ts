/** `npm start`: one daily round on embedded engines, then the site. Flags and exit codes: `npm start -- --help`. */
import { createConsoleProgress } from '../local/console-progress.ts';
import { forgetAwsSetup } from '../local/forget-aws-setup.ts';
import { goBack } from '../local/go-back.ts';
import { HELP, parseRoundFlags, type RoundFlags } from '../local/round-flags.ts';
import { readRoundSettings } from '../local/round-settings.ts';
import { openLocalSite, type LocalSite } from '../local/local-site.ts';
import { runRound } from '../local/round.ts';
import { exitCodeOf } from '../local/exit-code.ts';

forgetAwsSetup(process.env);

// A reader that goes away (`npm start | head`) must not cut the round off in its middle; there is nobody left to tell.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const start = async (flags: RoundFlags): Promise<void> => {
  const settings = readRoundSettings(process.env);
  const progress = createConsoleProgress(flags.json ? process.stderr : process.stdout);
  // The port is taken before the work: a taken one is told at once, and the mails know where the site is.
  const site: LocalSite = await openLocalSite({ port: flags.port, serve: !flags.once });
  try {
    const round = await runRound(flags, { settings, progress, baseUrl: site.baseUrl });
    if (flags.json) process.stdout.write(`${JSON.stringify(round.summary)}\n`);
    if (flags.once) {
      await round.close();
      return;
    }
    site.show(round, settings);
    progress.done(
      `\nTrending  ${site.baseUrl}/\nMail      ${site.baseUrl}/_local/inbox\n\nStop with Ctrl-C; the next npm start continues from here.`,
    );
    const goingBack = round.summary.source === 'live' ? goBack(round, { settings, progress }) : undefined;
    await stopSignal();
    await goingBack?.stop();
    await site.close();
    await round.close();
  } catch (error) {
    await site.close();
    throw error;
  }
};

const stopSignal = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });

try {
  const flags = parseRoundFlags(process.argv.slice(2));
  if (flags.help) process.stdout.write(`${HELP}\n`);
  else await start(flags);
} catch (error) {
  process.stderr.write(`paper-round: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = exitCodeOf(error);
}
