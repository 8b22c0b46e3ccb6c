import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { main as backup } from '#central/commands/backup.ts';
import { main as restore } from '#central/commands/restore.ts';
import { loadDemoData } from '#central/demo/load-demo-data.ts';
import { realClock, realHash, realRandom } from '#central/settings/real-ports.ts';
import { makeTemporaryFolder, removeFolder } from '#test/support/temporary-folder.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/test-database.ts';
import { callHere, databaseUrlOf } from './run-program.ts';

let folder: string;
let source: TestDatabase;
let target: TestDatabase;
beforeAll(async () => {
  folder = await makeTemporaryFolder();
  source = await openTestDatabase();
  target = await openTestDatabase({ migrations: 'none' });
  await target.connection.pool.query(`create schema ${target.schema}`);
  const ports = { clock: realClock, hash: realHash, random: realRandom };
  await loadDemoData(source.connection.kysely, ports);
});
afterAll(async () => {
  await source.drop();
  await target.drop();
  await removeFolder(folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** The settings of a centre with this database. */
function settle(database: TestDatabase): void {
  vi.stubEnv('DATABASE_URL', databaseUrlOf(database));
  vi.stubEnv('KLATIENE_DATA', path.join(folder, 'data'));
  vi.stubEnv('KLATIENE_FILES', '');
}

describe('npm run backup and npm run restore', () => {
  it('[BK3] [BK5] make a key once, write a file, and put it into an empty database once', async () => {
    const file = path.join(folder, 'first');
    settle(source);
    const written = await callHere(backup, ['--out', file]);
    expect(written).toMatchObject({ exitCode: 0, err: '' });
    expect(written.out).toContain(`A key was made: ${path.join(folder, 'data', 'backup.key')}.`);
    expect(written.out).toContain(path.join(folder, 'data', 'files'));
    const again = await callHere(backup, ['--out', path.join(folder, 'second')]);
    expect(again.out).not.toContain('was made');

    settle(target);
    const restored = await callHere(restore, ['--from', file]);
    expect(restored).toMatchObject({ exitCode: 0, err: '' });
    expect(restored.out).toContain('Restored: ');
    const people = ({ connection }: TestDatabase) =>
      connection.kysely.selectFrom('person').selectAll().orderBy('person_id').execute();
    expect(await people(target)).toEqual(await people(source));
    const refused = await callHere(restore, ['--from', file]);
    expect(refused).toMatchObject({ exitCode: 1, out: '' });
    expect(refused.err).toMatch(/^The database is not empty, and nothing of it was changed\./);
  });

  it('[BK4] [BK7] say in a sentence why they do nothing', async () => {
    const file = path.join(folder, 'taken');
    await writeFile(file, 'mine');
    settle(source);
    const backups = [
      [['--out', file], 1, `There is a file ${file} already`],
      [['--out', path.join(folder, 'x'), '--key', path.join(folder, 'none')], 1, 'There is no key file'],
      [[], 2, 'Use "npm run backup'],
      [['--out', file, 'more'], 2, 'Use "npm run backup'],
    ] as const;
    for (const [args, exitCode, sentence] of backups) {
      const said = await callHere(backup, args);
      expect(said.exitCode).toBe(exitCode);
      expect(said.err).toContain(sentence);
    }
    expect(existsSync(path.join(folder, 'x'))).toBe(false);
    const restores = [
      [['--from', file], 1, `${file} is not a backup of Klātiene (byte 0).`],
      [['--from', path.join(folder, 'nowhere')], 1, 'There is no file'],
      [['--from'], 2, 'Use "npm run restore'],
    ] as const;
    for (const [args, exitCode, sentence] of restores) {
      const said = await callHere(restore, args);
      expect(said.exitCode).toBe(exitCode);
      expect(said.err).toContain(sentence);
      expect(said.err).not.toContain('    at ');
    }
  });
});
