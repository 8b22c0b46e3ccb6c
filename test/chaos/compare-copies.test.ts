import { describe, expect, it } from 'vitest';
import { foldCase } from '#shared/case/evolve.ts';
import { caseId, noted, registered, SAMPLE_SPACE, sampleReference } from '#test/support/sample-cases.ts';
import { sampleId } from '#test/support/sample-operations.ts';
import { compareCopies, type Findings } from './compare-copies.ts';
import type { CentreCopy, CopiedOperation, CounterCopy } from './copies.ts';
import type { Saved } from './saved-ledger.ts';

const CASE = caseId(1);
const NOTE = 'Piezīme SMI-1/1.';
const LEDGER: readonly Saved[] = [
  { kind: 'registration', counter: 'SMI-1', caseId: CASE, reference: sampleReference(1) },
  { kind: 'note', counter: 'SMI-1', caseId: CASE, text: NOTE },
  { kind: 'step', counter: 'SMI-1', caseId: CASE, step: 'conformity' },
];
const COURSE = [registered(1), noted(2, NOTE), noted(3, 'stands for a step')];
const STATE: unknown = JSON.parse(JSON.stringify(foldCase(COURSE)));

const OPERATIONS: readonly CopiedOperation[] = [
  operation(1, 'register', 'a request'),
  operation(2, 'add-note', JSON.stringify({ text: NOTE })),
  operation(3, 'assess-conformity', '{}'),
];

const CENTRE: CentreCopy = {
  operations: OPERATIONS,
  events: COURSE.map((event, place) => ({
    caseId: CASE,
    version: place + 1,
    opId: sampleId(place + 1),
    event,
  })),
  cases: [{ caseId: CASE, version: 3, reference: sampleReference(1), office: 'smiltene', state: STATE }],
  spaces: new Map([[SAMPLE_SPACE, 3]]),
  feed: [{ space: SAMPLE_SPACE, caseId: CASE, sequence: 3 }],
};

const COUNTER: CounterCopy = {
  counter: 'SMI-1',
  replica: 'r',
  operations: OPERATIONS,
  sequences: [1, 2, 3, 4],
  damagedPlaces: 0,
  cases: [{ caseId: CASE, confirmed: { version: 3, events: COURSE }, provisional: [], shown: STATE }],
  unsent: [],
  storeOutcomes: new Map(OPERATIONS.map(({ opId, outcome }) => [opId, outcome])),
  cursors: new Map([[SAMPLE_SPACE, 3]]),
};

/** The kinds in which there are findings when the centre or the counter is changed so. */
function found(change: {
  readonly centre?: Partial<CentreCopy>;
  readonly counter?: Partial<CounterCopy>;
}): readonly string[] {
  const findings: Findings = compareCopies(
    LEDGER,
    { ...CENTRE, ...change.centre },
    [{ ...COUNTER, ...change.counter }],
    SAMPLE_SPACE,
  );
  return Object.entries(findings).flatMap(([kind, sentences]) => (sentences.length > 0 ? [kind] : []));
}

