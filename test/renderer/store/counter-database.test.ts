import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { expect, it } from 'vitest';
import { caseRow } from '#renderer/store/case-row.ts';
import { CounterDatabase } from '#renderer/store/counter-database.ts';
import { CounterStore } from '#renderer/store/counter-store.ts';
import { DexieRows } from '#renderer/store/dexie-rows.ts';
import type { CaseDeadline } from '#shared/case/case-deadline.ts';
import { caseId, minute, registered } from '#test/support/sample-cases.ts';
import { sampleId } from '#test/support/sample-operations.ts';

const AT_ONCE: CaseDeadline = {
  kind: 'running',
  startedAt: minute(0),
  due: { kind: 'instant', dueAt: minute(0) },
};

it('[SE26] operations of a store of version 1 are found by their numbers', async () => {
  const older = new Dexie('version-1');
  older.version(1).stores({
    cases: 'caseId',
    outbox: 'opId, caseId, [place+sequence], [place+verdict.verdict.outcome]',
    drafts: 'draftId, author',
    cursors: 'space',
    facts: 'name',
  });
  const verdict = { verdict: { outcome: 'applied' } };
  await older
    .table('outbox')
    .put({ opId: 'one', caseId: 'one', n: 4, sequence: 9, place: 'answered', verdict });
  older.close();
  for (const _round of ['brought up', 'opened again']) {
    const database = new CounterDatabase('version-1');
    const store = new CounterStore(new DexieRows(database));
    expect(await store.isLacked({ contiguousN: 3, gaps: [] })).toBe(true);
    expect(await store.isLacked({ contiguousN: 4, gaps: [] })).toBe(false);
    database.close();
  }
});

it('[SL53] cases of a store of version 2 stand where their clocks put them', async () => {
  const older = new Dexie('version-2');
  older.version(2).stores({ cases: 'caseId, dueKey' });
  const rows = [
    caseRow(caseId(1), null, [{ opId: sampleId(1), events: [registered(1)] }], 'saved-here'),
    caseRow(
      caseId(2),
      null,
      [{ opId: sampleId(2), events: [registered(2, { deadline: AT_ONCE })] }],
      'saved-here',
    ),
  ];
  for (const row of rows) await older.table('cases').put({ ...row, dueKey: '9' });
  older.close();
  const database = new CounterDatabase('version-2');
  expect(await database.cases.orderBy('dueKey').keys()).toEqual(['2026-10-09T21:00:00.000Z', '9b']);
  database.close();
});
