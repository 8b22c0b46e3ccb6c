import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '#central/commands/demo-load.ts';
import { findFreePort } from '#central/database/cluster/free-port.ts';
import { openTestCentre } from '#test/central/routes/test-centre.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/test-database.ts';
import { callHere, databaseUrlOf, runProgram } from './run-program.ts';

const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'klatiene-load-'));
let database: TestDatabase;
let environment: Record<string, string>;

beforeAll(async () => {
  database = await openTestDatabase();
  environment = {
    KLATIENE_DATA: dataFolder,
    KLATIENE_PORT: String(await findFreePort()),
    DATABASE_URL: databaseUrlOf(database),
  };
});
afterAll(async () => {
  await database.drop();
  rmSync(dataFolder, { recursive: true });
});

const run = (...args: string[]) => runProgram(['demo-load', ...args], environment).ended;

async function inbox(): Promise<readonly unknown[]> {
  return database.connection.kysely
    .selectFrom('operation_inbox')
    .select(['op_id', 'header', 'payload', 'salt', 'digest', 'outcome', 'received_at'])
    .orderBy('op_id')
    .execute();
}

describe('demo:load', () => {
  it('registers the cases through a centre of its own, and a second time changes nothing', async () => {
    const choice = ['--cases', '60', '--offices', '3', '--seed', 'x', '--until', '2026-10-01'];
    const first = await run(...choice);
    expect(first.err).toBe('');
    expect(first.exitCode).toBe(0);
    expect(first.out).toContain('60 of 60 cases\n');
    expect(first.out).toContain('60 cases registered at 3 offices, 0 were there already.\n');
    const before = await inbox();
    expect(before).toHaveLength(60);
    const second = await run(...choice);
    expect(second.out).toContain('0 cases registered at 3 offices, 60 were there already.\n');
    expect(await inbox()).toEqual(before);
    const outcomes = await database.connection.kysely
      .selectFrom('operation_inbox')
      .select('outcome')
      .distinct()
      .execute();
    expect(outcomes).toEqual([{ outcome: 'applied' }]);
  });

  it('goes through a centre that runs already', async () => {
    const centre = await openTestCentre();
    const port = await findFreePort();
    await centre.app.listen({ host: '127.0.0.1', port });
    const loaded = await runProgram(['demo-load', '--cases', '5', '--offices', '1'], {
      KLATIENE_PORT: String(port),
      KLATIENE_DATA: '/nonexistent/never/touched',
    }).ended;
    expect(loaded).toMatchObject({ exitCode: 0, err: '' });
    const cases = await centre.database.connection.kysely
      .selectFrom('service_case')
      .select('case_id')
      .execute();
    expect(cases).toHaveLength(5);
    await centre.close();
  });

  it('ends with 2 and a sentence when it is called wrongly', async () => {
    for (const args of [
      ['--cases', '0'],
      ['--cases', 'many'],
      ['--cases', '200001'],
      ['--offices', '-1'],
      ['--seed', ''],
      ['--until', '2026-02-30'],
      ['--colour', 'red'],
      ['stray'],
    ]) {
      const wrong = await callHere(main, args);
      expect(wrong).toMatchObject({ exitCode: 2, out: '' });
      expect(wrong.err).toMatch(/^Use "npm run demo:load -- .+\.\n$/);
    }
  });

  it('ends with 2 when a variable cannot be used', async () => {
    const { exitCode, err } = await runProgram(['demo-load'], { KLATIENE_PORT: 'x' }).ended;
    expect(exitCode).toBe(2);
    expect(err).toBe('KLATIENE_PORT must be a whole number from 1 to 65535.\n');
  });
});
