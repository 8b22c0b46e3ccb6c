import {
  JournalIdentity,
  OperationEntry,
  type OperationToSeal,
  type ReadRecord,
} from '#shared/journal/journal-entry.ts';
import { OperationId } from '#shared/kernel/identifier.ts';
import { OperationHeader } from '#shared/protocol/operation-header.ts';

/** An identifier that shows that it is none of a real one: `00000000-0000-4000-8000-000000000007`. */
export function sampleId(index: number): OperationId {
  return OperationId.parse(`00000000-0000-4000-8000-${String(index).padStart(12, '0')}`);
}

/** The owner of a journal in tests. */
export const sampleIdentity: JournalIdentity = JournalIdentity.parse({
  replica: 'ffffffff-0000-4000-8000-000000000001',
  officeCode: 'CES',
  station: '7K2',
});

/** The part of a header that the author fills in. */
export const authoredHeader = {
  protocol: 1,
  rules: 1,
  kind: 'register-request',
  caseId: sampleId(1),
  baseVersion: 0,
  office: 'cesis-centre',
  counter: 'CES-1',
  author: 'synthetic-clerk',
  role: 'provider-counter',
  catalogue: 'a'.repeat(64),
  calendar: 'b'.repeat(64),
  offices: 'c'.repeat(64),
  dependsOn: [],
  receivedAt: '2026-10-09T07:41:00.000Z',
  time: {
    deviceAt: '2026-10-09T07:41:00.250Z',
    offsetMilliseconds: -250,
    uncertaintyMilliseconds: 40,
    measuredAt: '2026-10-09T07:00:00.000Z',
    monotonicMilliseconds: 3_600_000,
    boot: 'boot-1',
  },
};

/** The `index`-th operation to append; with the same `index` always the same one, unless `changes` says otherwise. */
export function sampleOperation(index: number, changes: Partial<OperationToSeal> = {}): OperationToSeal {
  return {
    opId: sampleId(index),
    header: { ...authoredHeader, caseId: sampleId(index) },
    salt: index.toString(16).padStart(32, '0'),
    payload: JSON.stringify({ kind: 'register-request', place: index }),
    takesReference: true,
    ...changes,
  };
}

/** An operation as a reader of the journal finds it. */
export interface FoundOperation {
  readonly sequence: number;
  readonly n: number;
  readonly entry: OperationEntry;
  readonly header: OperationHeader;
}

/** The operations among records that were read, parsed. */
export function operationsIn(records: readonly ReadRecord[]): FoundOperation[] {
  return records
    .filter(({ type }) => type === 'operation')
    .map(({ sequence, n, text }) => {
      const entry = OperationEntry.parse(JSON.parse(text));
      return { sequence, n, entry, header: OperationHeader.parse(JSON.parse(entry.header)) };
    });
}
