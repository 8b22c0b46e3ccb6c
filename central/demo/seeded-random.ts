import { createHash } from 'node:crypto';
import { invariant } from '#shared/kernel/invariant.ts';

/**
 * Random choices that are the same for the same seed, on every machine and in every version of Node. For made-up data
 * only: whoever knows the seed knows everything.
 */
export class SeededRandom {
  readonly #seed: string;
  #block = Buffer.alloc(0);
  #used = 0;
  #blocks = 0;

  constructor(...seed: readonly (string | number)[]) {
    this.#seed = JSON.stringify(seed);
  }

  /** The next `length` bytes. */
  bytes(length: number): Buffer {
    const bytes = Buffer.alloc(length);
    for (let index = 0; index < length; index += 1) {
      if (this.#used === this.#block.length) this.#nextBlock();
      bytes[index] = this.#block[this.#used] ?? 0;
      this.#used += 1;
    }
    return bytes;
  }

  /** A whole number from `min` to `max`, both included. */
  whole(min: number, max: number): number {
    invariant(Number.isSafeInteger(min) && Number.isSafeInteger(max) && min <= max, 'an empty range');
    // 48 bits are plenty, and the slight preference for small numbers does not matter here.
    return min + (this.bytes(6).readUIntBE(0, 6) % (max - min + 1));
  }

  /** One of `items`, of which there is at least one. */
  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.whole(0, items.length - 1)];
    invariant(items.length > 0 && item !== undefined, 'nothing to choose from');
    return item;
  }

  /** True in `percent` of a hundred. */
  chance(percent: number): boolean {
    return this.whole(1, 100) <= percent;
  }

  /** Digits, also leading noughts. */
  digits(count: number): string {
    let digits = '';
    for (let place = 0; place < count; place += 1) digits += this.whole(0, 9);
    return digits;
  }

  /** A UUID of version 4 in form. */
  uuid(): string {
    const bytes = this.bytes(16);
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    const hex = bytes.toString('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  }

  #nextBlock(): void {
    this.#block = createHash('sha512').update(`${this.#blocks} ${this.#seed}`).digest();
    this.#blocks += 1;
    this.#used = 0;
  }
}
