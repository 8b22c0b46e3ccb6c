import type { Counter } from '#renderer/counter/counter.ts';
import type { SaveOutcome } from '#renderer/counter/counter-api.ts';
import type { CaseRow } from '#renderer/store/rows.ts';
import type { CaseCommand } from '#shared/case/case-command.ts';
import type { CaseStatus } from '#shared/case/case-status.ts';
import type { RequestDraft } from '#shared/case/request/request-draft.ts';
import { RegisterRequest } from '#shared/case/steps/register-request.ts';
import { CaseId, OperationId } from '#shared/kernel/identifier.ts';
import { CONSULTATION } from '#test/support/operation-maker.ts';
import type { SeededRandom } from '#test/support/seeded-random.ts';
import type { Faults } from '../faults/faults.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Intent, IntentKind, SavedLedger } from './saved-ledger.ts';
import { seededUuid } from './seeded-uuid.ts';
import type { SimCounter } from './sim-counter.ts';

/** Longest that a clerk pauses between two pieces of work. */
const MOST_PAUSE_MILLISECONDS = 40_000;

/** So often a clerk tries again what was not told as saved, before giving it up. */
const MOST_TRIES = 6;

const DRAFT = RegisterRequest.parse(CONSULTATION).request as RequestDraft;

/** The statuses in which a clerk may still do each of these. */
const WHERE: Readonly<Record<'assess' | 'void' | 'withdraw', readonly CaseStatus[]>> = {
  assess: ['registered', 'being-assessed'],
  void: ['registered', 'being-assessed'],
  withdraw: ['registered', 'being-assessed'],
};

/** Somebody who works at a counter: fills in forms, writes notes, and does not give up easily. */
export class Clerk {
  readonly #kernel: Kernel;
  readonly #counter: SimCounter;
  readonly #ledger: SavedLedger;
  readonly #faults: Faults;
  readonly #random: SeededRandom;
  readonly #isBusyElsewhere: (caseId: CaseId) => boolean;
  #count = 0;

  constructor(
    kernel: Kernel,
    parts: {
      readonly name: string;
      readonly counter: SimCounter;
      readonly ledger: SavedLedger;
      readonly faults: Faults;
      /** Whether another computer has unsent work on the case. */
      readonly isBusyElsewhere: (caseId: CaseId) => boolean;
    },
  ) {
    this.#kernel = kernel;
    this.#counter = parts.counter;
    this.#ledger = parts.ledger;
    this.#faults = parts.faults;
    this.#isBusyElsewhere = parts.isBusyElsewhere;
    this.#random = kernel.randomOf(`clerk ${parts.name}`);
  }

  /** Does so many pieces of work, each when its time has come. */
  async work(pieces: number): Promise<void> {
    for (let piece = 0; piece < pieces; piece += 1) {
      await this.#pause();
      if (this.#counter.isOff) return;
      const chosen = this.#choose();
      await this.#save(chosen.intent, chosen.command);
    }
  }

  async #pause(): Promise<void> {
    // Now and then two things are done in a breath.
    const most = this.#random.chance(0.3) ? 50 : MOST_PAUSE_MILLISECONDS;
    await this.#kernel.sleep(this.#random.between(0, most), 'clerk');
  }

  #choose(): { readonly intent: Intent; readonly command: CaseCommand | undefined } {
    this.#count += 1;
    const opId = OperationId.parse(seededUuid(this.#random));
    const text = `${this.#counter.desk.name} ${this.#count} ${opId.slice(0, 8)}`;
    const rows = this.#counter.casesShown();
    if (rows.length === 0 || this.#random.chance(0.45)) {
      return { intent: { opId, caseId: CaseId.parse(opId), kind: 'register', text }, command: undefined };
    }
    const row = this.#pickCase(rows);
    const kind = this.#pickKind(row);
    return {
      intent: { opId, caseId: row.caseId, kind, text },
      command: commandOf(kind, text),
    };
  }

  /** With `same-case` everybody works on the same few, so that two work on one at a time. */
  #pickCase(rows: readonly CaseRow[]): CaseRow {
    if (!this.#faults.has('same-case')) return this.#random.pick(rows);
    const busy = rows.toSorted((a, b) => (a.caseId < b.caseId ? -1 : 1)).slice(0, 2);
    return this.#random.pick(busy);
  }

  #pickKind({ status }: CaseRow): Exclude<IntentKind, 'register'> {
    const kind = this.#random.pick(['note', 'note', 'note', 'assess', 'assess', 'void', 'withdraw'] as const);
    return kind === 'note' || WHERE[kind].includes(status) ? kind : 'note';
  }

  async #save(intent: Intent, command: CaseCommand | undefined): Promise<void> {
    for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
      if (this.#faults.has('killed-saving') && this.#random.chance(0.2)) {
        this.#counter.armKill('killed-saving');
      }
      this.#ledger.tried(intent);
      const outcome = await this.#counter.ask((counter) => this.#ask(counter, intent, command));
      if (outcome !== 'gone' && outcome.outcome === 'saved') {
        this.#ledger.saved(intent, this.#counter.desk.name);
        if (this.#isBusyElsewhere(intent.caseId)) this.#faults.happened('same-case');
        return;
      }
      // A refusal is an answer: the clerk sees it and does something else.
      if (outcome !== 'gone' && outcome.outcome !== 'not-saved') return;
      if (this.#counter.isOff || this.#random.chance(0.15)) return;
      await this.#kernel.sleep(this.#random.between(500, 20_000), 'clerk tries again');
    }
  }

  #ask(
    counter: Counter,
    { opId, caseId, text }: Intent,
    command: CaseCommand | undefined,
  ): Promise<SaveOutcome> {
    const salt = Array.from({ length: 32 }, () => this.#random.below(16).toString(16)).join('');
    if (command !== undefined) return counter.act({ opId, salt, caseId, command });
    const values = { ...DRAFT.values, question: text };
    return counter.register({ opId, salt, draft: { ...DRAFT, values } });
  }
}

function commandOf(kind: Exclude<IntentKind, 'register'>, text: string): CaseCommand {
  switch (kind) {
    case 'note':
      return { kind: 'add-note', text };
    case 'assess': {
      const finding = { isMet: true, note: text, evidence: [] };
      return {
        kind: 'assess-conformity',
        findings: { complete: finding, signed: finding, 'within-competence': finding },
      };
    }
    case 'void':
      return { kind: 'void-case', reason: text };
    case 'withdraw':
      return { kind: 'withdraw-request', reason: text, correctiveNote: text };
  }
}
