import type { AttachmentLedger } from '#renderer/sync/attachment-lane.ts';
import { fetchAttachment } from '#renderer/sync/attachment-transfer.ts';
import type { Http } from '#renderer/sync/http.ts';
import type { Attachment, AttachmentId } from '#shared/attachments/attachment.ts';
import { KIND_BYTES, MEDIA_TYPES } from '#shared/attachments/attachment-kind.ts';
import { cleanAttachmentName } from '#shared/attachments/attachment-name.ts';
import { type AttachmentRoom, checkAttachment } from '#shared/attachments/check-attachment.ts';
import type { FileShelfPort } from '#shared/journal/file-shelf.ts';
import type { JournalPort } from '#shared/journal/journal-port.ts';
import { toHex } from '#shared/kernel/hex.ts';
import type { CaseId, OperationId } from '#shared/kernel/identifier.ts';
import { addMilliseconds } from '#shared/kernel/instant.ts';
import type { Clock, Hash } from '#shared/kernel/ports.ts';
import type {
  AttachmentApi,
  AttachmentReading,
  AttachmentWhereabouts,
  AttachOutcome,
} from './attachment-api.ts';
import { AttachmentNote } from './attachment-note.ts';
import type { CaseFiles } from './find-case-files.ts';

export interface AttachmentPorts {
  readonly shelf: FileShelfPort;
  readonly journal: Pick<JournalPort, 'findRecord'>;
  readonly http: Http;
  readonly hash: Hash;
  readonly clock: Clock;
  readonly findCaseFiles: (caseId: CaseId) => Promise<CaseFiles | undefined>;
  readonly onDefect: (failure: unknown) => void;
}

const DAY = 24 * 3_600_000;

/** How long what nothing names is kept (AT13), and what the centre has (AT14). */
const KEEP = { orphan: 7 * DAY, stored: 30 * DAY } as const;

type Notes = Map<AttachmentId, AttachmentNote>;
type Listener = () => void;

/** The files on this computer that belong to drafts and cases (`docs/attachments.md`), and the ledger of their lane. */
export class Attachments implements AttachmentApi, AttachmentLedger {
  readonly #ports: AttachmentPorts;
  readonly #listeners = new Set<Listener>();
  readonly #received = new Map<AttachmentId, number>();
  readonly #refused = new Set<AttachmentId>();
  /** Found to be named by an operation in the journal, which stays so. */
  readonly #named = new Set<AttachmentId>();
  readonly #reading = new Map<AttachmentId, Promise<AttachmentReading>>();
  #notes: Promise<Notes> | undefined;
  #last: Promise<unknown> = Promise.resolve();
  deviceToken = '';

  constructor(ports: AttachmentPorts) {
    this.#ports = ports;
  }

  attach(file: Parameters<AttachmentApi['attach']>[0]): Promise<AttachOutcome> {
    return this.#inTurn(() => this.#attach(file));
  }

  readAttachment(id: AttachmentId, caseId: CaseId | null): Promise<AttachmentReading> {
    const reading = this.#reading.get(id) ?? this.#readOrFetch(id, caseId);
    this.#reading.set(id, reading);
    const forget = (): void => {
      this.#reading.delete(id);
    };
    reading.then(forget, forget);
    return reading;
  }

