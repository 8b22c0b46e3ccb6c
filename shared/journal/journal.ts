import { canonicalJson } from '#shared/kernel/canonical-json.ts';
import { findBytesOfHex } from '#shared/kernel/hex.ts';
import type { Digest } from '#shared/kernel/identifier.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { digestOf } from '#shared/kernel/operation-digest.ts';
import type { Hash } from '#shared/kernel/ports.ts';
import { counterOf, Reference, referenceOf } from '#shared/kernel/reference.ts';
import { decodeUtf8, encodeUtf8 } from '#shared/kernel/utf8.ts';
import {
  type AppendAnswer,
  CheckpointEntry,
  type JournalIdentity,
  type JournalStatus,
  type NoteToAppend,
  OperationEntry,
  type OperationToSeal,
  type ReadRecord,
  WriterHeader,
} from './journal-entry.ts';
import type { JournalPort } from './journal-port.ts';
import type { CipherPort, FilePort } from './journal-ports.ts';
import {
  encodeRecord,
  encodeRecordHeader,
  findRecordAt,
  type JournalRecord,
  MAX_RECORD_BODY_BYTES,
  NO_SUBJECT,
  RECORD_OVERHEAD_BYTES,
  type RecordHeader,
  type RecordType,
  subjectOf,
} from './journal-record.ts';
import { openSegments, type RecordPlace } from './open-segments.ts';
import { RESERVE_BYTES, RESERVE_FILE, SEGMENT_BYTES, segmentName } from './segment-name.ts';

/** What the journal needs of the world. */
export interface JournalPorts {
  readonly files: FilePort;
  readonly cipher: CipherPort;
  readonly hash: Hash;
}

/** What the writer counts with. Recovered by reading; replaced as a whole once a record is on the disk. */
interface Counters {
  readonly identity: JournalIdentity | null;
  readonly sequence: number;
  readonly n: number;
  readonly previousDigest: Digest | null;
  readonly referenceCounter: number;
}

/** Where the writer stands, and what it knows of the files. */
interface Position {
  counters: Counters;
  segment: number;
  endOffset: number;
  /** The segment after the active one is kept ready, so that appending needs no new space. */
  nextIsReady: boolean;
  reserve: 'kept' | 'missing';
  readonly damage: JournalStatus['damage'];
  readonly places: Map<number, RecordPlace>;
  /** Sequence of the operation with this subject. */
  readonly operations: Map<string, number>;
}

/**
 * The write-ahead log. It alone assigns `n`, `prev` and the reference, one append after the other.
 *
 *     opening → open ⇄ doubtful (a write or flush failed; the next call reads everything again)
 */
