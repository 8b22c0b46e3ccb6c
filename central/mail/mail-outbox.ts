import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { MailOutboxTable } from '#central/database/schema.ts';
import type { InstitutionDatabase } from '#central/directory/people.ts';
import type { MailFailure } from '#shared/case/facts/notification.ts';
import type { CaseId, OperationId } from '#shared/kernel/identifier.ts';
import { addMilliseconds, type Instant } from '#shared/kernel/instant.ts';
import { invariant } from '#shared/kernel/invariant.ts';

/** What became of an e-mail. */
export type MailEnd =
  | { readonly kind: 'sent'; readonly at: Instant; readonly reply: number; readonly messageId: string }
  | { readonly kind: 'failed'; readonly at: Instant; readonly reason: MailFailure };

/** An e-mail that was taken up. */
export interface ClaimedMail {
  /** The operation that asked for it. */
  readonly opId: OperationId;
  readonly caseId: CaseId;
  /** The case's version with the telling. */
  readonly version: number;
  /** The operation by which the case is to be told the end. */
  readonly reportOpId: OperationId;
  readonly askedAt: Instant;
  /** How often it was taken up to be sent, this time included. */
  readonly attempts: number;
  /** Null while it is to be sent; else only the case has to be told. */
  readonly end: MailEnd | null;
}

/** For so long nobody else takes up what was taken up: longer than any attempt lasts. */
const CLAIM_MILLISECONDS = 10 * 60_000;

/** The outbox of one institution in PostgreSQL. Several processes may take from it at once. */
export class MailOutbox {
  readonly #database: InstitutionDatabase;

  constructor(database: InstitutionDatabase) {
    this.#database = database;
  }

  /** Takes up what is due the longest, or `undefined`. Nobody else gets it until the claim runs out (ML3). */
  async claim(now: Instant): Promise<ClaimedMail | undefined> {
    const { kysely, institution } = this.#database;
    const { rows } = await sql<Selectable<MailOutboxTable>>`
      update mail_outbox
      set next_at = ${addMilliseconds(now, CLAIM_MILLISECONDS)},
          attempts = attempts + case when outcome is null then 1 else 0 end
      where institution = ${institution} and op_id = (
        select op_id from mail_outbox
        where institution = ${institution} and reported_at is null and next_at <= ${now}
        order by next_at, op_id limit 1 for update skip locked
      )
      returning *`.execute(kysely);
    const [row] = rows;
    if (row === undefined) return undefined;
    return {
      opId: row.op_id,
      caseId: row.case_id,
      version: row.version,
      reportOpId: row.report_op_id,
      askedAt: row.asked_at,
      attempts: row.attempts,
      end: endOf(row),
    };
  }

  /** Keeps it for another attempt at `nextAt`. */
  async postpone(opId: OperationId, nextAt: Instant, lastFailure: MailFailure): Promise<void> {
    await this.#change(opId, { next_at: nextAt, last_failure: lastFailure });
  }

  /** Keeps what became of it. From then on it is not sent again. */
  async keepEnd(opId: OperationId, end: MailEnd): Promise<void> {
    await this.#change(
      opId,
      end.kind === 'sent'
        ? { outcome: 'sent', ended_at: end.at, reply: end.reply, message_id: end.messageId }
        : { outcome: 'failed', ended_at: end.at, reason: end.reason },
    );
  }

  /** The case knows. */
  async keepReported(opId: OperationId, at: Instant): Promise<void> {
    await this.#change(opId, { reported_at: at });
  }

  async #change(opId: OperationId, change: Partial<Selectable<MailOutboxTable>>): Promise<void> {
    const { kysely, institution } = this.#database;
    await kysely
      .updateTable('mail_outbox')
      .set(change)
      .where('institution', '=', institution)
      .where('op_id', '=', opId)
      .execute();
  }
}

function endOf(row: Selectable<MailOutboxTable>): MailEnd | null {
  const { outcome, ended_at: at, reply, message_id: messageId, reason } = row;
  if (outcome === null) return null;
  invariant(at !== null, 'an end has its time');
  if (outcome === 'failed') return { kind: 'failed', at, reason: reason ?? 'defect' };
  return { kind: 'sent', at, reply: reply ?? 250, messageId: messageId ?? '' };
}
