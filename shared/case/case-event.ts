import { z } from 'zod';
import { Digest, OperationId, PersonId, ReplicaId } from '#shared/kernel/identifier.ts';
import { Instant } from '#shared/kernel/instant.ts';
import { Reference } from '#shared/kernel/reference.ts';
import { CounterId, OfficeId } from '#shared/service-level/office.ts';
import { CaseDeadline } from './case-deadline.ts';
import { ServiceRequest } from './request/service-request.ts';
import { StaffRole } from './staff-role.ts';

/** Who did something, as what, where, on which device, and when it was received (requirement R7). */
export const EventOrigin = z.object({
  opId: OperationId,
  /** Time of receipt: the device's time corrected by the last known offset. */
  at: Instant,
  by: PersonId,
  role: StaffRole,
  office: OfficeId,
  counter: CounterId.nullable(),
  replica: ReplicaId,
});
export type EventOrigin = z.infer<typeof EventOrigin>;

/** A request was registered and got its number. */
export const Registered = z.object({
  kind: z.literal('registered'),
  origin: EventOrigin,
  reference: Reference,
  /** The catalogue version by which the case is asked, checked and shown for good. */
  catalogue: Digest,
  /** The calendar version that the deadline was counted by. */
  calendar: Digest,
  request: ServiceRequest,
  /** Required evidence that the applicant still has to bring. */
  missing: z.array(z.string()),
  deadline: CaseDeadline,
});
export type Registered = z.infer<typeof Registered>;

/** Somebody wrote a note. */
export const NoteAdded = z.object({ kind: z.literal('note-added'), origin: EventOrigin, text: z.string() });
export type NoteAdded = z.infer<typeof NoteAdded>;

/** A fact about a case: append-only, in order (`docs/case-lifecycle.md`). */
export const CaseEvent = z.discriminatedUnion('kind', [Registered, NoteAdded]);
export type CaseEvent = z.infer<typeof CaseEvent>;
