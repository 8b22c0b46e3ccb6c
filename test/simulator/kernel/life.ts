import { addMilliseconds } from '#shared/kernel/instant.ts';
import type { AbortSignalLike, Clock, Random, Timers } from '#shared/kernel/ports.ts';
import type { SeededRandom } from '#test/support/seeded-random.ts';
import type { Kernel } from './kernel.ts';

/** Methods that all give promises: what a port of the world looks like. */
type Port<Methods> = {
  readonly [Name in keyof Methods]: Methods[Name] extends (...args: never[]) => Promise<unknown>
    ? Methods[Name]
    : never;
};

/**
 * One life of a program in a simulated world: from its start until it ends or is killed. A killed program does nothing
 * any more: whatever it waits for never comes, at any of its awaits, and no `finally` of it runs. So its ports must be
 * handed in through its life: `clock`, `timers` and `random` are, and `port` does it for any other one. What others
 * hold for it (a transaction, a locked file) they give up by `onEnd`.
 */
export class Life implements Timers {
  readonly name: string;
  readonly kernel: Kernel;
  readonly #random: SeededRandom;
  readonly #startedAt: number;
  readonly #endings = new Set<() => void>();
  #isOver = false;

  constructor(kernel: Kernel, name: string) {
    this.kernel = kernel;
    this.name = name;
    this.#startedAt = kernel.time.monotonicMilliseconds();
    // Two lives of one program draw other numbers: neither their salts nor their waits are the same.
    this.#random = kernel.randomOf(`${name} from ${this.#startedAt}, step ${kernel.steps}`);
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** The program's clock; `offset`: by how many milliseconds it is wrong now. */
  clock(offset: () => number = () => 0): Clock {
    const { time } = this.kernel;
    return {
      now: () => addMilliseconds(time.now(), offset()),
      monotonicMilliseconds: () => time.monotonicMilliseconds() - this.#startedAt,
    };
  }

  readonly random: Random = {
    bytes: (length) => Uint8Array.from({ length }, () => this.#random.below(256)),
    uuid: () => uuidOf(this.#random),
    fraction: () => this.#random.fraction(),
  };

  sleep(milliseconds: number, signal?: AbortSignalLike): Promise<void> {
    return new Promise((resolve) => {
      const woken = (): void => {
        this.#endings.delete(cancel);
        cancel();
        void this.turn('woken').then(resolve);
      };
      const stopTimer = this.kernel.callAfter(milliseconds, woken);
      const cancel = (): void => {
        stopTimer();
        signal?.removeEventListener('abort', woken);
      };
      if (this.#isOver) cancel();
      else if (signal?.aborted === true) woken();
      else {
        this.#endings.add(cancel);
        signal?.addEventListener('abort', woken, { once: true });
      }
    });
  }

  /** Resolves when the seed lets this program go on; never, when it has ended by then. */
  turn(label: string): Promise<void> {
    if (this.#isOver) return new Promise(() => undefined);
    return this.kernel.turn(`${this.name} ${label}`, this);
  }

  /** A call to the world: a turn before it and one before its answer arrives, so that others come in between. */
  async call<Value>(label: string, work: () => Promise<Value>): Promise<Value> {
    await this.turn(label);
    const [outcome] = await Promise.allSettled([work()]);
    await this.turn(`${label} answered`);
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  }

  /** The port as this program sees it. Every method of it must give a promise. */
  port<Methods extends object & Port<Methods>>(label: string, port: Methods): Methods {
    const calls = new Map<PropertyKey, unknown>();
    return new Proxy(port, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        if (!calls.has(name)) {
          const full = `${label}.${String(name)}`;
          calls.set(name, (...args: unknown[]) =>
            this.call(full, async () => Reflect.apply(method, target, args) as unknown),
          );
        }
        return calls.get(name);
      },
    });
  }

  /** Has `ending` called when this life ends; the function that it gives takes that back. */
  onEnd(ending: () => void): () => void {
    this.#endings.add(ending);
    return () => {
      this.#endings.delete(ending);
    };
  }

  /** The program ends wherever it is, as when it is killed. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.kernel.forget(this);
    for (const ending of [...this.#endings]) ending();
    this.#endings.clear();
  }
}

function uuidOf(random: SeededRandom): string {
  const bytes = Array.from({ length: 16 }, () => random.below(256));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
