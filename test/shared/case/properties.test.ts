import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CaseCommand } from '#shared/case/case-command.ts';
import { CaseEvent } from '#shared/case/case-event.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import { CaseStatus } from '#shared/case/case-status.ts';
import { decide } from '#shared/case/decide.ts';
import { evolve, foldCase } from '#shared/case/evolve.ts';
import { allowedCommands, findObstacle } from '#shared/case/lifecycle.ts';
import { StaffRole } from '#shared/case/staff-role.ts';
import { areInOrder } from '#shared/service-level/pause.ts';
import { arbitraryCourse, walk } from './arbitrary-course.ts';

const RUNS = { numRuns: 600 };

/** What holds of every case, however it came to be. */
function expectSound(state: CaseState): void {
  const { status, nextStep, responsible, outcome, waiting, clock, deadline, decision } = state;
  expect(nextStep).not.toBe('');
  expect(responsible.person).not.toBe('');
  expect(nextStep === 'none').toBe(status === 'closed' || status === 'voided');
  expect(waiting !== null).toBe(status === 'waiting-for-applicant');
  if (status === 'closed') expect(outcome).not.toBeNull();
  if (status === 'voided') expect(outcome).toBeNull();
  if (status === 'to-be-informed' || status === 'to-be-approved') expect(decision).not.toBeNull();
  if (state.handOver !== null) expect(['closed', 'voided']).not.toContain(status);
  expect(areInOrder(clock.pauses)).toBe(true);
  for (const { pausedAt } of clock.pauses) expect(pausedAt >= (clock.startedAt ?? '')).toBe(true);
  if (deadline.kind === 'paused') expect(deadline.left.value).toBeGreaterThanOrEqual(0);
  if (deadline.kind === 'met') expect(deadline.metAt >= deadline.startedAt).toBe(true);
  expect(state.stepStartedAt >= state.receivedAt).toBe(true);
  expect(state.lastChangedAt >= state.stepStartedAt).toBe(true);
}