export class Journal implements JournalPort {
  readonly #ports: JournalPorts;
  #position: Position | undefined;
  /** A write or flush failed since the last opening, so what reads back may be in memory only. */
  #doubtful = false;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(ports: JournalPorts) {
    this.#ports = ports;
  }

  status(): Promise<JournalStatus> {
    return this.#inTurn(async (position) => {
      await this.#keepReserve(position);
      return {
        identity: position.counters.identity,
        lastSequence: position.counters.sequence,
        lastN: position.counters.n,
        reserve: position.reserve,
        damage: position.damage,
      };
    });
  }

  enrol(identity: JournalIdentity): Promise<'enrolled' | 'other-identity'> {
    return this.#inTurn(async (position) => {
      const present = position.counters.identity;
      if (present !== null) return present.replica === identity.replica ? 'enrolled' : 'other-identity';
      position.counters = { ...position.counters, identity };
      await this.#writeCheckpoint(position);
      return 'enrolled';
    });
  }

  appendOperation(operation: OperationToSeal): Promise<AppendAnswer> {
    return this.#inTurn(
      (position) => this.#appendOperation(position, operation),
      () => ({ outcome: 'uncertain' }),
    );
  }

  appendNotes(notes: readonly NoteToAppend[]): Promise<number> {
    return this.#inTurn(async (position) => {
      for (const note of notes) {
        await this.#writeRecord(position, note.type, 0, subjectOf(note.about), encodeUtf8(note.text));
      }
      await this.#ports.files.flush(segmentName(position.segment));
      return position.counters.sequence;
    });
  }

  read(afterSequence: number, limit: number): Promise<readonly ReadRecord[]> {
    return this.#inTurn(async (position) => {
      const records: ReadRecord[] = [];
      for (let at = afterSequence + 1; at <= position.counters.sequence && records.length < limit; at += 1) {
        const place = position.places.get(at);
        if (place === undefined) continue; // lost to damage, and reported as such
        const record = await this.#readRecord(place);
        records.push({
          type: record.type,
          sequence: record.sequence,
          n: record.n,
          subject: record.subject,
          text: await this.#openBody(record),
        });
      }
      return records;
    });
  }

  findSideFile(name: string): Promise<string | undefined> {
    return this.#inTurn(async () => {
      const bytes = await this.#ports.files.find(name);
      return bytes === undefined ? undefined : decodeUtf8(bytes);
    });
  }

  replaceSideFile(name: string, text: string): Promise<void> {
    return this.#inTurn(() => this.#ports.files.replace(name, encodeUtf8(text)));
  }

  /** Runs calls one after the other. After a failure the position is read anew before the next call. */
  #inTurn<Answer>(
    work: (position: Position) => Promise<Answer>,
    onFailure?: (failure: unknown) => Answer,
  ): Promise<Answer> {
    const turn = this.#tail.then(async () => {
      try {
        this.#position ??= await this.#open();
        return await work(this.#position);
      } catch (failure) {
        this.#position = undefined;
        this.#doubtful = true;
        if (onFailure !== undefined) return onFailure(failure);
        throw failure;
      }
    });
    this.#tail = turn.catch(() => undefined);
    return turn;
  }

  async #appendOperation(position: Position, operation: OperationToSeal): Promise<AppendAnswer> {
    const known = position.operations.get(subjectOf(operation.opId));
    if (known !== undefined) return this.#answerAgain(position, known, operation);
    const { counters } = position;
    if (counters.identity === null) return { outcome: 'refused', code: 'not-enrolled' };
    if ((await this.#keepReserve(position)) === 'missing') return { outcome: 'refused', code: 'disk-full' };

    const n = counters.n + 1;
    const reference = operation.takesReference
      ? referenceOf(counters.identity.officeCode, counters.identity.station, counters.referenceCounter + 1)
      : undefined;
    const header = canonicalJson({
      ...operation.header,
      opId: operation.opId,
      replica: counters.identity.replica,
      n,
      prev: counters.previousDigest,
      reference,
    });
    const salt = findBytesOfHex(operation.salt);
    invariant(salt?.length === 16, 'a salt has 16 bytes');
    const digest = await digestOf({ header, salt, payload: operation.payload }, this.#ports.hash);
    const entry: OperationEntry = { header, salt: operation.salt, payload: operation.payload, digest };
    const body = encodeUtf8(JSON.stringify(entry));
    if (this.#ports.cipher.sealedLength(body.length) > MAX_RECORD_BODY_BYTES) {
      return { outcome: 'refused', code: 'too-long' };
    }
    const sequence = await this.#writeRecord(position, 'operation', n, subjectOf(operation.opId), body);
    await this.#ports.files.flush(segmentName(position.segment));
    position.counters = {
      ...position.counters,
      n,
      previousDigest: digest,
      referenceCounter: counters.referenceCounter + (reference === undefined ? 0 : 1),
    };
    position.operations.set(subjectOf(operation.opId), sequence);
    return { outcome: 'saved', sequence, entry };
  }

  async #answerAgain(
    position: Position,
    sequence: number,
    operation: OperationToSeal,
  ): Promise<AppendAnswer> {
    const place = position.places.get(sequence);
    invariant(place !== undefined, 'a known operation has a place');
    const record = await this.#readRecord(place);
    const entry = OperationEntry.parse(JSON.parse(await this.#openBody(record)));
    const samePayload = entry.payload === operation.payload && entry.salt === operation.salt;
    return { outcome: 'already-saved', samePayload, sequence, entry };
  }

  /** Writes one record behind the last, rolling to the next segment when it does not fit. Does not flush. */
  async #writeRecord(
    position: Position,
    type: RecordType,
    n: number,
    subject: string,
    plain: Uint8Array<ArrayBuffer>,
  ): Promise<number> {
    const { cipher, files } = this.#ports;
    const needed = RECORD_OVERHEAD_BYTES + cipher.sealedLength(plain.length);
    if (position.endOffset + needed > SEGMENT_BYTES) await this.#roll(position);
    const sequence = position.counters.sequence + 1;
    const header = this.#header(type, sequence, n, subject);
    const headerBytes = encodeRecordHeader(header, cipher.sealedLength(plain.length));
    const body = await cipher.seal(plain, headerBytes, header.nonce);
    const bytes = encodeRecord({ ...header, body });
    await files.write(segmentName(position.segment), position.endOffset, bytes);
    position.places.set(sequence, {
      segment: position.segment,
      offset: position.endOffset,
      length: bytes.length,
    });
    position.endOffset += bytes.length;
    position.counters = { ...position.counters, sequence };
    return sequence;
  }

  #header(type: RecordType, sequence: number, n: number, subject: string): RecordHeader {
    const { cipher } = this.#ports;
    return { type, keyId: cipher.keyId, sequence, n, subject, nonce: cipher.nonce() };
  }

  async #roll(position: Position): Promise<void> {
    const { files } = this.#ports;
    await files.flush(segmentName(position.segment));
    if (!position.nextIsReady) await files.create(segmentName(position.segment + 1), SEGMENT_BYTES);
    position.segment += 1;
    position.endOffset = 0;
    position.nextIsReady = false;
    await this.#writeCheckpoint(position);
    await this.#readyNext(position);
  }

  async #writeCheckpoint(position: Position): Promise<void> {
    const { identity, n, previousDigest, referenceCounter } = position.counters;
    if (identity === null) return;
    const entry: CheckpointEntry = { identity, n, previousDigest, referenceCounter };
    await this.#writeRecord(position, 'checkpoint', 0, NO_SUBJECT, encodeUtf8(JSON.stringify(entry)));
    await this.#ports.files.flush(segmentName(position.segment));
  }

  async #readyNext(position: Position): Promise<void> {
    if (position.nextIsReady) return;
    try {
      await this.#ports.files.create(segmentName(position.segment + 1), SEGMENT_BYTES);
      position.nextIsReady = true;
    } catch {
      // No room now. The reserve shows it, and the next append tries again.
    }
  }

  async #keepReserve(position: Position): Promise<'kept' | 'missing'> {
    if (!position.nextIsReady) await this.#readyNext(position);
    if (position.reserve === 'missing') {
      try {
        await this.#ports.files.create(RESERVE_FILE, RESERVE_BYTES);
        position.reserve = 'kept';
      } catch {
        return 'missing';
      }
    }
    return position.nextIsReady ? 'kept' : 'missing';
  }

  async #open(): Promise<Position> {
    const { files } = this.#ports;
    const opened = await openSegments(files);
    if (opened.active === undefined) await files.create(segmentName(1), SEGMENT_BYTES);
    const active = opened.active ?? { index: 1, endOffset: 0 };
    if (this.#doubtful) await this.#writeAgain(active);
    const position: Position = {
      counters: { identity: null, sequence: 0, n: 0, previousDigest: null, referenceCounter: 0 },
      segment: active.index,
      endOffset: active.endOffset,
      nextIsReady: opened.indexes.some((index) => index === active.index + 1),
      reserve: (await files.list()).includes(RESERVE_FILE) ? 'kept' : 'missing',
      damage: opened.damage.map(({ index, fromOffset, toOffset }) => ({
        segment: segmentName(index),
        fromOffset,
        toOffset,
      })),
      places: new Map(),
      operations: new Map(),
    };
    for (const { record, place } of opened.records) {
      position.places.set(record.sequence, place);
      position.counters = await this.#countersAfter(position.counters, record);
      if (record.type === 'operation') position.operations.set(record.subject, record.sequence);
    }
    await this.#keepReserve(position);
    return position;
  }

  /**
   * After a failed flush the system may hold bytes that never reached the disk and believe them written. Writing them
   * again and flushing makes sure of it before anything read back is called saved.
   */
  async #writeAgain(active: { readonly index: number; readonly endOffset: number }): Promise<void> {
    const { files } = this.#ports;
    const name = segmentName(active.index);
    await files.write(name, 0, await files.read(name, 0, active.endOffset));
    await files.flush(name);
    this.#doubtful = false;
  }

  async #countersAfter(counters: Counters, record: JournalRecord): Promise<Counters> {
    const sequence = Math.max(counters.sequence, record.sequence);
    if (record.type === 'checkpoint') {
      const entry = CheckpointEntry.parse(JSON.parse(await this.#openBody(record)));
      return { ...entry, sequence };
    }
    if (record.type !== 'operation') return { ...counters, sequence };
    const entry = OperationEntry.parse(JSON.parse(await this.#openBody(record)));
    const { n, reference } = WriterHeader.parse(JSON.parse(entry.header));
    return {
      ...counters,
      sequence,
      n,
      previousDigest: entry.digest,
      referenceCounter:
        reference === undefined ? counters.referenceCounter : counterOf(Reference.parse(reference)),
    };
  }

  async #readRecord(place: RecordPlace): Promise<JournalRecord> {
    const bytes = await this.#ports.files.read(segmentName(place.segment), place.offset, place.length);
    const found = findRecordAt(bytes, 0);
    invariant(found !== undefined, 'a record that was readable no longer is');
    return found.record;
  }

  async #openBody(record: JournalRecord): Promise<string> {
    const header = encodeRecordHeader(record, record.body.length);
    return decodeUtf8(await this.#ports.cipher.open(record, header, record.body));
  }
}
