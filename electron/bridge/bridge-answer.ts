import { z } from 'zod';

/** What main answers to one call of the bridge. `reason` is a word, never a text that could hold what somebody typed. */
export const BridgeAnswer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('done'), output: z.unknown() }),
  z.object({ outcome: z.literal('failed'), reason: z.string() }),
]);
export type BridgeAnswer = z.infer<typeof BridgeAnswer>;

/** What main answers when a window asks for the journal, before the window sends its port. */
export const JournalReadiness = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('opened') }),
  z.object({ outcome: z.literal('held-elsewhere') }),
  z.object({ outcome: z.literal('failed'), reason: z.string() }),
]);
export type JournalReadiness = z.infer<typeof JournalReadiness>;
