import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { RunReport, RunSize } from '../world/simulate-run.ts';

/** What a worker is given: which runs are its own, and with what planted. */
export interface RunPart {
  readonly from: number;
  readonly count: number;
  /** Of these runs every so-manieth, beginning with the first. */
  readonly step: number;
  readonly size: RunSize;
  readonly sabotage: string;
  /** Ends at the first run with a finding. */
  readonly untilFound: boolean;
}

/** Two threads use both cores of a small machine; what they find does not depend on how many there are. */
const MOST_THREADS = 2;

/** Runs the worlds of `count` seeds from `seed` on, telling of each as it ends, in no order. */
export async function runMany(
  { seed, count, size }: { readonly seed: number; readonly count: number; readonly size: RunSize },
  onReport: (report: RunReport) => void,
): Promise<void> {
  const threads = Math.min(MOST_THREADS, availableParallelism(), count);
  const parts = Array.from(
    { length: threads },
    (_, index): RunPart => ({
      from: seed + index,
      count: count - index,
      step: threads,
      size,
      sabotage: 'none',
      untilFound: false,
    }),
  );
  await Promise.all(parts.map((part) => runPart(part, onReport)));
}

/** Runs one part in a thread of its own. */
export function runPart(part: RunPart, onReport: (report: RunReport) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./run-worker.ts', import.meta.url), { workerData: part });
    worker.on('message', onReport);
    worker.on('error', reject);
    worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a thread ended with ${code}`))));
  });
}
