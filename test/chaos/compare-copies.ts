import { type CaseEvent, CaseEvent as CaseEventForm } from '#shared/case/case-event.ts';
import { foldCase } from '#shared/case/evolve.ts';
import { canonicalJson, type Json } from '#shared/kernel/canonical-json.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import type { CentreCopy, CopiedEvent, CopiedOperation, CounterCopy } from './copies.ts';
import type { Saved } from './saved-ledger.ts';

/** What must be nothing when everything is healed and quiet; a sentence for each finding, without anybody's data. */
export interface Findings {
  readonly lost: readonly string[];
  readonly duplicated: readonly string[];
  readonly diverged: readonly string[];
  readonly stuck: readonly string[];
  readonly holes: readonly string[];
}

const TAKEN = new Set(['applied', 'merged']);

/**
 * Compares what the screens said, the centre, and the counters of the office whose cases the space `space` tells of
 * (`docs/sync-protocol.md`, SM50 to SM54).
 */
export function compareCopies(
  ledger: readonly Saved[],
  centre: CentreCopy,
  counters: readonly CounterCopy[],
  space: string,
): Findings {
  const events = groupBy(centre.events, ({ caseId }) => caseId);
  return {
    lost: [
      ...findLostSaved(ledger, centre, counters),
      ...findLostOperations(centre, counters),
      ...counters.flatMap((counter) => findNotJournalled(ledger, counter)),
    ],
    duplicated: [...findDoubleEffects(centre), ...findDoubleNotes(ledger, centre)],
    diverged: [
      ...findCentreDivergence(ledger, centre, events),
      ...counters.flatMap((counter) => findCounterDivergence(centre, counter, events, space)),
    ],
    stuck: [
      ...centre.operations
        .filter(isStuckAtCentre)
        .map((one) => `${nameOf(one)} is ${one.outcome} at the centre`),
      ...counters.flatMap(findStuck),
    ],
    holes: [...findHolesAtCentre(centre), ...counters.flatMap(findHolesAtCounter)],
  };
}

/** SM50 */
function findLostSaved(
  ledger: readonly Saved[],
  centre: CentreCopy,
  counters: readonly CounterCopy[],
): string[] {
  const byCase = groupBy(centre.operations, ({ caseId }) => caseId);
  const replicas = new Map(counters.map(({ counter, replica }) => [counter, replica]));
  const steps = new Map<string, number>();
  return ledger.flatMap((saved): string[] => {
    const operations = byCase.get(saved.caseId) ?? [];
    switch (saved.kind) {
      case 'registration':
        return operations.some(({ opId, payload }) => opId === saved.caseId && payload !== '')
          ? []
          : [`${saved.counter}: the registration ${saved.reference} is not at the centre`];
      case 'note':
        return operations.some(({ kind, payload }) => kind === 'add-note' && payload.includes(saved.text))
          ? []
          : [`${saved.counter}: the note "${saved.text}" is not at the centre`];
      case 'step': {
        // The screen names no operation, so as many must be there as were seen.
        const key = `${saved.counter} ${saved.caseId}`;
        const seen = (steps.get(key) ?? 0) + 1;
        steps.set(key, seen);
        const there = operations.filter(
          ({ replica, opId, kind }) =>
            replica === replicas.get(saved.counter) && opId !== saved.caseId && kind !== 'add-note',
        );
        return there.length >= seen
          ? []
          : [`${saved.counter}: the step ${saved.step} of ${saved.caseId} is not at the centre`];
      }
      default:
        return unreachable(saved);
    }
  });
}

/** SM50 */
function findLostOperations(centre: CentreCopy, counters: readonly CounterCopy[]): string[] {
  const digests = new Map(centre.operations.map(({ opId, digest }) => [opId, digest]));
  return counters.flatMap(({ counter, operations }) =>
    operations
      .filter(({ opId, digest }) => digests.get(opId) !== digest)
      .map(
        (operation) => `${counter}: ${nameOf(operation)} of the journal is not at the centre as it was saved`,
      ),
  );
}

