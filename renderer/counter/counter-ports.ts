import type { RowStore } from '#renderer/store/row-store.ts';
import type { Http } from '#renderer/sync/http.ts';
import type { Clock, Hash, Random, Timers } from '#shared/kernel/ports.ts';
import type { Cryptography } from '#shared/keys/cryptography.ts';

/** The world as the counter sees it, handed in by the worker's entry. */
export interface CounterPorts {
  readonly http: Http;
  readonly clock: Clock;
  readonly random: Random;
  readonly timers: Timers;
  readonly hash: Hash;
  readonly cryptography: Cryptography;
  readonly rows: RowStore;
  readonly passwordHash: (password: string, salt: string, rounds: number) => Promise<string>;
  readonly passwordRounds: number;
  readonly guarantee: 'full' | 'reduced';
  /** Name and version of the program, for the centre's list of counters. */
  readonly program: string;
  readonly onDefect: (failure: unknown) => void;
  /** Whether the browser promised to keep what is here; undefined where nobody has to promise. */
  readonly isPersisted: (() => Promise<boolean>) | undefined;
}
