/** Somebody asks for the mails with this address. Says nothing yet of whose it is. */
import * as z from 'zod';
import { isoInstantSchema } from '../paper/paper.ts';

/** What the site puts on the queue of `send-confirmation`. */
const confirmationRequestSchema = z.object({
  /** As `parseEmailAddress` gives it. The queue is encrypted, and nothing of it is logged. */
  address: z.string().max(254),
  requestedAt: isoInstantSchema,
  /** Version of the words beside the box. */
  consentText: z.string().max(40),
  /** IANA time zone that the browser or the network suggests. */
  timeZone: z.string().max(64).optional(),
  /** Categories of the page from which it was asked; `all` when none. */
  categories: z.array(z.string().max(20)).max(20),
});
export type ConfirmationRequest = z.infer<typeof confirmationRequestSchema>;

/** The request as `send-confirmation` takes it up, for the first time or again. */
export const confirmationOrderSchema = confirmationRequestSchema.extend({
  /** How often it was put back after its grants were taken, since certainly nothing was sent. The site never sets it. */
  attempt: z.number().int().min(0).max(1_000).default(0),
});
export type ConfirmationOrder = z.infer<typeof confirmationOrderSchema>;
