import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CaseStore, CaseTransaction, CaseWrite, InboxRow } from '#central/cases/case-store.ts';
import type { CaseEvent } from '#shared/case/case-event.ts';
import { evolve } from '#shared/case/evolve.ts';
import { CaseId, OperationId } from '#shared/kernel/identifier.ts';
import { type Instant, instantOf } from '#shared/kernel/instant.ts';
import { officeSpace, type SpaceId } from '#shared/protocol/pull.ts';
import type { Verdict } from '#shared/protocol/verdict.ts';
import { OfficeId } from '#shared/service-level/office.ts';
import { firstEventsOf } from '#test/support/case-world.ts';
import { type MadeOperation, OperationMaker } from '#test/support/operation-maker.ts';

/** When the operations of these tests were received. */
export const RECEIVED_AT = instantOf(Date.UTC(2026, 9, 9, 8));
export const APPLIED: Verdict = { outcome: 'applied', version: 1 };

/** Identifiers and spaces that no other test uses. */
export const newOperationId = (): OperationId => OperationId.parse(randomUUID());
export const newCaseId = (): CaseId => CaseId.parse(randomUUID());
export const newSpace = (): SpaceId => officeSpace(OfficeId.parse(`o-${randomUUID()}`));

/** The row of a made operation. */
export function inboxRow({ header, wire }: MadeOperation, receivedAt: Instant = RECEIVED_AT): InboxRow {
  const { opId, replica, n, prev, kind, caseId, office, dependsOn } = header;
  return { ...wire, opId, replica, n, prev, kind, caseId, office, dependsOn, receivedAt };
}

/** A new case with the event of its registration. */
export async function newCase(made?: MadeOperation): Promise<CaseWrite> {
  const registration = made ?? (await new OperationMaker().register());
  return caseOf(registration.header.caseId, firstEventsOf(registration));
}

function caseOf(caseId: CaseId, events: readonly CaseEvent[], before?: CaseWrite): CaseWrite {
  let state = before?.state;
  for (const event of events) state = evolve(state, event);
  if (state === undefined) throw new Error('a case needs an event');
  const fromVersion = before?.version ?? 0;
  return {
    caseId,
    fromVersion,
    version: fromVersion + events.length,
    state,
    events: events.map((event, index) => ({
      version: fromVersion + index + 1,
      opId: event.origin.opId,
      event,
    })),
  };
}

/** The case with one more note. */
export function noted(before: CaseWrite, text: string): CaseWrite {
  const registered = before.events[0]?.event;
  if (registered === undefined) throw new Error('a case begins with an event');
  const origin = { ...registered.origin, opId: newOperationId() };
  return caseOf(before.caseId, [{ kind: 'note-added', origin, text }], before);
}

/** The case as one that is closed. */
export function ended(before: CaseWrite): CaseWrite {
  return { ...before, state: { ...before.state, status: 'closed' } };
}

/** Writes cases as one transaction does, and gives the number they got in `space`. */
export function publish(store: CaseStore, space: SpaceId, cases: readonly CaseWrite[]): Promise<number> {
  return store.transaction((tx) => publishIn(tx, space, cases));
}

/** The same inside a transaction that goes on. */
export async function publishIn(
  tx: CaseTransaction,
  space: SpaceId,
  cases: readonly CaseWrite[],
): Promise<number> {
  await tx.writeCases(cases);
  const sequence = (await tx.advanceSpaces([space])).get(space);
  if (sequence === undefined) throw new Error('a space without a number');
  await tx.writeFeed(cases.map(({ caseId }) => ({ space, caseId, sequence })));
  return sequence;
}

/** Something that a test can wait for and another can let happen. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: () => resolve() };
}

/** Runs `first` in a transaction up to its end, starts `second` meanwhile, and gives the order in which they ended. */
export async function orderOf(
  store: CaseStore,
  first: (tx: CaseTransaction) => Promise<unknown>,
  second: (tx: CaseTransaction) => Promise<unknown>,
): Promise<readonly string[]> {
  const order: string[] = [];
  const hasLock = gate();
  const one = store.transaction(async (tx) => {
    await first(tx);
    hasLock.open();
    // Time enough for a second transaction that is not held up.
    for (let count = 0; count < 20; count += 1) {
      await tx.findOperations([newOperationId()]);
      await nextTurn();
    }
    order.push('first');
  });
  await hasLock.opened;
  const two = store.transaction(async (tx) => {
    await second(tx);
    order.push('second');
  });
  await Promise.all([one, two]);
  return order;
}
