import { describe, expect, it } from 'vitest';
import type { CaseEvent } from '#shared/case/case-event.ts';
import { evolve, foldCase } from '#shared/case/evolve.ts';
import { PersonId } from '#shared/kernel/identifier.ts';
import { addMilliseconds } from '#shared/kernel/instant.ts';
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
  it('[CL1] [CL4] begins with a registration and takes one event after the other', () => {
    const events = [registration(), note(2, 'a', 1)];
    expect(foldCase(events)).toBeDefined();
    expect(foldCase([])).toBeUndefined();
    expect(foldCase([note(2, 'a', 1)])).toBeUndefined();
    expect(foldCase([note(2, 'a', 1), ...events])).toEqual(foldCase(events));
    expect(foldCase([...events, registration()])?.notes).toEqual(foldCase(events)?.notes);
    expect(foldCase(events)).toEqual(evolve(foldCase(events.slice(0, 1)), events[1] ?? expect.fail()));
  });

  it('[CL4] an event of a kind that this version does not know is a defect', () => {
    const unknown = { ...note(2, 'a', 1), kind: 'of-a-later-version' } as unknown as CaseEvent;
    expect(evolve(undefined, unknown)).toBeUndefined();
    expect(() => evolve(foldCase([registration()]), unknown)).toThrow();
  });

  it('[CL10] a complete request is registered and goes to conformity', () => {
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

  it('[CL10] an incomplete one waits for the applicant', () => {
    expect(foldCase([registration({ evidence: {} })])).toMatchObject({
      status: 'waiting-for-applicant',
      nextStep: 'fill',
      missing: expect.arrayContaining(['id-doc']),
      responsible: { person: 'synthetic-clerk', role: 'provider-counter' },
    });
  });

  it('[CL60] [CL64] [CL65] a note changes the notes and the time of the last change, which never goes back', () => {
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
      touches: 3,
      lastOperation: operationOf(3),
      lastChangedAt: addMilliseconds(RECEIVED_AT, 3_600_000),
    });
  });

  it('[CL68] folding changes no state that was folded before', () => {
    const before = foldCase([registration()]);
    const copy = structuredClone(before);
    evolve(before, note(2, 'a', 1));
    expect(before).toEqual(copy);
  });
});
