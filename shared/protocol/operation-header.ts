import { z } from 'zod';
import { StaffRole } from '#shared/case/staff-role.ts';
import { CaseId, Digest, OperationId, PersonId, ReplicaId } from '#shared/kernel/identifier.ts';
import { Instant } from '#shared/kernel/instant.ts';
import { Reference } from '#shared/kernel/reference.ts';
import { CounterId, OfficeId } from '#shared/service-level/office.ts';

/** What the device knew of time when the operation was made. Evidence only: no wall clock decides who wins. */
export const TimeEvidence = z.object({
  /** What the device's clock showed. */
  deviceAt: Instant,
  /** Centre's time minus the device's, as last measured; null before the first measurement. */
  offsetMilliseconds: z.int().nullable(),
  /** How far that measurement may be off: half of the request's round trip. */
  uncertaintyMilliseconds: z.int().min(0).nullable(),
  /** When it was measured, by the device's clock. */
  measuredAt: Instant.nullable(),
  /** Milliseconds since the program started, which never go back, and which start they belong to. */
  monotonicMilliseconds: z.int().min(0),
  boot: z.string().min(1).max(64),
});
export type TimeEvidence = z.infer<typeof TimeEvidence>;

/** What the author of an operation fills in. The journal's writer adds the rest (`OperationHeader`). */
export const AuthoredHeader = z.object({
  protocol: z.int().min(1),
  rules: z.int().min(1),
  /** The kind of the command, which a later version may know and this one not. */
  kind: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
  caseId: CaseId,
  /** Version of the case that the author saw, what this device added to it included; 0 when there was none. */
  baseVersion: z.int().min(0),
  /** The part of it that the centre had confirmed to this device; the rest this device added itself (CF2). */
  confirmedVersion: z.int().min(0).optional(),
  office: OfficeId,
  counter: CounterId.nullable(),
  author: PersonId,
  role: StaffRole,
  /** Versions that the author worked by. */
  catalogue: Digest,
  calendar: Digest,
  offices: Digest,
  /** Operations that must be decided before this one. */
  dependsOn: z.array(OperationId).max(50),
  /** Time of receipt: device time plus the last known offset. */
  receivedAt: Instant,
  time: TimeEvidence,
});
export type AuthoredHeader = z.infer<typeof AuthoredHeader>;

/**
 * The header of an operation: pseudonymous (no name, code or text of a person), RFC 8785 JSON on the wire, so that the
 * chain stays verifiable after payload and salt were erased.
 */
export const OperationHeader = AuthoredHeader.extend({
  opId: OperationId,
  replica: ReplicaId,
  /** Dense per replica, from 1. */
  n: z.int().min(1),
  /** Digest of the replica's operation before this one; null for the first. */
  prev: Digest.nullable(),
  reference: Reference.optional(),
});
export type OperationHeader = z.infer<typeof OperationHeader>;
