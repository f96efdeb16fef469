/** A second DynamoDB engine, for tests that two agree: the optional dependency dynoxide, a binary of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import type { LocalEngine } from './dynalite-engine.ts';

/** The binary for this machine; undefined where there is none. */
export const dynoxideBinary = (): string | undefined => {
  try {
    const manifest = createRequire(import.meta.url).resolve('@dynoxide/linux-x64/package.json');
    const binary = join(dirname(manifest), 'dynoxide');
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
};

/** The binary doesn't say which port it took when it is asked for any, so one is looked for here. */
const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

/** Starts the engine in memory. @throws Error when it ends before it listens */
export const startDynoxide = async (binary: string): Promise<LocalEngine> => {
  const port = await freePort();
  const engine = spawn(binary, ['serve', '--host', '127.0.0.1', '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(engine, 'exit');
  await new Promise<void>((resolve, reject) => {
    let output = '';
    const look = (text: Buffer): void => {
      output += text.toString();
      if (output.includes('listening on')) resolve();
    };
    engine.stdout.on('data', look);
    engine.stderr.on('data', look);
    engine.once('error', reject);
    engine.once('exit', () => reject(new Error(`dynoxide ended before it listened: ${output.trim()}`)));
  });
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: async () => {
      engine.kill();
      await exited;
    },
  };
};
