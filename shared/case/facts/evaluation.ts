import { z } from 'zod';
import { PersonId } from '#shared/kernel/identifier.ts';
import { PlainDate } from '#shared/kernel/plain-date.ts';
import { limitedText } from '#shared/person/limited-text.ts';
import { DETAIL_LIMITS } from '../detail-limits.ts';

/** How far the need was met (requirement R57). */
export const NeedMet = z.enum(['yes', 'partly', 'no']);
export type NeedMet = z.infer<typeof NeedMet>;

/** What the recipient answered, or that they were asked and did not want to (requirement R56). */
export const Satisfaction = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answered'), ease: z.int().min(0).max(10), needMet: NeedMet.optional() }),
  z.object({ kind: z.literal('skipped') }),
]);
export type Satisfaction = z.infer<typeof Satisfaction>;

/** What follows from the evaluation: nothing, or an action with who does it and by when (requirement R58). */
export const FollowUp = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none'), reason: limitedText(1, DETAIL_LIMITS.reason) }),
  z.object({
    kind: z.literal('action'),
    action: limitedText(1, DETAIL_LIMITS.note),
    reason: limitedText(1, DETAIL_LIMITS.reason),
    owner: PersonId,
    until: PlainDate,
  }),
]);
export type FollowUp = z.infer<typeof FollowUp>;

/** What was found in the review: the time against the service level, and the need (requirements R16, R57). */
export interface Review {
  readonly isInTime: boolean;
  readonly needMet: NeedMet;
  readonly correctiveNote: string | null;
}
