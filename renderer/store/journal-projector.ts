import { z } from 'zod';
import { CaseCommand } from '#shared/case/case-command.ts';
import { decide } from '#shared/case/decide.ts';
import type { ReadRecord } from '#shared/journal/journal-entry.ts';
import { OperationEntry } from '#shared/journal/journal-entry.ts';
import type { JournalPort } from '#shared/journal/journal-port.ts';
import { OperationId, PersonId } from '#shared/kernel/identifier.ts';
import { Instant } from '#shared/kernel/instant.ts';
import { OperationHeader } from '#shared/protocol/operation-header.ts';
import { OperationVerdict } from '#shared/protocol/verdict.ts';
import { decideContext, type WorkedBy } from '#shared/protocol/worked-by.ts';
import type { ProvisionalDecision } from './case-workspace.ts';
import type { CounterStore, JournalChange } from './counter-store.ts';
import type { ReferenceShelf } from './reference-shelf.ts';

/** The text of a draft record. `content` is null when the draft was given up. */
export const DraftEntry = z.object({
  draftId: OperationId,
  author: PersonId,
  savedAt: Instant,
  content: z.string().nullable(),
});
export type DraftEntry = z.infer<typeof DraftEntry>;

const BATCH = 200;

/**
 * Brings the store up to the journal, always in the journal's order and without a hole. The same walk serves a record
 * that was just written and a store that was found empty.
 */
export class JournalProjector {
  readonly #journal: JournalPort;
  readonly #store: CounterStore;
  readonly #shelf: ReferenceShelf;
  #running: Promise<void> | undefined;
  #again = false;

  constructor(journal: JournalPort, store: CounterStore, shelf: ReferenceShelf) {
    this.#journal = journal;
    this.#store = store;
    this.#shelf = shelf;
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
      const after = await this.#store.appliedSequence();
      const records = await this.#journal.read(after, BATCH);
      const last = records.at(-1);
      if (last === undefined) return;
      const changes: JournalChange[] = [];
      for (const record of records) changes.push(await this.#changeOf(record));
      await this.#store.applyJournal(changes, after, last.sequence);
    }
  }

  async #changeOf(record: ReadRecord): Promise<JournalChange> {
    switch (record.type) {
      case 'operation':
        return this.#operationChange(record);
      case 'verdict':
        return { kind: 'verdict', verdict: OperationVerdict.parse(JSON.parse(record.text)) };
      case 'draft': {
        const { content, ...draft } = DraftEntry.parse(JSON.parse(record.text));
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
    const entry = OperationEntry.parse(JSON.parse(record.text));
    const header = OperationHeader.parse(JSON.parse(entry.header));
    return {
      kind: 'operation',
      decide: decisionOf(header, entry.payload, await this.#shelf.findWorkedBy(header, header.office)),
      row: {
        ...entry,
        opId: header.opId,
        sequence: record.sequence,
        replica: header.replica,
        n: header.n,
        caseId: header.caseId,
        kind: header.kind,
        savedAt: header.receivedAt,
        place: 'unsent',
        verdict: null,
      },
    };
  }
}

/**
 * What the operation makes of the case here. Where that cannot be decided (a version is missing, another program wrote
 * it) the operation is sent all the same, and the centre's answer shows the case.
 */
function decisionOf(
  header: OperationHeader,
  payload: string,
  workedBy: WorkedBy | undefined,
): ProvisionalDecision {
  const command = CaseCommand.safeParse(JSON.parse(payload));
  if (workedBy === undefined || !command.success) return () => [];
  return (state) => {
    const decision = decide(state, command.data, decideContext(header, workedBy));
    return decision.ok ? decision.value : [];
  };
}
