import '#shared/kernel/zod-jitless.ts';
import path from 'node:path';
import { realClock, realRandom, realTimers } from '#central/settings/real-ports.ts';
import { webHttp } from '#renderer/platform/web-http.ts';
import { SyncEngine } from '#renderer/sync/sync-engine.ts';
import { ReplicaId } from '#shared/kernel/identifier.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import { openOffice } from './office-at-work.ts';
import { OperationAuthor } from './operation-author.ts';
import { QueueFile } from './queue-file.ts';
import { SoakLedger } from './soak-ledger.ts';

/** What the process of the queued counters is told, and tells. */
export interface QueuedCountersTask {
  readonly origin: string;
  readonly folder: string;
  readonly counters: number;
  readonly queued: number;
  readonly seed: string;
  /** Within so many seconds all of them come back. */
  readonly withinSeconds: number;
}
export type QueuedCountersOrder = 'reconnect' | 'stop' | 'tell-versions';
export type QueuedCountersNews =
  | { readonly kind: 'prepared'; readonly replicas: readonly string[] }
  | {
      readonly kind: 'progress';
      readonly answered: number;
      readonly outcomes: Readonly<Record<string, number>>;
    }
  /** What the witness was told of each case. */
  | { readonly kind: 'versions'; readonly versions: readonly (readonly [string, number])[] }
  | { readonly kind: 'defect'; readonly message: string };

/** Counters stay away for a month. */
const DAYS = 30;
const TELL_MILLISECONDS = 500;

/** The file with the queue of a replica. */
export function queueFileOf(folder: string, replica: string): string {
  return path.join(folder, `queue-${replica}`);
}

interface Counter {
  readonly ledger: SoakLedger;
  readonly engine: SyncEngine;
  running: Promise<void> | undefined;
}

const tell = (news: QueuedCountersNews): void => void process.send?.(news);

async function prepare(task: QueuedCountersTask): Promise<readonly Counter[]> {
  const place = await openOffice(`${task.origin}/`);
  const untilOn = localDateOf(realClock.now());
  const counters: Counter[] = [];
  const replicas: string[] = [];
  for (let index = 0; index < task.counters; index += 1) {
    const replica = ReplicaId.parse(realRandom.uuid());
    const { station, deviceToken } = await place.enrol(replica);
    const author = new OperationAuthor(place, replica, station, task.seed);
    const authored = async function* () {
      for (const at of author.moments(task.queued, untilOn, DAYS)) yield await author.next(at);
    };
    const queue = await QueueFile.write(queueFileOf(task.folder, replica), authored());
    const ledger = new SoakLedger({ replica, deviceToken }, { queue, isWitness: index === 0 });
    const ports = {
      http: webHttp(task.origin),
      ledger,
      clock: realClock,
      random: realRandom,
      timers: realTimers,
    };
    const onDefect = (failure: unknown): void => tell({ kind: 'defect', message: String(failure) });
    counters.push({
      ledger,
      engine: new SyncEngine({ ...ports, onDefect }, () => undefined),
      running: undefined,
    });
    replicas.push(replica);
  }
  tell({ kind: 'prepared', replicas });
  return counters;
}

function progressOf(counters: readonly Counter[]): QueuedCountersNews {
  const outcomes: Record<string, number> = {};
  for (const { ledger } of counters) {
    for (const [outcome, count] of ledger.outcomes) outcomes[outcome] = (outcomes[outcome] ?? 0) + count;
  }
  const answered = counters.reduce((sum, { ledger }) => sum + ledger.answeredCount, 0);
  return { kind: 'progress', answered, outcomes };
}

/** A process of its own, so that what these counters compute does not delay the clocks of the live ones. */
async function serve(task: QueuedCountersTask): Promise<void> {
  const counters = await prepare(task);
  const [witness] = counters;
  let telling: NodeJS.Timeout | undefined;
  process.on('message', (order: QueuedCountersOrder) => {
    if (order === 'reconnect') {
      telling = setInterval(() => tell(progressOf(counters)), TELL_MILLISECONDS);
      for (const counter of counters) {
        setTimeout(
          () => {
            counter.running = counter.engine.run();
          },
          Math.random() * task.withinSeconds * 1000,
        );
      }
    } else if (order === 'tell-versions') {
      tell({ kind: 'versions', versions: [...(witness?.ledger.versions ?? [])] });
      witness?.engine.wake();
      // The others have sent everything; what they still fetch is not looked at.
      for (const counter of counters) if (counter !== witness) counter.engine.stop();
    } else {
      clearInterval(telling);
      for (const counter of counters) counter.engine.stop();
      process.disconnect();
    }
  });
}

process.once('message', (task: QueuedCountersTask) => {
  serve(task).catch((failure: unknown) => {
    tell({
      kind: 'defect',
      message: failure instanceof Error ? (failure.stack ?? failure.message) : String(failure),
    });
    process.exitCode = 1;
    process.disconnect();
  });
});
