import type { StorePlants } from '../centre/store-plants.ts';
import type { CounterPlants } from '../counter/plants.ts';
import {
  clockDecides,
  cursorBeforeRows,
  dropOn4xx,
  forgetAfterTenTries,
  journalWithoutFsync,
  noJournal,
} from './counter-sabotages.ts';
import { NOTHING_PLANTED, type Plants } from './plants.ts';
import {
  ackBeforeCommit,
  applyTwice,
  noUniqueOpId,
  reuseReplicaAfterRestore,
  serialCursor,
  timestampCursor,
} from './store-sabotages.ts';

/** Faults that a sound simulator finds, by name (SM21). Nothing but this table knows the names. */
export const SABOTAGES: Readonly<Record<string, Plants>> = {
  'no-journal': atCounter(noJournal),
  'journal-without-fsync': atCounter(journalWithoutFsync),
  'ack-before-commit': atCentre(ackBeforeCommit),
  'serial-cursor': atCentre(serialCursor),
  'timestamp-cursor': atCentre(timestampCursor),
  'cursor-before-rows': atCounter(cursorBeforeRows),
  'drop-on-4xx': atCounter(dropOn4xx),
  'forget-after-ten-tries': atCounter(forgetAfterTenTries),
  'no-unique-opid': atCentre(noUniqueOpId),
  'reuse-replica-after-restore': atCentre(reuseReplicaAfterRestore),
  'apply-twice': atCentre(applyTwice),
  'clock-decides': atCounter(clockDecides),
};

/** What is planted under a name; `none` is nothing. */
export function findPlants(name: string): Plants {
  if (name === 'none') return NOTHING_PLANTED;
  const plants = SABOTAGES[name];
  if (plants === undefined) throw new RangeError(`no sabotage ${name}`);
  return plants;
}

function atCounter(counter: () => CounterPlants): Plants {
  return { ...NOTHING_PLANTED, counter };
}

function atCentre(store: StorePlants): Plants {
  return { ...NOTHING_PLANTED, store };
}
