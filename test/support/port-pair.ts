import type { PortEnd } from '#shared/bridge/port-calls.ts';

/** Two ends of a channel in one program. Messages are cloned as a real port does, and arrive later, in order. */
export function portPair(): readonly [PortEnd, PortEnd] {
  const [first, second] = [new MemoryPort(), new MemoryPort()];
  first.connect(second);
  second.connect(first);
  return [first, second];
}

class MemoryPort implements PortEnd {
  readonly #listeners: ((message: unknown) => void)[] = [];
  readonly #early: unknown[] = [];
  #other: MemoryPort | undefined;

  connect(other: MemoryPort): void {
    this.#other = other;
  }

  postMessage(message: unknown): void {
    const copy: unknown = structuredClone(message);
    queueMicrotask(() => this.#other?.receive(copy));
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#listeners.push(listener);
    for (const message of this.#early.splice(0)) listener(message);
  }

  receive(message: unknown): void {
    if (this.#listeners.length === 0) this.#early.push(message);
    for (const listener of this.#listeners) listener(message);
  }
}
