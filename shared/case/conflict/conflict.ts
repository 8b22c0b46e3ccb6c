import { z } from 'zod';
import { PersonId } from '#shared/kernel/identifier.ts';
import { Instant } from '#shared/kernel/instant.ts';
import { JsonValue } from '#shared/kernel/json-value.ts';
import { CounterId, OfficeId } from '#shared/service-level/office.ts';

/** Who gave a field its value, when and where. */
export const FieldTouch = z.object({
  by: PersonId,
  at: Instant,
  office: OfficeId,
  counter: CounterId.nullable(),
});
export type FieldTouch = z.infer<typeof FieldTouch>;

/**
 * One field that an operation would have changed: as its author saw it, as the author would have it, and as it is at
 * the centre. Null where there is nothing. It holds what people typed.
 */
export const FieldConflict = z.object({
  field: z.string(),
  base: JsonValue,
  mine: JsonValue,
  theirs: JsonValue,
  /** Who changed it at the centre after what the author saw; null when nobody did. */
  theirsBy: FieldTouch.nullable(),
});
export type FieldConflict = z.infer<typeof FieldConflict>;

/** Why a person has to choose, field by field (`docs/conflicts.md` CF7). */
export const Conflict = z.object({
  /** Version of the case that was compared with. */
  version: z.int().min(0),
  /** When the last thing happened that the author saw. */
  baseAt: Instant.nullable(),
  mineBy: FieldTouch,
  /** The fields in which both differ, and of which a person has to choose. */
  fields: z.array(FieldConflict),
  /** What else the operation would have changed: it merges by itself. */
  others: z.array(FieldConflict),
});
export type Conflict = z.infer<typeof Conflict>;
