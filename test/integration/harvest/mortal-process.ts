/** A script of the repository as a child process, which is killed while it talks to arXiv. */
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SimulatedArxiv, SimulatedArxivOptions } from '../../arxiv/simulated-arxiv.ts';
import { startSimulatedArxiv } from '../../arxiv/simulated-arxiv.ts';

export interface KillAt {
  /** SIGKILL when the process makes its n-th request. */
  readonly request: number;
  /** The request is answered, and the process lives for so long after that. @default it gets no answer */
  readonly afterMs?: number;
}

export interface EndedProcess {
  /** Null when it was killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface MortalArxiv extends SimulatedArxiv {
  /** @param script path, absolute or below the repository */
  run(script: string, args: readonly string[], options?: MortalOptions): Promise<EndedProcess>;
}

export interface MortalOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly kill?: KillAt | undefined;
}

const repository = join(__dirname, '../../..');
const loader = pathToFileURL(require.resolve('tsx')).href;

const BARE_ENVIRONMENT = {
  PATH: process.env.PATH ?? '',
  HOME: tmpdir(),
  // The SDK says at every start that releases from 2027 on want a newer Node.
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
};

/** A simulated arXiv that kills the process which asks it, one process at a time. */
export const startMortalArxiv = async (options: Omit<SimulatedArxivOptions, 'beforeAnswer'>): Promise<MortalArxiv> => {
  let onRequest: () => void = () => undefined;
  const site = await startSimulatedArxiv({
    ...options,
    beforeAnswer: () => {
      onRequest();
    },
  });
  const run: MortalArxiv['run'] = (script, args, { env = {}, kill } = {}) =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, ['--import', loader, script, ...args], {
        cwd: repository,
        env: { ...BARE_ENVIRONMENT, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let requests = 0;
      onRequest = () => {
        requests += 1;
        if (kill?.request !== requests) return;
        if (kill.afterMs === undefined) child.kill('SIGKILL');
        else setTimeout(() => child.kill('SIGKILL'), kill.afterMs);
      };
      const output = { stdout: '', stderr: '' };
      child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
      child.once('error', reject);
      child.once('close', (code) => {
        onRequest = () => undefined;
        resolve({ code, ...output });
      });
    });
  return { ...site, run };
};
