import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { DevToolsEvents } from './devtools-events.ts';

/** A command that Chromium has not answered yet. */
interface PendingCommand {
  readonly method: string;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

interface IncomingMessage {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
  readonly method?: string;
  readonly params?: unknown;
  readonly sessionId?: string;
}

/** Chromium's DevTools protocol over a pair of pipes: JSON texts, each ended by a NUL byte, in order both ways. */
export class DevToolsConnection {
  readonly #output: Writable;
  readonly #events = new EventEmitter().setMaxListeners(0);
  readonly #pending = new Map<number, PendingCommand>();
  #commandCount = 0;
  #unfinished: Buffer[] = [];

  constructor(input: Readable, output: Writable) {
    this.#output = output;
    input.on('data', (bytes: Buffer) => this.#receive(bytes));
    input.on('close', () => this.#close());
    // A write after Chromium has gone; `close` above tells everyone who waits.
    output.on('error', () => {});
  }

  /** Sends a command, to one page when `sessionId` is given. Rejects with Chromium's message, or when Chromium has gone. */
  send<Result>(method: string, params: object = {}, sessionId?: string): Promise<Result> {
    this.#commandCount += 1;
    const id = this.#commandCount;
    return new Promise<Result>((resolve, reject) => {
      this.#pending.set(id, { method, resolve: (result) => resolve(result as Result), reject });
      this.#output.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  /** Hears one kind of event, of one page when `sessionId` is given. */
  on<Name extends keyof DevToolsEvents>(
    name: Name,
    listener: (parameters: DevToolsEvents[Name]) => void,
    sessionId = '',
  ): void {
    this.#events.on(`${sessionId} ${name}`, listener);
  }

  /** Calls `listener` when Chromium has gone. */
  onClosed(listener: () => void): void {
    this.#events.on('closed', listener);
  }

  #receive(bytes: Buffer): void {
    let rest = bytes;
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      const text = Buffer.concat([...this.#unfinished, rest.subarray(0, end)]).toString('utf8');
      this.#unfinished = [];
      rest = rest.subarray(end + 1);
      this.#dispatch(JSON.parse(text));
    }
    if (rest.length > 0) this.#unfinished.push(rest);
  }

  #dispatch(message: IncomingMessage): void {
    if (message.id === undefined) {
      this.#events.emit(`${message.sessionId ?? ''} ${message.method}`, message.params);
      return;
    }
    const command = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.error === undefined) command?.resolve(message.result);
    else command?.reject(new Error(`${command.method}: ${message.error.message}`));
  }

  #close(): void {
    for (const command of this.#pending.values()) {
      command.reject(new Error(`${command.method}: Chromium has gone`));
    }
    this.#pending.clear();
    this.#events.emit('closed');
  }
}
