import { z } from 'zod';
import { FieldValue } from '#shared/forms/field-value.ts';
import { limitedText } from '#shared/person/limited-text.ts';
import { Applicant, Representative } from '#shared/person/party.ts';

/** How long the free texts of a request may be, in code points after NFC (`docs/registration.md` RG14). */
export const TEXT_LIMITS = { need: 1000, reason: 500, documentNumber: 60 } as const;

/** A reason for letting an unexpected answer pass says at least this much, in code points. */
export const SHORTEST_REASON = 3;

/** What was done about a piece of evidence. Which of these are possible depends on its mode (`docs/registration.md` RG9). */
export const EvidenceStatus = z.enum([
  'shown',
  'copy-taken',
  'handed-in',
  'received-electronically',
  'checked-in-register',
  'check-later',
  'missing',
]);
export type EvidenceStatus = z.infer<typeof EvidenceStatus>;

/** A piece of evidence as recorded. */
export const EvidenceRecord = z.object({
  status: EvidenceStatus,
  documentNumber: limitedText(1, TEXT_LIMITS.documentNumber).optional(),
  /** A document in another language: a certified translation is attached, or the law's exception applies. */
  foreignText: z.enum(['translated', 'exception']).optional(),
});
export type EvidenceRecord = z.infer<typeof EvidenceRecord>;

/** The answer to an eligibility question, and what an unexpected one led to. */
export const EligibilityRecord = z.object({
  answer: z.boolean(),
  /** The applicant insists although the answer refuses or redirects: the institution decides. */
  insisted: z.literal(true).optional(),
  /** Why an unexpected answer that only warns was let pass. */
  reason: limitedText(SHORTEST_REASON, TEXT_LIMITS.reason).optional(),
});
export type EligibilityRecord = z.infer<typeof EligibilityRecord>;

/** How a fee was settled at registration. */
export const FeeRecord = z.discriminatedUnion('status', [
  z.object({ status: z.literal('card') }),
  z.object({ status: z.literal('proof-shown') }),
  z.object({ status: z.literal('unpaid') }),
  z.object({ status: z.literal('exempt'), exemption: z.int().min(0) }),
]);
export type FeeRecord = z.infer<typeof FeeRecord>;

/** A request as it enters the record: everything normalised and checked against one version of the catalogue. */
export const ServiceRequest = z.object({
  service: z.string(),
  variant: z.string().optional(),
  need: limitedText(1, TEXT_LIMITS.need).optional(),
  channel: z.string(),
  applicant: Applicant,
  representative: Representative.optional(),
  common: z.record(z.string(), FieldValue),
  values: z.record(z.string(), FieldValue),
  eligibility: z.record(z.string(), EligibilityRecord),
  evidence: z.record(z.string(), EvidenceRecord),
  fees: z.record(z.string(), FeeRecord),
});
export type ServiceRequest = z.infer<typeof ServiceRequest>;
