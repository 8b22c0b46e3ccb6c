import { z } from 'zod';
import type { Json } from '#shared/kernel/canonical-json.ts';
import { Digest, type OperationId, ReplicaId } from '#shared/kernel/identifier.ts';
import { StationCode } from '#shared/kernel/reference.ts';

/** Who this journal belongs to: one life of one local database at one counter. */
export const JournalIdentity = z.object({
  replica: ReplicaId,
  /** Three letters that begin every reference. */
  officeCode: z.string().regex(/^[A-Z]{3}$/),
  station: StationCode,
});
export type JournalIdentity = z.infer<typeof JournalIdentity>;

export function isSameIdentity(a: JournalIdentity, b: JournalIdentity): boolean {
  return a.replica === b.replica && a.officeCode === b.officeCode && a.station === b.station;
}

/** The first record of every segment: all that the writer must know to go on, without older segments. */
export const CheckpointEntry = z.object({
  identity: JournalIdentity,
  /** The last `n` given out; 0 before the first. */
  n: z.int().min(0),
  /** Digest of the operation with that `n`. */
  previousDigest: Digest.nullable(),
  /** The counter of the last reference given out; 0 before the first. */
  referenceCounter: z.int().min(0),
});
export type CheckpointEntry = z.infer<typeof CheckpointEntry>;

/** The body of an operation record. */
export const OperationEntry = z.object({
  header: z.string(),
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  payload: z.string(),
  digest: Digest,
});
export type OperationEntry = z.infer<typeof OperationEntry>;

/** Why an operation certainly is not in the journal. Each code has a message in both languages. */
export const JOURNAL_REFUSAL_CODES = ['not-enrolled', 'disk-full', 'too-long'] as const;
export type JournalRefusalCode = (typeof JOURNAL_REFUSAL_CODES)[number];

/** An operation on its way into the journal: everything but what only the writer may assign. */
export interface OperationToSeal {
  readonly opId: OperationId;
  /** The header without `opId`, `replica`, `n`, `prev` and `reference`, which the writer sets. */
  readonly header: { readonly [key: string]: Json | undefined };
  /** 32 hexadecimal digits, minted together with `opId`, so that saving again gives the same commitment. */
  readonly salt: string;
  readonly payload: string;
  /** Whether this operation opens a case and so gets a reference. */
  readonly takesReference: boolean;
}

/** What became of an operation. Only `saved` and `already-saved` may be shown as saved. */
export type AppendAnswer =
  | { readonly outcome: 'saved'; readonly sequence: number; readonly entry: OperationEntry }
  /** This `opId` is in the journal. `samePayload` is false when the text differs: the edit becomes an amendment. */
  | {
      readonly outcome: 'already-saved';
      readonly samePayload: boolean;
      readonly sequence: number;
      readonly entry: OperationEntry;
    }
  /** Certainly not in the journal. */
  | { readonly outcome: 'refused'; readonly code: JournalRefusalCode }
  /** The disk did not confirm. Ask again with the same `opId`: no duplicate can arise. */
  | { readonly outcome: 'uncertain' };

/** The name of a small file beside the journal. The ending keeps it apart from the journal's own files. */
export const SideFileName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,80}\.json$/, 'not a side file');
export type SideFileName = z.infer<typeof SideFileName>;

/** A record other than an operation: opaque text about one identifier. */
export interface NoteToAppend {
  readonly type: 'verdict' | 'draft';
  /** The operation or draft that it is about. */
  readonly about: OperationId;
  readonly text: string;
}

/** A record as readers get it: decrypted. */
export interface ReadRecord {
  readonly type: 'operation' | 'verdict' | 'draft' | 'audit' | 'checkpoint';
  readonly sequence: number;
  readonly n: number;
  /** Identifier it is about, as 32 hexadecimal digits. */
  readonly subject: string;
  readonly text: string;
}

/** The types of records that are found by the identifier that they are about. */
export type FoundRecordType = 'operation' | 'draft';

/** What the writer says of itself. */
export interface JournalStatus {
  readonly identity: JournalIdentity | null;
  readonly lastSequence: number;
  readonly lastN: number;
  /** `missing`: the disk is too full for the reserve, and new registrations are refused. */
  readonly reserve: 'kept' | 'missing';
  /** Places that could not be read when the journal was opened. */
  readonly damage: readonly {
    readonly segment: string;
    readonly fromOffset: number;
    readonly toOffset: number;
  }[];
}
