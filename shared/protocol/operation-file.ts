import { z } from 'zod';
import { Digest, Identifier, ReplicaId } from '#shared/kernel/identifier.ts';
import { Instant } from '#shared/kernel/instant.ts';
import { StationCode } from '#shared/kernel/reference.ts';
import { ReceivedRange } from './push.ts';
import { OperationVerdict } from './verdict.ts';

/** Bytes as lower-case hexadecimal. */
export const HexBytes = z.string().regex(/^(?:[0-9a-f]{2})+$/);

/** How many operations stand in one part of a file, and how many characters of them at most, unless it is one alone. */
export const FILE_PART = { operations: 200, characters: 512 * 1024 } as const;

/**
 * What an operation file says of itself, readable without any key and without anything personal: who made it, what is in
 * it, and for whom it is sealed (`docs/sync-protocol.md`, under Exchange by file).
 */
export const OperationFileHeader = z.object({
  format: z.literal('klatiene-operations-1'),
  fileId: Identifier,
  madeAt: Instant,
  /** Name and version of the program that made it. */
  program: z.string().max(40),
  replica: ReplicaId,
  officeCode: z.string().max(8),
  station: StationCode,
  /** The life of the centre that the counter last spoke with. */
  epoch: z.string().nullable(),
  fromN: z.int().min(1),
  toN: z.int().min(1),
  count: z.int().min(1),
  parts: z.int().min(1),
  /** Digest of the last operation. */
  chainHead: Digest,
  /** The name of the centre's key that it is sealed for. */
  recipient: z.string().regex(/^[0-9a-f]{16}$/),
  /** Of the pair that was made for this one file. */
  publicKey: HexBytes,
  /** `recovery`: made of the journal of a computer that cannot sign any more; taken at the centre itself only. */
  signedBy: z.enum(['device', 'recovery']),
});
export type OperationFileHeader = z.infer<typeof OperationFileHeader>;

/** The centre's public keys, by which counters seal files for it and know its receipts. */
export const CentreKeys = z.object({ sealing: HexBytes, signing: HexBytes });
export type CentreKeys = z.infer<typeof CentreKeys>;

/** What a receipt says: the verdicts on the operations of one part of a file, and what the centre has of the replica. */
export const ReceiptContent = z.object({
  format: z.literal('klatiene-receipt-1'),
  fileId: Identifier,
  part: z.int().min(0),
  replica: ReplicaId,
  epoch: z.string(),
  givenAt: Instant,
  verdicts: z.array(OperationVerdict),
  received: ReceivedRange,
  durability: z.enum(['disk', 'memory']),
});
export type ReceiptContent = z.infer<typeof ReceiptContent>;

/** A receipt as it travels: the exact text that the centre signed. */
export const SignedReceipt = z.object({ content: z.string(), signature: HexBytes });
export type SignedReceipt = z.infer<typeof SignedReceipt>;

/** A file of receipts. It goes back to the counter that made the operations, by whatever way. */
export const ReceiptsFile = z.object({
  format: z.literal('klatiene-receipts-1'),
  replica: ReplicaId,
  receipts: z.array(SignedReceipt).min(1),
});
export type ReceiptsFile = z.infer<typeof ReceiptsFile>;

/** Why nothing of what was sent was taken. */
export const IMPORT_REFUSALS = [
  'not-ours',
  'other-version',
  'header-damaged',
  'no-part',
  'other-centre',
  'signer-unknown',
  'recovery-here',
  'signature-wrong',
  'not-opened',
  'content-not-readable',
] as const;
export type ImportRefusal = (typeof IMPORT_REFUSALS)[number];

/** `POST /api/sync/import`: what became of the parts that were sent. */
export const ImportAnswer = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('taken'),
    /** How many operations were here already, and how many were not. */
    known: z.int().min(0),
    fresh: z.int().min(0),
    receipts: z.array(SignedReceipt),
  }),
  z.object({
    outcome: z.literal('refused'),
    code: z.enum(IMPORT_REFUSALS),
    /** The part that it is about; 0 when it is about the whole file. */
    part: z.int().min(0),
  }),
]);
export type ImportAnswer = z.infer<typeof ImportAnswer>;

/** What a device or a centre signs, so that a signature for one purpose is none for another. */
export function signedText(purpose: 'export' | 'receipt', text: string): string {
  return `klatiene ${purpose} 1\n${text}`;
}
