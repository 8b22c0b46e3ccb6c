import { addOwnOperation, type OwnMeans } from '#central/cases/own-operation.ts';
import type { EventOrigin } from '#shared/case/event-origin.ts';
import type { OperationId } from '#shared/kernel/identifier.ts';
import { addMilliseconds, type Instant, millisecondsOf } from '#shared/kernel/instant.ts';
import type { AbortSignalLike, Timers } from '#shared/kernel/ports.ts';
import type { SpaceId } from '#shared/protocol/pull.ts';
import type { Courier, OutgoingMail } from './courier.ts';
import type { ClaimedMail, MailEnd, MailOutbox } from './mail-outbox.ts';

/** After the first failed attempt, doubled after each other one up to the longest; given up this long after asking. */
const RETRY = {
  firstMilliseconds: 60_000,
  longestMilliseconds: 3_600_000,
  giveUpAfterMilliseconds: 24 * 3_600_000,
} as const;

/** How often the outbox is looked at unasked. */
const LOOK_MILLISECONDS = 5_000;

/** What a telling asks to send, and who asked. */
export interface MailToSend {
  readonly mail: Omit<OutgoingMail, 'messageId'>;
  readonly occasion: Pick<EventOrigin, 'opId' | 'by' | 'role'>;
}

/** What the mailer needs. */
export interface MailerOptions {
  readonly outbox: MailOutbox;
  /** None where the centre has no mail server. */
  readonly courier: Courier | undefined;
  /** Who asked for an e-mail. Rejects when the database is out of reach. */
  readonly findOccasion: (claimed: ClaimedMail) => Promise<MailToSend['occasion']>;
  /** The e-mail that a telling asks for, `undefined` when it cannot be written. Rejects as `findOccasion`. */
  readonly compose: (claimed: ClaimedMail) => Promise<MailToSend['mail'] | undefined>;
  readonly own: OwnMeans;
  readonly timers: Timers;
  /** Told the spaces whose readers have news. */
  readonly publish: (spaces: readonly SpaceId[]) => void;
  /** Told, without personal data, what went wrong. */
  readonly warn: (sentence: string) => void;
}

/**
 * Sends what is in the outbox and tells the cases what became of it (`docs/mail.md`).
 *
 *     asked → (put off →)* sent or failed → reported
 *
 * Each arrow is committed before the next one begins. A process that ends between the server's word and `sent` leaves
 * the message to be sent again under the same identifier; one that ends before `reported` leaves only the reporting.
 */
export class Mailer {
  readonly #options: MailerOptions;
  #wake: () => void = () => undefined;

  constructor(options: MailerOptions) {
    this.#options = options;
  }

  /** Says that there may be something to send. Returns at once. */
  wake(): void {
    this.#wake();
  }

  /** Works until the signal. Never rejects. */
  async run(signal: AbortSignalLike): Promise<void> {
    while (!signal.aborted) {
      const woken = new AbortController();
      this.#wake = () => woken.abort();
      signal.addEventListener('abort', this.#wake, { once: true });
      try {
        await this.sendDue(signal);
      } catch {
        this.#options.warn('the outbox of e-mails could not be worked on; trying again');
      }
      await this.#options.timers.sleep(LOOK_MILLISECONDS, woken.signal);
      signal.removeEventListener('abort', this.#wake);
    }
  }

  /** Works on what is due, one after the other; stops at a server that is out of reach. */
  async sendDue(signal?: AbortSignalLike): Promise<void> {
    const { outbox, own } = this.#options;
    let goesOn = true;
    while (goesOn && signal?.aborted !== true) {
      const claimed = await outbox.claim(own.cases.clock.now());
      if (claimed === undefined) return;
      goesOn = await this.#workOn(claimed);
    }
  }

  /** Whether it is worth to go on with others. */
  async #workOn(claimed: ClaimedMail): Promise<boolean> {
    const { outbox } = this.#options;
    if (claimed.end !== null) {
      await this.#report(claimed, claimed.end);
      return true;
    }
    const end = await this.#send(claimed);
    if (end === 'put-off') return true;
    if (end === 'unreachable') return false;
    await outbox.keepEnd(claimed.opId, end);
    await this.#report(claimed, end);
    return true;
  }

  async #send(claimed: ClaimedMail): Promise<MailEnd | 'put-off' | 'unreachable'> {
    const { outbox, courier, compose, own, warn } = this.#options;
    const { clock } = own.cases;
    if (courier === undefined) return { kind: 'failed', at: clock.now(), reason: 'no-mail-server' };
    const mail = await compose(claimed).catch((failure: unknown) => {
      // The database may be out of reach; what fails for a day is a fault of the program, and the case has to know.
      if (!isGivenUp(claimed, clock.now())) throw failure;
      return undefined;
    });
    if (mail === undefined) {
      warn('an e-mail could not be written');
      return { kind: 'failed', at: clock.now(), reason: 'defect' };
    }
    const messageId = messageIdOf(claimed.opId, courier.domain);
    const answer = await courier.send({ ...mail, messageId });
    const at = clock.now();
    if (answer.outcome === 'taken') return { kind: 'sent', at, reply: answer.reply, messageId };
    if (answer.outcome === 'refused') return { kind: 'failed', at, reason: answer.reason };
    const { reason } = answer;
    if (isGivenUp(claimed, at)) return { kind: 'failed', at, reason };
    await outbox.postpone(claimed.opId, addMilliseconds(at, pauseAfter(claimed.attempts)), reason);
    return reason === 'server-unreachable' ? 'unreachable' : 'put-off';
  }

  async #report(claimed: ClaimedMail, end: MailEnd): Promise<void> {
    const { outbox, findOccasion, own, publish, warn } = this.#options;
    const { verdict, changedSpaces } = await addOwnOperation(own, {
      opId: claimed.reportOpId,
      caseId: claimed.caseId,
      command: { kind: 'report-mail', telling: claimed.opId, result: end },
      occasion: await findOccasion(claimed),
    });
    await outbox.keepReported(claimed.opId, own.cases.clock.now());
    publish(changedSpaces);
    if (verdict.outcome !== 'applied' && verdict.outcome !== 'merged') {
      warn(`what became of an e-mail was not taken in by its case: ${verdict.outcome}`);
    }
  }
}

/** ML4: whether what fails at `at` is not tried again. */
function isGivenUp({ askedAt }: ClaimedMail, at: Instant): boolean {
  return millisecondsOf(at) - millisecondsOf(askedAt) >= RETRY.giveUpAfterMilliseconds;
}

/** ML4: milliseconds from the failed attempt with this number, from 1, to the next. */
function pauseAfter(attempts: number): number {
  return Math.min(RETRY.firstMilliseconds * 2 ** (attempts - 1), RETRY.longestMilliseconds);
}

/** ML6: named by the operation that asked, the same at every attempt. */
function messageIdOf(opId: OperationId, domain: string): string {
  return `<${opId}@${domain}>`;
}
