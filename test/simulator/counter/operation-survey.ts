import { OperationEntry } from '#shared/journal/journal-entry.ts';
import { scanSegment } from '#shared/journal/scan-segment.ts';
import { findSegmentIndex } from '#shared/journal/segment-name.ts';
import type { OperationId, ReplicaId } from '#shared/kernel/identifier.ts';
import { decodeUtf8 } from '#shared/kernel/utf8.ts';
import { OperationHeader } from '#shared/protocol/operation-header.ts';
import type { MemoryDisk } from '#test/support/memory-files.ts';
import type { SimProfile } from './sim-profile.ts';

/** Whose an operation is, and its number. */
export interface SurveyedOperation {
  readonly opId: OperationId;
  readonly replica: ReplicaId;
  readonly n: number;
}

const Named = OperationHeader.pick({ opId: true, replica: true, n: true });

/** The operations that a computer holds for certain: in the journal's files as they are on the disk, or in the store. */
export function operationsHeld({ disk, rows }: SimProfile): readonly SurveyedOperation[] {
  const inStore = rows.rowsOf('outbox').map(({ opId, replica, n }) => ({ opId, replica, n }));
  return [...inStore, ...entriesHeld(disk).map(({ header }) => Named.parse(JSON.parse(header)))];
}

/** The operations in a journal's files as they are on the disk, in order. */
export function entriesHeld(disk: MemoryDisk): readonly OperationEntry[] {
  return [...disk.files.keys()]
    .filter((name) => findSegmentIndex(name) !== undefined)
    .sort()
    .flatMap((name) => scanSegment(disk.get(name).durable.slice()).records)
    .filter(({ record }) => record.type === 'operation')
    .map(({ record }) => OperationEntry.parse(JSON.parse(decodeUtf8(record.body))));
}
