import type { ReceivedRange } from '#shared/protocol/push.ts';

/** Numbers that are there without a hole, both ends included. */
export interface NumberRun {
  readonly fromN: number;
  readonly toN: number;
}

/** How far numbers reach from 1, and the holes after that. `runs` are in order and do not touch. */
export function receivedRangeOf(runs: readonly NumberRun[]): ReceivedRange {
  const first = runs[0];
  const contiguousN = first?.fromN === 1 ? first.toN : 0;
  const gaps: { fromN: number; toN: number }[] = [];
  let before = 0;
  for (const { fromN, toN } of runs) {
    if (fromN > before + 1) gaps.push({ fromN: before + 1, toN: fromN - 1 });
    before = toN;
  }
  return { contiguousN, gaps };
}
