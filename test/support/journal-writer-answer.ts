import { z } from 'zod';

/** One line that the process of `journal-writer.ts` prints. */
export const WriterAnswer = z.object({
  /** The operation; 0 for what comes before the first. */
  index: z.int(),
  outcome: z.string(),
  digest: z.string().optional(),
  sequence: z.int().optional(),
});
export type WriterAnswer = z.infer<typeof WriterAnswer>;