  watchAttachments(
    ids: readonly AttachmentId[],
    listener: Parameters<AttachmentApi['watchAttachments']>[1],
  ): () => void {
    let asked = 0;
    const tell = async (): Promise<void> => {
      asked += 1;
      const turn = asked;
      const found = await Promise.all(ids.map(async (id) => [id, await this.#whereabouts(id)] as const));
      if (turn === asked && this.#listeners.has(look)) listener(Object.fromEntries(found));
    };
    const look = (): void => {
      void tell().catch(this.#ports.onDefect);
    };
    this.#listeners.add(look);
    look();
    return () => this.#listeners.delete(look);
  }

  /**
   * Makes sure before an operation is appended that every file which it names is on this disk (AT9). False when one is
   * not.
   */
  claim(ids: readonly AttachmentId[], opId: OperationId): Promise<boolean> {
    return this.#inTurn(async () => {
      const notes = await this.#read();
      for (const id of ids) {
        const note = notes.get(id);
        if (note === undefined) return false;
        if (note.formId !== opId) await this.#change(notes, { ...note, formId: opId });
      }
      return true;
    });
  }

  /** Whoever watches looks again: something may have been saved. */
  changed(): void {
    for (const listener of this.#listeners) listener();
  }

  async findUnsent(except: ReadonlySet<AttachmentId>): Promise<Attachment | undefined> {
    const waiting = [...(await this.#read()).values()]
      .filter(({ attachment, centreAt }) => centreAt === null && !except.has(attachment.id))
      .sort((one, other) => one.attachment.bytes - other.attachment.bytes);
    for (const note of waiting) if (await this.#isNamed(note)) return note.attachment;
    return undefined;
  }

  async read(file: Attachment): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const content = await this.#ports.shelf.find(file.id);
    return content !== undefined && (await this.#isFile(file, content)) ? content : undefined;
  }

  progressed(id: AttachmentId, receivedBytes: number): void {
    this.#refused.delete(id);
    this.#received.set(id, receivedBytes);
    this.changed();
  }

  async keepStored(id: AttachmentId): Promise<void> {
    await this.#inTurn(async () => {
      const notes = await this.#read();
      const note = notes.get(id);
      if (note !== undefined) await this.#change(notes, { ...note, centreAt: this.#ports.clock.now() });
    });
    this.#received.delete(id);
    this.changed();
  }

  setAside(id: AttachmentId): void {
    this.#refused.add(id);
    this.changed();
  }

  /** A centre that lives another life is offered every file again that is still here (AT15). */
  offerAgain(): Promise<void> {
    return this.#inTurn(async () => {
      const notes = await this.#read();
      for (const note of [...notes.values()]) {
        if (note.formId !== null && note.centreAt !== null) {
          await this.#change(notes, { ...note, centreAt: null });
        }
      }
    });
  }

  /** Lets go what need not lie here any more. */
  sweep(): Promise<void> {
    return this.#inTurn(async () => {
      const notes = await this.#read();
      for (const note of [...notes.values()]) {
        if (!(await this.#isOver(note))) continue;
        await this.#ports.shelf.remove(note.attachment.id);
        notes.delete(note.attachment.id);
      }
    });
  }

  async #attach(file: Parameters<AttachmentApi['attach']>[0]): Promise<AttachOutcome> {
    const { shelf, hash, clock, onDefect } = this.#ports;
    let notes: Notes;
    let room: AttachmentRoom;
    try {
      notes = await this.#read();
      const usedBytes = [...notes.values()].reduce((sum, note) => sum + note.attachment.bytes, 0);
      room = { usedBytes, freeBytes: await shelf.findFreeBytes() };
    } catch (failure) {
      onDefect(failure);
      return { outcome: 'not-kept', cause: 'not-ready' };
    }
    // Asked once more after an answer that was lost.
    const before = notes.get(file.id);
    if (before !== undefined) return { outcome: 'kept', attachment: before.attachment };
    let content: Uint8Array<ArrayBuffer>;
    try {
      const head = new Uint8Array(await file.content.slice(0, KIND_BYTES).arrayBuffer());
      const checked = checkAttachment(head, file.content.size, room);
      if (!checked.ok) return { outcome: 'refused', code: checked.problem };
      content = new Uint8Array(await file.content.arrayBuffer());
    } catch {
      return { outcome: 'not-kept', cause: 'unreadable' };
    }
    // What was read counts: a file can change between two looks at it.
    const checked = checkAttachment(content.subarray(0, KIND_BYTES), content.length, room);
    if (!checked.ok) return { outcome: 'refused', code: checked.problem };
    const attachment: Attachment = {
      id: file.id,
      name: cleanAttachmentName(file.name, checked.value),
      kind: checked.value,
      bytes: content.length,
      sha256: toHex(await hash.sha256(content)) as Attachment['sha256'],
      source: file.source,
    };
    const note: AttachmentNote = { attachment, formId: file.formId, keptAt: clock.now(), centreAt: null };
    try {
      const outcome = await shelf.keep(file.id, content, JSON.stringify(note));
      if (outcome === 'disk-full') return { outcome: 'not-kept', cause: 'disk-full' };
    } catch (failure) {
      onDefect(failure);
      // It may lie there all the same; the next look at the disk tells.
      this.#notes = undefined;
      return { outcome: 'not-kept', cause: 'no-confirmation' };
    }
    notes.set(file.id, note);
    this.changed();
    return { outcome: 'kept', attachment };
  }

  async #readOrFetch(id: AttachmentId, caseId: CaseId | null): Promise<AttachmentReading> {
    try {
      const note = (await this.#read()).get(id);
      const here = note && (await this.read(note.attachment));
      if (note !== undefined && here !== undefined) return this.#given(note.attachment, here);
      if (note !== undefined && note.centreAt === null) return { outcome: 'not-read', cause: 'damaged' };
      return await this.#fetch(id, caseId, note?.attachment);
    } catch (failure) {
      this.#ports.onDefect(failure);
      return { outcome: 'not-read', cause: 'not-ready' };
    }
  }

  async #fetch(
    id: AttachmentId,
    caseId: CaseId | null,
    damaged: Attachment | undefined,
  ): Promise<AttachmentReading> {
    const { http, findCaseFiles, shelf, clock } = this.#ports;
    const unreachable = (): 'centre-unreachable' => 'centre-unreachable';
    const known = caseId === null ? undefined : await findCaseFiles(caseId).catch(unreachable);
    if (known === 'centre-unreachable') return { outcome: 'not-read', cause: known };
    const found = known?.files.find((file) => file.id === id);
    if (caseId === null || known === undefined || found === undefined) {
      return { outcome: 'not-read', cause: 'unknown' };
    }
    const content = await fetchAttachment({ http, token: known.token }, caseId, found).catch(unreachable);
    if (typeof content === 'string') return { outcome: 'not-read', cause: content };
    if (!(await this.#isFile(found, content))) return { outcome: 'not-read', cause: 'damaged' };
    const { name, kind, bytes, sha256, source } = found;
    const attachment = damaged ?? { id, name, kind, bytes, sha256, source };
    const now = clock.now();
    const keeping = async (): Promise<void> => {
      const notes = await this.#read();
      const usedBytes = [...notes.values()].reduce((sum, note) => sum + note.attachment.bytes, 0);
      const room = { usedBytes, freeBytes: await shelf.findFreeBytes() };
      // Where there is no room for a copy it is shown all the same.
      if (!checkAttachment(content.subarray(0, KIND_BYTES), bytes, room).ok) return;
      const note: AttachmentNote = { attachment, formId: null, keptAt: now, centreAt: now };
      if ((await shelf.keep(id, content, JSON.stringify(note))) === 'kept') notes.set(id, note);
    };
    if (known.isKept) await this.#inTurn(keeping).catch(this.#ports.onDefect);
    this.changed();
    return this.#given(attachment, content);
  }

  #given({ kind }: Attachment, content: Uint8Array<ArrayBuffer>): AttachmentReading {
    return { outcome: 'read', file: new Blob([content], { type: MEDIA_TYPES[kind] }) };
  }

  async #isFile(
    { bytes, sha256 }: Pick<Attachment, 'bytes' | 'sha256'>,
    content: Uint8Array<ArrayBuffer>,
  ): Promise<boolean> {
    return content.length === bytes && toHex(await this.#ports.hash.sha256(content)) === sha256;
  }

  async #whereabouts(id: AttachmentId): Promise<AttachmentWhereabouts> {
    const note = (await this.#read()).get(id);
    if (note === undefined) return { kind: 'elsewhere' };
    if (note.centreAt !== null) return { kind: 'at-centre' };
    if (!(await this.#isNamed(note))) return { kind: 'in-draft' };
    if (this.#refused.has(id)) return { kind: 'not-accepted' };
    return { kind: 'unsent', bytes: note.attachment.bytes, sentBytes: this.#received.get(id) ?? 0 };
  }

  /** Whether an operation in the journal names the file. */
  async #isNamed({ attachment: { id }, formId }: AttachmentNote): Promise<boolean> {
    if (this.#named.has(id)) return true;
    const record = formId === null ? undefined : await this.#ports.journal.findRecord('operation', formId);
    if (record?.text.includes(id) !== true) return false;
    this.#named.add(id);
    return true;
  }

  async #isOver(note: AttachmentNote): Promise<boolean> {
    const { clock, journal } = this.#ports;
    const now = clock.now();
    if (note.centreAt !== null) return addMilliseconds(note.centreAt, KEEP.stored) <= now;
    if (addMilliseconds(note.keptAt, KEEP.orphan) > now || (await this.#isNamed(note))) return false;
    const draft = note.formId === null ? undefined : await journal.findRecord('draft', note.formId);
    return draft?.text.includes(note.attachment.id) !== true;
  }

  async #change(notes: Notes, note: AttachmentNote): Promise<void> {
    await this.#ports.shelf.changeNote(note.attachment.id, JSON.stringify(note));
    notes.set(note.attachment.id, note);
  }

  /** What lies on the shelf, read once. A failure is not kept, so that the next call looks again. */
  #read(): Promise<Notes> {
    if (this.#notes !== undefined) return this.#notes;
    const reading = this.#readShelf();
    this.#notes = reading;
    reading.catch(() => {
      if (this.#notes === reading) this.#notes = undefined;
    });
    return reading;
  }

  async #readShelf(): Promise<Notes> {
    const notes: Notes = new Map();
    for (const { note } of await this.#ports.shelf.list()) {
      const read = AttachmentNote.safeParse(jsonIn(note));
      // A note of a later version of the program, or one that was damaged, stays as it is and is in no other's way.
      if (read.success) notes.set(read.data.attachment.id, read.data);
    }
    return notes;
  }

  #inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

function jsonIn(note: string): unknown {
  try {
    return JSON.parse(note);
  } catch {
    return undefined;
  }
}
