import { z } from 'zod';
import { Digest, ReplicaId } from '#shared/kernel/identifier.ts';
import { Instant } from '#shared/kernel/instant.ts';
import { MAX_OPERATION_BYTES } from '#shared/kernel/operation-size.ts';
import { OperationVerdict } from './verdict.ts';

/** Most operations in one push, and most bytes of its body before compression. */
export const PUSH_LIMITS = { operations: 200, bytes: 4 * 1024 * 1024 } as const;

/** An operation on the wire: the exact texts that were hashed. */
export const WireOperation = z.object({
  header: z.string().max(16_384),
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  /** A text never has more characters than bytes, so every payload that a journal takes fits (PR33). */
  payload: z.string().max(MAX_OPERATION_BYTES),
  digest: Digest,
});
export type WireOperation = z.infer<typeof WireOperation>;

/** What a counter says of itself with every push and pull: no personal data. */
export const CounterReport = z.object({
  unsent: z.int().min(0),
  /** When the oldest unsent operation was saved, by the device's corrected clock. */
  oldestUnsentAt: Instant.nullable(),
  /** Operations with a verdict that a person must look at. */
  needsAttention: z.int().min(0),
  storage: z.enum(['full', 'reduced', 'at-risk']),
  /** Milliseconds that the centre's clock is ahead of the device's, as last measured. */
  clockOffsetMilliseconds: z.int().nullable(),
  program: z.string().max(40),
  /** Something is unsent and nothing of it has been acknowledged for two minutes or more (SE33). */
  standstill: z.object({ since: Instant, restarts: z.int().min(0) }).optional(),
});
export type CounterReport = z.infer<typeof CounterReport>;

export const PushRequest = z.object({
  protocol: z.int(),
  replica: ReplicaId,
  report: CounterReport,
  operations: z.array(WireOperation).max(PUSH_LIMITS.operations),
});
export type PushRequest = z.infer<typeof PushRequest>;

/** How far the centre has a replica's operations, all of them without a hole, and the holes after that. */
export const ReceivedRange = z.object({
  contiguousN: z.int().min(0),
  gaps: z.array(z.object({ fromN: z.int().min(1), toN: z.int().min(1) })),
});
export type ReceivedRange = z.infer<typeof ReceivedRange>;

export const PushAnswer = z.object({
  protocol: z.int(),
  epoch: z.string(),
  /** One for each operation of the push, in its order. */
  verdicts: z.array(OperationVerdict),
  received: ReceivedRange,
  /** Where the operations are once this answer was given. */
  durability: z.enum(['disk', 'memory']),
  serverAt: Instant,
});
export type PushAnswer = z.infer<typeof PushAnswer>;
