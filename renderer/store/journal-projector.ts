import { z } from 'zod';
import { CaseCommand } from '#shared/case/case-command.ts';
import { decide } from '#shared/case/decide.ts';
import { crc32c } from '#shared/journal/crc32c.ts';
import { type FoundRecordType, OperationEntry, type ReadRecord } from '#shared/journal/journal-entry.ts';
import type { JournalPort } from '#shared/journal/journal-port.ts';
import { OperationId, PersonId } from '#shared/kernel/identifier.ts';
import { Instant } from '#shared/kernel/instant.ts';
import { encodeUtf8 } from '#shared/kernel/utf8.ts';
import { OperationHeader } from '#shared/protocol/operation-header.ts';
import { OperationVerdict } from '#shared/protocol/verdict.ts';
import { decideContext } from '#shared/protocol/worked-by.ts';
import type { ProvisionalDecision } from './case-workspace.ts';
import type { CounterStore } from './counter-store.ts';
import type { JournalChange } from './journal-change.ts';
import type { ReferenceShelf } from './reference-shelf.ts';
import { VerdictClosing } from './rows.ts';
import type { Applied } from './store-facts.ts';

/** The text of a draft record. `content` is null when the draft was given up. */
export const DraftEntry = z.object({
  draftId: OperationId,
  author: PersonId,
  savedAt: Instant,
  content: z.string().nullable(),
});
export type DraftEntry = z.infer<typeof DraftEntry>;

/** The text of a verdict record: what the centre told, and that a person has closed it. */
export const JournalVerdict = OperationVerdict.extend({ closed: VerdictClosing.optional() });
export type JournalVerdict = z.infer<typeof JournalVerdict>;

/** What the store needs of a header, whatever else a newer program wrote into it. */
const RowHeader = OperationHeader.pick({
  opId: true,
  replica: true,
  n: true,
  caseId: true,
  kind: true,
  receivedAt: true,
});

const BATCH = 200;

/**
 * Brings the store up to the journal, always in the journal's order and without a hole. The same walk serves a record
 * that was just written and a store that was found empty.
 */
export class JournalProjector {
  readonly #journal: JournalPort;
  readonly #store: CounterStore;
  readonly #shelf: ReferenceShelf;
  readonly #onDefect: (failure: unknown) => void;
  #running: Promise<void> | undefined;
  #again = false;

  /** `onDefect` is told of records that cannot be taken in; the others are taken in all the same (ST6). */
  constructor(
    journal: JournalPort,
    store: CounterStore,
    shelf: ReferenceShelf,
    onDefect: (failure: unknown) => void,
  ) {
    this.#journal = journal;
    this.#store = store;
    this.#shelf = shelf;
    this.#onDefect = onDefect;
  }

