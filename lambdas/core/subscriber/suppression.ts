/** Why an address gets no mail whatever its subscription says. */
export const SUPPRESSION_REASONS = ['bounce', 'complaint', 'erased'] as const;
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number];
