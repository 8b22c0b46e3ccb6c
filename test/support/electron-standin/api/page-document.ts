import type { DevToolsSession } from '#test/support/electron-standin/chromium/devtools-session.ts';
import { DELIVER_FUNCTION } from '#test/support/electron-standin/page/injected-scripts.ts';
import type { MessageToPage } from '#test/support/electron-standin/page/messages.ts';
import { mainCodec } from './main-codec.ts';
import { PagePortRegistry } from './page-port-registry.ts';

/** One document of a window, from its start until the window leaves it; main speaks with the preload's world in it. */
export class PageDocument {
  readonly #session: DevToolsSession;
  /** Chromium's number of the preload's world. */
  readonly contextId: number;
  readonly ports: PagePortRegistry;
  #outbox: string[] = [];
  #isGone = false;

  constructor(session: DevToolsSession, contextId: number) {
    this.#session = session;
    this.contextId = contextId;
    this.ports = new PagePortRegistry((message) => this.post(message));
  }

  /** Says something to the preload's world. Throws when it cannot be cloned; a document that has gone hears nothing. */
  post(message: MessageToPage): void {
    this.#outbox.push(mainCodec.encode(message));
    if (this.#outbox.length === 1) queueMicrotask(() => this.#flush());
  }

  /** The window has left the document. */
  leave(): void {
    this.#isGone = true;
    this.ports.disconnectAll();
  }

  /** Everything said in one go travels in one command; Chromium keeps the order of commands. */
  #flush(): void {
    const texts = this.#outbox;
    this.#outbox = [];
    if (this.#isGone) return;
    this.#session.sendIfAlive('Runtime.callFunctionOn', {
      executionContextId: this.contextId,
      functionDeclaration: `function (texts) { ${DELIVER_FUNCTION}(texts); }`,
      arguments: [{ value: texts }],
    });
  }
}
