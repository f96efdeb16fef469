/** A row of `Deliveries`: the send ledger. One row per subscriber, local date and stream; the claim that makes it is the only guard against a second mail. */
import * as z from 'zod';
import { isoDateSchema, isoInstantSchema, paperIdSchema } from './paper/paper.ts';
import { subscriberIdSchema } from './subscriber/subscriber.ts';

export const STREAMS = ['daily', 'weekly'] as const;
export type Stream = (typeof STREAMS)[number];

/**
 * `claimed`: somebody is sending, or died doing so, or never learned the outcome (unknown). `sent`: SES took it.
 * `skipped`: nothing was sent, for `reason`. `failed`: SES refused it for good.
 */
export const DELIVERY_STATES = ['claimed', 'sent', 'skipped', 'failed'] as const;

export const deliverySchema = z.object({
  subscriberId: subscriberIdSchema,
  /** `2026-11-20#daily`. */
  deliveryKey: z.string(),
  /** Date of the lists that the digest shows. */
  listDate: isoDateSchema,
  state: z.enum(DELIVERY_STATES),
  /** 1 for the first claim, 2 after a settled unknown. */
  attempt: z.number().int().min(1),
  claimedAt: isoInstantSchema,
  settledAt: isoInstantSchema.optional(),
  messageId: z.string().optional(),
  reason: z.string().optional(),
  /** What the mail carried, so that nothing is New twice to the same reader. */
  paperIds: z.array(paperIdSchema).optional(),
  /** Newest list date that this digest covered. */
  coveredThrough: isoDateSchema.optional(),
  /** TTL, seconds since 1970. */
  expiresAt: z.number().int(),
});
export type Delivery = z.infer<typeof deliverySchema>;

export const deliveryKey = (localDate: string, stream: Stream): string => `${localDate}#${stream}`;

/** What `plan-digests` puts on the queue: one digest that is due. Holds no address. */
export const digestOrderSchema = z.object({
  subscriberId: subscriberIdSchema,
  deliveryKey: z.string(),
  localDate: isoDateSchema,
  stream: z.enum(STREAMS),
  listDate: isoDateSchema,
  /** After this instant the digest is stale and is skipped. */
  notAfter: isoInstantSchema,
});
export type DigestOrder = z.infer<typeof digestOrderSchema>;
