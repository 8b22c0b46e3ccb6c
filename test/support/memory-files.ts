import type { FilePort } from '#shared/journal/journal-ports.ts';
import type { SeededRandom } from './seeded-random.ts';

/** What a power cut leaves of the writes that were not flushed. */
export type Loss = 'all' | 'none' | 'a-prefix' | 'torn-in-the-middle' | 'any-pieces';

/** A call of the file port. */
export type FileStep = 'create' | 'read' | 'write' | 'flush' | 'find' | 'replace' | 'remove' | 'list';

/** At which point of a call something happens. `half`: a part of it is done. */
export type Moment = 'before' | 'half' | 'after';

/** The program died at a crash point. Its view of the disk answers nothing any more. */
export class Crashed extends Error {
  override readonly name = 'Crashed';
}

/** The disk said no. */
export class DiskFault extends Error {
  override readonly name = 'DiskFault';
}

interface Write {
  readonly offset: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** One file of `size` bytes; the arrays are shorter and zeros follow. */
interface MemoryFile {
  size: number;
  /** What is on the disk. */
  durable: Uint8Array<ArrayBuffer>;
  /** What the system holds in memory, which is what programs read. */
  cached: Uint8Array<ArrayBuffer>;
  /** What the system knows that it has still to write. A write whose flush failed is in `cached` only. */
  unflushed: Write[];
}

interface Fault {
  readonly step: FileStep;
  readonly moment: Moment;
  readonly kind: 'crash' | 'fail';
  /** Calls of this step that still pass. */
  after: number;
}

/** Sectors are written whole or not at all. */
const SECTOR_BYTES = 64;

/**
 * A disk in memory that keeps apart what was flushed and what was not, for the journal's tests. `open` gives a
 * program's view of it; a power cut or a crash ends all views. Every choice comes from the seed.
 */
export class MemoryDisk {
  readonly files = new Map<string, MemoryFile>();
  /** How often something happened, so that a test can prove that it did. */
  readonly happened = {
    crashes: 0,
    failures: 0,
    lostWrites: 0,
    forgottenWrites: 0,
    tornWrites: 0,
    fullDisks: 0,
  };
  capacityBytes = Number.POSITIVE_INFINITY;
  isReadOnly = false;
  readonly #random: SeededRandom;
  #removed: [string, MemoryFile][] = [];
  #faults: Fault[] = [];
  #life = 0;

  constructor(random: SeededRandom) {
    this.#random = random;
  }

