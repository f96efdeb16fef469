/** Runs a command in this process as `bin/cli.ts` does, and keeps what it says. */
import type { LongWork } from '../../../local/cli/long-work.ts';
import { runCli, type CliContext } from '../../../local/cli/program.ts';

export interface CliRun {
  readonly exitCode: number;
  readonly out: string;
  readonly error: string;
}

/** Without names in DNS, so that no test leaves loopback. */
const noSuchName: CliContext['resolveTxt'] = () => Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' }));

/** No terminal, nobody at the keyboard. */
const NO_INTERRUPTION: LongWork = {
  onInterrupt: () => () => undefined,
  columns: undefined,
  clockMs: () => performance.now(),
  sleep: () => new Promise((resolve) => setImmediate(resolve)),
};

export const run = async (argv: readonly string[], changes: Partial<CliContext> = {}): Promise<CliRun> => {
  let out = '';
  let error = '';
  const exitCode = await runCli(argv, {
    env: {},
    now: new Date('2026-11-20T17:00:00Z'),
    columns: 80,
    writeOut: (text) => (out += text),
    writeError: (text) => (error += text),
    resolveTxt: noSuchName,
    work: NO_INTERRUPTION,
    ...changes,
  });
  return { exitCode, out, error };
};
