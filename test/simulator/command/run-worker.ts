import { parentPort, workerData } from 'node:worker_threads';
import { findPlants } from '../sabotage/sabotages.ts';
import { simulateRun } from '../world/simulate-run.ts';
import type { RunPart } from './run-many.ts';

const { from, count, step, size, sabotage, untilFound } = workerData as RunPart;

for (let index = 0; index < count; index += step) {
  const report = await simulateRun(from + index, size, findPlants(sabotage));
  parentPort?.postMessage(report);
  if (untilFound && report.findings.length > 0) break;
}
