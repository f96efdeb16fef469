/**
 * Signing up on this machine: what the site enqueues is handled at once by `send-confirmation`, in this process. The answer
 * of the page does not wait for it. Mails go to the local SES endpoint and into the outbox, as those of a round do.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { buildMime } from '../lambdas/adapters/ses/mime.ts';
import { createSesClient, createSesMailSender } from '../lambdas/adapters/ses/ses-mail-sender.ts';
import type { Clock } from '../lambdas/core/ports/outside.ts';
import type { ConfirmationQueue, LimitStore } from '../lambdas/core/ports/subscribing.ts';
import type { SubscriberStore, SuppressionStore } from '../lambdas/core/ports/stores.ts';
import { confirmationOrderSchema, type ConfirmationOrder } from '../lambdas/core/subscriber/confirmation-request.ts';
import {
  sendConfirmation,
  type SendConfirmationDeps,
} from '../lambdas/functions/send-confirmation/send-confirmation.ts';
import type { DataDirectory } from './data-directory.ts';
import { localMailSite } from './local-mail-site.ts';
import { LOCAL_ACCESS } from './local-tables.ts';
import { recordOutbox } from './outbox.ts';
import { startSesEndpoint } from './ses-endpoint.ts';
import { createTunnelAgent } from './tunnel-agent.ts';

export interface LocalConfirmations {
  readonly queue: ConfirmationQueue;
  /** Resolves when all that was enqueued has been handled. */
  readonly settled: () => Promise<void>;
  /** Handles what was enqueued, then lets go of the endpoint. */
  readonly close: () => Promise<void>;
}

export interface LocalConfirmationsOptions {
  readonly tables: {
    readonly subscribers: SubscriberStore;
    readonly suppressions: SuppressionStore;
    readonly limits: LimitStore;
  };
  readonly directory: Pick<DataDirectory, 'kind' | 'keys' | 'paths'>;
  /** Wins over an endpoint of our own. */
  readonly sesEndpoint: string | undefined;
  readonly baseUrl: string;
  readonly clock: Clock;
  /** Told of what could not be sent; never an address. */
  readonly onError: (error: unknown) => void;
}

/** A request is tried this often while the endpoint does not take it. */
const MAX_TRIES = 3;
/** SES throttles by the second. */
const RETRY_AFTER_MS = 1100;

const answer = async (deps: SendConfirmationDeps, order: ConfirmationOrder): Promise<void> => {
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const result = await sendConfirmation(deps, { ...order, attempt });
    if (result.outcome === 'failed' || result.outcome === 'unknown') throw new Error(result.reason);
    if (result.outcome !== 'released') return;
    await sleep(RETRY_AFTER_MS);
  }
  throw new Error('the endpoint did not take a confirmation mail');
};

/** Takes no port until the first request. */
export const openLocalConfirmations = ({
  tables,
  directory,
  sesEndpoint,
  baseUrl,
  clock,
  onError,
}: LocalConfirmationsOptions): LocalConfirmations => {
  const open = async () => {
    const ownEndpoint = sesEndpoint === undefined ? await startSesEndpoint() : undefined;
    const client = createSesClient({
      endpoint: sesEndpoint ?? ownEndpoint?.url ?? '',
      ...LOCAL_ACCESS,
      httpsAgent: createTunnelAgent(process.env),
    });
    return {
      sender: recordOutbox(createSesMailSender({ client }), directory.paths.outbox),
      close: async (): Promise<void> => {
        client.destroy();
        await ownEndpoint?.close();
      },
    };
  };
  let opened: ReturnType<typeof open> | undefined;
  const handle = async (order: ConfirmationOrder): Promise<void> => {
    opened ??= open();
    const { sender } = await opened;
    await answer(
      {
        ...tables,
        sender,
        buildMime,
        clock,
        site: localMailSite(baseUrl),
        tokenKeys: directory.keys.tokenKeys,
        hashKey: directory.keys.hashKey,
        allowedMailDomains: [],
        sample: directory.kind === 'sample',
      },
      order,
    );
  };
  /** One after the other, as the deployed function handles them. */
  let handled: Promise<void> = Promise.resolve();
  return {
    queue: {
      enqueue: (request) => {
        // As a message: what the site holds on to can't change it.
        const order = confirmationOrderSchema.parse(JSON.parse(JSON.stringify(request)));
        handled = handled.then(() => handle(order)).catch(onError);
        return Promise.resolve();
      },
    },
    settled: () => handled,
    close: async () => {
      await handled;
      await (await opened)?.close();
    },
  };
};
