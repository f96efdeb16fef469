/** `npm start` from the outside: streams, exit codes, the sample, interruption, the served site. */
import { readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { closedUrl } from '../arxiv/local-arxiv.ts';
import { dailyRow } from '../../unit/core/parse/invented-documents.ts';
import { writeRecordings } from './invented-recordings.ts';
import {
  endRound,
  makeDirectory,
  startRound,
  stopRounds,
  summaryOf,
  type Environment,
  type StartedRound,
} from './started-round.ts';
import { rowsIn } from './table-rows.ts';

const directory = makeDirectory();
let home: string;
beforeAll(async () => {
  home = (await directory).path;
});
afterAll(async () => {
  stopRounds();
  await (await directory).remove();
});

const SUMMARY_KEYS =
  'date source requests records papers new updated unchanged duplicates rejected lists subscribers digests sent skipped failed unknown seconds';

/** Waits until it is so; ends with the test's own time-out otherwise. */
const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await sleep(20);
};

const filesIn = async (path: string, ending: string): Promise<number> => {
  const names = await readdir(path, { recursive: true }).catch(() => []);
  return names.filter((name) => name.endsWith(ending)).length;
};

/** SIGKILL to the process that runs the round, as soon as it is so. */
const killWhen = async ({ child, ended }: StartedRound, isSo: () => boolean | Promise<boolean>): Promise<void> => {
  await until(isSo);
  child.kill('SIGKILL');
  expect((await ended).code).toBeNull();
};

// The tests of this block follow each other on the same data.
describe('a round without any flag, when no arXiv host can be reached', () => {
  const data = () => join(home, 'sample');

  it('says so, uses the sample, and writes nothing but the summary to stdout with --json', async () => {
    const closed = await closedUrl();
    const { code, stdout, stderr } = await endRound(['--once', '--json', '--data', data()], {
      ARXIV_FEED_URL: closed,
      ARXIV_OAI_URL: closed,
      ARXIV_API_URL: closed,
      ARXIV_LISTING_URL: closed,
      ARXIV_MIN_INTERVAL_MS: '0',
    });
    expect(code).toBe(0);
    expect(stderr).toMatch(/^! No arXiv host can be reached .*This round uses the bundled sample instead/);
    expect(stderr).not.toMatch(/warning/i);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    const summary = summaryOf({ stdout });
    expect(Object.keys(summary)).toEqual(SUMMARY_KEYS.split(' '));
    expect(summary).toMatchObject({ source: 'sample', date: '2026-11-20', rejected: 0, subscribers: 1, sent: 1 });
    expect(summary.records).toBe(summary.new + summary.updated + summary.duplicates);
  });

  it('finds everything known the second time, sends nothing twice, serves the site, and ends cleanly on SIGTERM', async () => {
    const round = startRound(['--sample', '--port', '0', '--data', data()]);
    await until(() => round.output.stdout.includes('Ctrl-C') || round.child.exitCode !== null);
    const { stdout } = round.output;
    expect(stdout).toMatch(/^read {6}\d+ records: 0 new, 0 updated, \d+ unchanged, \d+ duplicates, 0 rejected$/m);
    expect(stdout).toMatch(/^mailed {4}0 sent, 1 skipped, 0 failed, 0 unknown$/m);
    expect(stdout.trim().split('\n').length).toBeLessThan(12);

    const [, origin = ''] = /^Trending {2}(http:\/\/localhost:\d+)\/$/m.exec(stdout) ?? [];
    const page = await fetch(`${origin}/`);
    expect(page.status).toBe(200);
    const html = await page.text();
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
    expect((await fetch(`${origin}/_local/inbox`)).status).toBe(200);
    const [, paperPath = ''] = /href="(\/papers\/[^"?#]+)"/.exec(html) ?? [];
    expect((await fetch(`${origin}${paperPath}`)).status).toBe(200);

    round.child.kill('SIGTERM');
    expect(await round.ended).toMatchObject({ code: 0, stderr: '' });
  });

  it('has the same tables when it was killed while it read and while it collected signals', async () => {
    const killed = join(home, 'killed');
    const args = ['--once', '--json', '--sample', '--data', killed];
    await killWhen(startRound(args), async () => (await filesIn(join(killed, 'raw'), '.gz')) >= 3);
    const all = await filesIn(join(data(), 'raw'), '.gz');
    const second = startRound(args);
    await killWhen(second, async () => {
      return (await filesIn(join(killed, 'raw'), '.gz')) >= all && second.output.stderr.includes('read ');
    });
    const { code, stdout } = await endRound(args);
    expect(code).toBe(0);
    expect(summaryOf({ stdout })).toMatchObject({ papers: 400, sent: 1 });
    expect(await filesIn(join(killed, 'outbox'), '.eml')).toBe(1);
    expect(await rowsIn(killed)).toEqual(await rowsIn(data()));
  });
});

