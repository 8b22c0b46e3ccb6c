import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pgCaseStore } from '#central/database/pg-case-store.ts';
import { CaseId } from '#shared/kernel/identifier.ts';
import { SpaceId } from '#shared/protocol/pull.ts';
import { caseStoreContract } from '#test/contracts/case-store-contract.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/test-database.ts';

caseStoreContract('PostgreSQL', async () => {
  const database = await openTestDatabase({ poolSize: 24 });
  return {
    store: pgCaseStore({ connection: database.connection, institution: 'demo' }),
    close: () => database.drop(),
  };
});

describe('PostgreSQL', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.drop());

  const storeOf = (institution: string) => pgCaseStore({ connection: database.connection, institution });
  const space = SpaceId.parse('office:smiltene');

  it('keeps institutions apart', async () => {
    const advance = (institution: string) =>
      storeOf(institution).transaction((tx) => tx.advanceSpaces([space]));
    expect(await advance('one')).toEqual(new Map([[space, 1]]));
    expect(await advance('one')).toEqual(new Map([[space, 2]]));
    expect(await advance('two')).toEqual(new Map([[space, 1]]));
  });

  it('says that a case which left its space has left', async () => {
    const caseId = CaseId.parse('00000000-0000-4000-8000-000000000001');
    const store = storeOf('three');
    await store.transaction(async (tx) => {
      await tx.advanceSpaces([space]);
      await tx.writeFeed([{ space, caseId, sequence: 1 }]);
    });
    await database.connection.kysely
      .updateTable('feed')
      .set({ is_gone: true })
      .where('institution', '=', 'three')
      .execute();
    const page = await store.snapshot((snapshot) => snapshot.readFeed(space, 0, 10));
    expect(page.changes).toEqual([{ kind: 'leave', caseId }]);
  });
});
