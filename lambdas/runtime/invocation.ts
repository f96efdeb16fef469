/** What all wrappers do around one invocation: STARTED and COMPLETED with counts, metrics written, errors logged without personal data. */
import type { Started } from './cold-start.ts';
import { createLogger, describeError, type LogFields } from './logger.ts';

/**
 * What leaves the function instead of the error. Lambda writes the message and the cause of whatever is thrown into the
 * log by itself, so the original, whose message may hold anything, stays inside; its description is in the log already.
 */
export class FunctionFailedError extends Error {
  override readonly name = 'FunctionFailedError';
  constructor(functionName: string, error: unknown) {
    super(`${functionName} failed: ${error instanceof Error ? error.name : 'unknown error'}`);
  }
}

export interface Invocation<Deps, Result> {
  readonly name: string;
  readonly start: () => Promise<Started<Deps>>;
  readonly requestId: string;
  readonly work: (started: Started<Deps>) => Promise<Result>;
  /** Counts for the COMPLETED line. */
  readonly summarise: (result: Result) => LogFields;
}

/** @throws FunctionFailedError */
export const invoke = async <Deps, Result>(invocation: Invocation<Deps, Result>): Promise<Result> => {
  const { name, start, requestId, work, summarise } = invocation;
  let started: Started<Deps>;
  try {
    started = await start();
  } catch (error) {
    createLogger(name).error('START FAILED', { requestId, ...describeError(error) });
    throw new FunctionFailedError(name, error);
  }
  const { log, metrics } = started;
  log.beginRequest(requestId);
  log.info('STARTED');
  try {
    const result = await work(started);
    log.info('COMPLETED', summarise(result));
    return result;
  } catch (error) {
    log.error('FAILED', describeError(error));
    throw new FunctionFailedError(name, error);
  } finally {
    metrics.publish();
  }
};
