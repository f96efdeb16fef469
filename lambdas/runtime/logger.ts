/**
 * The log: a constant English message and structured fields. Never an address, a token, a header or a whole event:
 * people are named by `subscriberId` only.
 */
import { Logger } from '@aws-lambda-powertools/logger';

export type LogFields = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** The part of Powertools' Logger that the functions use. */
export interface RoundLogger {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

export interface RequestLogger extends RoundLogger {
  /** Every line of the invocation carries its request id. */
  beginRequest(requestId: string): void;
}

export const createLogger = (service: string): RequestLogger => {
  const logger = new Logger({ serviceName: service });
  return {
    beginRequest: (requestId) => {
      logger.resetKeys();
      logger.appendKeys({ requestId });
    },
    info: (message, fields = {}) => logger.info(message, { ...fields }),
    warn: (message, fields = {}) => logger.warn(message, { ...fields }),
    error: (message, fields = {}) => logger.error(message, { ...fields }),
  };
};

const MAX_FRAMES = 8;
const MAX_REASON = 300;

/**
 * An error as it may be logged: its name, its message with every address taken out and cut, and where it was thrown.
 * Messages of zod, the SDK and SES may quote what they failed on.
 */
export const describeError = (error: unknown): LogFields => {
  if (!(error instanceof Error)) return { error: 'not an Error' };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return {
    error: error.name,
    reason: withoutAddresses(error.message).replace(/\s+/g, ' ').slice(0, MAX_REASON),
    at: frames.slice(0, MAX_FRAMES).map((line) => line.trim()),
    ...(error.cause instanceof Error && { cause: error.cause.name }),
  };
};

const withoutAddresses = (text: string): string => text.replace(/[^\s@<>"'(]*@[^\s@<>"')]*/g, '(address)');