  /** Resolves when everything that the journal held at the time of the call is in the store. */
  async catchUp(): Promise<void> {
    this.#again = true;
    while (this.#again || this.#running !== undefined) {
      this.#running ??= this.#walk().finally(() => {
        this.#running = undefined;
      });
      await this.#running;
    }
  }

  async #walk(): Promise<void> {
    this.#again = false;
    for (;;) {
      const applied = await this.#store.applied();
      // The last record that was taken in is read once more, to know the journal again by it.
      const again = applied.sequence > 0 ? 1 : 0;
      const records = await this.#journal.read(applied.sequence - again, BATCH + again);
      if (again > 0 && !isAt(applied, records[0])) {
        await this.#beginAnew(applied);
        continue;
      }
      const fresh = records.slice(again);
      const last = fresh.at(-1);
      if (last === undefined) return;
      const changes: JournalChange[] = [];
      for (const record of fresh) changes.push(await this.#changeOf(record));
      const reached = { sequence: last.sequence, mark: markOf(last) };
      await this.#store.applyJournal(changes, applied.sequence, reached);
    }
  }

  /**
   * ST37, ST38: the journal was lost or restored, alone or with other records. Work of which only the store knows is kept
   * beside it for a person before the store is emptied, and what this replica made is offered to the centre.
   */
  async #beginAnew(applied: Applied): Promise<void> {
    this.#onDefect(new Error('the store is not that of this journal'));
    const own = await this.#store.readOwn();
    const operations = await this.#notIn('operation', own.operations, ({ opId }) => opId);
    const lost = {
      operations: operations.filter(({ place }) => place === 'unsent'),
      drafts: await this.#notIn('draft', own.drafts, ({ draftId }) => draftId),
    };
    if (lost.operations.length + lost.drafts.length > 0) {
      const name = `only-in-store-${applied.sequence}-${applied.mark}.json`;
      await this.#journal.replaceSideFile(name, JSON.stringify(lost));
    }
    // A device brings what its own replica made, and nothing else (PR40).
    const { identity } = await this.#journal.status();
    const kept = operations.filter(({ replica }) => replica === identity?.replica);
    await this.#store.clear(applied, kept);
  }

  async #notIn<Row>(
    type: FoundRecordType,
    rows: readonly Row[],
    identifierOf: (row: Row) => OperationId,
  ): Promise<readonly Row[]> {
    const missing: Row[] = [];
    for (const row of rows) {
      if ((await this.#journal.findRecord(type, identifierOf(row))) === undefined) missing.push(row);
    }
    return missing;
  }

  async #changeOf(record: ReadRecord): Promise<JournalChange> {
    switch (record.type) {
      case 'operation':
        return this.#operationChange(record);
      case 'verdict': {
        const told = this.#read(JournalVerdict, record.text);
        if (told === undefined) return { kind: 'nothing' };
        const { closed, ...verdict } = told;
        return { kind: 'verdict', verdict, closed };
      }
      case 'draft': {
        const entry = this.#read(DraftEntry, record.text);
        if (entry === undefined) return { kind: 'nothing' };
        const { content, ...draft } = entry;
        return content === null
          ? { kind: 'draft-removed', draftId: draft.draftId }
          : { kind: 'draft', draft: { ...draft, content } };
      }
      case 'audit':
      case 'checkpoint':
        return { kind: 'nothing' };
    }
  }

  async #operationChange(record: ReadRecord): Promise<JournalChange> {
    const entry = this.#read(OperationEntry, record.text);
    const header = entry && this.#read(RowHeader, entry.header);
    if (entry === undefined || header === undefined) return { kind: 'nothing' };
    const { opId, replica, n, caseId, kind, receivedAt } = header;
    return {
      kind: 'operation',
      decide: await this.#decisionOf(entry),
      row: {
        ...entry,
        opId,
        sequence: record.sequence,
        replica,
        n,
        caseId,
        kind,
        savedAt: receivedAt,
        place: 'unsent',
        verdict: null,
      },
    };
  }

  /**
   * What the operation makes of the case here. Where that cannot be decided (a version is missing, another program
   * wrote it, a rule fails) the operation is sent all the same, and the centre's answer shows the case.
   */
  async #decisionOf(entry: OperationEntry): Promise<ProvisionalDecision> {
    const header = findAs(OperationHeader, entry.header);
    const command = findAs(CaseCommand, entry.payload);
    const workedBy = header && (await this.#shelf.findWorkedBy(header, header.office));
    if (header === undefined || command === undefined || workedBy === undefined) return () => [];
    const context = decideContext(header, workedBy);
    return (state) => {
      try {
        const decision = decide(state, command, context);
        return decision.ok ? decision.value : [];
      } catch (failure) {
        this.#onDefect(failure);
        return [];
      }
    };
  }

  /** A record that cannot be read stays in the journal for a program that can. */
  #read<Value>(schema: z.ZodType<Value>, text: string): Value | undefined {
    const value = findAs(schema, text);
    if (value === undefined) this.#onDefect(new Error('a record of the journal cannot be read'));
    return value;
  }
}

/** By what a record is known again. Nobody is kept out by it, so a checksum is enough. */
function markOf({ type, sequence, n, subject, text }: ReadRecord): string {
  const bytes = encodeUtf8(JSON.stringify([type, sequence, n, subject, text]));
  return crc32c(bytes).toString(16).padStart(8, '0');
}

function isAt(applied: Applied, record: ReadRecord | undefined): boolean {
  return record !== undefined && record.sequence === applied.sequence && markOf(record) === applied.mark;
}

function findAs<Value>(schema: z.ZodType<Value>, text: string): Value | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
