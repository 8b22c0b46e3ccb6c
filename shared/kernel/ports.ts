import type { Instant } from './instant.ts';

/**
 * The world outside, as the engine, the journal and the centre's case handling see it. The entry files hand the real
 * ones in; a simulator hands in its own and changes nothing else.
 */

/** The device's clock. It may be wrong, and may be set back. */
export interface Clock {
  /** What the clock shows now. */
  now(): Instant;
  /** Milliseconds since the program started; never goes back. */
  monotonicMilliseconds(): number;
}

/** Unpredictable bytes. */
export interface Random {
  /** `length` random bytes. */
  bytes(length: number): Uint8Array<ArrayBuffer>;
  /** A random UUID (version 4). */
  uuid(): string;
  /** A number from 0 up to but not including 1, for jitter only. */
  fraction(): number;
}

/** SHA-256. */
export interface Hash {
  /** The 32 bytes of the SHA-256 of `bytes`. */
  sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
}

/** Waiting. */
export interface Timers {
  /** Resolves after `milliseconds`, or at once when `signal` aborts. */
  sleep(milliseconds: number, signal?: AbortSignalLike): Promise<void>;
}

/** The part of the platform's `AbortSignal` that pure code needs. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
