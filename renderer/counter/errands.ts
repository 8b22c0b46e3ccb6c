import type { CounterStore } from '#renderer/store/counter-store.ts';
import type { ReferenceShelf } from '#renderer/store/reference-shelf.ts';
import { ExchangeFailure } from '#renderer/sync/exchange-failure.ts';
import type { Line } from '#renderer/sync/sync-ledger.ts';
import type { Digest } from '#shared/kernel/identifier.ts';
import { type Instant, millisecondsOf } from '#shared/kernel/instant.ts';
import { isoWeekOf } from '#shared/kernel/iso-week.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import type { Hash } from '#shared/kernel/ports.ts';
import type { KeyCalls } from '#shared/keys/key-calls.ts';
import { CatalogueHistory } from '#shared/protocol/catalogue-history.ts';
import { DeviceKeysAnswer, type DeviceKeysRequest } from '#shared/protocol/device-keys.ts';
import { SatisfactionTaken } from '#shared/protocol/satisfaction.ts';
import type { DeviceTime } from './device-time.ts';
import type { ExchangeKeys } from './exchange-keys.ts';
import { keepVersion } from './keep-reference.ts';
import type { SatisfactionBox } from './satisfaction-box.ts';

const KEYS_MILLISECONDS = 3_600_000;

/** What errands work on. */
export interface ErrandParts {
  readonly store: Pick<CounterStore, 'seenCatalogues'>;
  readonly shelf: ReferenceShelf;
  readonly hash: Hash;
  readonly time: Pick<DeviceTime, 'now'>;
  readonly box: SatisfactionBox;
  readonly exchangeKeys: ExchangeKeys;
  readonly keys: Pick<KeyCalls, 'readDeviceKey' | 'wrapKeyForRecovery'>;
  /** Told when the numbers of the versions are here. */
  readonly onReference: () => void;
  /** Told of anything that is a fault of ours. */
  readonly onDefect: (failure: unknown) => void;
}

/**
 * What a counter does when the news is in, each for itself, because nothing of it may hold up the exchange. What did
 * not succeed is tried again with the next exchange.
 */
export class Errands {
  readonly #parts: ErrandParts;
  /** Versions that are known to be on the shelf: looking for one there means reading it. */
  readonly #here = new Set<Digest>();
  /** When the centre last heard of the keys of this device; it may have another recovery key an hour later. */
  #keysToldAt: Instant | undefined;

  constructor(parts: ErrandParts) {
    this.#parts = parts;
  }

  async run(line: Line): Promise<void> {
    await this.#try(() => this.#keepHistory(line));
    await this.#try(() => this.#keepVersionsOfCases(line));
    await this.#try(() => this.#bringAnswers(line));
    await this.#try(() => this.#parts.exchangeKeys.exchange(line));
    await this.#try(() => this.#tellKeys(line));
  }

  async #try(errand: () => Promise<void>): Promise<void> {
    try {
      await errand();
    } catch (failure) {
      if (!(failure instanceof ExchangeFailure)) this.#parts.onDefect(failure);
    }
  }

  /** CA54: the numbers are asked for when they lack the version in force. */
  async #keepHistory(line: Line): Promise<void> {
    const { shelf, onReference } = this.#parts;
    const current = await shelf.findCurrent();
    const known = await shelf.findHistory();
    if (current === undefined || known.some(({ hash }) => hash === current.catalogue)) return;
    const told = CatalogueHistory.safeParse(await line.getJson('/api/reference/catalogues'));
    if (!told.success) throw new ExchangeFailure('not-the-centre');
    await shelf.setHistory(told.data);
    onReference();
  }

  /** CA53: the version of a case is here before somebody without a network opens the case. */
  async #keepVersionsOfCases(line: Line): Promise<void> {
    const { store, shelf, hash } = this.#parts;
    for (const digest of await store.seenCatalogues()) {
      if (this.#here.has(digest)) continue;
      await keepVersion(shelf, 'catalogue', digest, (path) => line.getJson(path), hash);
      this.#here.add(digest);
    }
  }

  /** SA4, SA5: what recipients said goes by itself, and stays here until the centre says that it has it. */
  async #bringAnswers(line: Line): Promise<void> {
    const { box, time } = this.#parts;
    await box.settle();
    const answers = await box.due(isoWeekOf(localDateOf(time.now())));
    if (answers.length === 0) return;
    const taken = SatisfactionTaken.safeParse(await line.postJson('/api/satisfaction', { answers }));
    if (taken.data?.taken !== answers.length) throw new ExchangeFailure('not-the-centre');
    await box.forget(answers);
  }

  /** KE29: the device's public key goes to the centre, and its data key as wrapped for the recovery key. */
  async #tellKeys(line: Line): Promise<void> {
    const { keys, time } = this.#parts;
    const at = time.now();
    const toldAt = this.#keysToldAt;
    if (toldAt !== undefined && Math.abs(millisecondsOf(at) - millisecondsOf(toldAt)) < KEYS_MILLISECONDS) {
      return;
    }
    const publicKey = await keys.readDeviceKey(null);
    const tell = async (recovery: DeviceKeysRequest['recovery']): Promise<DeviceKeysAnswer> => {
      const request: DeviceKeysRequest = { publicKey, recovery };
      const answer = DeviceKeysAnswer.safeParse(await line.postJson('/api/devices/keys', request));
      if (!answer.success) throw new ExchangeFailure('not-the-centre');
      return answer.data;
    };
    const { recoveryKey } = await tell(null);
    if (recoveryKey !== null) await tell(await keys.wrapKeyForRecovery(recoveryKey.publicKey));
    this.#keysToldAt = at;
  }
}
