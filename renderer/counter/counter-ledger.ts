import type { CounterStore } from '#renderer/store/counter-store.ts';
import type { JournalProjector } from '#renderer/store/journal-projector.ts';
import type { ReferenceShelf } from '#renderer/store/reference-shelf.ts';
import type { Line, SetAside, SyncLedger, UnsentOperation } from '#renderer/sync/sync-ledger.ts';
import type { Standstill } from '#renderer/sync/watchdog.ts';
import type { JournalPort } from '#shared/journal/journal-port.ts';
import type { OperationId } from '#shared/kernel/identifier.ts';
import type { Hash } from '#shared/kernel/ports.ts';
import type { KeyCalls } from '#shared/keys/key-calls.ts';
import type { ReferenceVersions } from '#shared/protocol/pull.ts';
import type { CounterReport, ReceivedRange } from '#shared/protocol/push.ts';
import type { OperationVerdict } from '#shared/protocol/verdict.ts';
import type { DeviceTime } from './device-time.ts';
import { Errands } from './errands.ts';
import type { ExchangeKeys } from './exchange-keys.ts';
import { keepReference } from './keep-reference.ts';
import type { SatisfactionBox } from './satisfaction-box.ts';
import type { Device } from './side-files.ts';

/** The engine's view of this counter: journal first, store after it. */
export class CounterLedger implements SyncLedger {
  readonly replica: Device['replica'];
  readonly deviceToken: string;
  readonly #errands: Errands;
  /** What the engine was given last to be sent. */
  #offered: ReadonlySet<OperationId> = new Set();
  readonly #parts: {
    readonly journal: JournalPort;
    readonly keys: Pick<KeyCalls, 'readDeviceKey' | 'wrapKeyForRecovery'>;
    readonly store: CounterStore;
    readonly projector: JournalProjector;
    readonly shelf: ReferenceShelf;
    readonly box: SatisfactionBox;
    readonly exchangeKeys: ExchangeKeys;
    readonly time: DeviceTime;
    readonly hash: Hash;
    readonly storage: () => CounterReport['storage'];
    readonly standstill: () => Standstill | null;
    readonly program: string;
    readonly onReference: () => void;
    readonly offerFilesAgain: () => Promise<void>;
  };

  constructor(
    device: Pick<Device, 'replica' | 'deviceToken'>,
    parts: {
      readonly journal: JournalPort;
      readonly keys: Pick<KeyCalls, 'readDeviceKey' | 'wrapKeyForRecovery'>;
      readonly store: CounterStore;
      readonly projector: JournalProjector;
      readonly shelf: ReferenceShelf;
      readonly box: SatisfactionBox;
      readonly exchangeKeys: ExchangeKeys;
      readonly time: DeviceTime;
      readonly hash: Hash;
      readonly storage: () => CounterReport['storage'];
      readonly standstill: () => Standstill | null;
      readonly program: string;
      readonly onReference: () => void;
      readonly offerFilesAgain: () => Promise<void>;
      readonly onDefect: (failure: unknown) => void;
    },
  ) {
    this.replica = device.replica;
    this.deviceToken = device.deviceToken;
    this.#parts = parts;
    this.#errands = new Errands(parts);
  }

  async unsent(limit: number, aside: SetAside): Promise<readonly UnsentOperation[]> {
    // The store may lag behind the journal for a moment after a save or for longer after trouble.
    await this.#parts.projector.catchUp();
    const operations = await this.#parts.store.unsent(limit, aside);
    this.#offered = new Set(operations.map(({ opId }) => opId));
    return operations;
  }

  async keepVerdicts(verdicts: readonly OperationVerdict[]): Promise<void> {
    await this.#parts.journal.appendNotes(
      verdicts.map((verdict) => ({ type: 'verdict', about: verdict.opId, text: JSON.stringify(verdict) })),
    );
    await this.#parts.projector.catchUp();
    // News of what was answered before are no acknowledgement: they also come while nothing gets through.
    if (verdicts.some(({ opId }) => this.#offered.has(opId))) {
      const { store, time } = this.#parts;
      await store.noteAcknowledged(time.now());
    }
  }

  readCursors(): ReturnType<SyncLedger['readCursors']> {
    return this.#parts.store.readCursors();
  }

  isLacked(received: ReceivedRange): Promise<boolean> {
    return this.#parts.store.isLacked(received);
  }

  applyPull(...[answer, since]: Parameters<SyncLedger['applyPull']>): Promise<void> {
    return this.#parts.store.applyPull(answer, since);
  }

  async offerAgain(): Promise<void> {
    await this.#parts.projector.catchUp();
    await this.#parts.store.offerAgain();
    await this.#parts.offerFilesAgain();
  }

  async keepReference(
    versions: ReferenceVersions,
    fetchJson: (path: string) => Promise<unknown>,
  ): Promise<void> {
    const { shelf, hash, onReference } = this.#parts;
    if (await keepReference(shelf, versions, fetchJson, hash)) onReference();
  }

  runErrands(line: Line): Promise<void> {
    return this.#errands.run(line);
  }

  async report(): Promise<CounterReport> {
    const facts = await this.#parts.store.outboxFacts();
    const standstill = this.#parts.standstill();
    return {
      ...facts,
      storage: this.#parts.storage(),
      clockOffsetMilliseconds: this.#parts.time.offsetMilliseconds,
      program: this.#parts.program,
      ...(standstill === null
        ? {}
        : { standstill: { since: standstill.since, restarts: standstill.restarts } }),
    };
  }

  async keepOffset(measurement: Parameters<SyncLedger['keepOffset']>[0]): Promise<void> {
    this.#parts.time.keep(measurement);
  }
}
