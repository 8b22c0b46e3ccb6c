import { EventEmitter } from 'node:events';

/** The other end of a port, wherever it is. */
export interface PortPeer {
  receive(data: unknown): void;
  /** This end was closed. */
  disconnect(): void;
}

/** Electron's `MessagePortMain`: nothing arrives, not even the end, before `start()`. */
export class MessagePortMain extends EventEmitter {
  #peer: PortPeer | undefined;
  #isStarted = false;
  /** What arrived before `start()`, in its order. */
  #waiting: (() => void)[] = [];

  /** Connects the port with its other end. */
  entangle(peer: PortPeer): void {
    this.#peer = peer;
  }

  postMessage(message: unknown, transfer: readonly MessagePortMain[] = []): void {
    if (transfer.length > 0) {
      throw new Error('electron stand-in: a port cannot be sent through another port');
    }
    this.#peer?.receive(message);
  }

  start(): void {
    if (this.#isStarted || this.#peer === undefined) return;
    this.#isStarted = true;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const deliver of waiting) deliver();
  }

  close(): void {
    const peer = this.#peer;
    if (peer === undefined) return;
    this.#peer = undefined;
    peer.disconnect();
    this.emit('close');
  }

  /** How the other end reaches this one. */
  asPeer(): PortPeer {
    return {
      receive: (data) => this.#arrive(() => this.#announce(data)),
      disconnect: () => this.#arrive(() => this.#end()),
    };
  }

  /**
   * Hands the port on: its other end will speak with `successor`, and so does everything that waited here. This object is
   * of no more use. Throws when it was handed on or closed before.
   */
  moveTo(successor: PortPeer): PortPeer {
    const peer = this.#peer;
    if (peer === undefined) throw new Error('Port at index 0 is already neutered.');
    this.#peer = undefined;
    this.#isStarted = true; // what arrives from now on goes straight through
    this.#announce = (data) => successor.receive(data);
    this.#end = () => successor.disconnect();
    for (const deliver of this.#waiting) deliver();
    this.#waiting = [];
    return peer;
  }

  #announce = (data: unknown): void => {
    if (this.#peer !== undefined) this.emit('message', { data, ports: [] });
  };

  #end = (): void => {
    if (this.#peer === undefined) return;
    this.#peer = undefined;
    this.emit('close');
  };

  #arrive(deliver: () => void): void {
    if (this.#isStarted) deliver();
    else this.#waiting.push(deliver);
  }
}

/** Electron's `MessageChannelMain`: two ports of main that lead to each other. */
export class MessageChannelMain {
  readonly port1 = new MessagePortMain();
  readonly port2 = new MessagePortMain();

  constructor() {
    this.port1.entangle(makeLocalPeer(this.port2));
    this.port2.entangle(makeLocalPeer(this.port1));
  }
}

/** A port in the same process still receives copies, and not before the sender's code has returned. */
function makeLocalPeer(port: MessagePortMain): PortPeer {
  const peer = port.asPeer();
  return {
    receive(data) {
      const copy = structuredClone(data);
      setImmediate(() => peer.receive(copy));
    },
    disconnect() {
      setImmediate(() => peer.disconnect());
    },
  };
}
