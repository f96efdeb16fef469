/** `npm start` as a child process, as a user starts it, and the same round in this process. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Progress } from '../../../local/console-progress.ts';
import { parseRoundFlags } from '../../../local/round-flags.ts';
import { readRoundSettings } from '../../../local/round-settings.ts';
import type { RoundSummary } from '../../../local/round-summary.ts';
import { runRound } from '../../../local/round.ts';

export type Environment = Readonly<Record<string, string>>;

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface StartedRound {
  readonly child: ChildProcess;
  /** What it has written so far. */
  readonly output: { stdout: string; stderr: string };
  readonly ended: Promise<Ended>;
}

const repository = join(__dirname, '../../..');
// The transpiler that `npm start` runs under; named by its file, as the working directory need not be the repository.
const loader = pathToFileURL(require.resolve('tsx')).href;

/** The variables of a machine without proxies and without anybody's AWS set-up. */
const BARE_ENVIRONMENT = { PATH: process.env.PATH ?? '', HOME: tmpdir() };

/** Sources of signals where nobody listens: every live round of a test is given some, so that it never leaves loopback. */
export const SILENT_SOURCES: Environment = {
  GITHUB_API_URL: 'http://127.0.0.1:1',
  HUGGING_FACE_URL: 'http://127.0.0.1:1',
  HACKER_NEWS_URL: 'http://127.0.0.1:1',
};

const running = new Set<ChildProcess>();

/** Ends what a failed test left behind. */
export const stopRounds = (): void => {
  for (const child of running) child.kill('SIGKILL');
};

export const startRound = (args: readonly string[], env: Environment = {}): StartedRound => {
  const child = spawn(process.execPath, ['--import', loader, 'bin/start.ts', ...args], {
    cwd: repository,
    env: { ...BARE_ENVIRONMENT, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      running.delete(child);
      resolve({ code, ...output });
    });
  });
  return { child, output, ended };
};

/** Runs it to its end. */
export const endRound = (args: readonly string[], env?: Environment): Promise<Ended> => startRound(args, env).ended;

export const summaryOf = ({ stdout }: Pick<Ended, 'stdout'>): RoundSummary =>
  JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as RoundSummary;

export interface RanRound {
  readonly summary: RoundSummary;
  /** The lines it told. */
  readonly lines: readonly string[];
}

/** One round in this process, closed again. Throws what the round throws. */
export const ranRound = async (args: readonly string[], env: Environment = {}): Promise<RanRound> => {
  const lines: string[] = [];
  const keep = (text: string): void => {
    lines.push(text);
  };
  const progress: Progress = { done: keep, notice: keep, at: () => undefined };
  const round = await runRound(parseRoundFlags(['--once', ...args]), {
    settings: readRoundSettings(env),
    progress,
    baseUrl: 'http://localhost:8787',
  });
  await round.close();
  return { summary: round.summary, lines };
};

/** A new directory, and what removes it. */
export const makeDirectory = async (): Promise<{ readonly path: string; remove(): Promise<void> }> => {
  const path = await mkdtemp(join(tmpdir(), 'paper-round-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
};
