import type { CaseWrite } from '#central/cases/case-store.ts';
import type { CaseEvent } from '#shared/case/case-event.ts';
import { evolve } from '#shared/case/evolve.ts';
import { NO_STORE_PLANTS, type StorePlants } from '../centre/store-plants.ts';

/** What an operation adds to a case that is there already is added twice. */
export const applyTwice: StorePlants = {
  ...NO_STORE_PLANTS,
  store: (port) => ({
    ...port,
    transaction: (work) =>
      port.transaction((tx) => work({ ...tx, writeCases: (rows) => tx.writeCases(rows.map(doubled)) })),
  }),
};

function doubled(row: CaseWrite): CaseWrite {
  const last = row.events.at(-1);
  if (row.fromVersion === 0 || last === undefined) return row;
  const version = row.version + 1;
  const state = evolve(row.state, last.event as CaseEvent) ?? row.state;
  return { ...row, version, state, events: [...row.events, { ...last, version }] };
}