describe('a machine with an AWS set-up of its own', () => {
  it('has no part in a local round', async () => {
    const config = join(home, 'config');
    await writeFile(config, '[default]\nuse_fips_endpoint = true\nretry_mode = none\ndefaults_mode = none\n');
    const [file = ''] = await writeRecordings(join(home, 'aws'), { 'day.jsonl': dailyRow() });
    const ended = await endRound(['--once', '--json', '--replay', file, '--data', join(home, 'aws', 'data')], {
      AWS_CONFIG_FILE: config,
      AWS_PROFILE: 'default',
      AWS_USE_DUALSTACK_ENDPOINT: 'true',
      AWS_ENDPOINT_URL: await closedUrl(),
      AWS_REGION: 'nowhere',
    });
    expect(ended.stderr).not.toContain('paper-round:');
    expect(ended.code).toBe(0);
    expect(summaryOf(ended)).toMatchObject({ papers: 1, sent: 1 });
  });
});

describe('what stops a round is told in one sentence', () => {
  let recordings: string;
  let replay: readonly string[];
  beforeAll(async () => {
    recordings = join(home, 'recordings');
    await writeRecordings(recordings, { 'day.jsonl': dailyRow() });
    replay = ['--once', '--replay', recordings];
  });

  /** The only line on stderr. */
  const complaintOf = async (args: readonly string[], code: number, env?: Environment): Promise<string> => {
    const ended = await endRound(args, env);
    expect(ended.stderr).toMatch(/^paper-round: [^\n]+\n$/);
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code, stdout: '' });
    return ended.stderr;
  };

  it('wrong usage, with code 2', async () => {
    expect(await complaintOf(['--sideways'], 2)).toContain("'--sideways'");
  });

  it('not at all when nobody reads it any more: the round goes to its end', async () => {
    const data = join(home, 'unread');
    const round = startRound([...replay, '--data', data]);
    round.child.stdout?.destroy();
    expect(await round.ended).toMatchObject({ code: 0, stderr: '' });
    expect(await filesIn(join(data, 'outbox'), '.eml')).toBe(1);
  });

  it('tables that nobody serves where the environment says', async () => {
    const endpoint = await closedUrl();
    const args = [...replay, '--data', join(home, 'no-tables')];
    expect(await complaintOf(args, 1, { AWS_ENDPOINT_URL_DYNAMODB: endpoint })).toContain(
      `No tables can be reached at ${endpoint} (ECONNREFUSED); start the engine there`,
    );
  });

  it('a port in use, before any work', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const args = ['--replay', recordings, '--port', String(port), '--data', join(home, 'no-port')];
    expect(await complaintOf(args, 1)).toContain(`Port ${port} is in use`);
    expect(await readdir(home)).not.toContain('no-port');
    server.close();
  });

  it('a directory that another round is using', async () => {
    const data = join(home, 'used');
    const serving = startRound(['--replay', recordings, '--port', '0', '--data', data]);
    await until(() => serving.output.stdout.includes('Ctrl-C') || serving.child.exitCode !== null);
    expect(await complaintOf([...replay, '--data', data], 1)).toContain('in use by another process');
    serving.child.kill('SIGINT');
    expect((await serving.ended).code).toBe(0);
  });
});
