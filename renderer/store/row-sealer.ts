import type { RowCipher } from '#shared/keys/row-cipher.ts';
import type { OperationVerdict, Verdict } from '#shared/protocol/verdict.ts';
import { codesOf } from './case-names.ts';
import type { OpenedCase } from './case-workspace.ts';
import type {
  CaseCourse,
  CaseNames,
  CaseRow,
  DraftRow,
  NameBlock,
  OutboxRow,
  QueueRow,
  Sealed,
  StoredCase,
  StoredDraft,
  StoredOperation,
} from './rows.ts';

/** The names of one case, with the case. */
export type NameEntry = readonly [caseId: string, names: CaseNames];

/** A verdict as it is kept. */
export type StoredVerdict = Pick<StoredOperation, 'verdict' | 'sealedVerdict'>;

/**
 * Makes of rows what is kept and of what is kept rows (ST49). Each sealed column is bound to its table, its name and
 * the key of its row. Nothing here may be waited for inside a transaction.
 */
export class RowSealer {
  readonly #cipher: RowCipher;

  constructor(cipher: RowCipher) {
    this.#cipher = cipher;
  }

  /** By which hash a case with this code is found. */
  hashOf(field: string, value: string): Promise<string> {
    return this.#cipher.hashOf(field, value);
  }

  async sealCase(
    row: CaseRow,
    kept: { readonly life: number; readonly names: CaseNames; readonly nameBlock: string },
  ): Promise<StoredCase> {
    const { confirmed, provisional, shown, ...columns } = row;
    const course: CaseCourse = { confirmed, provisional, names: kept.names };
    const codes = codesOf(shown.request).map(({ field, value }) => this.hashOf(field, value));
    return {
      ...columns,
      life: kept.life,
      nameBlock: kept.nameBlock,
      codes: [...new Set(await Promise.all(codes))],
      sealedShown: await this.#seal('cases.shown', row.caseId, shown),
      sealedCourse: await this.#seal('cases.course', row.caseId, course),
    };
  }

  /** What the queue shows of a case. */
  async openShown(stored: StoredCase): Promise<QueueRow> {
    const { caseId, reference, status, service, receivedAt, dueKey, sync } = stored;
    const shown = await this.#open<QueueRow['shown']>('cases.shown', caseId, stored.sealedShown);
    return { caseId, reference, status, service, receivedAt, dueKey, sync, shown };
  }

  openAllShown(stored: readonly StoredCase[]): Promise<readonly QueueRow[]> {
    return Promise.all(stored.map((row) => this.openShown(row)));
  }

  /** What is worked on when a case changes. */
  async openCourse({ caseId, life, nameBlock, sealedCourse }: StoredCase): Promise<OpenedCase> {
    const course = await this.#open<CaseCourse>('cases.course', caseId, sealedCourse);
    return { caseId, life, nameBlock, ...course };
  }

  async openCase(stored: StoredCase): Promise<CaseRow> {
    const { confirmed, provisional } = await this.openCourse(stored);
    return { ...(await this.openShown(stored)), confirmed, provisional };
  }

  async sealOperation({ salt, payload, verdict, ...columns }: OutboxRow): Promise<StoredOperation> {
    const sealed = await this.#seal('outbox.content', columns.opId, { salt, payload });
    const kept = verdict === null ? { verdict, sealedVerdict: null } : await this.sealVerdict(verdict);
    return { ...columns, ...kept, sealed };
  }

  async openOperation({ sealed, sealedVerdict, ...columns }: StoredOperation): Promise<OutboxRow> {
    const { opId } = columns;
    const content = await this.#open<Pick<OutboxRow, 'salt' | 'payload'>>('outbox.content', opId, sealed);
    const verdict =
      sealedVerdict === null
        ? columns.verdict
        : await this.#open<OperationVerdict>('outbox.verdict', opId, sealedVerdict);
    return { ...columns, ...content, verdict };
  }

  openOperations(stored: readonly StoredOperation[]): Promise<readonly OutboxRow[]> {
    return Promise.all(stored.map((row) => this.openOperation(row)));
  }

  async sealVerdict(verdict: OperationVerdict): Promise<StoredVerdict> {
    const plain: OperationVerdict = { ...verdict, verdict: plainPartOf(verdict.verdict) };
    const isWhole = JSON.stringify(plain) === JSON.stringify(verdict);
    const sealedVerdict = isWhole ? null : await this.#seal('outbox.verdict', verdict.opId, verdict);
    return { verdict: plain, sealedVerdict };
  }

  async sealDraft({ content, ...columns }: DraftRow): Promise<StoredDraft> {
    return { ...columns, sealed: await this.#seal('drafts.content', columns.draftId, content) };
  }

  async openDraft({ sealed, ...columns }: StoredDraft): Promise<DraftRow> {
    return { ...columns, content: await this.#open<string>('drafts.content', columns.draftId, sealed) };
  }

  openDrafts(stored: readonly StoredDraft[]): Promise<readonly DraftRow[]> {
    return Promise.all(stored.map((row) => this.openDraft(row)));
  }

  async sealNames(block: string, changed: number, entries: readonly NameEntry[]): Promise<NameBlock> {
    return { block, changed, sealed: await this.#seal('names.entries', block, entries) };
  }

  openNames({ block, sealed }: NameBlock): Promise<readonly NameEntry[]> {
    return this.#open<readonly NameEntry[]>('names.entries', block, sealed);
  }

  #seal(table: string, key: string, value: unknown): Promise<Sealed> {
    return this.#cipher.seal({ table, key }, JSON.stringify(value));
  }

  /** What this program sealed itself, and nobody could change since, has the shape that it was given. */
  async #open<Value>(table: string, key: string, sealed: Sealed): Promise<Value> {
    return JSON.parse(await this.#cipher.open({ table, key }, sealed)) as Value;
  }
}

/** What of a verdict is nobody's data: named one by one, so that what a later verdict brings is sealed. */
function plainPartOf(verdict: Verdict): Verdict {
  switch (verdict.outcome) {
    case 'applied':
      return { outcome: verdict.outcome, version: verdict.version };
    case 'merged':
      return { outcome: verdict.outcome, version: verdict.version, ...resolvedOf(verdict) };
    case 'waiting':
      return { outcome: verdict.outcome, waitsFor: verdict.waitsFor };
    case 'rejected':
      return { outcome: verdict.outcome, grounds: { code: verdict.grounds.code }, ...resolvedOf(verdict) };
    case 'parked':
    case 'held':
    case 'fork':
      return { outcome: verdict.outcome, grounds: { code: verdict.grounds.code } };
  }
}

function resolvedOf({ resolved }: Extract<Verdict, { outcome: 'merged' | 'rejected' }>) {
  return resolved === undefined ? {} : { resolved };
}
