import { z } from 'zod';
import { OperationId, PersonId, ReplicaId } from '#shared/kernel/identifier.ts';
import { Instant } from '#shared/kernel/instant.ts';
import { CounterId, OfficeId } from '#shared/service-level/office.ts';
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
  /** The program did this by itself, on the occasion of what the person did. */
  automatic: z.literal(true).optional(),
});
export type EventOrigin = z.infer<typeof EventOrigin>;
