import { z } from 'zod';
import type { OperationId } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { Language } from '#shared/kernel/localized-text.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { limitedText } from '#shared/person/limited-text.ts';
import type { CaseStatus } from '../case-status.ts';
import { DETAIL_LIMITS } from '../detail-limits.ts';
import type { Outcome } from './outcome.ts';

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

/**
 * How it is shown that the applicant was told: handed over here, a letter that was printed, somebody's word, or an
 * e-mail that the centre sends, of which it says itself what became of it (CL70).
 */
export const NotificationProof = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('handed-over') }),
  z.object({ kind: z.literal('spoken') }),
  z.object({ kind: z.literal('letter'), number: limitedText(1, DETAIL_LIMITS.line).optional() }),
  z.object({ kind: z.literal('manual'), note: limitedText(1, DETAIL_LIMITS.reason) }),
  z.object({
    kind: z.literal('e-mail'),
    /** The address that the case had then. */
    to: limitedText(1, 254),
    language: Language,
  }),
]);
export type NotificationProof = z.infer<typeof NotificationProof>;

/** A proof as it is typed. Address and language of an e-mail are those of the case. */
export const TypedProof = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('handed-over') }),
  z.object({ kind: z.literal('spoken') }),
  z.object({ kind: z.literal('letter'), number: z.string().optional() }),
  z.object({ kind: z.literal('manual'), note: z.string() }),
  z.object({ kind: z.literal('e-mail') }),
]);
export type TypedProof = z.infer<typeof TypedProof>;

/**
 * Why an e-mail was not sent: the centre has no mail server; the server refuses the address, or the message, for good;
 * it put the message off, or was out of reach, until the centre gave up; a fault of the program; or what it was to tell
 * did not hold any more (ML10).
 */
export const MailFailure = z.enum([
  'no-mail-server',
  'address-refused',
  'message-refused',
  'put-off-too-long',
  'server-unreachable',
  'defect',
  'overtaken',
]);
export type MailFailure = z.infer<typeof MailFailure>;

/** Where a case goes on once the applicant was told after all. */
export interface PlaceAfterTelling {
  readonly status: CaseStatus;
  readonly step: string;
  readonly outcome: Outcome | null;
}

/** What became of an e-mail that the centre was asked to send. */
export type MailStanding =
  | { readonly state: 'sending' }
  | {
      readonly state: 'sent';
      readonly at: Instant;
      /** What the mail server answered, as its number. */
      readonly reply: number;
      readonly messageId: string;
    }
  | {
      readonly state: 'failed';
      readonly at: Instant;
      readonly reason: MailFailure;
      /** Null where the case did not have to come back for it. */
      readonly goesOn: PlaceAfterTelling | null;
    };

/** That the applicant was told something, when and how (requirements R17, R50). */
export interface Notification {
  /** The operation that told it. */
  readonly opId: OperationId;
  readonly subject: NotificationSubject;
  /** The operation of the decision that the applicant was told, when it was one. */
  readonly decision: OperationId | null;
  readonly channel: string;
  readonly sentOn: PlainDate;
  /** The day on which the law takes it as received. */
  readonly deemedOn: PlainDate;
  readonly proof: NotificationProof;
  readonly at: Instant;
  /** Null where the centre does not send it. */
  readonly mail: MailStanding | null;
}
