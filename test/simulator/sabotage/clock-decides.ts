import { z } from 'zod';
import type { CaseSnapshot } from '#central/cases/case-store.ts';
import { Instant } from '#shared/kernel/instant.ts';
import type { CaseChange, FeedChange } from '#shared/protocol/pull.ts';
import { NO_STORE_PLANTS, type StorePlants } from '../centre/store-plants.ts';

const Dated = z.looseObject({ origin: z.looseObject({ at: Instant }) });

/** Readers get the events of a case in the order of the authors' clocks, not in that in which they were decided. */
export const clockDecides: StorePlants = {
  ...NO_STORE_PLANTS,
  store: (port) => ({
    ...port,
    snapshot: (work) => port.snapshot((snapshot) => work(byTheClock(snapshot))),
  }),
};

function byTheClock(snapshot: CaseSnapshot): CaseSnapshot {
  return {
    ...snapshot,
    readFeed: async (space, afterSequence, limit) => {
      const page = await snapshot.readFeed(space, afterSequence, limit);
      return { ...page, changes: page.changes.map(sorted) };
    },
  };
}

function sorted<Change extends FeedChange>(change: Change): Change {
  if (change.kind !== 'case') return change;
  const [registration, ...later] = (change as CaseChange).events;
  if (registration === undefined) return change;
  const timeOf = (event: unknown): string => Dated.parse(event).origin.at;
  const events = [registration, ...later.toSorted((a, b) => (timeOf(a) < timeOf(b) ? -1 : 1))];
  return { ...change, events };
}
