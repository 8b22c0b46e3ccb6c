import '#shared/kernel/zod-jitless.ts';
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { ensureBuilt, WEB_BUILD } from '#central/commands/builds.ts';
import { findRunningCentre } from '#central/commands/running-centre.ts';
import { complain, print } from '#central/commands/terminal.ts';
import { CentreProcess } from '#test/support/centre-process.ts';
import { compareReplica, compareWitness, type SoakFaults } from './compare-centre.ts';
import { LiveCounters } from './live-counters.ts';
import { readQueueFile } from './queue-file.ts';
import {
  type QueuedCountersNews,
  type QueuedCountersOrder,
  type QueuedCountersTask,
  queueFileOf,
} from './queued-counters.ts';

const USAGE =
  'Use "npm run soak -- --counters C --queued N", with "--live L" counters at work meanwhile (4), "--within S" seconds in which all come back (60) and "--seed TEXT" (1).';

const TELL_EVERY_MILLISECONDS = 5_000;

interface Wishes {
  readonly counters: number;
  readonly queued: number;
  readonly live: number;
  readonly withinSeconds: number;
  readonly seed: string;
}

/**
 * `npm run soak`: many counters of one office come back after a month without a network, each with a queue, all within a
 * minute, to the real centre with its own PostgreSQL, while others of the office are at work. Prints how it goes, and as
 * the last line what came of it as JSON. Exit code 1 when anything was lost, doubled, left hanging or is not the same.
 */
