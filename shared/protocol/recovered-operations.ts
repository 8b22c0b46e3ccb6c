import { z } from 'zod';
import { Instant } from '#shared/kernel/instant.ts';
import { WireOperation } from './push.ts';

/**
 * What was recovered of a journal that no program opens any more, as `npm run import` takes it at the centre: the very
 * texts that were hashed, as a push would bring them.
 */
export const RecoveredOperations = z.object({
  format: z.literal('klatiene-operations-1'),
  /** Opened with the institution's recovery key, by whoever keeps it. */
  madeBy: z.literal('recovery'),
  madeAt: Instant,
  operations: z.array(WireOperation),
});
export type RecoveredOperations = z.infer<typeof RecoveredOperations>;
