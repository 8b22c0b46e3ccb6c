import { z } from 'zod';
import { Instant } from '#shared/kernel/instant.ts';
import { Due } from '#shared/service-level/due.ts';
import { TimeLeft } from '#shared/service-level/time-left.ts';

/**
 * The time by which the service promises a decision: running from its start, not started because the request is not
 * complete, paused while the applicant is waited for, or met: by the decision, or by the end of a case without one.
 * Whether it is near or past is worked out when asked, never stored.
 */
export const CaseDeadline = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('running'), startedAt: Instant, due: Due }),
  z.object({ kind: z.literal('waits-for-complete-request') }),
  z.object({
    kind: z.literal('paused'),
    startedAt: Instant,
    pausedAt: Instant,
    left: TimeLeft,
  }),
  z.object({ kind: z.literal('met'), startedAt: Instant, due: Due, metAt: Instant, isInTime: z.boolean() }),
]);
export type CaseDeadline = z.infer<typeof CaseDeadline>;
