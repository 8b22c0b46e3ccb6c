import { z } from 'zod';
import { Instant } from '#shared/kernel/instant.ts';
import { Due } from '#shared/service-level/due.ts';

/**
 * The time by which the service promises a decision: running from its start, or not started because the request is
 * not complete. Whether it is near or past is worked out when asked, never stored.
 */
export const CaseDeadline = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('running'), startedAt: Instant, due: Due }),
  z.object({ kind: z.literal('waits-for-complete-request') }),
]);
export type CaseDeadline = z.infer<typeof CaseDeadline>;
