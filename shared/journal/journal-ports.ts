import type { RecordHeader } from './journal-record.ts';

/**
 * The files of one journal, in one folder of their own. Every name is a plain file name.
 * `write` may stay in the operating system's memory; only after `flush` returned is it on the disk.
 */
export interface FilePort {
  /** The names of all files, in any order. */
  list(): Promise<readonly string[]>;
  /**
   * A new file of `size` zero bytes, written out in full and flushed, its name too. Fails when the disk is full, and
   * then leaves no file behind; what a crash leaves of it is shorter than `size`.
   */
  create(name: string, size: number): Promise<void>;
  /** The bytes of the file from `offset`, at most `length`; fewer at its end. */
  read(name: string, offset: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
  write(name: string, offset: number, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  flush(name: string): Promise<void>;
  /** The whole content of a small file, or `undefined` when there is none. */
  find(name: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Puts `bytes` in the place of the whole file in one step: after a crash either the old or the new content is there. */
  replace(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  remove(name: string): Promise<void>;
}

/** Encryption of record bodies. Until a device has a key, the plain cipher with key id 0 stands here. */
export interface CipherPort {
  /** The key that new records are written with. */
  readonly keyId: number;
  /** A nonce for one record (12 bytes, never used twice with one key). */
  nonce(): Uint8Array<ArrayBuffer>;
  /** The body as it goes to disk; always as long as `sealedLength(plain.length)`. `header` is associated data. */
  seal(
    plain: Uint8Array<ArrayBuffer>,
    header: Uint8Array<ArrayBuffer>,
    nonce: Uint8Array<ArrayBuffer>,
  ): Promise<Uint8Array<ArrayBuffer>>;
  sealedLength(plainLength: number): number;
  /** The plain body of a record; fails when the key is unknown or the bytes were changed. */
  open(
    header: RecordHeader,
    headerBytes: Uint8Array<ArrayBuffer>,
    body: Uint8Array<ArrayBuffer>,
  ): Promise<Uint8Array<ArrayBuffer>>;
}
