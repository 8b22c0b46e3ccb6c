import type { CounterStore } from '#renderer/store/counter-store.ts';
import type { ReferenceShelf } from '#renderer/store/reference-shelf.ts';
import { ExchangeFailure } from '#renderer/sync/exchange-failure.ts';
import type { Line } from '#renderer/sync/sync-ledger.ts';
import type { Digest } from '#shared/kernel/identifier.ts';
import { isoWeekOf } from '#shared/kernel/iso-week.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import type { Hash } from '#shared/kernel/ports.ts';
import { CatalogueHistory } from '#shared/protocol/catalogue-history.ts';
import { SatisfactionTaken } from '#shared/protocol/satisfaction.ts';
import type { DeviceTime } from './device-time.ts';
import type { ExchangeKeys } from './exchange-keys.ts';
import { keepVersion } from './keep-reference.ts';
import type { SatisfactionBox } from './satisfaction-box.ts';

/** What errands work on. */
export interface ErrandParts {
  readonly store: Pick<CounterStore, 'seenCatalogues'>;
  readonly shelf: ReferenceShelf;
  readonly hash: Hash;
  readonly time: Pick<DeviceTime, 'now'>;
  readonly box: SatisfactionBox;
  readonly exchangeKeys: ExchangeKeys;
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

  constructor(parts: ErrandParts) {
    this.#parts = parts;
  }

  async run(line: Line): Promise<void> {
    await this.#try(() => this.#keepHistory(line));
    await this.#try(() => this.#keepVersionsOfCases(line));
    await this.#try(() => this.#bringAnswers(line));
    await this.#try(() => this.#parts.exchangeKeys.exchange(line));
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
}