describe('whatever people try with a case', () => {
  it('[CL65] [CL66] [CL67] leaves it sound, with never two outcomes', () => {
    fc.assert(
      fc.property(arbitraryCourse, (course) => {
        for (const { before, after, events } of walk(course).steps) {
          expectSound(after);
          expect(after.stepStartedAt >= before.stepStartedAt).toBe(true);
          expect(after.lastChangedAt >= before.lastChangedAt).toBe(true);
          const isReopened = events.some(({ kind }) => kind === 'case-reopened');
          const isVoided = events.some(({ kind }) => kind === 'case-voided');
          const isUntold = events.some(({ kind }) => kind === 'mail-failed');
          if (before.status === 'closed' && !isReopened && !isVoided && !isUntold) {
            expect([after.status, after.outcome]).toEqual([before.status, before.outcome]);
          }
        }
      }),
      RUNS,
    );
  });

  it('[CL2] [CL4] is in these courses everything that there is: statuses, events, and most refusals', () => {
    const steps = fc
      .sample(arbitraryCourse, { seed: 2026, numRuns: 1_000 })
      .flatMap((course) => walk(course).steps);
    const statuses = new Set(steps.map(({ after }) => after.status));
    expect(CaseStatus.options.filter((status) => !statuses.has(status))).toEqual([]);
    const made = new Set(steps.flatMap(({ events }) => events.map(({ kind }) => kind)));
    const kinds = CaseEvent.options.map((option) => option.shape.kind.value);
    // The calendar of these courses stays what it is (CL78).
    expect(kinds.filter((kind) => !made.has(kind))).toEqual(['registered', 'deadline-recounted']);
    const refusals = new Set(steps.flatMap(({ refusal }) => refusal?.code ?? []));
    expect(refusals.size).toBeGreaterThan(15);
  });

  it('[CL2] [CL3] the table of the screen and the answer of the centre agree', () => {
    let refused = 0;
    fc.assert(
      fc.property(arbitraryCourse, (course) => {
        for (const { before, command, context, refusal } of walk(course).steps) {
          const obstacle = findObstacle(command.kind, before.status, context.origin.role);
          const allowed = allowedCommands(before.status, context.origin.role);
          expect(allowed.includes(command.kind)).toBe(obstacle === undefined);
          if (obstacle !== undefined) {
            refused += 1;
            expect(refusal).toEqual({ code: obstacle, allowed });
          } else if (command.kind !== 'finish-at-once') {
            expect(['not-in-this-status', 'not-in-this-role']).not.toContain(refusal?.code);
          }
        }
      }),
      RUNS,
    );
    expect(refused).toBeGreaterThan(1_000);
  });

  it('[CL68] replaying its events in any batches gives the same case, and the same command the same answer', () => {
    fc.assert(
      fc.property(arbitraryCourse, fc.array(fc.nat(7)), (course, sizes) => {
        const { events, steps } = walk(course);
        const whole = foldCase(events);
        let state: CaseState | undefined;
        let from = 0;
        for (const size of [...sizes, events.length]) {
          const stored = state === undefined ? undefined : (JSON.parse(JSON.stringify(state)) as CaseState);
          state = events.slice(from, from + size).reduce<CaseState | undefined>(evolve, stored);
          from += size;
        }
        expect(JSON.parse(JSON.stringify(state))).toEqual(JSON.parse(JSON.stringify(whole)));
        const last = steps.at(-1);
        if (last !== undefined) {
          const again = decide(last.before, last.command, last.context);
          expect(again.ok ? again.value : []).toEqual(last.events);
        }
      }),
      RUNS,
    );
  });

  it('[CL69] every event can be written and read again, and so can every command', () => {
    let count = 0;
    fc.assert(
      fc.property(arbitraryCourse, (course) => {
        const { events, steps } = walk(course);
        for (const event of events) {
          const written = JSON.parse(JSON.stringify(event));
          expect(CaseEvent.parse(written)).toEqual(written);
          count += 1;
        }
        for (const { command } of steps) {
          expect(CaseCommand.parse(JSON.parse(JSON.stringify(command))).kind).toBe(command.kind);
        }
      }),
      { numRuns: 300 },
    );
    expect(count).toBeGreaterThan(2_000);
  });
});

describe('any list of events', () => {
  /** Events of several cases, as they came, mixed in any order. */
  const mixed = fc
    .tuple(fc.array(arbitraryCourse, { minLength: 1, maxLength: 3 }), fc.infiniteStream(fc.nat()))
    .map(([courses, picks]) => {
      const events = courses.flatMap((course) => walk(course).events);
      return events.map(() => events[(picks.next().value ?? 0) % events.length] as CaseEvent);
    });

  it('[CL4] [CL67] is folded without a fault, and what it makes is sound', () => {
    let cases = 0;
    fc.assert(
      fc.property(mixed, (events) => {
        let state: CaseState | undefined;
        for (const event of events) {
          state = evolve(state, event);
          if (state !== undefined) expectSound(state);
        }
        if (state !== undefined) cases += 1;
      }),
      { numRuns: 300 },
    );
    expect(cases).toBeGreaterThan(100);
  });

  it('[CL4] [CL26] what one counter adds to a case that went on elsewhere keeps the case as it stands', () => {
    let late = 0;
    fc.assert(
      fc.property(arbitraryCourse, fc.nat(), fc.nat(), (course, first, second) => {
        const { steps } = walk(course);
        const early = steps[first % steps.length];
        const other = steps[second % steps.length];
        if (early === undefined || other === undefined || early.events.length === 0) return;
        const added = decide(early.before, early.command, early.context);
        let state: CaseState = other.after;
        for (const event of added.ok ? added.value : []) state = evolve(state, event) ?? state;
        expectSound(state);
        if (other.after.status !== early.before.status) late += 1;
      }),
      RUNS,
    );
    expect(late).toBeGreaterThan(50);
  });
});

describe('the roles', () => {
  it('[CL2] are all used by the table', () => {
    for (const role of StaffRole.options) {
      expect(CaseStatus.options.every((status) => allowedCommands(status, role).length > 0)).toBe(true);
    }
  });
});
