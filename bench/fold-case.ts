import type { CaseEvent } from '#shared/case/case-event.ts';
import { foldCase } from '#shared/case/evolve.ts';
import { addMilliseconds } from '#shared/kernel/instant.ts';
import { firstEventsOf } from '#test/support/case-world.ts';
import { OperationMaker } from '#test/support/operation-maker.ts';
import { sampleId } from '#test/support/sample-operations.ts';
import type { BenchRun } from './support/bench-run.ts';
import { printFigures } from './support/figure-table.ts';
import { summaryOf } from './support/figures.ts';
import { printMachine } from './support/machine.ts';

const EVENTS = 200;

/** How long folding one case of 200 events takes, which is to stay below a millisecond. */
export async function measureFold(_run: BenchRun, rounds: number): Promise<void> {
  const events = await courseOf(EVENTS);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    const state = foldCase(events);
    times.push(performance.now() - began);
    if (state?.notes.length !== EVENTS / 2) throw new Error('the case was not folded');
  }
  printFigures('Folding a case', [
    { what: `${EVENTS} events to a case`, summary: summaryOf(times), unit: 'ms' },
  ]);
  printMachine();
}

/** A case that is assessed again and again, with a note between. */
async function courseOf(count: number): Promise<readonly CaseEvent[]> {
  const [registered] = firstEventsOf(await new OperationMaker().register());
  if (registered === undefined) throw new Error('a case begins with an event');
  const events: CaseEvent[] = [registered];
  while (events.length < count) {
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
  return events;
}
