import { Counter } from '#renderer/counter/counter.ts';
import type { CounterStatus, Session } from '#renderer/counter/counter-api.ts';
import { serveCalls } from '#shared/bridge/port-calls.ts';
import { plainFileCipher } from '#shared/journal/file-cipher.ts';
import { FileShelf } from '#shared/journal/file-shelf.ts';
import { Journal } from '#shared/journal/journal.ts';
import { plainCipher } from '#shared/journal/plain-cipher.ts';
import { decodeUtf8 } from '#shared/kernel/utf8.ts';
import { KEYED_STORAGE_CALLS } from '#shared/keys/key-calls.ts';
import type { CounterId, OfficeId } from '#shared/service-level/office.ts';
import type { Loss } from '#test/support/memory-files.ts';
import type { SeededRandom } from '#test/support/seeded-random.ts';
import type { Faults } from '../faults/faults.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { Life } from '../kernel/life.ts';
import { lifePorts } from '../network/life-ports.ts';
import type { SimLine } from '../network/sim-line.ts';
import { CrashPoints } from './crash-points.ts';
import { nodeHash } from './node-hash.ts';
import { openStorage } from './open-storage.ts';
import { openPlainCase, plainCryptography, type SimulatedCase } from './plain-cryptography.ts';
import type { CounterPlants } from './plants.ts';
import type { SimProfile } from './sim-profile.ts';
import { Skew } from './skew.ts';

/** Small enough to reach many segments, large enough for a whole registration. */
const PLAN = { segmentBytes: 16_384, reserveBytes: 16_384 };

/** Nobody looks after a program that died for longer than this. */
const MOST_DOWN_MILLISECONDS = 60_000;

/** Most steps of a program between the moment at which its end is meant to come and its end. */
const MOST_STEPS = 40;

const LOSSES: readonly Loss[] = ['all', 'none', 'a-prefix', 'torn-in-the-middle', 'any-pieces'];

/** Where a computer stands. */
export interface Desk {
  readonly name: string;
  readonly office: OfficeId;
  readonly officeCode: string;
  readonly counter: CounterId;
  readonly session: Session;
  /** The computer began as an image of another one. */
  readonly isCopy: boolean;
}

/** Who ends with the program: the window's worker alone, or the whole computer, with or without its power. */
export type Ending = 'worker' | 'killed' | 'power';

interface Running {
  readonly journalLife: Life;
  readonly workerLife: Life;
  readonly journal: Journal;
  readonly shelf: FileShelf;
  readonly counter: Counter;
}

/**
 * One computer at a counter: a profile that stays, and a program that runs the real counter, journal and engine on it
 * and may end at any of its steps. What ended by itself is started again after a while.
 */
export class SimCounter {
  readonly desk: Desk;
  readonly line: SimLine;
  readonly skew: Skew;
  readonly defects: unknown[] = [];
  /** By how many milliseconds its clock is wrong. */
  clockOffsetMilliseconds = 0;
  profile: SimProfile;
  /** The number of the protocol that it speaks; undefined for that of the product. */
  protocol: number | undefined;
  /** Switched off: not started again by itself. */
  isOff = false;
  readonly #kernel: Kernel;
  readonly #faults: Faults;
  readonly #random: SeededRandom;
  readonly #points: CrashPoints;
  readonly #plants: CounterPlants;
  readonly #destroying: (work: () => void) => void;
  #running: Running | undefined;
  #status: CounterStatus | undefined;
  #onEnd: (() => void)[] = [];
  #applying: { readonly kind: 'killed-applying' } | undefined;

  constructor(
    kernel: Kernel,
    parts: {
      readonly desk: Desk;
      readonly line: SimLine;
      readonly profile: SimProfile;
      readonly faults: Faults;
      readonly plants: CounterPlants;
      /** Around what may destroy the last copy of something. */
      readonly destroying: (work: () => void) => void;
    },
  ) {
    this.#kernel = kernel;
    this.desk = parts.desk;
    this.line = parts.line;
    this.profile = parts.profile;
    this.#faults = parts.faults;
    this.#plants = parts.plants;
    this.#destroying = parts.destroying;
    this.#random = kernel.randomOf(`computer ${parts.desk.name}`);
    this.#points = new CrashPoints(this.#random);
    this.skew = new Skew(parts.faults, kernel.randomOf(`versions of ${parts.desk.name}`));
  }

