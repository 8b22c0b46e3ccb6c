import { z } from 'zod';
import { type OperationId, PersonId } from '#shared/kernel/identifier.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { limitedText } from '#shared/person/limited-text.ts';
import { DETAIL_LIMITS } from '../detail-limits.ts';
import { StaffRole } from '../staff-role.ts';

/** Who is to take over: a named member of staff, or a partner of the institution by name. */
export const HandOverTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), person: PersonId, role: StaffRole }),
  z.object({ kind: z.literal('partner'), partner: limitedText(1, DETAIL_LIMITS.line) }),
]);
export type HandOverTarget = z.infer<typeof HandOverTarget>;

/** Who is to take over, as it is typed. */
export const TypedTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), person: PersonId, role: StaffRole }),
  z.object({ kind: z.literal('partner'), partner: z.string() }),
]);

/** A hand-over that nobody has accepted or returned yet; until then the sender stays responsible. */
export interface PendingHandOver {
  readonly opId: OperationId;
  readonly to: HandOverTarget;
  readonly from: PersonId;
  readonly isEscalation: boolean;
  readonly until: PlainDate | null;
  readonly message: string;
}
