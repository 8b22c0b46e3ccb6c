import { z } from 'zod';
import type { OperationId, PersonId } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { limitedText } from '#shared/person/limited-text.ts';
import { DETAIL_LIMITS } from '../detail-limits.ts';

/**
 * What was decided (requirement R49): to provide, or to refuse with the catalogue's reasons, what they mean in this
 * case, the legal ground, and where the decision can be contested. Until when follows from the day of informing.
 */
export const DecisionContent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('provide'), reasons: limitedText(1, DETAIL_LIMITS.reasons).optional() }),
  z.object({
    kind: z.literal('refuse'),
    refusalReasons: z.array(z.string()).max(20),
    reasons: limitedText(1, DETAIL_LIMITS.reasons),
    legalGround: limitedText(1, DETAIL_LIMITS.reason),
    contestAt: limitedText(1, DETAIL_LIMITS.line),
  }),
]);
export type DecisionContent = z.infer<typeof DecisionContent>;

/** A decision with who took it and when. */
export interface Decision {
  /** The operation that took it, by which others say which decision they speak of. */
  readonly opId: OperationId;
  readonly content: DecisionContent;
  readonly decidedBy: PersonId;
  readonly decidedAt: Instant;
  /** Who approved it, where the service asks for a second person. */
  readonly approvedBy: PersonId | null;
  /** It took the place of another one. */
  readonly isAmended: boolean;
}
