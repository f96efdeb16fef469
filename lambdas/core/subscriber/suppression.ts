/** Why an address gets no mail whatever its subscription says. */
import * as z from 'zod';
import { isoInstantSchema } from '../paper/paper.ts';

export const suppressionSchema = z.object({
  reason: z.enum(['bounce', 'complaint', 'erased']),
  at: isoInstantSchema,
});
export type Suppression = z.infer<typeof suppressionSchema>;

/** Whether its reader erased themselves, and not later than at that instant: only what they ask for since may lift it. */
export const isErasedBy = ({ reason, at }: Suppression, instant: string): boolean =>
  reason === 'erased' && Date.parse(at) <= Date.parse(instant);
