import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { type ParsedMessage, parseMessage } from './parse-message.ts';

/** What the server says to a message; a number is the answer to the recipient, `data-…` to the message itself. */
export type SmtpMood = 'takes' | 421 | 450 | 550 | 'data-451' | 'data-554' | 'silent';

/** A real mail server on the loopback that keeps what it took. */
export class SmtpInbox {
  mood: SmtpMood = 'takes';
  readonly messages: ParsedMessage[] = [];
  /** Recipients as the envelope names them, of every attempt. */
  readonly attempts: string[] = [];
  /** Called when a message was taken, before the sender hears of it. */
  onTaken: () => void = () => undefined;
  readonly #server: SMTPServer;
  #port = 0;

  private constructor() {
    this.#server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      closeTimeout: 100,
      onRcptTo: ({ address }, _session, callback) => {
        this.attempts.push(address);
        if (this.mood === 'silent') return;
        callback(typeof this.mood === 'number' ? answering(this.mood) : null);
      },
      onData: (stream, _session, callback) => {
        void text(stream).then((message) => {
          if (this.mood === 'data-451' || this.mood === 'data-554') {
            callback(answering(Number(this.mood.slice(-3))));
            return;
          }
          this.messages.push(parseMessage(message));
          this.onTaken();
          callback(null);
        });
      },
    });
    this.#server.on('error', () => undefined);
  }

  static async open(): Promise<SmtpInbox> {
    const inbox = new SmtpInbox();
    const server = inbox.#server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    inbox.#port = address.port;
    return inbox;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.#port}`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}

function answering(responseCode: number): Error {
  return Object.assign(new Error('as told by the test'), { responseCode });
}
