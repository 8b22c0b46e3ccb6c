import type { FilePort } from '#shared/journal/journal-ports.ts';
import { findSegmentIndex } from '#shared/journal/segment-name.ts';

/** A disk whose journal segments are in memory and gone with the program; every other file is where it belongs. */
export class OverlayFiles implements FilePort {
  readonly #port: FilePort;
  readonly #segments = new Map<string, Uint8Array<ArrayBuffer>>();

  constructor(port: FilePort) {
    this.#port = port;
  }

  async list(): Promise<readonly string[]> {
    const others = (await this.#port.list()).filter((name) => findSegmentIndex(name) === undefined);
    return [...others, ...this.#segments.keys()];
  }

  async create(name: string, size: number): Promise<void> {
    if (findSegmentIndex(name) === undefined) return this.#port.create(name, size);
    this.#segments.set(name, new Uint8Array(size));
  }

  async read(name: string, offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    return this.#segments.get(name)?.slice(offset, offset + length) ?? this.#port.read(name, offset, length);
  }

  async write(name: string, offset: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const segment = this.#segments.get(name);
    if (segment === undefined) return this.#port.write(name, offset, bytes);
    segment.set(bytes, offset);
  }

  async flush(name: string): Promise<void> {
    if (!this.#segments.has(name)) await this.#port.flush(name);
  }

  find(name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.#port.find(name);
  }

  replace(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    return this.#port.replace(name, bytes);
  }

  async remove(name: string): Promise<void> {
    if (!this.#segments.delete(name)) await this.#port.remove(name);
  }
}
