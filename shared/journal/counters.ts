import { z } from 'zod';
import { type Digest, ReplicaId } from '#shared/kernel/identifier.ts';
import { counterOf, Reference } from '#shared/kernel/reference.ts';
import { CheckpointEntry, JournalIdentity, OperationEntry } from './journal-entry.ts';
import type { JournalRecord } from './journal-record.ts';

/** What the writer counts with. Recovered by reading; replaced as a whole once a record is on the disk. */
export interface Counters {
  readonly identity: JournalIdentity | null;
  /** Of the last record. */
  readonly sequence: number;
  /** Of the last operation. */
  readonly n: number;
  readonly previousDigest: Digest | null;
  /** Of the last reference given out. */
  readonly referenceCounter: number;
}

export const NOTHING_COUNTED: Counters = {
  identity: null,
  sequence: 0,
  n: 0,
  previousDigest: null,
  referenceCounter: 0,
};

/** The part of an operation's header that the writer assigned. */
const WriterHeader = z.object({ replica: ReplicaId, n: z.int().min(1), reference: Reference.optional() });

/**
 * The counters after one more record, read in order. `openBody` gives the record's text; it is asked only where the
 * text counts.
 */
export async function countersAfter(
  before: Counters,
  record: JournalRecord,
  openBody: (record: JournalRecord) => Promise<string>,
): Promise<Counters> {
  const sequence = Math.max(before.sequence, record.sequence);
  // JR15: every record lost to damage may have given out a reference, so as many are passed over.
  const lost = Math.max(0, record.sequence - before.sequence - 1);
  const counters = { ...before, sequence, referenceCounter: before.referenceCounter + lost };
  switch (record.type) {
    case 'operation': {
      const entry = OperationEntry.parse(JSON.parse(await openBody(record)));
      const { replica, n, reference } = WriterHeader.parse(JSON.parse(entry.header));
      const after = { ...counters, n, previousDigest: entry.digest };
      if (reference === undefined) return after;
      return {
        ...after,
        identity: counters.identity ?? identityIn(replica, reference),
        referenceCounter: counterOf(reference),
      };
    }
    case 'checkpoint':
      return { ...CheckpointEntry.parse(JSON.parse(await openBody(record))), sequence };
    default:
      return counters;
  }
}

/** JR22: when the checkpoint that named the owner is lost, an operation still tells who it was. */
function identityIn(replica: ReplicaId, reference: Reference): JournalIdentity {
  const [officeCode, station] = reference.split('-');
  return JournalIdentity.parse({ replica, officeCode, station });
}
