import type { CaseWrite } from '#central/cases/case-store.ts';
import type { CaseEvent } from '#shared/case/case-event.ts';
import { evolve } from '#shared/case/evolve.ts';
import type { StorePlant } from '../centre/store-plant.ts';

/** What an operation adds to a case that is there already is added twice. */
export const applyTwice: StorePlant = (store) => ({
  ...store,
  transaction: (work) =>
    store.transaction((tx) => work({ ...tx, writeCases: (rows) => tx.writeCases(rows.map(doubled)) })),
});

function doubled(row: CaseWrite): CaseWrite {
  const last = row.events.at(-1);
  if (row.fromVersion === 0 || last === undefined) return row;
  const version = row.version + 1;
  const state = evolve(row.state, last.event as CaseEvent) ?? row.state;
  return { ...row, version, state, events: [...row.events, { ...last, version }] };
}
