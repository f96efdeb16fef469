/** `npm run cli -- COMMAND`: operators' and analysts' commands over local data or a deployed stack. Exit codes as of `npm start`. */
import { resolveTxt } from 'node:dns/promises';
import { forgetAwsSetup } from '../local/forget-aws-setup.ts';
import { longWorkOf, terminalColumns } from '../local/cli/long-work.ts';
import { runCli } from '../local/cli/program.ts';

// The SDK says at every start that releases from 2027 on want a newer Node: nothing that the user of a command can act on.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

// A reader that has seen enough (`| head`) closes the pipe: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const argv = process.argv.slice(2);
// Only a deployed stack is read with the operator's own AWS set-up.
if (!argv.some((argument) => /^--stack(?:=|$)/.test(argument))) forgetAwsSetup(process.env);

process.exitCode = await runCli(argv, {
  env: process.env,
  now: new Date(),
  columns: terminalColumns(process.stdout) ?? Infinity,
  writeOut: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
  resolveTxt,
  work: longWorkOf(process, () => performance.now()),
});
