import { z } from 'zod';
import type { OperationId } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { limitedText } from '#shared/person/limited-text.ts';
import { DETAIL_LIMITS } from '../detail-limits.ts';

/** What the applicant is told about. */
export const NotificationSubject = z.enum([
  'decision',
  'missing-information',
  'extension',
  'forwarding',
  'course',
  'result',
]);
export type NotificationSubject = z.infer<typeof NotificationSubject>;

/** How it is shown that the applicant was told: handed over here, a letter that was printed, or somebody's word. */
export const NotificationProof = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('handed-over') }),
  z.object({ kind: z.literal('spoken') }),
  z.object({ kind: z.literal('letter'), number: limitedText(1, DETAIL_LIMITS.line).optional() }),
  z.object({ kind: z.literal('manual'), note: limitedText(1, DETAIL_LIMITS.reason) }),
]);
export type NotificationProof = z.infer<typeof NotificationProof>;

/** A proof as it is typed. */
export const TypedProof = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('handed-over') }),
  z.object({ kind: z.literal('spoken') }),
  z.object({ kind: z.literal('letter'), number: z.string().optional() }),
  z.object({ kind: z.literal('manual'), note: z.string() }),
]);
export type TypedProof = z.infer<typeof TypedProof>;

/** That the applicant was told something, when and how (requirements R17, R50). */
export interface Notification {
  readonly subject: NotificationSubject;
  /** The operation of the decision that the applicant was told, when it was one. */
  readonly decision: OperationId | null;
  readonly channel: string;
  readonly sentOn: PlainDate;
  /** The day on which the law takes it as received. */
  readonly deemedOn: PlainDate;
  readonly proof: NotificationProof;
  readonly at: Instant;
}
