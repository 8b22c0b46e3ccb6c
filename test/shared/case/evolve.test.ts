import { describe, expect, it } from 'vitest';
import { CaseEvent } from '#shared/case/case-event.ts';
import { evolve, foldCase } from '#shared/case/evolve.ts';
import { PersonId } from '#shared/kernel/identifier.ts';
import { addMilliseconds } from '#shared/kernel/instant.ts';
import { Defect } from '#shared/kernel/invariant.ts';
import { decideAnew, draftOf, operationOf, originOf, RECEIVED_AT } from './demo-case.ts';

function registration(changes: Parameters<typeof draftOf>[1] = {}): CaseEvent {
  const decided = decideAnew({ kind: 'register-request', request: draftOf({}, changes) });
  return (decided.ok ? decided.value[0] : undefined) ?? expect.fail('not registered');
}

function note(index: number, text: string, minutes: number): CaseEvent {
  const by = PersonId.parse('synthetic-specialist');
  const at = addMilliseconds(RECEIVED_AT, minutes * 60_000);
  return {
    kind: 'note-added',
    origin: originOf({ opId: operationOf(index), by, role: 'provider-specialist', at }),
    text,
  };
}

describe('folding a case', () => {
  it('[CL1] has a line for every event of this version', () => {
    const events = [registration(), note(2, 'a', 1)];
    expect(new Set(events.map(({ kind }) => kind))).toEqual(
      new Set(CaseEvent.options.map(({ shape }) => shape.kind.value)),
    );
    expect(foldCase(events)).toBeDefined();
    expect(foldCase([])).toBeUndefined();
    expect(foldCase(events)).toEqual(evolve(foldCase(events.slice(0, 1)), events[1] ?? expect.fail()));
  });

  it('[CL1] an event without a case or of another kind is a defect', () => {
    expect(() => foldCase([note(2, 'a', 1)])).toThrow(Defect);
    expect(() => evolve(undefined, { kind: 'of-a-later-version' } as unknown as CaseEvent)).toThrow(Defect);
  });

  it('[CL7] a complete request is registered and goes to conformity', () => {
    const event = registration();
    expect(foldCase([event])).toMatchObject({
      status: 'registered',
      nextStep: 'conformity',
      missing: [],
      reference: 'SMI-7K2-000142-6',
      receivedAt: RECEIVED_AT,
      lastChangedAt: RECEIVED_AT,
      office: 'smiltene',
      counter: 'SMI-1',
      responsible: { person: 'synthetic-clerk', role: 'provider-counter' },
      notes: [],
    });
  });

  it('[CL7] an incomplete one waits for the applicant', () => {
    expect(foldCase([registration({ evidence: {} })])).toMatchObject({
      status: 'waiting-for-applicant',
      nextStep: 'fill',
      missing: expect.arrayContaining(['id-doc']),
      responsible: { person: 'synthetic-clerk', role: 'provider-counter' },
    });
  });

  it('[CL9] a note changes the notes and the time of the last change, which never goes back', () => {
    const before = foldCase([registration()]);
    const after = foldCase([registration(), note(2, 'first', 60), note(3, 'late', 30)]);
    expect(after).toEqual({
      ...before,
      notes: [
        {
          opId: operationOf(2),
          at: addMilliseconds(RECEIVED_AT, 3_600_000),
          by: 'synthetic-specialist',
          text: 'first',
        },
        {
          opId: operationOf(3),
          at: addMilliseconds(RECEIVED_AT, 1_800_000),
          by: 'synthetic-specialist',
          text: 'late',
        },
      ],
      lastChangedAt: addMilliseconds(RECEIVED_AT, 3_600_000),
    });
  });

  it('[CL11] folding changes no state that was folded before', () => {
    const before = foldCase([registration()]);
    const copy = structuredClone(before);
    evolve(before, note(2, 'a', 1));
    expect(before).toEqual(copy);
  });
});
