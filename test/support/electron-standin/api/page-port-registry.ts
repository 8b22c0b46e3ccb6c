import type { MessageToPage, PortMessage } from '#test/support/electron-standin/page/messages.ts';
import { MessagePortMain, type PortPeer } from './message-port-main.ts';

/** Main's half of every port that has its other end in one document of a window. */
export class PagePortRegistry {
  readonly #post: (message: MessageToPage) => void;
  /** By the port's name: who in main hears what the page says through it. */
  readonly #peers = new Map<string, PortPeer>();
  #sentCount = 0;

  /** `post` says something to the document. */
  constructor(post: (message: MessageToPage) => void) {
    this.#post = post;
  }

  /** The port that the page handed over under `name`. */
  accept(name: string): MessagePortMain {
    const port = new MessagePortMain();
    port.entangle(this.#makePagePeer(name));
    this.#peers.set(name, port.asPeer());
    return port;
  }

  /** Hands a port of main over to the page. Returns the name under which the page makes its own. */
  send(port: MessagePortMain): string {
    this.#sentCount += 1;
    const name = `main-${this.#sentCount}`;
    this.#peers.set(name, port.moveTo(this.#makePagePeer(name)));
    return name;
  }

  /** Passes on what the page said through a port. */
  take(message: PortMessage): void {
    const peer = this.#peers.get(message.port);
    if (peer === undefined) return;
    if (message.kind === 'port-message') {
      peer.receive(message.data);
    } else {
      this.#peers.delete(message.port);
      peer.disconnect();
    }
  }

  /** The document has gone, and every port with it. */
  disconnectAll(): void {
    const peers = [...this.#peers.values()];
    this.#peers.clear();
    for (const peer of peers) peer.disconnect();
  }

  #makePagePeer(name: string): PortPeer {
    return {
      receive: (data) => this.#post({ kind: 'port-message', port: name, data }),
      disconnect: () => {
        this.#peers.delete(name);
        this.#post({ kind: 'port-closed', port: name });
      },
    };
  }
}
