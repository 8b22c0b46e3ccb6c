import type { Attachment, AttachmentId } from '#shared/attachments/attachment.ts';
import type { Clock, Random, Timers } from '#shared/kernel/ports.ts';
import { CHUNK_BYTES } from '#shared/protocol/attachments.ts';
import { sendAttachment } from './attachment-transfer.ts';
import { askedMilliseconds, backoffMilliseconds } from './backoff.ts';
import { ExchangeFailure } from './exchange-failure.ts';
import type { Http } from './http.ts';

/** What the lane reads and writes of the counter. */
export interface AttachmentLedger {
  readonly deviceToken: string;
  /** The smallest file that a saved operation names and the centre is not known to have; `except` is passed over. */
  findUnsent(except: ReadonlySet<AttachmentId>): Promise<Attachment | undefined>;
  /** The bytes, or `undefined` when what is here is not the file any more. */
  read(file: Attachment): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** So much of the file is at the centre. */
  progressed(id: AttachmentId, receivedBytes: number): void;
  keepStored(id: AttachmentId): Promise<void>;
  /** The centre does not take the file, or it cannot be read here. It is tried again later all the same. */
  setAside(id: AttachmentId): void;
}

export interface LanePorts {
  readonly http: Http;
  readonly ledger: AttachmentLedger;
  readonly clock: Clock;
  readonly random: Random;
  readonly timers: Timers;
  readonly onDefect: (failure: unknown) => void;
}

/** Gets through within the time of a request also where a line carries 10 kbit/s. */
const SMALLEST_CHUNK_BYTES = 16 * 1024;

const REST_MILLISECONDS = 60_000;

/** After this, what the centre would not take is offered once more. */
const ASIDE_MILLISECONDS = 3_600_000;

/**
 * The lane on which files go to the centre, one after the other, the smallest first. It runs beside the exchange of
 * operations and neither waits for the other (AT16).
 *
 *     resting → (woken, or 60 s) → sending → resting
 *                                     ↓ failed
 *                                  waiting (backoff) → sending
 */
export class AttachmentLane {
  readonly #ports: LanePorts;
  readonly #stop = new AbortController();
  #aside = new Set<AttachmentId>();
  #asideUntil = 0;
  #wake = new AbortController();
  #isWoken = true;
  #failures = 0;
  /** Halved when a part did not get through in time, and grown again (AT17). */
  #chunkBytes: number = CHUNK_BYTES;

  constructor(ports: LanePorts) {
    this.#ports = ports;
  }

  /** Runs until `stop`. */
  async run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await this.#rest(REST_MILLISECONDS);
      this.#isWoken = false;
      try {
        await this.#sendAll();
        this.#failures = 0;
      } catch (failure) {
        if (!this.#stop.signal.aborted) await this.#waitAfter(failure);
      }
    }
  }

  wake(): void {
    this.#isWoken = true;
    this.#wake.abort();
  }

  stop(): void {
    this.#stop.abort();
    this.#wake.abort();
  }

  async #sendAll(): Promise<void> {
    const { http, ledger, clock } = this.#ports;
    if (clock.monotonicMilliseconds() >= this.#asideUntil) this.#aside = new Set();
    const { signal } = this.#stop;
    while (!signal.aborted) {
      const file = await ledger.findUnsent(this.#aside);
      if (file === undefined) return;
      const content = await this.#read(file);
      const { id, kind, bytes, sha256 } = file;
      const ports = { http, token: ledger.deviceToken, signal };
      const onProgress = (received: number): void => {
        if (received > 0) this.#chunkBytes = Math.min(CHUNK_BYTES, this.#chunkBytes * 2);
        ledger.progressed(id, received);
      };
      const way = { onProgress, chunkBytes: () => this.#chunkBytes };
      const outcome =
        content === undefined
          ? 'not-accepted'
          : await sendAttachment(ports, { id, kind, bytes, sha256 }, content, way);
      this.#failures = 0;
      if (outcome === 'stored') await ledger.keepStored(id);
      else this.#putAside(id);
    }
  }

  /** A file for which the disk gives an error holds up no other (AT19). */
  #read(file: Attachment): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.#ports.ledger.read(file).catch((failure: unknown) => {
      this.#ports.onDefect(failure);
      return undefined;
    });
  }

  #putAside(id: AttachmentId): void {
    const { ledger, clock } = this.#ports;
    this.#aside.add(id);
    this.#asideUntil = clock.monotonicMilliseconds() + ASIDE_MILLISECONDS;
    ledger.setAside(id);
  }

  async #waitAfter(failure: unknown): Promise<void> {
    const { random, timers, onDefect } = this.#ports;
    if (!(failure instanceof ExchangeFailure)) onDefect(failure);
    this.#failures += 1;
    this.#chunkBytes = Math.max(SMALLEST_CHUNK_BYTES, this.#chunkBytes / 2);
    const asked = askedMilliseconds(
      failure instanceof ExchangeFailure ? failure.retryAfterSeconds : undefined,
    );
    if (asked > 0) await timers.sleep(asked, this.#stop.signal);
    this.#isWoken = false;
    await this.#rest(Math.max(0, backoffMilliseconds(this.#failures, random) - asked));
    this.#isWoken = true;
  }

  async #rest(milliseconds: number): Promise<void> {
    if (this.#isWoken || this.#stop.signal.aborted) return;
    this.#wake = new AbortController();
    await this.#ports.timers.sleep(milliseconds, this.#wake.signal);
  }
}