/** SM50: a copy in which nothing is would agree with everything. */
function findNotJournalled(ledger: readonly Saved[], { counter, operations }: CounterCopy): string[] {
  const opIds = new Set(operations.map(({ opId }) => opId));
  return ledger.flatMap((saved) => {
    if (saved.counter !== counter || saved.kind === 'step') return [];
    const isThere =
      saved.kind === 'registration'
        ? opIds.has(saved.caseId)
        : operations.some(({ kind, payload }) => kind === 'add-note' && payload.includes(saved.text));
    return isThere ? [] : [`${counter}: a saved ${saved.kind} of case ${saved.caseId} is not in the journal`];
  });
}

/** SM51 */
function findDoubleEffects(centre: CentreCopy): string[] {
  const findings: string[] = [];
  for (const [opId, made] of groupBy(centre.events, (event) => event.opId)) {
    const [first] = made;
    const isOneRun = made.every(
      ({ caseId, version }, place) => caseId === first?.caseId && version === first.version + place,
    );
    const texts = new Set(made.map(({ event }) => textOf(event)));
    if (!isOneRun || texts.size < made.length) findings.push(`operation ${opId} has more than one effect`);
  }
  for (const [reference, cases] of groupBy(centre.cases, (one) => one.reference)) {
    if (cases.length > 1) findings.push(`${cases.length} cases have the reference ${reference}`);
  }
  for (const operation of centre.operations) {
    if (operation.outcome === 'fork') findings.push(`${nameOf(operation)} is a fork (${operation.ground})`);
  }
  return findings;
}

/** SM51 */
function findDoubleNotes(ledger: readonly Saved[], centre: CentreCopy): string[] {
  return ledger.flatMap((saved) => {
    if (saved.kind !== 'note') return [];
    const there = centre.operations.filter(
      ({ kind, payload }) => kind === 'add-note' && payload.includes(saved.text),
    );
    return there.length > 1 ? [`the note "${saved.text}" is at the centre ${there.length} times`] : [];
  });
}

/** SM52 */
function findCentreDivergence(
  ledger: readonly Saved[],
  centre: CentreCopy,
  events: ReadonlyMap<string, readonly CopiedEvent[]>,
): string[] {
  const findings: string[] = [];
  for (const { caseId, version, state } of centre.cases) {
    const course = events.get(caseId) ?? [];
    if (course.at(-1)?.version !== version)
      findings.push(`case ${caseId} is not at the version of its events`);
    if (textOf(foldOf(course.map(({ event }) => event))) !== textOf(state)) {
      findings.push(`case ${caseId} at the centre is not what its events make of it`);
    }
  }
  const effects = new Set(centre.events.map(({ opId }) => opId));
  for (const operation of centre.operations) {
    const isTaken = TAKEN.has(operation.outcome ?? '');
    if (isTaken !== effects.has(operation.opId)) {
      findings.push(`${nameOf(operation)} is ${operation.outcome} and has ${isTaken ? 'no' : 'an'} effect`);
    }
  }
  // What was written is known without folding anything: each note that was taken stands in its case once.
  for (const saved of ledger) {
    if (saved.kind !== 'note') continue;
    const isTaken = centre.operations.some(
      ({ kind, payload, outcome }) =>
        kind === 'add-note' && TAKEN.has(outcome ?? '') && payload.includes(saved.text),
    );
    const standing = notesIn(
      (events.get(saved.caseId) ?? []).map(({ event }) => event),
      saved.text,
    );
    if (standing !== (isTaken ? 1 : 0)) {
      findings.push(`the note "${saved.text}" stands ${standing} times in its case at the centre`);
    }
  }
  return findings;
}

