import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { expect, it } from 'vitest';
import { CounterDatabase } from '#renderer/store/counter-database.ts';
import { DexieRows } from '#renderer/store/dexie-rows.ts';
import { contentOf } from '#test/contracts/counter-store/counter-store-support.ts';
import { newStore, ProjectorWorld } from '#test/support/projector-world.ts';
import { unlockedStore } from '#test/support/row-beds.ts';
import { caseChange, caseId, minute, pulled, registered, SAMPLE_SPACE } from '#test/support/sample-cases.ts';
import { sampleId } from '#test/support/sample-operations.ts';

/** The tables as programs of before made them, with rows that everybody can read. */
const PLAIN_TABLES = [
  { cases: 'caseId', outbox: 'opId, [place+sequence], [place+verdict.verdict.outcome]' },
  { cases: 'caseId', outbox: 'opId, [place+sequence], [place+n], [place+verdict.verdict.outcome]' },
  { cases: 'caseId, dueKey', outbox: 'opId, [place+sequence], [place+n], [place+verdict.verdict.outcome]' },
].map((tables) => ({ ...tables, drafts: 'draftId, author', cursors: 'space', facts: 'name' }));

it.each([1, 2, 3])(
  '[ST50] rows of a store of version %i are emptied and built anew from journal and feed',
  async (version) => {
    const name = `version-${version}`;
    const older = new Dexie(name);
    for (const [place, tables] of PLAIN_TABLES.slice(0, version).entries())
      older.version(place + 1).stores(tables);
    await older.table('cases').put({ caseId: caseId(1), shown: { applicant: 'Anna Paraudziņa' } });
    await older
      .table('outbox')
      .put({ opId: sampleId(1), caseId: caseId(1), place: 'unsent', sequence: 1, n: 1 });
    await older
      .table('drafts')
      .put({ draftId: sampleId(9), author: 'anna', savedAt: minute(1), content: 'old' });
    await older.table('cursors').put({ space: SAMPLE_SPACE, cursor: 12 });
    await older.table('facts').bulkPut([
      { name: 'applied-sequence', value: 40 },
      { name: 'applied-mark', value: 'mark' },
      { name: 'epoch', value: 'epoch-1' },
    ]);
    older.close();

    const world = await ProjectorWorld.open();
    await world.register(1);
    await world.verdict(1, 'applied');
    await world.register(2);
    await world.draft(5, 'typed');
    for (const round of ['brought up', 'opened again']) {
      const database = new CounterDatabase(name);
      const store = unlockedStore(new DexieRows(database));
      if (round === 'brought up') {
        expect(await contentOf(store)).toMatchObject({ cases: [], outbox: [], drafts: [] });
        expect(await store.readCursors()).toMatchObject({ epoch: null, cursors: {} });
      }
      await world.projectorOf(store).catchUp();
      const fresh = newStore();
      await world.projectorOf(fresh).catchUp();
      expect(await contentOf(store)).toEqual(await contentOf(fresh));
      database.close();
    }
    expect(world.defects).toEqual([]);
  },
);

it('[ST49] nothing that a person typed or is known by can be read in what is kept', async () => {
  const database = new CounterDatabase('sealed');
  const store = unlockedStore(new DexieRows(database));
  const world = await ProjectorWorld.open();
  await world.register(1);
  await world.note(2, 1);
  await world.draft(5, 'typed by somebody');
  await world.projectorOf(store).catchUp();
  await store.applyPull(pulled(1, [caseChange(7, [registered(7)])]));
  const kept: unknown[] = [];
  for (const table of database.tables) kept.push(...(await table.toArray()));
  const bytes = (value: unknown): string =>
    JSON.stringify(value, (_key, part: unknown) =>
      part instanceof Uint8Array ? new TextDecoder('latin1').decode(part) : part,
    );
  const text = kept.map(bytes).join('\n');
  expect(text).toContain(caseId(7));
  for (const secret of ['typed by', 'note 2', 'applicant":{', 'anonymous', 'payload']) {
    expect(text, secret).not.toContain(secret);
  }
  expect((await store.findCase(caseId(1)))?.shown.notes).toMatchObject([{ text: 'note 2' }]);
  database.close();
});
