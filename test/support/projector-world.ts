import type { CounterStore } from '#renderer/store/counter-store.ts';
import { type DraftEntry, JournalProjector } from '#renderer/store/journal-projector.ts';
import { ReferenceShelf } from '#renderer/store/reference-shelf.ts';
import type { CaseCommand } from '#shared/case/case-command.ts';
import { Journal } from '#shared/journal/journal.ts';
import type { OperationToSeal } from '#shared/journal/journal-entry.ts';
import type { JournalPort } from '#shared/journal/journal-port.ts';
import { plainCipher } from '#shared/journal/plain-cipher.ts';
import type { OperationId } from '#shared/kernel/identifier.ts';
import type { OperationVerdict, VerdictOutcome } from '#shared/protocol/verdict.ts';
import { MemoryRows } from '#test/simulator/counter/memory-rows.ts';
import { demoTexts } from './demo-references.ts';
import { MemoryDisk } from './memory-files.ts';
import { CONSULTATION, MADE_VERSIONS } from './operation-maker.ts';
import { unlockedStore } from './row-beds.ts';
import { minute, SAMPLE_CLERK, verdictOn } from './sample-cases.ts';
import { authoredHeader, sampleId, sampleIdentity } from './sample-operations.ts';
import { SeededRandom } from './seeded-random.ts';
import { sha256 } from './sha256.ts';

/** Small enough to reach the next segment, large enough for a whole registration. */
const PLAN = { segmentBytes: 65_536, reserveBytes: 65_536 };

/** An empty store of its own. */
export function newStore(rows = new MemoryRows()): CounterStore {
  return unlockedStore(rows);
}

/** A journal in memory with the demonstration on its shelf, and a store that is brought up to it. */
export class ProjectorWorld {
  readonly disk = new MemoryDisk(new SeededRandom(1));
  readonly defects: unknown[] = [];
  journal: JournalPort;
  /** How many commits of the store succeed before every other one fails. */
  commitsLeft = Infinity;
  readonly rows = new MemoryRows(async (step) => {
    if (step !== 'before-commit') return;
    this.commitsLeft -= 1;
    if (this.commitsLeft < 0) throw new Error('planted');
  });
  store = newStore(this.rows);
  shelf: ReferenceShelf;
  projector: JournalProjector;

  private constructor() {
    this.journal = this.#startJournal();
    this.shelf = new ReferenceShelf(this.journal);
    this.projector = this.projectorOf(this.store);
  }

  /** `versions: 'none'` leaves the shelf empty. */
  static async open(versions: 'demo' | 'none' = 'demo'): Promise<ProjectorWorld> {
    const world = new ProjectorWorld();
    await world.journal.enrol(sampleIdentity);
    if (versions === 'demo') await world.putVersions();
    return world;
  }

  async putVersions(): Promise<void> {
    for (const kind of ['catalogue', 'calendar', 'offices'] as const) {
      await this.shelf.put(kind, MADE_VERSIONS[kind], demoTexts()[kind]);
    }
  }

  /** Another projector of the same journal. */
  projectorOf(store: CounterStore, shelf = this.shelf): JournalProjector {
    return new JournalProjector(this.journal, store, shelf, (failure) => this.defects.push(failure));
  }

  /** The program ends, without bringing the store up, and starts again. `power` also forgets what was not flushed. */
  restart(end: 'killed' | 'power' = 'killed'): void {
    if (end === 'power') this.disk.cutPower('all');
    else this.disk.killProgram();
    this.journal = this.#startJournal();
    this.shelf = new ReferenceShelf(this.journal);
    this.store = newStore(this.rows);
    this.projector = this.projectorOf(this.store);
  }

  register(index: number, change: Partial<OperationToSeal> = {}): Promise<void> {
    return this.append(index, CONSULTATION, { takesReference: true, ...change });
  }

  note(index: number, caseIndex: number): Promise<void> {
    return this.append(
      index,
      { kind: 'add-note', text: `note ${index}` },
      { header: headerOf(index, caseIndex) },
    );
  }

  async append(index: number, command: CaseCommand, change: Partial<OperationToSeal> = {}): Promise<void> {
    const answer = await this.journal.appendOperation({
      opId: sampleId(index),
      header: { ...headerOf(index, index), kind: command.kind },
      salt: index.toString(16).padStart(32, '0'),
      payload: JSON.stringify(command),
      takesReference: false,
      ...change,
    });
    if (answer.outcome !== 'saved') throw new Error(answer.outcome);
  }

  async verdict(index: number, outcome: VerdictOutcome): Promise<OperationVerdict> {
    const verdict = verdictOn(index, outcome);
    await this.record('verdict', sampleId(index), JSON.stringify(verdict));
    return verdict;
  }

  async draft(index: number, content: string | null): Promise<void> {
    const entry: DraftEntry = {
      draftId: sampleId(index),
      author: SAMPLE_CLERK,
      savedAt: minute(index),
      content,
    };
    await this.record('draft', entry.draftId, JSON.stringify(entry));
  }

  /** Any record that is not an operation. */
  async record(type: 'verdict' | 'draft', about: OperationId, text: string): Promise<void> {
    await this.journal.appendNotes([{ type, about, text }]);
  }

  #startJournal(): Journal {
    return new Journal({ files: this.disk.open(), cipher: plainCipher, hash: sha256 }, PLAN);
  }
}

/** What the author of the `index`-th operation fills in, on the case of the `caseIndex`-th. */
export function headerOf(index: number, caseIndex: number) {
  return {
    ...authoredHeader,
    ...MADE_VERSIONS,
    kind: 'add-note',
    caseId: sampleId(caseIndex),
    office: 'smiltene',
    counter: 'SMI-1',
    author: SAMPLE_CLERK,
    receivedAt: minute(index),
  };
}
