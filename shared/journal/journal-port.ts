import type { OperationId } from '#shared/kernel/identifier.ts';
import type {
  AppendAnswer,
  FoundRecordType,
  JournalIdentity,
  JournalStatus,
  NoteToAppend,
  OperationToSeal,
  ReadRecord,
} from './journal-entry.ts';

/**
 * The journal as the rest of the counter sees it, on both platforms: the write-ahead log that says what is saved.
 * One writer stands behind it.
 */
export interface JournalPort {
  status(): Promise<JournalStatus>;
  /** Gives a new journal its owner, who is named in full. A journal that has one keeps it: another is refused. */
  enrol(identity: JournalIdentity): Promise<'enrolled' | 'other-identity'>;
  /** Returns when the record is on the disk, or says exactly what is known. */
  appendOperation(operation: OperationToSeal): Promise<AppendAnswer>;
  /** Appends verdicts and drafts in order, with one flush. Returns the sequence of the last. Throws when it failed. */
  appendNotes(notes: readonly NoteToAppend[]): Promise<number>;
  /** Up to `limit` records with a sequence above `afterSequence`, in order. */
  read(afterSequence: number, limit: number): Promise<readonly ReadRecord[]>;
  /**
   * The operation with this identifier, or the last record of the draft with it (JR28); `undefined` when there is none.
   * An operation that is found is on the disk; throws when that cannot be made sure of.
   */
  findRecord(type: FoundRecordType, about: OperationId): Promise<ReadRecord | undefined>;
  /** A small file beside the journal (`SideFileName`), replaced as a whole; `undefined` when there is none. */
  findSideFile(name: string): Promise<string | undefined>;
  replaceSideFile(name: string, text: string): Promise<void>;
}
