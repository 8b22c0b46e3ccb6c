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
  /** How many records were lost to damage behind the last that tells the `n` reached. */
  readonly lostSince: number;
}

export const NOTHING_COUNTED: Counters = {
  identity: null,
  sequence: 0,
  n: 0,
  previousDigest: null,
  referenceCounter: 0,
  lostSince: 0,
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
  const lostSince = before.lostSince + lost;
  const counters = { ...before, sequence, lostSince, referenceCounter: before.referenceCounter + lost };
  switch (record.type) {
    case 'operation': {
      const entry = OperationEntry.parse(JSON.parse(await openBody(record)));
      const { replica, n, reference } = WriterHeader.parse(JSON.parse(entry.header));
      const after = { ...counters, n, previousDigest: entry.digest, lostSince: 0 };
      if (reference === undefined) return after;
      return {
        ...after,
        identity: counters.identity ?? identityIn(replica, reference),
        referenceCounter: counterOf(reference),
      };
    }
    case 'checkpoint':
      return { ...CheckpointEntry.parse(JSON.parse(await openBody(record))), sequence, lostSince: 0 };
    default:
      return counters;
  }
}

/**
 * What the writer counts on with once everything is read. JR15: every record that was lost may have been an operation
 * that the centre has, so as many numbers are passed over, and one more: the next operation then follows none whose
 * digest is not known, and is no fork.
 */
export function countersToGoOnWith(read: Counters): Counters {
  if (read.lostSince === 0) return read;
  return { ...read, n: read.n + read.lostSince + 1, previousDigest: null, lostSince: 0 };
}

/** JR22: when the checkpoint that named the owner is lost, an operation still tells who it was. */
function identityIn(replica: ReplicaId, reference: Reference): JournalIdentity {
  const [officeCode, station] = reference.split('-');
  return JournalIdentity.parse({ replica, officeCode, station });
}
