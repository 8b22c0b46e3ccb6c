import { z } from 'zod';
import { PlainDate } from '#shared/kernel/plain-date.ts';
import { limitedText } from '#shared/person/limited-text.ts';
import { DETAIL_LIMITS } from '../detail-limits.ts';
import { Responsible } from '../staff-role.ts';

/** How far the need was met (requirement R57). */
export const NeedMet = z.enum(['yes', 'partly', 'no']);
export type NeedMet = z.infer<typeof NeedMet>;

/** What the recipient answered, or that they were asked and did not want to (requirement R56). */
export const Satisfaction = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answered'), ease: z.int().min(0).max(10), needMet: NeedMet.optional() }),
  /** Answered, and the answer kept apart from the operation (`docs/satisfaction.md`). */
  z.object({ kind: z.literal('answered-apart'), needsLook: z.boolean() }),
  z.object({ kind: z.literal('skipped') }),
]);
export type Satisfaction = z.infer<typeof Satisfaction>;

/** The scale of a catalogue that has none of its own. */
const USUAL_SCALE = [1, 5] as const;

/** The lowest and the highest mark that a recipient can give. */
export function satisfactionScale({
  satisfaction,
}: {
  readonly satisfaction?: { readonly scale: readonly [number, number] } | undefined;
}): readonly [number, number] {
  return satisfaction?.scale ?? USUAL_SCALE;
}

/**
 * That the recipient was asked. The answer itself is kept apart from the case and its people; here stands only
 * whether somebody has to look into it.
 */
export const AskedSatisfaction = z.object({ isAnswered: z.boolean(), needsLook: z.boolean() });
export type AskedSatisfaction = z.infer<typeof AskedSatisfaction>;

/** What follows from the evaluation: nothing, or an action with who does it and by when (requirement R58). */
export const FollowUp = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none'), reason: limitedText(1, DETAIL_LIMITS.reason) }),
  z.object({
    kind: z.literal('action'),
    action: limitedText(1, DETAIL_LIMITS.note),
    reason: limitedText(1, DETAIL_LIMITS.reason),
    owner: Responsible,
    until: PlainDate,
  }),
]);
export type FollowUp = z.infer<typeof FollowUp>;

/** What was found in the end: the time against the service level, and the need (requirements R16, R57). */
export const Review = z.object({
  isInTime: z.boolean(),
  /** Null where the case ended without provision. */
  needMet: NeedMet.nullable(),
  /** Why it took longer than promised; never null when it did. */
  correctiveNote: limitedText(1, DETAIL_LIMITS.note).nullable(),
});
export type Review = z.infer<typeof Review>;
