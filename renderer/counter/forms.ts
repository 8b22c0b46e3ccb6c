import { DraftEntry } from '#renderer/store/journal-projector.ts';
import { OperationEntry } from '#shared/journal/journal-entry.ts';
import type { JournalPort } from '#shared/journal/journal-port.ts';
import type { OperationId, PersonId } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { OperationHeader } from '#shared/protocol/operation-header.ts';
import type { OpenedForm } from './counter-api.ts';
import type { DeviceTime } from './device-time.ts';

/** The identifier of a form is not that of a draft which this person may write. */
class NotOwnDraft extends Error {
  override readonly name = 'NotOwnDraft';
}

const CaseOf = OperationHeader.pick({ caseId: true });

/**
 * Forms that are being filled in, by the identifier of the operation that each is to become. The journal is asked and
 * not the store, which may be behind it or not open: a guess would lose somebody's work (ST40). Calls are answered one
 * after the other, so that none misses what was written by the one before it.
 */
export class Forms {
  readonly #journal: Pick<JournalPort, 'findRecord' | 'appendNotes'>;
  readonly #time: DeviceTime;
  #last: Promise<unknown> = Promise.resolve();

  constructor(journal: Pick<JournalPort, 'findRecord' | 'appendNotes'>, time: DeviceTime) {
    this.#journal = journal;
    this.#time = time;
  }

  /** What stands under an identifier, as `person` may see it. Throws when the journal does not answer. */
  open(formId: OperationId, person: PersonId | undefined): Promise<OpenedForm> {
    return this.#inTurn(() => this.#read(formId, person));
  }

  /** When the draft was on the disk. Throws when it could not be, and for what is not this person's to write (ST41). */
  keep(draftId: OperationId, author: PersonId, content: string): Promise<Instant> {
    return this.#inTurn(async () => {
      const { kind } = await this.#read(draftId, author);
      if (kind === 'registered' || kind === 'of-another-person') throw new NotOwnDraft(kind);
      return this.#write(draftId, author, content);
    });
  }

  /** Gives a draft up. Where there is none, or an operation by now, there is nothing to do. */
  discard(draftId: OperationId, author: PersonId): Promise<void> {
    return this.#inTurn(async () => {
      const { kind } = await this.#read(draftId, author);
      if (kind === 'of-another-person') throw new NotOwnDraft(kind);
      if (kind === 'draft') await this.#write(draftId, author, null);
    });
  }

  async #read(formId: OperationId, person: PersonId | undefined): Promise<OpenedForm> {
    const operation = await this.#journal.findRecord('operation', formId);
    if (operation !== undefined) {
      const { header } = OperationEntry.parse(JSON.parse(operation.text));
      return { kind: 'registered', caseId: CaseOf.parse(JSON.parse(header)).caseId };
    }
    const record = await this.#journal.findRecord('draft', formId);
    if (record === undefined) return { kind: 'new' };
    const { author, content } = DraftEntry.parse(JSON.parse(record.text));
    if (content === null) return { kind: 'new' };
    return author === person ? { kind: 'draft', content } : { kind: 'of-another-person' };
  }

  async #write(draftId: OperationId, author: PersonId, content: string | null): Promise<Instant> {
    const savedAt = this.#time.now();
    const entry: DraftEntry = { draftId, author, savedAt, content };
    await this.#journal.appendNotes([{ type: 'draft', about: draftId, text: JSON.stringify(entry) }]);
    return savedAt;
  }

  #inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
