import { randomUUID } from 'node:crypto';
import type { CasePorts } from '#central/cases/case-ports.ts';
import type { CaseStore, CaseTransaction } from '#central/cases/case-store.ts';
import { receivePush } from '#central/cases/receive-push.ts';
import type { Connection } from '#central/database/connect.ts';
import { pgCaseStore } from '#central/database/pg-case-store.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import type { CaseId, OperationId } from '#shared/kernel/identifier.ts';
import type { OperationVerdict, Verdict } from '#shared/protocol/verdict.ts';
import { demoCasePorts, OpenDirectory } from '#test/support/case-world.ts';
import { MADE_OFFICE, type MadeOperation, OperationMaker, readMade } from '#test/support/operation-maker.ts';

/** A centre of its own: another institution in the same database. */
export class World {
  readonly institution = `test-${randomUUID()}`;
  readonly directory = new OpenDirectory(MADE_OFFICE);
  readonly #connection: Connection;
  readonly store: CaseStore;
  readonly ports: CasePorts;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.store = pgCaseStore({ connection, institution: this.institution });
    this.ports = demoCasePorts(this.store, this.directory);
  }

  async push(operations: readonly MadeOperation[], ports = this.ports) {
    const replica = operations[0]?.header.replica ?? new OperationMaker().replica;
    return receivePush(ports, replica, await readMade(operations));
  }

  /** Pushes one operation and gives the verdict on it. */
  async verdictOn(made: MadeOperation): Promise<Verdict> {
    const [answer] = (await this.push([made])).verdicts;
    if (answer === undefined) throw new Error('no verdict');
    return answer.verdict;
  }

  /** What the centre holds now. */
  async stored({ header }: MadeOperation) {
    return (await this.store.transaction((tx) => tx.findOperations([header.opId]))).get(header.opId);
  }

  async storedVerdicts(operations: readonly MadeOperation[]): Promise<(Verdict | null | undefined)[]> {
    const found = await this.store.transaction((tx) => tx.findOperations(operations.map(opIdOf)));
    return operations.map((made) => found.get(opIdOf(made))?.verdict);
  }

  async stateOf(caseId: CaseId): Promise<CaseState | undefined> {
    return (await this.store.transaction((tx) => tx.lockCases([caseId]))).get(caseId)?.state;
  }

  /** How many events of the record came from each operation. */
  async effects(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#connection.kysely
      .selectFrom('case_event')
      .select(({ fn }) => ['op_id', fn.countAll<number>().as('count')])
      .where('institution', '=', this.institution)
      .groupBy('op_id')
      .execute();
    return new Map(rows.map((row) => [row.op_id, row.count]));
  }
}

/** The identifier of an operation. */
export const opIdOf = ({ header }: MadeOperation): OperationId => header.opId;
/** The verdicts of an answer, in its order. */
export const verdictsOf = (answer: { readonly verdicts: readonly OperationVerdict[] }): Verdict[] =>
  answer.verdicts.map(({ verdict }) => verdict);

/** A store that does something before one of its steps. */
export function interrupt(
  store: CaseStore,
  step: keyof CaseTransaction,
  act: () => Promise<void>,
): CaseStore {
  const interrupted = (tx: CaseTransaction): CaseTransaction => ({
    ...tx,
    [step]: async (...args: never[]) => {
      await act();
      return (tx[step] as (...args: never[]) => Promise<unknown>)(...args);
    },
  });
  return { ...store, transaction: (work) => store.transaction((tx) => work(interrupted(tx))) };
}