  get status(): CounterStatus | undefined {
    return this.#status;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** What the store shows, as a screen would, without asking the program. */
  casesShown(): readonly SimulatedCase[] {
    return this.profile.rows.rowsOf('cases').map(openPlainCase);
  }

  /** Starts the program; ends at once when it is on already. Resolves when the counter can be asked. */
  async start(): Promise<void> {
    if (this.#running !== undefined) return;
    this.isOff = false;
    const name = this.desk.name;
    const journalLife = new Life(this.#kernel, `${name} journal`);
    const { disk, shelfDisk } = this.profile;
    const files = this.#plants.files(this.#points.around(journalLife, 'disk', disk.open(), disk));
    const journal = new Journal({ files, cipher: plainCipher, hash: nodeHash }, PLAN);
    const shelfFiles = shelfDisk.open();
    const shelf = new FileShelf(
      {
        list: () => shelfFiles.list(),
        find: (file) => shelfFiles.find(file),
        replace: (file, bytes) => shelfFiles.replace(file, bytes),
        remove: (file) => shelfFiles.remove(file),
        findFreeBytes: async () => undefined,
      },
      plainFileCipher,
    );
    await this.#startWorker(journalLife, journal, shelf);
  }

  async #startWorker(journalLife: Life, journal: Journal, shelf: FileShelf): Promise<void> {
    const workerLife = new Life(this.#kernel, this.desk.name);
    const rows = this.#plants.rows(this.profile.rows.handle(workerLife, this.#points));
    const counter = new Counter({
      http: this.#plants.http(this.line.portOf(workerLife)),
      clock: workerLife.clock(() => this.clockOffsetMilliseconds),
      random: workerLife.random,
      timers: workerLife,
      hash: nodeHash,
      cryptography: plainCryptography,
      rows,
      passwordHash: async () => '',
      passwordRounds: 1,
      guarantee: 'full',
      isPersisted: undefined,
      program: 'simulator',
      onDefect: (failure) => this.defects.push(failure),
    });
    this.#running = { journalLife, workerLife, journal, shelf, counter };
    counter.watchStatus((status) => {
      if (this.#running?.counter === counter) this.#status = status;
    });
    const [counterEnd, journalEnd] = lifePorts(workerLife, journalLife);
    const seen = this.#plants.journal(this.skew.of(journal));
    serveCalls(journalEnd, KEYED_STORAGE_CALLS, openStorage(seen, shelf), (failure) =>
      failure instanceof Error ? failure.name : 'failed',
    );
    const isAlive = this.#untilEnd();
    await Promise.race([counter.connect({ kind: 'port', port: counterEnd }), isAlive]);
    if (this.#running?.counter === counter) await counter.resume(this.desk.session);
  }

  /** Makes the computer a counter, or has it accepted again. */
  async enrol(): Promise<void> {
    const { office, officeCode, counter } = this.desk;
    await this.ask((program) => program.enrol({ office, officeCode, counter }));
  }

  /** Whether the centre did not accept the device when it was asked last. */
  get isNotAccepted(): boolean {
    return this.#status?.sync.failing?.name === 'device-not-accepted';
  }

  /** The program ends where it is, and is started again after a while unless the computer is off. */
  end(ending: Ending): void {
    const running = this.#running;
    if (running === undefined) return;
    this.#running = undefined;
    this.#points.disarm();
    running.workerLife.end();
    const { disk, shelfDisk, rows } = this.profile;
    if (ending !== 'worker') {
      running.journalLife.end();
      shelfDisk.killProgram();
      if (ending === 'killed') disk.killProgram();
      else {
        const before = { ...disk.happened };
        disk.cutPower(this.#random.pick(LOSSES));
        const lost = disk.happened.lostWrites - before.lostWrites;
        this.#faults.happened('unflushed-lost', lost > 0 ? 1 : 0);
        this.#faults.happened('torn-tail', disk.happened.tornWrites - before.tornWrites);
        if (this.#faults.has('store-behind')) {
          this.#destroying(() => {
            if (rows.fallBack(this.#random)) this.#faults.happened('store-behind');
          });
        }
      }
    }
    for (const tell of this.#onEnd.splice(0)) tell();
    if (this.isOff) return;
    this.#kernel.spawn(async () => {
      await this.#kernel.sleep(this.#random.between(500, MOST_DOWN_MILLISECONDS), 'down');
      if (this.isOff || this.#running !== undefined) return;
      if (ending === 'worker') await this.#startWorker(running.journalLife, running.journal, running.shelf);
      else await this.start();
    }, 'restart');
  }

  /** Switches the computer off. */
  switchOff(): void {
    this.isOff = true;
    this.end('killed');
  }

  /**
   * What the program answers, or `gone` when it ended before it did. `work` must not fail because the program ended.
   */
  async ask<Value>(work: (counter: Counter) => Promise<Value>): Promise<Value | 'gone'> {
    const running = this.#running;
    if (running === undefined) return 'gone';
    return Promise.race([work(running.counter), this.#untilEnd()]);
  }

  /** Lets the program end at one of its next steps, and says which fault that is. */
  armKill(kind: 'killed-saving' | 'killed-applying'): void {
    const ending = this.#random.pick(['worker', 'killed', 'power'] as const);
    this.#points.arm(this.#random.between(1, MOST_STEPS), (place) => {
      this.#faults.happened(kind);
      this.#endAt(place, ending);
    });
  }

  /** Lets the power go at one of the next steps. */
  armPowerCut(): void {
    this.#points.arm(this.#random.between(1, MOST_STEPS), (place) => this.#endAt(place, 'power'));
  }

  /** An answer of the centre has arrived. */
  arrived(): void {
    if (this.#applying === undefined) return;
    this.#applying = undefined;
    this.armKill('killed-applying');
  }

  /** The program ends while it takes in the next answer of the centre. */
  killAtNextAnswer(): void {
    this.#applying = { kind: 'killed-applying' };
  }

  /** Nothing that was meant to end it does so any more. */
  disarm(): void {
    this.#applying = undefined;
    this.#points.disarm();
    this.profile.disk.disarm();
  }

  /** How often a flush has failed since this was asked last. */
  takeFlushFailures(): number {
    const { happened } = this.profile.disk;
    const { failures } = happened;
    happened.failures = 0;
    return failures;
  }

  /** The token that lies beside the journal. */
  deviceToken(): string | undefined {
    const file = this.profile.disk.files.get('device.json');
    if (file === undefined) return undefined;
    return JSON.parse(decodeUtf8(file.durable.slice(0, file.size))).deviceToken;
  }

  #endAt(place: string, ending: Ending): void {
    // What was written by halves is there when the power stays, and perhaps not otherwise.
    if (place === 'in disk.write' && ending === 'killed') this.#faults.happened('torn-tail');
    this.end(place.includes('disk.') && ending === 'worker' ? 'killed' : ending);
  }

  #untilEnd(): Promise<'gone'> {
    return new Promise((resolve) => {
      this.#onEnd.push(() => resolve('gone'));
    });
  }
}
