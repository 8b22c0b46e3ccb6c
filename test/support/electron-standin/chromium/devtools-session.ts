import type { DevToolsConnection } from './devtools-connection.ts';
import type { DevToolsEvents } from './devtools-events.ts';

/** The DevTools protocol with one page. */
export class DevToolsSession {
  readonly #connection: DevToolsConnection;
  readonly #sessionId: string;
  /** Chromium's name of the page, and of its main frame. */
  readonly targetId: string;

  constructor(connection: DevToolsConnection, sessionId: string, targetId: string) {
    this.#connection = connection;
    this.#sessionId = sessionId;
    this.targetId = targetId;
  }

  /** Sends a command to the page; see `DevToolsConnection.send`. */
  send<Result = unknown>(method: string, params: object = {}): Promise<Result> {
    return this.#connection.send<Result>(method, params, this.#sessionId);
  }

  /** Sends a command whose failure means only that the page has gone meanwhile. */
  sendIfAlive(method: string, params: object = {}): void {
    this.send(method, params).catch(() => {});
  }

  on<Name extends keyof DevToolsEvents>(
    name: Name,
    listener: (parameters: DevToolsEvents[Name]) => void,
  ): void {
    this.#connection.on(name, listener, this.#sessionId);
  }

  /** Calls `listener` when the page has gone, for whatever reason. */
  onDetached(listener: () => void): void {
    this.#connection.on('Target.detachedFromTarget', ({ sessionId }) => {
      if (sessionId === this.#sessionId) listener();
    });
  }

  /** Closes the page; it is detached soon after. */
  close(): void {
    this.#connection.send('Target.closeTarget', { targetId: this.targetId }).catch(() => {});
  }
}
