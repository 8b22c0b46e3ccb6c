import { Crashed, type FileStep, type MemoryDisk } from '#test/support/memory-files.ts';
import type { SeededRandom } from '#test/support/seeded-random.ts';
import type { Life } from '../kernel/life.ts';

const READS = /\.(read|find|list)$/;

const NEVER = new Promise<never>(() => undefined);

/**
 * The steps of a program at its disk and its store, any of which may be the last: before it, in the middle of it, or
 * after it and before anybody hears of it.
 */
export class CrashPoints {
  readonly #random: SeededRandom;
  #stepsLeft: number | undefined;
  #onCrash: (place: string) => void = () => undefined;

  constructor(random: SeededRandom) {
    this.#random = random;
  }

  /** The program ends at the `steps`-th step from now on. */
  arm(steps: number, onCrash: (place: string) => void): void {
    this.#stepsLeft = steps;
    this.#onCrash = onCrash;
  }

  disarm(): void {
    this.#stepsLeft = undefined;
  }

  /** A port of the program whose calls are such steps. Every method of it gives a promise. */
  around<Port extends object>(life: Life, label: string, port: Port, disk?: MemoryDisk): Port {
    const calls = new Map<PropertyKey, unknown>();
    return new Proxy(port, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        if (!calls.has(name)) {
          const full = `${label}.${String(name)}`;
          calls.set(name, (...args: unknown[]) =>
            this.step(
              life,
              full,
              () => Promise.resolve(Reflect.apply(method, target, args)),
              () => disk?.arm('crash', name as FileStep, 'half'),
            ),
          );
        }
        return calls.get(name);
      },
    });
  }

  /** One step of the program. `halve` makes the next call of the disk stop in its middle. */
  async step<Value>(
    life: Life,
    label: string,
    work: () => Promise<Value>,
    halve: () => void = () => undefined,
  ): Promise<Value> {
    await life.turn(label);
    const moment = this.#isLast() ? this.#random.pick(['before', 'half', 'after'] as const) : 'never';
    if (moment === 'before') return this.#crash(`before ${label}`);
    if (moment === 'half') halve();
    let value: Value;
    try {
      value = await work();
    } catch (failure) {
      if (failure instanceof Crashed && !life.isOver) return this.#crash(`in ${label}`);
      if (moment === 'after') return this.#crash(`after ${label}`);
      await life.turn(`${label} failed`);
      throw failure;
    }
    if (moment !== 'never') return this.#crash(`after ${label}`);
    // Between a read and its answer nothing can happen that could not happen before it.
    if (!READS.test(label)) await life.turn(`${label} done`);
    return value;
  }

  #isLast(): boolean {
    if (this.#stepsLeft === undefined) return false;
    this.#stepsLeft -= 1;
    return this.#stepsLeft <= 0;
  }

  #crash(place: string): Promise<never> {
    this.disarm();
    this.#onCrash(place);
    return NEVER;
  }
}