describe('the comparison after a chaos run', () => {
  it('finds nothing where everything is as it was saved', () => {
    expect(found({})).toEqual([]);
  });

  it.each([
    ['registration', 0],
    ['note', 1],
    ['step', 2],
  ])('[SM50] what a screen called saved and the centre does not have is lost: a %s', (_what, place) => {
    expect(found({ centre: { operations: OPERATIONS.toSpliced(place, 1) } })).toContain('lost');
  });

  it('[SM50] an operation of a journal that the centre has with another digest is lost', () => {
    const other = OPERATIONS.map((one) => ({ ...one, digest: `${one.digest} otherwise` }));
    expect(found({ counter: { operations: other } })).toContain('lost');
  });

  it.each([0, 1])(
    '[SM50] what a screen called saved and its own journal does not hold is lost: %i',
    (place) => {
      expect(found({ counter: { operations: OPERATIONS.toSpliced(place, 1) } })).toContain('lost');
    },
  );

  it('[SM51] an operation with two effects is found, side by side or apart', () => {
    const [first, ...others] = CENTRE.events;
    if (first === undefined) throw new Error('no event');
    for (const twice of [
      [first, { ...first, version: 2 }, ...others],
      [first, ...others, { ...first, version: 9 }],
    ]) {
      expect(found({ centre: { events: twice } })).toContain('duplicated');
    }
  });

  it('[SM51] a note that two operations brought, a reference of two cases and a fork are found', () => {
    const again = { ...operation(4, 'add-note', JSON.stringify({ text: NOTE })), n: 4 };
    expect(found({ centre: { operations: [...OPERATIONS, again] } })).toContain('duplicated');
    const [first] = CENTRE.cases;
    if (first === undefined) throw new Error('no case');
    expect(found({ centre: { cases: [first, { ...first, caseId: caseId(9) }] } })).toContain('duplicated');
    const forked = OPERATIONS.with(2, { ...operation(3, 'assess-conformity', '{}'), outcome: 'fork' });
    expect(found({ centre: { operations: forked } })).toContain('duplicated');
  });

  it('[SM52] a case that centre and counter have differently has diverged', () => {
    const confirmed = { version: 3, events: COURSE };
    for (const one of [
      { confirmed: { ...confirmed, version: 2 }, shown: STATE },
      { confirmed: { ...confirmed, events: COURSE.toReversed() }, shown: STATE },
      { confirmed, shown: { ...(STATE as object), status: 'closed' } },
      { confirmed: null, shown: STATE },
    ]) {
      expect(found({ counter: { cases: [{ caseId: CASE, provisional: [], ...one }] } })).toEqual([
        'diverged',
      ]);
    }
    expect(found({ counter: { cases: [] } })).toEqual(['diverged']);
  });

  it('[SM52] a case that is not what its events make of it has diverged, and so has an effect without its verdict', () => {
    const cases = CENTRE.cases.map((one) => ({ ...one, state: { ...(STATE as object), status: 'closed' } }));
    expect(found({ centre: { cases } })).toEqual(['diverged']);
    const rejected = OPERATIONS.with(2, { ...operation(3, 'assess-conformity', '{}'), outcome: 'rejected' });
    expect(found({ centre: { operations: rejected } })).toEqual(['diverged']);
    expect(found({ counter: { storeOutcomes: new Map() } })).toEqual(['diverged']);
  });

  it('[SM53] what has no verdict, is unsent or waits at the centre is stuck', () => {
    const open = OPERATIONS.with(2, { ...operation(3, 'assess-conformity', '{}'), outcome: null });
    expect(found({ counter: { operations: open } })).toContain('stuck');
    expect(found({ counter: { unsent: [sampleId(3)] } })).toEqual(['stuck']);
    for (const outcome of ['waiting', 'held', null]) {
      const waiting = OPERATIONS.with(2, { ...operation(3, 'assess-conformity', '{}'), outcome });
      expect(found({ centre: { operations: waiting } })).toContain('stuck');
    }
  });

  it('[SM54] a number that is missing, a broken chain and a damaged journal are holes', () => {
    expect(found({ counter: { sequences: [1, 2, 4] } })).toEqual(['holes']);
    expect(found({ counter: { damagedPlaces: 1 } })).toEqual(['holes']);
    const chain = OPERATIONS.with(1, {
      ...operation(2, 'add-note', JSON.stringify({ text: NOTE })),
      prev: 'x',
    });
    expect(found({ centre: { operations: chain } })).toEqual(['holes']);
    const shifted = CENTRE.events.map((one) => ({ ...one, version: one.version + 1 }));
    expect(found({ centre: { events: shifted } })).toContain('holes');
    expect(found({ centre: { spaces: new Map([[SAMPLE_SPACE, 2]]) } })).toEqual(['holes']);
  });
});

function operation(n: number, kind: string, payload: string): CopiedOperation {
  return {
    opId: sampleId(n),
    replica: 'r',
    n,
    prev: n === 1 ? null : `digest ${n - 1}`,
    digest: `digest ${n}`,
    kind,
    caseId: CASE,
    payload,
    outcome: 'applied',
    ground: null,
  };
}
