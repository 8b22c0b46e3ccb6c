import type { CaseId, OperationId, PersonId, ReplicaId } from '#shared/kernel/identifier.ts';
import type { CentreRequest } from '../centre/centre-process.ts';
import type { SimulatedCentre } from '../centre/simulated-centre.ts';
import type { Finding } from '../checkers/finding.ts';
import type { CounterFacts, HarnessFacts } from '../checkers/world-facts.ts';
import { Clerk } from '../counter/clerk.ts';
import { operationsHeld, type SurveyedOperation } from '../counter/operation-survey.ts';
import { openPlainCase } from '../counter/plain-cryptography.ts';
import type { CounterPlants } from '../counter/plants.ts';
import { SavedLedger } from '../counter/saved-ledger.ts';
import { type Desk, SimCounter } from '../counter/sim-counter.ts';
import type { SimProfile } from '../counter/sim-profile.ts';
import type { Faults } from '../faults/faults.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { SimLine } from '../network/sim-line.ts';
import { PushWatch } from './push-watch.ts';

/** Everything of one run: the centre, the computers, who works at them, and what the harness knows of it. */
export class SimWorld {
  readonly kernel: Kernel;
  readonly faults: Faults;
  readonly centre: SimulatedCentre;
  readonly ledger = new SavedLedger();
  readonly counters: SimCounter[] = [];
  readonly withoutRight = new Set<PersonId>();
  readonly copied = new Set<ReplicaId>();
  readonly damaged = new Set<ReplicaId>();
  readonly #plants: () => CounterPlants;
  readonly #destroyed = new Map<OperationId, SurveyedOperation>();
  readonly #working: Promise<void>[] = [];
  readonly #watch: PushWatch;

  constructor(
    kernel: Kernel,
    parts: {
      readonly faults: Faults;
      readonly centre: SimulatedCentre;
      readonly plants: () => CounterPlants;
    },
  ) {
    this.kernel = kernel;
    this.faults = parts.faults;
    this.centre = parts.centre;
    this.#plants = parts.plants;
    this.#watch = new PushWatch(parts.centre);
  }

  /** Puts a computer at a desk. It is not switched on yet. */
  addCounter(desk: Desk, profile: SimProfile): SimCounter {
    const { kernel, faults } = this;
    let counter: SimCounter | undefined;
    const line = new SimLine(kernel, {
      name: desk.name,
      door: this.centre,
      faults,
      taps: {
        change: (request) => this.#asSent(counter, request),
        onAnswered: (request, answer) => this.#watch.answered(request, answer),
        onArrived: () => counter?.arrived(),
      },
    });
    counter = new SimCounter(kernel, {
      desk,
      line,
      profile,
      faults,
      plants: this.#plants(),
      destroying: (work) => this.destroying(work),
    });
    this.counters.push(counter);
    return counter;
  }

  /** Somebody does so many pieces of work at a counter. */
  employ(name: string, counter: SimCounter, pieces: number): void {
    const { kernel, faults, ledger } = this;
    const isBusyElsewhere = (caseId: CaseId): boolean =>
      this.counters.some(
        (other) =>
          other !== counter &&
          other.profile.rows.rowsOf('outbox').some((row) => row.caseId === caseId && row.place === 'unsent'),
      );
    const clerk = new Clerk(kernel, { name, counter, ledger, faults, isBusyElsewhere });
    this.goOn(() => clerk.work(pieces));
  }

  /** Something that must come to its end before the world heals. */
  goOn(work: () => Promise<void>): void {
    this.#working.push(
      new Promise((resolve) => {
        this.kernel.spawn(async () => {
          await work();
          resolve();
        }, 'work');
      }),
    );
  }

  /** Resolves when nobody has anything left to do. */
  async finished(): Promise<void> {
    for (let count = 0; count < this.#working.length; count += 1) await this.#working[count];
  }

  /** Does what destroys copies, and notes of which operations none is left (SM11). */
  destroying(work: () => void): void {
    const before = this.#held();
    work();
    const after = this.#held();
    for (const [opId, operation] of before) if (!after.has(opId)) this.#destroyed.set(opId, operation);
  }

  /** What was wrong already while the world went on. */
  get findings(): readonly Finding[] {
    return this.#watch.findings;
  }

  get harness(): HarnessFacts {
    const { ledger, copied, damaged, withoutRight } = this;
    return { ledger, copied, damaged, withoutRight, destroyed: this.#destroyed };
  }

  counterFacts(): readonly CounterFacts[] {
    return this.counters.map(({ desk, isOff, profile: { rows } }) => ({
      name: desk.name,
      office: desk.office,
      cases: rows.rowsOf('cases').map(openPlainCase),
      outbox: rows.rowsOf('outbox'),
      cursors: rows.rowsOf('cursors'),
      life: Number(rows.rowsOf('facts').find(({ name }) => name === 'life')?.value ?? 0),
      isInUse: !isOff,
    }));
  }

  #held(): ReadonlyMap<OperationId, SurveyedOperation> {
    const held = new Map<OperationId, SurveyedOperation>();
    for (const { profile } of this.counters) {
      for (const operation of operationsHeld(profile)) held.set(operation.opId, operation);
    }
    for (const operation of this.centre.record().operations) held.set(operation.opId, operation);
    return held;
  }

  #asSent(counter: SimCounter | undefined, request: CentreRequest): CentreRequest {
    const { body } = request;
    if (counter?.protocol === undefined || typeof body !== 'object' || body === null) return request;
    if (!('protocol' in body)) return request;
    this.faults.happened('protocol-skewed');
    return { ...request, body: { ...body, protocol: counter.protocol } };
  }
}