export async function main(args: readonly string[]): Promise<number> {
  const wishes = findWishes(args);
  if (wishes === undefined) {
    complain(USAGE);
    return 2;
  }
  await ensureBuilt(WEB_BUILD, { log: print, signal: new AbortController().signal });
  const folder = await mkdtemp(path.join(os.tmpdir(), 'klatiene-soak-'));
  const centre = await CentreProcess.start();
  try {
    return await soak(wishes, centre, folder);
  } finally {
    await centre.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function soak(wishes: Wishes, centre: CentreProcess, folder: string): Promise<number> {
  const { counters, queued, live: liveCount, seed, withinSeconds } = wishes;
  const away = new CountersAway({ origin: centre.origin, folder, counters, queued, seed, withinSeconds });
  const database = new Client({
    connectionString: findRunningCentre(centre.dataFolder)?.connectionString ?? '',
  });
  await database.connect();
  try {
    print(`${counters} counters save ${queued} operations each, without a network, over 30 days.`);
    const replicas = await away.prepared;
    const live = await LiveCounters.start(centre.origin, liveCount, seed);
    await sleep(TELL_EVERY_MILLISECONDS);
    const quiet = percentile(live.latencies.splice(0), 0.95);
    print(`Live work alone: p95 ${quiet} ms. Now all come back within ${withinSeconds} s.`);
    const total = counters * queued;
    const begun = performance.now();
    const giveUpAt = begun + (120 + withinSeconds + total / 40) * 1000;
    away.order('reconnect');
    for (let shownAt = begun; away.answered < total && performance.now() < giveUpAt; ) {
      await sleep(250);
      if (away.hasFailed) return 1;
      if (performance.now() - shownAt < TELL_EVERY_MILLISECONDS) continue;
      shownAt = performance.now();
      const p95 = percentile(live.latencies, 0.95);
      print(`${away.answered} of ${total} answered, live p95 ${p95} ms, centre ${peakMemoryMb(centre)} MB`);
    }
    const seconds = (performance.now() - begun) / 1000;
    const liveP95Ms = percentile(live.latencies, 0.95);
    const peak = peakMemoryMb(centre);
    await live.rest();
    print(`Answered after ${seconds.toFixed(1)} s: ${JSON.stringify(away.outcomes)}. Comparing.`);
    await until(() => live.unanswered === 0, 60_000);
    const stuck = total - away.answered + live.unanswered;

    const faults: SoakFaults = { lost: 0, duplicated: 0, diverged: 0, holes: 0 };
    for (const replica of replicas) {
      await compareReplica(database, replica, readQueueFile(queueFileOf(folder, replica)), faults);
    }
    let liveSaved = 0;
    for (const [replica, saved] of live.saved) {
      liveSaved += saved.length;
      await compareReplica(database, replica, saved, faults);
    }
    await compareWitnesses(database, away, live, total, faults);
    live.end();
    for (const defect of [...live.defects, ...away.defects].slice(0, 5)) complain(defect);
    const { lost, duplicated, diverged, holes } = faults;
    const operations = total + liveSaved;
    const figures = { lost, duplicated, diverged, stuck, holes };
    print(
      JSON.stringify({
        runs: 1,
        seed,
        operations,
        saved: operations,
        ...figures,
        faults: {},
        seconds: Math.round(seconds * 10) / 10,
        peakMemoryMb: peak,
        liveP95Ms,
      }),
    );
    return Object.values(figures).every((figure) => figure === 0) ? 0 : 1;
  } finally {
    await database.end();
    away.end();
  }
}

/** One of those who came back, and one of those who were at work, must have been told everything. */
async function compareWitnesses(
  database: Client,
  away: CountersAway,
  live: LiveCounters,
  total: number,
  faults: SoakFaults,
): Promise<void> {
  const { rows } = await database.query<{ office: string }>('select office from service_case limit 1');
  const office = rows[0]?.office ?? '';
  let standing = { missing: 1, other: 0 };
  const giveUpAt = performance.now() + 120_000 + total * 10;
  do {
    live.wake();
    const [liveWitness] = live.ledgers;
    const told = [new Map(await away.askVersions()), liveWitness?.versions ?? new Map<string, number>()];
    const found = [];
    for (const versions of told) found.push(await compareWitness(database, office, versions));
    standing = {
      missing: found.reduce((sum, { missing }) => sum + missing, 0),
      other: found.reduce((sum, { other }) => sum + other, 0),
    };
    if (standing.missing + standing.other === 0) return;
    await sleep(1_000);
  } while (performance.now() < giveUpAt);
  faults.holes += standing.missing;
  faults.diverged += standing.other;
}

/** The process of the counters that were away. */
class CountersAway {
  readonly prepared: Promise<readonly string[]>;
  answered = 0;
  outcomes: Readonly<Record<string, number>> = {};
  readonly defects: string[] = [];
  hasFailed = false;
  readonly #child = fork(path.join(import.meta.dirname, 'queued-counters.ts'));
  #onVersions: (versions: readonly (readonly [string, number])[]) => void = () => undefined;

  constructor(task: QueuedCountersTask) {
    this.prepared = new Promise((resolve, reject) => {
      this.#child.on('message', (news: QueuedCountersNews) => {
        if (news.kind === 'prepared') resolve(news.replicas);
        else if (news.kind === 'versions') this.#onVersions(news.versions);
        else if (news.kind === 'defect') this.defects.push(news.message);
        else {
          this.answered = news.answered;
          this.outcomes = news.outcomes;
        }
      });
      this.#child.on('exit', (code) => {
        if (code === 0) return;
        this.hasFailed = true;
        complain(this.defects.join('\n'));
        reject(new Error(`the counters ended with ${code}`));
      });
    });
    this.prepared.catch(() => undefined);
    this.#child.send(task);
  }

  order(order: QueuedCountersOrder): void {
    this.#child.send(order);
  }

  askVersions(): Promise<readonly (readonly [string, number])[]> {
    return new Promise((resolve) => {
      this.#onVersions = resolve;
      this.order('tell-versions');
    });
  }

  end(): void {
    if (this.#child.connected) this.order('stop');
  }
}

async function until(isSo: () => boolean, milliseconds: number): Promise<void> {
  for (const giveUpAt = performance.now() + milliseconds; !isSo() && performance.now() < giveUpAt; ) {
    await sleep(100);
  }
}

/** Whole milliseconds, not interpolated; 0 of nothing. */
function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? 0);
}

/** The most memory that the centre's process ever had, as Linux counts it; 0 where it cannot be had. */
function peakMemoryMb({ pid }: CentreProcess): number {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Math.round(Number(kilobytes ?? 0) / 1024);
  } catch {
    return 0;
  }
}

function findWishes(args: readonly string[]): Wishes | undefined {
  const option = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { counters: option, queued: option, live: option, within: option, seed: option },
    });
    const [counters, queued, live, withinSeconds] = [
      whole(values.counters),
      whole(values.queued),
      whole(values.live ?? '4'),
      whole(values.within ?? '60'),
    ];
    if (!counters || !queued || !live || !withinSeconds) return undefined;
    return { counters, queued, live, withinSeconds, seed: values.seed ?? '1' };
  } catch {
    return undefined;
  }
}

function whole(text: string | undefined): number {
  return text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : 0;
}
