import '#shared/kernel/zod-jitless.ts';
import { print } from '#central/commands/terminal.ts';
import type { CaseEvent } from '#shared/case/case-event.ts';
import { foldCase } from '#shared/case/evolve.ts';
import { addMilliseconds } from '#shared/kernel/instant.ts';
import { firstEventsOf } from '#test/support/case-world.ts';
import { OperationMaker } from '#test/support/operation-maker.ts';
import { sampleId } from '#test/support/sample-operations.ts';

// `node bench/fold-case.ts`: how long folding one case of 200 events takes, which is to stay below a millisecond.

const EVENTS = 200;
const ROUNDS = 1_000;

const [registered] = firstEventsOf(await new OperationMaker().register());
if (registered === undefined) throw new Error('a case begins with an event');
const events: CaseEvent[] = [registered];
while (events.length < EVENTS) {
  const index = events.length;
  const at = addMilliseconds(registered.origin.at, index * 60_000);
  const origin = { ...registered.origin, opId: sampleId(index), at };
  const findings = { complete: { isMet: true, evidence: [] } };
  events.push(
    index % 2 === 0
      ? { kind: 'conformity-assessed', origin, findings }
      : { kind: 'note-added', origin, text: `Piezīme ${index}` },
  );
}

const times: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const began = performance.now();
  const state = foldCase(events);
  times.push(performance.now() - began);
  if (state?.notes.length !== EVENTS / 2) throw new Error('the case was not folded');
}
times.sort((a, b) => a - b);
const shown = (share: number): string => `${(times[Math.floor(share * ROUNDS)] ?? 0).toFixed(3)} ms`;
print(`folding ${EVENTS} events: median ${shown(0.5)}, p95 ${shown(0.95)} in ${ROUNDS} rounds`);
