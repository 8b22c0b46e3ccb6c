import { canonicalJson } from '#shared/kernel/canonical-json.ts';
import { findBytesOfHex } from '#shared/kernel/hex.ts';
import type { OperationId } from '#shared/kernel/identifier.ts';
import { Defect, invariant } from '#shared/kernel/invariant.ts';
import { digestOf } from '#shared/kernel/operation-digest.ts';
import type { Hash } from '#shared/kernel/ports.ts';
import { referenceOf } from '#shared/kernel/reference.ts';
import { decodeUtf8, encodeUtf8 } from '#shared/kernel/utf8.ts';
import { type Counters, countersAfter, countersToGoOnWith, NOTHING_COUNTED } from './counters.ts';
import { type FileCipher, plainFileCipher } from './file-cipher.ts';
import {
  type AppendAnswer,
  type CheckpointEntry,
  type FoundRecordType,
  isSameIdentity,
  type JournalIdentity,
  type JournalStatus,
  type NoteToAppend,
  OperationEntry,
  type OperationToSeal,
  type ReadRecord,
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
import { type OpenedSegments, openSegments, type RecordPlace } from './open-segments.ts';
import { RESERVE_FILE, SEGMENT_PLAN, type SegmentPlan, segmentName } from './segment-name.ts';
import { SideFiles } from './side-files.ts';

/** What the journal needs of the world. */
export interface JournalPorts {
  readonly files: FilePort;
  readonly cipher: CipherPort;
  /** Of the small files beside the journal; without one they are plain. */
  readonly fileCipher?: FileCipher;
  readonly hash: Hash;
}

/** Where the writer stands, and what it knows of the files. */
interface Position {
  counters: Counters;
  segment: number;
  endOffset: number;
  /** The segment after the active one is kept ready, so that appending needs no new space. */
  nextIsReady: boolean;
  reserve: 'kept' | 'missing';
  /** What must be put right before anything is answered as saved; `undefined` once all that was read is on the disk. */
  leftovers: Pick<OpenedSegments, 'active' | 'tornTails' | 'unfinished'> | undefined;
  readonly damage: JournalStatus['damage'];
  readonly places: Map<number, RecordPlace>;
  /** By subject: the operation, and the last record of the draft. */
  readonly found: { readonly [type in FoundRecordType]: Map<string, RecordPlace> };
}

/**
 * The write-ahead log (`docs/journal.md`). It alone assigns `n`, `prev` and the reference, one append after the other.
 *
 *     closed → open → closed (something failed; the next call reads everything again)
 */
export class Journal implements JournalPort {
  readonly #ports: JournalPorts;
  readonly #plan: SegmentPlan;
  readonly #sideFiles: SideFiles;
  #position: Position | undefined;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(ports: JournalPorts, plan = SEGMENT_PLAN) {
    this.#ports = ports;
    this.#plan = plan;
    this.#sideFiles = new SideFiles(ports.files, ports.fileCipher ?? plainFileCipher);
  }

  status(): Promise<JournalStatus> {
    return this.#inTurn(async (position) => {
      const reserve = position.leftovers === undefined ? await this.#keepReserve(position) : 'missing';
      return {
        identity: position.counters.identity,
        lastSequence: position.counters.sequence,
        lastN: position.counters.n,
        reserve,
        damage: position.damage,
      };
    });
  }

  enrol(identity: JournalIdentity): Promise<'enrolled' | 'other-identity'> {
    return this.#inTurn(async (position) => {
      const present = position.counters.identity;
      if (present !== null) return isSameIdentity(present, identity) ? 'enrolled' : 'other-identity';
      await this.#makeCertain(position);
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
      const bodies = notes.map((note) => ({ note, body: encodeUtf8(note.text) }));
      invariant(!bodies.some(({ body }) => this.#isTooLong(body)), 'a note is too long for the journal');
      await this.#makeCertain(position);
      for (const { note, body } of bodies) {
        await this.#writeRecord(position, note.type, 0, subjectOf(note.about), body);
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
        records.push(await this.#readRecord(place));
      }
      return records;
    });
  }

  findRecord(type: FoundRecordType, about: OperationId): Promise<ReadRecord | undefined> {
    return this.#inTurn(async (position) => {
      const place = position.found[type].get(subjectOf(about));
      if (place === undefined) return undefined;
      // JR19: whoever finds an operation tells somebody that it is saved.
      if (type === 'operation') await this.#makeCertain(position);
      return this.#readRecord(place);
    });
  }

  findSideFile(name: string): Promise<string | undefined> {
    return this.#inTurn(() => this.#sideFiles.find(name));
  }

  replaceSideFile(name: string, text: string): Promise<void> {
    return this.#inTurn(() => this.#sideFiles.replace(name, text));
  }

  /**
   * Runs calls one after the other. After a failure the position is read anew before the next call. A defect is never
   * answered: nothing would change by asking again.
   */
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
        if (onFailure === undefined || failure instanceof Defect) throw failure;
        return onFailure(failure);
      }
    });
    this.#tail = turn.catch(() => undefined);
    return turn;
  }

  async #appendOperation(position: Position, operation: OperationToSeal): Promise<AppendAnswer> {
    const { counters } = position;
    const known = position.found.operation.get(subjectOf(operation.opId));
    if (known !== undefined) return this.#answerAgain(position, known, operation);
    if (counters.identity === null) return { outcome: 'refused', code: 'not-enrolled' };
    await this.#makeCertain(position);
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
    if (this.#isTooLong(body)) return { outcome: 'refused', code: 'too-long' };
    const sequence = await this.#writeRecord(position, 'operation', n, subjectOf(operation.opId), body);
    await this.#ports.files.flush(segmentName(position.segment));
    position.counters = {
      ...position.counters,
      n,
      previousDigest: digest,
      referenceCounter: counters.referenceCounter + (reference === undefined ? 0 : 1),
    };
    return { outcome: 'saved', sequence, entry };
  }

  async #answerAgain(
    position: Position,
    place: RecordPlace,
    operation: OperationToSeal,
  ): Promise<AppendAnswer> {
    await this.#makeCertain(position);
    const { sequence, text } = await this.#readRecord(place);
    const entry = OperationEntry.parse(JSON.parse(text));
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
    if (position.endOffset + needed > this.#plan.segmentBytes) await this.#roll(position);
    const sequence = position.counters.sequence + 1;
    const header = this.#header(type, sequence, n, subject);
    const headerBytes = encodeRecordHeader(header, cipher.sealedLength(plain.length));
    const body = await cipher.seal(plain, headerBytes, header.nonce);
    const bytes = encodeRecord({ ...header, body });
    await files.write(segmentName(position.segment), position.endOffset, bytes);
    remember(position, header, {
      segment: position.segment,
      offset: position.endOffset,
      length: bytes.length,
    });
    position.endOffset += bytes.length;
    position.counters = { ...position.counters, sequence };
    return sequence;
  }

  /** JR6: a record takes at most a quarter of a segment. */
  #isTooLong(plain: Uint8Array): boolean {
    return plain.length > Math.min(MAX_RECORD_BODY_BYTES, this.#plan.segmentBytes / 4);
  }

  #header(type: RecordType, sequence: number, n: number, subject: string): RecordHeader {
    const { cipher } = this.#ports;
    return { type, keyId: cipher.keyId, sequence, n, subject, nonce: cipher.nonce() };
  }

  async #roll(position: Position): Promise<void> {
    const { files } = this.#ports;
    await files.flush(segmentName(position.segment));
    if (!position.nextIsReady) await this.#createNext(position);
    position.segment += 1;
    position.endOffset = 0;
    position.nextIsReady = false;
    await this.#writeCheckpoint(position);
    await this.#readyNext(position);
  }

  /** JR20: what must still be written on a full disk gets the room that the reserve kept for it. */
  async #createNext(position: Position): Promise<void> {
    const { files } = this.#ports;
    const name = segmentName(position.segment + 1);
    try {
      await files.create(name, this.#plan.segmentBytes);
    } catch (failure) {
      if (position.reserve === 'missing') throw failure;
      await files.remove(RESERVE_FILE);
      position.reserve = 'missing';
      await files.create(name, this.#plan.segmentBytes);
    }
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
      await this.#ports.files.create(segmentName(position.segment + 1), this.#plan.segmentBytes);
      position.nextIsReady = true;
    } catch {
      // No room now. The reserve shows it, and the next append tries again.
    }
  }

  async #keepReserve(position: Position): Promise<'kept' | 'missing'> {
    if (!position.nextIsReady) await this.#readyNext(position);
    if (position.reserve === 'missing') {
      try {
        await this.#ports.files.create(RESERVE_FILE, this.#plan.reserveBytes);
        position.reserve = 'kept';
      } catch {
        return 'missing';
      }
    }
    return position.nextIsReady ? 'kept' : 'missing';
  }

  async #open(): Promise<Position> {
    const opened = await openSegments(this.#ports.files, this.#plan);
    const position: Position = {
      counters: NOTHING_COUNTED,
      segment: opened.active?.index ?? 1,
      endOffset: opened.active?.endOffset ?? 0,
      nextIsReady: opened.active !== undefined && opened.indexes.includes(opened.active.index + 1),
      reserve: 'missing',
      leftovers: opened,
      damage: opened.damage.map(({ index, fromOffset, toOffset }) => ({
        segment: segmentName(index),
        fromOffset,
        toOffset,
      })),
      places: new Map(),
      found: { operation: new Map(), draft: new Map() },
    };
    for (const { record, place } of opened.records) {
      remember(position, record, place);
      position.counters = await countersAfter(position.counters, record, (body) => this.#openBody(body));
    }
    position.counters = countersToGoOnWith(position.counters);
    // On a disk that takes no writes what is there can still be read.
    await this.#makeCertain(position).catch(() => undefined);
    return position;
  }

  /**
   * JR8, JR10, JR19: what is read may be in the system's memory only, when a program ended before its flush or a flush
   * failed; after a failed one the system even believes it written. Writing it again and flushing makes sure of it.
   */
  async #makeCertain(position: Position): Promise<void> {
    const { leftovers } = position;
    if (leftovers === undefined) return;
    const { files } = this.#ports;
    for (const name of leftovers.unfinished) await files.remove(name);
    for (const { index, fromOffset, toOffset } of leftovers.tornTails) {
      await files.write(segmentName(index), fromOffset, new Uint8Array(toOffset - fromOffset));
      await files.flush(segmentName(index));
    }
    const name = segmentName(position.segment);
    if (leftovers.active === undefined) await files.create(name, this.#plan.segmentBytes);
    const isDamaged = position.damage.some(({ segment }) => segment === name);
    if (!isDamaged) await files.write(name, 0, await files.read(name, 0, position.endOffset));
    await files.flush(name);
    position.reserve = await this.#findReserve();
    position.leftovers = undefined;
    await this.#keepReserve(position);
  }

  /** A reserve whose making was cut off keeps too little room, so it is made anew. */
  async #findReserve(): Promise<Position['reserve']> {
    const { files } = this.#ports;
    if (!(await files.list()).includes(RESERVE_FILE)) return 'missing';
    if ((await files.read(RESERVE_FILE, this.#plan.reserveBytes - 1, 1)).length === 1) return 'kept';
    await files.remove(RESERVE_FILE);
    return 'missing';
  }

  async #readRecord({ segment, offset, length }: RecordPlace): Promise<ReadRecord> {
    const bytes = await this.#ports.files.read(segmentName(segment), offset, length);
    const found = findRecordAt(bytes, 0);
    invariant(found !== undefined, 'a record that was readable no longer is');
    const { type, sequence, n, subject } = found.record;
    return { type, sequence, n, subject, text: await this.#openBody(found.record) };
  }

  async #openBody(record: JournalRecord): Promise<string> {
    const header = encodeRecordHeader(record, record.body.length);
    return decodeUtf8(await this.#ports.cipher.open(record, header, record.body));
  }
}

function remember({ places, found }: Position, record: RecordHeader, place: RecordPlace): void {
  places.set(record.sequence, place);
  if (record.type === 'operation' || record.type === 'draft') found[record.type].set(record.subject, place);
}
