import type { z } from 'zod';
import { JournalVerdict } from '#renderer/store/journal-projector.ts';
import {
  groundsOf,
  noCounts,
  OUTBOX_STANDINGS,
  type OutboxLine,
  type OutboxPage,
  standingOf,
} from '#renderer/store/outbox-line.ts';
import { OperationEntry, type ReadRecord } from '#shared/journal/journal-entry.ts';
import type { JournalPort } from '#shared/journal/journal-port.ts';
import type { CaseId, OperationId } from '#shared/kernel/identifier.ts';
import type { Reference } from '#shared/kernel/reference.ts';
import { OperationHeader } from '#shared/protocol/operation-header.ts';
import type { OperationVerdict } from '#shared/protocol/verdict.ts';

const BATCH = 500;

const LineHeader = OperationHeader.pick({
  opId: true,
  n: true,
  caseId: true,
  kind: true,
  receivedAt: true,
  reference: true,
});

/**
 * The outbox as the journal alone has it, for while the store does not open: every operation without a verdict in the
 * journal is unsent, and every other one stands as its last verdict says (SE37).
 */
export class JournalOutbox {
  readonly #journal: Pick<JournalPort, 'read'>;
  readonly #open = new Map<OperationId, OutboxLine>();
  readonly #references = new Map<CaseId, Reference>();
  readonly #settled = new Map<OperationId, OutboxLine>();
  #sequence = 0;
  #last: Promise<void> = Promise.resolve();

  constructor(journal: Pick<JournalPort, 'read'>) {
    this.#journal = journal;
  }

  /** Whether a verdict is on an operation of this journal and later than what the journal knows of it. */
  async isNews({ opId, receivedAt, decidedAt }: OperationVerdict): Promise<boolean> {
    await this.#readOn();
    const line = this.#open.get(opId);
    if (line === undefined) return false;
    return line.answeredAt === null || line.answeredAt < (decidedAt ?? receivedAt);
  }

  /** Rejects while the journal does not answer. */
  async read(offset: number, limit: number): Promise<OutboxPage> {
    await this.#readOn();
    const counts = noCounts();
    const lines = [...this.#open.values()].sort(
      (a, b) => OUTBOX_STANDINGS.indexOf(a.standing) - OUTBOX_STANDINGS.indexOf(b.standing) || a.n - b.n,
    );
    for (const { standing } of lines) counts[standing] += 1;
    const shown = lines.slice(offset, offset + limit).map((line) => ({
      ...line,
      reference: line.reference ?? this.#references.get(line.caseId) ?? null,
    }));
    return { source: 'journal', counts, offset, lines: shown };
  }

  /** Reads on from where the last look ended, for one caller after the other. */
  #readOn(): Promise<void> {
    const turn = this.#last.then(async () => {
      for (;;) {
        const records = await this.#journal.read(this.#sequence, BATCH);
        for (const record of records) this.#take(record);
        const last = records.at(-1);
        if (last === undefined) return;
        this.#sequence = last.sequence;
      }
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** A record that cannot be read here is the projector's to report. */
  #take(record: ReadRecord): void {
    if (record.type === 'operation') {
      const entry = findAs(OperationEntry, record.text);
      const header = entry && findAs(LineHeader, entry.header);
      if (header === undefined) return;
      const { opId, n, caseId, kind, receivedAt, reference } = header;
      if (reference !== undefined) this.#references.set(caseId, reference);
      this.#open.set(opId, {
        ...{ opId, n, caseId, kind, savedAt: receivedAt, reference: reference ?? null },
        ...{ standing: 'unsent', grounds: null, answeredAt: null },
      });
    }
    if (record.type === 'verdict') {
      const verdict = findAs(JournalVerdict, record.text);
      const line = verdict && (this.#open.get(verdict.opId) ?? this.#settled.get(verdict.opId));
      if (verdict === undefined || line === undefined) return;
      const standing = standingOf(verdict);
      if (standing === undefined || verdict.closed !== undefined) {
        this.#open.delete(verdict.opId);
        this.#settled.set(verdict.opId, line);
      } else {
        const answeredAt = verdict.decidedAt ?? verdict.receivedAt;
        this.#open.set(verdict.opId, { ...line, standing, grounds: groundsOf(verdict), answeredAt });
      }
    }
  }
}

function findAs<Value>(schema: z.ZodType<Value>, text: string): Value | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
