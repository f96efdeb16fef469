/** The embedded DynamoDB of a local round: dynalite in a thread of this process, on a free port of the loopback interface. */
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';

/** A running engine. `close` ends once everything is on disk. */
export interface LocalEngine {
  readonly endpoint: string;
  close(): Promise<void>;
}

/** The directory can't hold the tables: it is in use by another process, unwritable or damaged. One sentence, fit for people. */
export class EngineDirectoryError extends Error {
  override readonly name = 'EngineDirectoryError';
}

interface OpenError {
  readonly code?: string;
  readonly message: string;
}

const directoryError = (directory: string, { code, message }: OpenError): EngineDirectoryError =>
  new EngineDirectoryError(
    code === 'LEVEL_LOCKED'
      ? `The tables in ${directory} are in use by another process; end it, or use another data directory.`
      : `The tables in ${directory} can't be opened (${message}); check that the directory can be written to, or use another one.`,
  );

/**
 * Starts the engine without tables or with those that the directory holds.
 * @param options.directory made when missing @default in memory
 * @throws EngineDirectoryError
 */
export const startDynalite = async (options: { readonly directory?: string } = {}): Promise<LocalEngine> => {
  const { directory } = options;
  if (directory !== undefined) {
    await mkdir(directory, { recursive: true }).catch((error: unknown) => {
      throw directoryError(directory, error as OpenError);
    });
  }
  const worker = new Worker(new URL('./dynalite-worker.mjs', import.meta.url), { workerData: { directory } });
  const [started] = (await once(worker, 'message')) as [{ readonly port: number } | { readonly openError: OpenError }];
  if ('openError' in started) {
    await worker.terminate();
    throw directoryError(directory ?? '', started.openError);
  }
  return {
    endpoint: `http://127.0.0.1:${started.port}`,
    close: async () => {
      const ended = once(worker, 'exit');
      worker.postMessage('close');
      await ended;
    },
  };
};
