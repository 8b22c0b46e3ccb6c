import { z } from 'zod';
import { Instant } from '#shared/kernel/instant.ts';
import { WireOperation } from './push.ts';

/** Operations on their way to the centre by a file: the very texts that were hashed, as a push would bring them. */
export const OperationFile = z.object({
  format: z.literal('klatiene-operations-1'),
  /** `recovery`: opened with the institution's recovery key, by whoever keeps it. */
  madeBy: z.enum(['export', 'recovery']),
  madeAt: Instant,
  operations: z.array(WireOperation),
});
export type OperationFile = z.infer<typeof OperationFile>;
