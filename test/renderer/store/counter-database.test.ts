import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { expect, it } from 'vitest';
import { CounterDatabase } from '#renderer/store/counter-database.ts';
import { CounterStore } from '#renderer/store/counter-store.ts';

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
    const store = new CounterStore(database);
    expect(await store.isLacked({ contiguousN: 3, gaps: [] })).toBe(true);
    expect(await store.isLacked({ contiguousN: 4, gaps: [] })).toBe(false);
    database.close();
  }
});
