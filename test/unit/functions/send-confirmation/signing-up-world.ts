/** What `send-confirmation` needs, invented: fakes, a clock that can be moved, and a queue that hands out what was put back. */
import { buildMime } from '../../../../lambdas/adapters/ses/mime.ts';
import type { OutgoingMail, SendOutcome } from '../../../../lambdas/core/ports/outside.ts';
import {
  confirmationOrderSchema,
  type ConfirmationOrder,
} from '../../../../lambdas/core/subscriber/confirmation-request.ts';
import { subscriberIdOf } from '../../../../lambdas/core/subscriber/email-address.ts';
import type { Subscriber } from '../../../../lambdas/core/subscriber/subscriber.ts';
import { handleRequest } from '../../../../lambdas/functions/send-confirmation/handle-request.ts';
import { createFakeLimitStore } from '../../../fakes/fake-limit-store.ts';
import { createFakeSender } from '../../../fakes/fake-sender.ts';
import { createFakeSubscriberStore } from '../../../fakes/fake-subscriber-store.ts';
import { createFakeSuppressionStore } from '../../../fakes/fake-suppression-store.ts';
import { aSubscriber } from '../../../fakes/stored-rows.ts';
import { SITE } from '../../core/render/mail/invented-digest.ts';

export const START = Date.parse('2026-11-20T17:00:00.250Z');
export const HASH_KEY = 'hash-key-hash-key-hash-key-hash-key';
export const TOKEN_KEYS = { current: 'k1', keys: { k1: 'secret-secret-secret-secret-secret-secret' } };
export const idOf = (address: string) => subscriberIdOf(address, HASH_KEY);

/** The row of that address. */
export const rowOf = (address: string, changes: Partial<Subscriber>): Subscriber => {
  const row = aSubscriber('x', { subscriberId: idOf(address), address, ...changes });
  if (row.state !== 'confirmed') {
    delete row.dueAt;
    delete row.dueShard;
  }
  return row;
};

export const makeWorld = ({
  rows = [],
  answer,
  allowedMailDomains = [],
}: {
  readonly rows?: readonly Subscriber[];
  readonly answer?: (mail: OutgoingMail, count: number) => SendOutcome;
  readonly allowedMailDomains?: readonly string[];
} = {}) => {
  let nowMs = START;
  const clock = () => new Date(nowMs);
  const counted: Record<string, number> = {};
  const logged: string[] = [];
  const postponed: { readonly order: ConfirmationOrder; readonly delaySeconds: number }[] = [];
  const log = (message: string, fields: object) => void logged.push(JSON.stringify({ message, ...fields }));
  const deps = {
    subscribers: createFakeSubscriberStore(rows, clock),
    suppressions: createFakeSuppressionStore(),
    limits: createFakeLimitStore(),
    sender: createFakeSender(answer),
    buildMime,
    clock,
    log: { info: log, error: log },
    site: SITE,
    tokenKeys: TOKEN_KEYS,
    hashKey: HASH_KEY,
    allowedMailDomains,
    sample: false,
    postpone: (order: ConfirmationOrder, delaySeconds: number) => {
      postponed.push({ order, delaySeconds });
      return Promise.resolve();
    },
    random: () => 0.5,
    count: (metric: string, value: number) => {
      counted[metric] = (counted[metric] ?? 0) + value;
    },
  };
  return {
    ...deps,
    deps,
    counted,
    logged,
    postponed,
    moveOn: (ms: number) => void (nowMs += ms),
    /** As the site asks. */
    requestOf: (address: string): ConfirmationOrder =>
      confirmationOrderSchema.parse({
        address,
        requestedAt: clock().toISOString(),
        consentText: 'box-1',
        timeZone: 'Europe/Berlin',
        categories: ['stat.ML'],
      }),
    handle: (order: ConfirmationOrder) => handleRequest(deps, order),
  };
};

export const textOf = ({ raw }: OutgoingMail): string =>
  Buffer.from(raw).toString('utf8').replace(/=\r\n/g, '').replace(/=3D/g, '=');
