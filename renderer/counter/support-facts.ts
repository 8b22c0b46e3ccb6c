import type { CounterStore } from '#renderer/store/counter-store.ts';
import { OUTBOX_STANDINGS } from '#renderer/store/outbox-line.ts';
import type { JournalPort } from '#shared/journal/journal-port.ts';
import type { Clock } from '#shared/kernel/ports.ts';
import type { CounterStatus } from './counter-api.ts';
import type { JournalOutbox } from './journal-outbox.ts';

/** No more lines than a person can send by mail; the counts tell of the others. */
const MOST_LINES = 200;

/**
 * What this counter is like, for those who help: identifiers, numbers, kinds, times, names of failures and versions, and
 * nothing that anybody typed (SE39). What cannot be read is named as that, because it is asked for when things fail.
 */
export async function describeForSupport(parts: {
  readonly status: CounterStatus;
  readonly program: string;
  readonly clock: Clock;
  readonly journal: Pick<JournalPort, 'status'> | undefined;
  readonly outbox: JournalOutbox | undefined;
  readonly store: CounterStore;
}): Promise<string> {
  const { status, program, clock, journal, outbox, store } = parts;
  const unread = 'cannot be read';
  const { device, ...facts } = status;
  const page = await outbox?.read(0, MOST_LINES).catch(() => undefined);
  const description = {
    format: 'klatiene-support/1',
    at: clock.now(),
    program,
    device: device && {
      replica: device.replica,
      station: device.station,
      office: device.office,
      counter: device.counter,
      enrolledAt: device.enrolledAt,
    },
    ...facts,
    journalFiles: (await journal?.status().catch(() => undefined)) ?? unread,
    storeFacts: await readStore(store).catch(() => unread),
    outboxByJournal: page?.counts ?? unread,
    order: OUTBOX_STANDINGS,
    operations:
      page?.lines.map(({ opId, caseId, n, kind, savedAt, standing, grounds, answeredAt }) => ({
        ...{ opId, caseId, n, kind, savedAt, standing, grounds, answeredAt },
      })) ?? unread,
  };
  return JSON.stringify(description, null, 1);
}

async function readStore(store: CounterStore): Promise<object> {
  const { epoch, cursors } = await store.readCursors();
  return {
    appliedSequence: await store.appliedSequence(),
    ...(await store.outboxFacts()),
    lastAnswerAt: (await store.findFact('last-answer-at')) ?? null,
    lastPullAt: (await store.findFact('last-pull-at')) ?? null,
    epoch,
    cursors,
  };
}
