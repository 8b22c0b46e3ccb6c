import { z } from 'zod';
import { Instant } from '#shared/kernel/instant.ts';
import { Extension } from '#shared/service-level/clock-terms.ts';
import { Pauses } from '#shared/service-level/pause.ts';

/** The clock of the decision as facts: the due date follows from them and the calendar (`docs/service-level.md`). */
export const CaseClock = z.object({
  startedAt: Instant.nullable(),
  pauses: Pauses.readonly(),
  extension: Extension.nullable(),
});
export type CaseClock = z.infer<typeof CaseClock>;