  /** A running program's view of the disk. */
  open(): FilePort {
    return new MemoryFiles(this, this.#life);
  }

  /** The next call of `step`, or a later one, fails or ends the program. */
  arm(kind: Fault['kind'], step: FileStep, moment: Moment, after = 0): void {
    this.#faults.push({ kind, step, moment, after });
  }

  disarm(): void {
    this.#faults = [];
  }

  /** Somebody else fills the disk: not a byte more goes on it. */
  fill(): void {
    this.capacityBytes = [...this.files.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /** The program ends; the system keeps what it holds in memory. */
  killProgram(): void {
    this.#life += 1;
    this.disarm();
  }

  /** The power goes: of what was not flushed only what `loss` says is left. */
  cutPower(loss: Loss): void {
    this.killProgram();
    for (const [name, file] of this.#removed) if (this.#random.chance(0.5)) this.files.set(name, file);
    this.#removed = [];
    for (const file of this.files.values()) {
      for (const { offset, bytes } of this.#survivors(file, loss)) {
        file.durable = withBytes(file.durable, offset, bytes);
      }
      file.cached = file.durable.slice();
      file.unflushed = [];
    }
  }

  /** Another disk with what is on this one: an image of it, written back or put into another computer. */
  copy(random: SeededRandom): MemoryDisk {
    const copy = new MemoryDisk(random);
    for (const [name, { size, durable }] of this.files) {
      copy.files.set(name, { size, durable: durable.slice(), cached: durable.slice(), unflushed: [] });
    }
    return copy;
  }

  /** Changes one bit of what is on the disk. */
  flipBit(name: string, offset: number, bit: number): void {
    const file = this.get(name);
    const byte = new Uint8Array([(file.durable[offset] ?? 0) ^ (1 << bit)]);
    file.durable = withBytes(file.durable, offset, byte);
    file.cached = withBytes(file.cached, offset, byte);
  }

  /** The end of the bytes that are not zero, unflushed ones left out. */
  usedBytes(name: string): number {
    return this.get(name).durable.findLastIndex((byte) => byte !== 0) + 1;
  }

  get(name: string): MemoryFile {
    const file = this.files.get(name);
    if (file === undefined) throw new DiskFault(`no file ${name}`);
    return file;
  }

  isAlive(life: number): boolean {
    return life === this.#life;
  }

  /** Runs what is armed for this call. Gives whether the call must do half of its work and then fail. */
  meet(step: FileStep, moment: 'before' | 'after'): 'go-on' | 'half' {
    const fault = this.#faults.find((candidate) => candidate.step === step);
    if (fault === undefined) return 'go-on';
    if (fault.after > 0) {
      if (moment === 'before') fault.after -= 1;
      return 'go-on';
    }
    if (fault.moment === 'half') return moment === 'before' ? 'half' : 'go-on';
    if (fault.moment === moment) this.strike(step);
    return 'go-on';
  }

  /** Ends the call, and with a crash the program. */
  strike(step: FileStep): never {
    const fault = this.#faults.find((candidate) => candidate.step === step);
    this.#faults = this.#faults.filter((candidate) => candidate !== fault);
    if (fault?.kind === 'crash') {
      this.happened.crashes += 1;
      this.killProgram();
      throw new Crashed(step);
    }
    this.happened.failures += 1;
    throw new DiskFault(`${step} failed`);
  }

  create(name: string, size: number): void {
    if (this.files.has(name)) throw new DiskFault(`${name} is there already`);
    const used = [...this.files.values()].reduce((sum, file) => sum + file.size, 0);
    if (used + size > this.capacityBytes) {
      this.happened.fullDisks += 1;
      throw new DiskFault('disk full');
    }
    // A new name is on the disk together with every change of names before it.
    this.#removed = [];
    this.files.set(name, { size, durable: new Uint8Array(), cached: new Uint8Array(), unflushed: [] });
  }

  /** What a crash in the middle leaves: nothing, or a file that is too short. */
  createHalf(name: string, size: number): void {
    if (this.#random.chance(0.7)) this.create(name, this.#random.below(size));
  }

  write(name: string, offset: number, bytes: Uint8Array<ArrayBuffer>): void {
    const file = this.get(name);
    file.unflushed.push({ offset, bytes: bytes.slice() });
    file.cached = withBytes(file.cached, offset, bytes);
    file.size = Math.max(file.size, offset + bytes.length);
  }

  writeHalf(name: string, offset: number, bytes: Uint8Array<ArrayBuffer>): void {
    this.write(name, offset, bytes.slice(0, this.#random.below(bytes.length)));
  }

  flush(name: string): void {
    const file = this.get(name);
    for (const { offset, bytes } of file.unflushed) file.durable = withBytes(file.durable, offset, bytes);
    file.unflushed = [];
  }

  /** A flush that failed in the middle: the first writes reached the disk, and of the others the system thinks so. */
  flushHalf(name: string): void {
    const file = this.get(name);
    const written = file.unflushed.slice(0, this.#random.below(file.unflushed.length + 1));
    for (const { offset, bytes } of written) file.durable = withBytes(file.durable, offset, bytes);
    this.happened.forgottenWrites += file.unflushed.length - written.length;
    file.unflushed = [];
  }

  remove(name: string): void {
    this.#removed.push([name, this.get(name)]);
    this.files.delete(name);
  }

  replace(name: string, bytes: Uint8Array<ArrayBuffer>): void {
    this.#removed = [];
    this.files.set(name, {
      size: bytes.length,
      durable: bytes.slice(),
      cached: bytes.slice(),
      unflushed: [],
    });
  }

  #survivors(file: MemoryFile, loss: Loss): readonly Write[] {
    const writes = file.unflushed;
    const keep = (count: number): readonly Write[] => {
      this.happened.lostWrites += writes.length - count;
      return writes.slice(0, count);
    };
    switch (loss) {
      case 'all':
        return keep(0);
      case 'none':
        return writes;
      case 'a-prefix':
        return keep(this.#random.below(writes.length + 1));
      case 'torn-in-the-middle': {
        const place = this.#random.below(writes.length);
        const torn = writes[place];
        if (torn === undefined) return writes;
        this.happened.tornWrites += 1;
        const bytes = torn.bytes.slice(0, this.#random.below(torn.bytes.length));
        return [...keep(place), { offset: torn.offset, bytes }];
      }
      case 'any-pieces':
        this.happened.lostWrites += writes.length;
        return writes.flatMap(sectorsOf).filter(() => this.#random.chance(0.5));
    }
  }
}

class MemoryFiles implements FilePort {
  readonly #disk: MemoryDisk;
  readonly #life: number;

  constructor(disk: MemoryDisk, life: number) {
    this.#disk = disk;
    this.#life = life;
  }

  list(): Promise<readonly string[]> {
    return this.#step('list', () => [...this.#disk.files.keys()].reverse());
  }

  create(name: string, size: number): Promise<void> {
    const disk = this.#disk;
    return this.#changing(
      'create',
      () => disk.create(name, size),
      () => disk.createHalf(name, size),
    );
  }

  read(name: string, offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    return this.#step('read', () => bytesOf(this.#disk.get(name), offset, length));
  }

  write(name: string, offset: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const disk = this.#disk;
    return this.#changing(
      'write',
      () => disk.write(name, offset, bytes),
      () => disk.writeHalf(name, offset, bytes),
    );
  }

  flush(name: string): Promise<void> {
    const disk = this.#disk;
    return this.#changing(
      'flush',
      () => disk.flush(name),
      () => disk.flushHalf(name),
    );
  }

  find(name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.#step('find', () => {
      const file = this.#disk.files.get(name);
      return file === undefined ? undefined : bytesOf(file, 0, file.size);
    });
  }

  replace(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    return this.#changing(
      'replace',
      () => this.#disk.replace(name, bytes),
      () => undefined,
    );
  }

  remove(name: string): Promise<void> {
    return this.#changing(
      'remove',
      () => this.#disk.remove(name),
      () => undefined,
    );
  }

  async #changing(step: FileStep, work: () => void, half: () => void): Promise<void> {
    if (this.#disk.isReadOnly) throw new DiskFault('read-only');
    await this.#step(step, work, half);
  }

  /** One call: another program's turn can come between any two of them. */
  async #step<Answer>(step: FileStep, work: () => Answer, half?: () => void): Promise<Answer> {
    await Promise.resolve();
    if (!this.#disk.isAlive(this.#life)) throw new Crashed(step);
    if (this.#disk.meet(step, 'before') === 'half') {
      half?.();
      this.#disk.strike(step);
    }
    const answer = work();
    this.#disk.meet(step, 'after');
    return answer;
  }
}

function bytesOf({ size, cached }: MemoryFile, offset: number, length: number): Uint8Array<ArrayBuffer> {
  const end = Math.min(size, offset + length);
  const bytes = new Uint8Array(Math.max(0, end - offset));
  bytes.set(cached.subarray(offset, end));
  return bytes;
}

/** `whole` with `bytes` at `offset`, made longer where it must be. */
function withBytes(
  whole: Uint8Array<ArrayBuffer>,
  offset: number,
  bytes: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  const end = offset + bytes.length;
  const target = end > whole.length ? new Uint8Array(Math.max(end, whole.length * 2)) : whole;
  if (target !== whole) target.set(whole);
  target.set(bytes, offset);
  return target;
}

function sectorsOf({ offset, bytes }: Write): Write[] {
  const sectors: Write[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = Math.min(bytes.length - at, SECTOR_BYTES - ((offset + at) % SECTOR_BYTES));
    sectors.push({ offset: offset + at, bytes: bytes.slice(at, at + length) });
    at += length;
  }
  return sectors;
}
