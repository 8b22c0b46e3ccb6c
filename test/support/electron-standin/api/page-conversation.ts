import type { DevToolsSession } from '#test/support/electron-standin/chromium/devtools-session.ts';
import { POST_BINDING, PRELOAD_WORLD } from '#test/support/electron-standin/page/injected-scripts.ts';
import type { MessageToMain } from '#test/support/electron-standin/page/messages.ts';
import { makeElectronEvent } from './electron-event.ts';
import { ipcMain } from './ipc-main.ts';
import { mainCodec } from './main-codec.ts';
import type { MessagePortMain } from './message-port-main.ts';
import { PageDocument } from './page-document.ts';
import type { WebFrameMain } from './web-frame-main.ts';

/** The web contents for which main speaks with a page. */
interface Speaker {
  /** What `ipcMain` handlers see as `event.sender`. */
  readonly sender: { readonly mainFrame: WebFrameMain; send(channel: string, ...args: unknown[]): void };
  answerWindowOpen(url: string, frameName: string, features: string): void;
  announcePreloadError(error: Error): void;
}

/** What main and the preloads of one window say to each other, from document to document. */
export class PageConversation {
  readonly #page: DevToolsSession;
  readonly #speaker: Speaker;
  #document: PageDocument | undefined;

  constructor(page: DevToolsSession, speaker: Speaker) {
    this.#page = page;
    this.#speaker = speaker;
    page.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === PRELOAD_WORLD && context.auxData?.frameId === page.targetId)
        this.#enter(context.id);
    });
    page.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      if (executionContextId === this.#document?.contextId) this.leave();
    });
    page.on('Runtime.executionContextsCleared', () => this.leave());
    page.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      const source = this.#document;
      if (name !== POST_BINDING || source === undefined || executionContextId !== source.contextId) return;
      this.#take(mainCodec.decode(payload) as MessageToMain, source);
    });
  }

  /** Sends to the listeners of the current preload; while there is none, nobody hears it. */
  send(channel: string, args: unknown[], transfer: readonly MessagePortMain[]): void {
    const target = this.#document;
    if (target === undefined) return;
    const ports = transfer.map((port) => target.ports.send(port));
    target.post({ kind: 'event', channel, args, ports });
  }

  /** The window has left its document. */
  leave(): void {
    this.#document?.leave();
    this.#document = undefined;
  }

  #enter(contextId: number): void {
    this.leave();
    this.#document = new PageDocument(this.#page, contextId);
  }

  #take(message: MessageToMain, source: PageDocument): void {
    switch (message.kind) {
      case 'invoke':
        void this.#answerInvoke(message, source);
        break;
      case 'send': {
        const { sender } = this.#speaker;
        const ports = message.ports.map((name) => source.ports.accept(name));
        const reply = (channel: string, ...args: unknown[]) => sender.send(channel, ...args);
        ipcMain.emit(message.channel, this.#makeEvent({ ports, reply }), ...message.args);
        break;
      }
      case 'port-message':
      case 'port-closed':
        source.ports.take(message);
        break;
      case 'window-open':
        this.#speaker.answerWindowOpen(message.url, message.frameName, message.features);
        break;
      case 'preload-failed':
        this.#speaker.announcePreloadError(
          Object.assign(new Error(message.message), { stack: message.stack }),
        );
    }
  }

  async #answerInvoke(
    message: Extract<MessageToMain, { kind: 'invoke' }>,
    source: PageDocument,
  ): Promise<void> {
    const { call, channel, args } = message;
    try {
      const value = await ipcMain.answer(channel, this.#makeEvent({}), args);
      source.post({ kind: 'answered', call, value });
    } catch (error) {
      source.post({ kind: 'refused', call, message: error instanceof Error ? error.message : String(error) });
    }
  }

  #makeEvent(details: object): object {
    const { sender } = this.#speaker;
    return makeElectronEvent({
      type: 'frame',
      sender,
      senderFrame: sender.mainFrame,
      processId: 1,
      frameId: 1,
      ...details,
    });
  }
}