/** SM52 */
function findCounterDivergence(
  centre: CentreCopy,
  copy: CounterCopy,
  events: ReadonlyMap<string, readonly CopiedEvent[]>,
  space: string,
): string[] {
  const { counter } = copy;
  const findings: string[] = [];
  const held = new Map(copy.cases.map((one) => [one.caseId, one]));
  const told = new Set(centre.feed.filter((row) => row.space === space).map(({ caseId }) => caseId));
  for (const { caseId, version } of centre.cases) {
    if (!told.has(caseId)) continue;
    const here = held.get(caseId);
    const course = (events.get(caseId) ?? []).map(({ event }) => event);
    if (here?.confirmed?.version !== version) {
      findings.push(
        `${counter}: case ${caseId} is at ${here?.confirmed?.version ?? 'no'} version instead of ${version}`,
      );
    } else if (textOf(here.confirmed.events) !== textOf(course)) {
      findings.push(`${counter}: case ${caseId} has other events than at the centre`);
    } else if (textOf(here.shown) !== textOf(foldOf(course))) {
      findings.push(`${counter}: case ${caseId} is shown otherwise than its events make of it`);
    }
  }
  for (const { caseId } of copy.cases) {
    if (!told.has(caseId)) findings.push(`${counter}: case ${caseId} is not at the centre`);
  }
  const decided = new Map(centre.operations.map(({ opId, outcome }) => [opId, outcome]));
  for (const { opId, outcome } of copy.operations) {
    const last = decided.get(opId);
    if (outcome !== last || copy.storeOutcomes.get(opId) !== last) {
      findings.push(
        `${counter}: operation ${opId} is ${last} at the centre, ${outcome} in the journal and ${copy.storeOutcomes.get(opId)} in the store`,
      );
    }
  }
  return findings;
}

/** SM53 */
function isStuckAtCentre({ outcome, ground }: CopiedOperation): boolean {
  return (
    outcome === null ||
    outcome === 'waiting' ||
    outcome === 'held' ||
    (outcome === 'parked' && ground === 'defect')
  );
}

/** SM53 */
function findStuck({ counter, operations, unsent }: CounterCopy): string[] {
  return [
    ...operations
      .filter(({ outcome }) => outcome === null)
      .map((one) => `${counter}: no verdict on ${nameOf(one)}`),
    ...unsent.map((opId) => `${counter}: operation ${opId} is unsent`),
  ];
}

/** SM54 */
function findHolesAtCentre(centre: CentreCopy): string[] {
  const findings: string[] = [];
  for (const [replica, operations] of groupBy(centre.operations, (one) => one.replica)) {
    findings.push(...findChainHoles(`centre, replica ${replica}`, operations));
  }
  for (const [caseId, course] of groupBy(centre.events, (one) => one.caseId)) {
    if (course.some(({ version }, place) => version !== place + 1)) {
      findings.push(`centre: the versions of case ${caseId} have a hole`);
    }
  }
  for (const { space, caseId, sequence } of centre.feed) {
    const last = centre.spaces.get(space) ?? 0;
    if (sequence > last) findings.push(`centre: case ${caseId} stands beyond the end of ${space}`);
  }
  return findings;
}

/** SM54 */
function findHolesAtCounter({ counter, operations, sequences, damagedPlaces }: CounterCopy): string[] {
  const findings = findChainHoles(counter, operations);
  if (sequences.some((sequence, place) => sequence !== place + 1)) {
    findings.push(`${counter}: the records of the journal have a hole`);
  }
  if (damagedPlaces > 0) findings.push(`${counter}: the journal is damaged in ${damagedPlaces} places`);
  return findings;
}

/** Numbers from 1 without a hole, each operation bound to the one before. */
function findChainHoles(where: string, operations: readonly CopiedOperation[]): string[] {
  const sorted = [...operations].sort((a, b) => a.n - b.n);
  return sorted.flatMap(({ n, prev }, place) => {
    if (n !== place + 1) return [`${where}: number ${place + 1} is missing or there twice`];
    return prev === (sorted[place - 1]?.digest ?? null)
      ? []
      : [`${where}: number ${n} follows another operation`];
  });
}

function notesIn(events: readonly CaseEvent[], text: string): number {
  return events.filter((event) => event.kind === 'note-added' && JSON.stringify(event).includes(text)).length;
}

function foldOf(events: readonly CaseEvent[]): unknown {
  return foldCase(events.map((event) => CaseEventForm.parse(event)));
}

/** The same text for the same value, whatever the order of its members. */
function textOf(value: unknown): string {
  return canonicalJson(JSON.parse(JSON.stringify(value ?? null)) as Json);
}

function nameOf({ replica, n, kind }: CopiedOperation): string {
  return `operation ${n} of ${replica} (${kind})`;
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
