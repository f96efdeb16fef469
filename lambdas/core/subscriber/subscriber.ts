/** A row of `Subscribers`: who gets the digest, with what preferences, and the record of their consent. */
import * as z from 'zod';
import { isoInstantSchema } from '../paper/paper.ts';

/** Keyed hash of the normalised address; the only name by which logs, queues and ledgers know a person. */
export type SubscriberId = string & z.core.$brand<'SubscriberId'>;
export const subscriberIdSchema = z.string().min(16).brand<'SubscriberId'>();

export const SUBSCRIBER_STATES = ['pending', 'confirmed', 'unsubscribed', 'suppressed'] as const;
export type SubscriberState = (typeof SUBSCRIBER_STATES)[number];

/** What a subscriber chose. Defaults are those of `subscribers add` without flags. */
export const preferencesSchema = z.object({
  frequency: z.enum(['daily', 'weekly']).default('daily'),
  /** Day of the weekly digest, 1 Monday … 7 Sunday. */
  weekday: z.number().int().min(1).max(7).default(1),
  /** Hour of the local day at which the digest is due, 0–23. */
  localHour: z.number().int().min(0).max(23).default(7),
  /** IANA time zone. */
  timeZone: z.string().default('America/New_York'),
  /** Canonical categories, or `all`. */
  categories: z.array(z.string()).min(1),
  topics: z.array(z.string()).default([]),
  exclude: z.array(z.string()).default([]),
  authors: z.array(z.string()).default([]),
  maxPapers: z.number().int().min(1).max(50).default(10),
  /** Only papers that have released their code. */
  onlyWithCode: z.boolean().default(false),
});
export type Preferences = z.infer<typeof preferencesSchema>;

/** Proof of consent: how it came about and when. */
export const consentSchema = z.object({
  /** `operator`: confirmed by the operator's word. `sample`: invented reader of a local round. `form`: double opt-in on the page. */
  by: z.enum(['operator', 'sample', 'form']),
  at: isoInstantSchema,
  text: z.string(),
  /** When it was asked for on the page; `at` is then the click on the link in the mail. */
  requestedAt: isoInstantSchema.optional(),
});
export type Consent = z.infer<typeof consentSchema>;

export const subscriberSchema = z.object({
  subscriberId: subscriberIdSchema,
  address: z.string(),
  state: z.enum(SUBSCRIBER_STATES),
  createdAt: isoInstantSchema,
  stateChangedAt: isoInstantSchema,
  consent: consentSchema,
  preferences: preferencesSchema,
  /** When they last chose their preferences themselves. */
  preferencesChangedAt: isoInstantSchema.optional(),
  /** Shard of the sparse `dueAt` index, `'00'`…; present only while confirmed and not paused. */
  dueShard: z.string().optional(),
  /** Instant at which the next digest is due; present only while confirmed and not paused. */
  dueAt: isoInstantSchema.optional(),
  /** TTL, seconds since 1970; present only while pending: who never confirms is forgotten. */
  expiresAt: z.number().int().optional(),
});
export type Subscriber = z.infer<typeof subscriberSchema>;
