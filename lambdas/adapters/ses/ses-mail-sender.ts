/**
 * Sends one MIME message by SES v1 `SendRawEmail`: exactly one HTTP request per call, and every answer turned into the
 * outcome that the ledger needs. SES has no idempotency key, so a second request would be a second mail: the client
 * never retries, and a request whose answer is lost is `unknown`, not an error to try again.
 */
import type { Agent as HttpsAgent } from 'node:https';
import { SendRawEmailCommand, SESClient, SESServiceException, type SESClientConfig } from '@aws-sdk/client-ses';
import type { MailSender, OutgoingMail, SendOutcome } from '../../core/ports/outside.ts';

/** A connection that is not up by then will not come; nothing was sent over it. */
const CONNECTION_TIMEOUT_MS = 3_000;
/** From the request to the head of the answer. SES answers in well under a second; the claim must not wait for long. */
const REQUEST_TIMEOUT_MS = 8_000;
/** From the call to the end of the answer: a server that stops in the middle of its answer is left within 10 s, too. */
const TOTAL_TIMEOUT_MS = 9_500;

export interface SesClientOptions extends Pick<SESClientConfig, 'credentials' | 'region'> {
  readonly endpoint?: string;
  /** @default 8000 */
  readonly requestTimeoutMs?: number;
  /** For machines behind a proxy. @default a new connection for each request */
  readonly httpsAgent?: HttpsAgent;
}

/** An SES client that is fit for sending. Without `endpoint` and `credentials` the SDK's own chain decides, as on Lambda. */
export const createSesClient = ({
  requestTimeoutMs = REQUEST_TIMEOUT_MS,
  httpsAgent,
  ...options
}: SesClientOptions = {}): SESClient =>
  new SESClient({
    ...options,
    maxAttempts: 1,
    requestHandler: {
      // A kept connection may have died unseen (a Lambda that was frozen meanwhile): the request over it fails after it
      // was written, and its mail would be unknown. A handshake per mail is the smaller price.
      httpAgent: { keepAlive: false },
      httpsAgent: httpsAgent ?? { keepAlive: false },
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: requestTimeoutMs,
      // Without it the SDK only warns about the time-out, and waits for ever.
      throwOnRequestTimeout: true,
    },
  });

/** SES's texts name addresses ("identities failed the check: …"); a reason goes to ledgers and logs and must not. */
const reasonOf = (error: Error): string =>
  `${error.name}: ${error.message}`
    .replace(/[^\s@<>]*@[^\s@<>]*/g, '(address)')
    .replace(/\s+/g, ' ')
    .slice(0, 200);

/** Codes that concern the account or its set-up, not this mail: nobody's mail will go until an operator acts. */
const STOPPED = /^(AccountSendingPaused|ConfigurationSet|MailFromDomainNotVerified)/;
/** The sandbox, or an identity that is gone: `MessageRejected` with the text "Email address is not verified." */
const NOT_VERIFIED = /not verified/i;

/** What a definite answer of SES (4xx) means. The two kinds of throttling share a code and differ only in their text. */
const outcomeOfRefusal = (error: SESServiceException): SendOutcome => {
  const reason = reasonOf(error);
  const status = error.$metadata.httpStatusCode;
  if (/^Throttling/.test(error.name) || status === 429) {
    return { outcome: /daily message quota/i.test(error.message) ? 'quota' : 'throttled', reason };
  }
  // 401 and 403: a missing permission, a wrong key, a clock that is off. No mail would pass.
  if (STOPPED.test(error.name) || NOT_VERIFIED.test(error.message) || status === 401 || status === 403) {
    return { outcome: 'stopped', reason };
  }
  return { outcome: 'refused', reason };
};

const isRefusal = (error: unknown): error is SESServiceException => {
  const status = error instanceof SESServiceException ? (error.$metadata.httpStatusCode ?? 0) : 0;
  // 408: the server, or something before it, says that it stopped waiting; what it had taken in by then is not known.
  return status >= 400 && status < 500 && status !== 408;
};

export interface SesMailSenderOptions {
  /** Must come from `createSesClient`. */
  readonly client: SESClient;
  /** Where SES reports events. */
  readonly configurationSet?: string;
  /** @default 9500 */
  readonly totalTimeoutMs?: number;
}

/** The port over SES. */
export const createSesMailSender = ({
  client,
  configurationSet,
  totalTimeoutMs = TOTAL_TIMEOUT_MS,
}: SesMailSenderOptions): MailSender => ({
  async send(mail: OutgoingMail): Promise<SendOutcome> {
    const command = new SendRawEmailCommand({
      Source: mail.from,
      Destinations: [mail.to],
      RawMessage: { Data: mail.raw },
      Tags: Object.entries(mail.tags).map(([Name, Value]) => ({ Name, Value })),
      ...(configurationSet !== undefined && { ConfigurationSetName: configurationSet }),
    });
    const request = { begun: false };
    command.middlewareStack.add(
      (next) => (args) => {
        request.begun = true;
        return next(args);
      },
      // Innermost: what fails before it (no credentials, no region) never reached the network.
      { step: 'deserialize', priority: 'low', name: 'noteRequest' },
    );
    try {
      const { MessageId } = await client.send(command, { abortSignal: AbortSignal.timeout(totalTimeoutMs) });
      if (MessageId === undefined) return { outcome: 'unknown', reason: 'SES answered 200 without a message id' };
      return { outcome: 'sent', messageId: MessageId };
    } catch (error) {
      if (isRefusal(error)) return outcomeOfRefusal(error);
      const reason = error instanceof Error ? reasonOf(error) : 'the request failed';
      return { outcome: request.begun ? 'unknown' : 'stopped', reason };
    }
  },
});
