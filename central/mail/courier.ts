import type { MailFailure } from '#shared/case/facts/notification.ts';
import type { Language } from '#shared/kernel/localized-text.ts';

/** An e-mail ready to be sent: all of it plain values, which the courier writes as the message needs them. */
export interface OutgoingMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly language: Language;
  /** Where an answer goes, when not to the sender. */
  readonly replyTo: string | undefined;
  /** The same at every attempt, so that a repeat can be recognised (ML6). */
  readonly messageId: string;
}

/**
 * What the mail server said. `refused`: for good, trying again would change nothing. `put-off`: for the time being, or
 * nobody was there to answer.
 */
export type CourierAnswer =
  | { readonly outcome: 'taken'; readonly reply: number }
  | {
      readonly outcome: 'refused';
      readonly reason: Extract<MailFailure, 'address-refused' | 'message-refused'>;
    }
  | {
      readonly outcome: 'put-off';
      readonly reason: Extract<MailFailure, 'put-off-too-long' | 'server-unreachable'>;
    };

/** Hands messages to a mail server. */
export interface Courier {
  /** The part of the sender's address behind the `@`, by which messages are named. */
  readonly domain: string;
  /** Never rejects for what the server or the network does. */
  send(mail: OutgoingMail): Promise<CourierAnswer>;
}
