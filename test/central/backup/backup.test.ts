import { randomUUID } from 'node:crypto';
import { readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createGzip } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AttachmentFolder } from '#central/attachments/attachment-folder.ts';
import { backupKeyOf, ensureBackupKey, readBackupKey } from '#central/backup/backup-key.ts';
import { recordOf } from '#central/backup/backup-records.ts';
import { noteMissingFiles } from '#central/backup/missing-files.ts';
import { restoreBackup } from '#central/backup/restore-backup.ts';
import { seal } from '#central/backup/sealed-file.ts';
import { through } from '#central/backup/through.ts';
import { writeBackup } from '#central/backup/write-backup.ts';
import type { CaseStore } from '#central/cases/case-store.ts';
import { receivePush } from '#central/cases/receive-push.ts';
import type { Connection } from '#central/database/connect.ts';
import { MIGRATIONS } from '#central/database/migrate.ts';
import { pgCaseStore } from '#central/database/pg-case-store.ts';
import { realClock, realRandom } from '#central/settings/real-ports.ts';
import { AttachmentId } from '#shared/attachments/attachment.ts';
import { PersonId } from '#shared/kernel/identifier.ts';
import { demoCasePorts, OpenDirectory } from '#test/support/case-world.ts';
import { MADE_OFFICE, OperationMaker, readMade } from '#test/support/operation-maker.ts';
import { makeTemporaryFolder, removeFolder } from '#test/support/temporary-folder.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/test-database.ts';

const KEY = backupKeyOf(new Uint8Array(32).fill(7));
const ONE = PersonId.parse('one');
const PORTS = { clock: realClock, random: realRandom };
/** What `copy` would take for something else if it were not marked. */
const AWKWARD = 'tab\t, newline\n, return\r, \\N, \\., "quotes", ā ņ ž 🙂';

let folder: string;
let source: TestDatabase;
let target: TestDatabase;
let store: CaseStore;
beforeAll(async () => {
  folder = await makeTemporaryFolder();
  source = await openTestDatabase();
  target = await openTestDatabase({ migrations: 'none' });
  store = pgCaseStore({ connection: source.connection, institution: 'demo' });
  await source.connection.kysely
    .insertInto('institution')
    .values({ institution: 'demo', name_lv: AWKWARD, name_en: '' })
    .execute();
});
afterAll(async () => {
  await source.drop();
  await target.drop();
  await removeFolder(folder);
});

const newFile = (): string => path.join(folder, randomUUID());
const backUp = async (): Promise<string> => {
  const file = newFile();
  await writeBackup(source.connection, file, KEY, PORTS);
  return file;
};

/** A new place to restore to; what was there is gone. */
async function emptyTarget(): Promise<Connection> {
  const { connection, schema } = target;
  await sql`drop schema if exists ${sql.id(schema)} cascade`.execute(connection.kysely);
  await sql`create schema ${sql.id(schema)}`.execute(connection.kysely);
  return connection;
}

async function tablesIn(connection: Connection): Promise<string[]> {
  const { rows } = await connection.pool.query(
    "select relname from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r' order by 1",
  );
  return rows.map(({ relname }) => relname);
}

/** Every row of every table as text. */
async function contentOf(connection: Connection): Promise<Record<string, string[]>> {
  const content: Record<string, string[]> = {};
  for (const table of await tablesIn(connection)) {
    const { rows } = await connection.pool.query(`select t::text as row from ${table} as t order by 1`);
    content[table] = rows.map(({ row }) => row);
  }
  return content;
}

async function register(count: number, note?: string): Promise<void> {
  const maker = new OperationMaker();
  const ports = demoCasePorts(store, new OpenDirectory(MADE_OFFICE));
  for (let index = 0; index < count; index += 1) {
    const made = [await maker.register()];
    const [first] = made;
    if (note !== undefined && first !== undefined) made.push(await maker.note(first.header.caseId, note));
    const { verdicts } = await receivePush(ports, maker.replica, await readMade(made));
    for (const { verdict } of verdicts) expect(verdict.outcome).toBe('applied');
  }
}

/** A file of records that nothing of ours would write. */
async function fileOf(...records: readonly Buffer[]): Promise<string> {
  const file = newFile();
  const parts: Buffer[] = [];
  const content = async function* () {
    yield* records;
  };
  for await (const part of seal(through(content(), createGzip()), KEY, realRandom)) parts.push(part);
  await writeFile(file, Buffer.concat(parts));
  return file;
}

describe('a backup', () => {
  it('[BK1] holds every table, and restored it has the same rows', async () => {
    await register(3, AWKWARD);
    const file = await backUp();
    const connection = await emptyTarget();
    const summary = await restoreBackup(connection, file, KEY);
    const [before, after] = [await contentOf(source.connection), await contentOf(connection)];
    expect(Object.keys(after)).toEqual(Object.keys(before));
    for (const [table, rows] of Object.entries(before)) {
      const isNew = table === 'database_life' || table.startsWith('kysely_');
      if (!isNew) expect(after[table], table).toEqual(rows);
    }
    expect(before.case_event?.length).toBe(6);
    const copied = Object.entries(before).filter(([table]) => !table.startsWith('kysely_'));
    expect(summary.tables).toBe(copied.length);
    expect(summary.rows).toBe(copied.reduce((sum, [, rows]) => sum + rows.length, 0));
  });

  it('[BK1] is of one moment, however much comes in while it is written', async () => {
    let isWriting = true;
    const writing = Promise.all(
      Array.from({ length: 4 }, async () => {
        while (isWriting) await register(1, 'x');
      }),
    );
    const files: string[] = [];
    for (let count = 0; count < 4; count += 1) files.push(await backUp());
    isWriting = false;
    await writing;
    for (const file of files) {
      const connection = await emptyTarget();
      await restoreBackup(connection, file, KEY);
      const { rows } = await connection.pool.query(`select
        (select count(*) from service_case) as cases,
        (select count(*) from feed) as in_feed,
        (select coalesce(sum(version), 0)::int8 from service_case) as versions,
        (select count(*) from case_event) as events,
        (select count(*) from operation_inbox where outcome = 'applied') as applied,
        (select max(sequence) from feed) as last,
        (select sequence from space_counter) as head`);
      const [found] = rows;
      expect(found.in_feed).toBe(found.cases);
      expect(found.events).toBe(found.versions);
      expect(found.applied).toBe(found.events);
      expect(found.head).toBe(found.last);
    }
  });

  it('[BK2] shows nothing of what is in it', async () => {
    await register(1, 'Anna Izdomāta');
    const bytes = await readFile(await backUp());
    for (const text of ['Anna', 'demo', 'service_case', MADE_OFFICE])
      expect(bytes.includes(text)).toBe(false);
  });

  it('[BK3] is encrypted with a key that is made once, and one that is named must be there', async () => {
    const file = newFile();
    const made = await ensureBackupKey(file, realRandom);
    expect(made.isNew).toBe(true);
    expect((await stat(file)).mode & 0o077).toBe(0);
    expect(await ensureBackupKey(file, realRandom)).toEqual({ key: await readBackupKey(file), isNew: false });
    const missing = newFile();
    await expect(readBackupKey(missing)).rejects.toMatchObject({ code: 'key-missing' });
    await writeFile(missing, 'a password');
    await expect(readBackupKey(missing)).rejects.toMatchObject({ code: 'key-not-readable' });
  });

  it('[BK4] leaves a file that is there alone, and nothing behind when it fails', async () => {
    const file = newFile();
    await writeFile(file, 'mine');
    await expect(writeBackup(source.connection, file, KEY, PORTS)).rejects.toMatchObject({
      code: 'file-exists',
    });
    expect(await readFile(file, 'utf8')).toBe('mine');
    const other = newFile();
    const before = await readdir(folder);
    await expect(writeBackup(await emptyTarget(), other, KEY, PORTS)).rejects.toMatchObject({
      code: 'no-database',
    });
    expect(await readdir(folder)).toEqual(before);
    await expect(
      writeBackup(source.connection, path.join(folder, 'none', 'x'), KEY, PORTS),
    ).rejects.toMatchObject({
      message: expect.stringContaining('ENOENT'),
    });
  });
});

describe('a restore', () => {
  it('[BK5] refuses a database that is not empty, and changes nothing of it', async () => {
    const file = await backUp();
    const connection = await emptyTarget();
    await connection.pool.query("create table somebodys (text text); insert into somebodys values ('x')");
    await expect(restoreBackup(connection, file, KEY)).rejects.toMatchObject({ code: 'not-empty' });
    expect(await contentOf(connection)).toEqual({ somebodys: ['(x)'] });
    const before = await contentOf(source.connection);
    await expect(restoreBackup(source.connection, file, KEY)).rejects.toMatchObject({ code: 'not-empty' });
    expect(await contentOf(source.connection)).toEqual(before);
  });

  it('[BK6] leaves the database empty when the file turns out damaged or the last step fails', async () => {
    const file = await backUp();
    const bytes = await readFile(file);
    const connection = await emptyTarget();
    for (const faulty of [bytes.subarray(0, bytes.length - 50), changed(bytes, bytes.length - 50)]) {
      const broken = newFile();
      await writeFile(broken, faulty);
      await expect(restoreBackup(connection, broken, KEY)).rejects.toMatchObject({ name: 'BackupFault' });
      expect(await tablesIn(connection)).toEqual([]);
    }
    const fail = async () => expect.fail('the last step');
    await expect(restoreBackup(connection, file, KEY, [fail])).rejects.toThrow('the last step');
    expect(await tablesIn(connection)).toEqual([]);
    await restoreBackup(connection, file, KEY);
  });

  it('[BK7] says that there is no such file', async () => {
    const missing = newFile();
    await expect(restoreBackup(await emptyTarget(), missing, KEY)).rejects.toMatchObject({
      message: `There is no file ${missing}.`,
    });
  });

  it('[BK8] brings an older backup to this version, and refuses one of a newer program', async () => {
    const steps = Object.keys(MIGRATIONS);
    const known = { takenAt: realClock.now(), epoch: 'old', migrations: steps.slice(0, 2) };
    const connection = await emptyTarget();
    const life = recordOf('table', { name: 'database_life', columns: ['only_row', 'epoch', 'created_at'] });
    const older = await fileOf(
      recordOf('manifest', known),
      life,
      recordOf('rows', Buffer.from('t\told\t2026-11-01 08:00:00+00\n')),
      recordOf('table-end', { rows: 1 }),
      ...['institution', 'person', 'person_grant', 'session_token'].flatMap(emptyTable),
      recordOf('end', {}),
    );
    await restoreBackup(connection, older, KEY);
    const { rows } = await connection.pool.query('select name from kysely_migration order by name');
    expect(rows.map(({ name }) => name)).toEqual(steps);

    const newer = await fileOf(recordOf('manifest', { ...known, migrations: [...steps, '9999-later'] }));
    await expect(restoreBackup(await emptyTarget(), newer, KEY)).rejects.toMatchObject({
      code: 'too-new',
      message: expect.stringContaining('9999-later'),
    });
    const incomplete = await fileOf(recordOf('manifest', known), recordOf('end', {}));
    await expect(restoreBackup(await emptyTarget(), incomplete, KEY)).rejects.toMatchObject({
      code: 'other-schema',
    });
  });

  it('[BK9] begins a new life', async () => {
    const connection = await emptyTarget();
    const { manifest, epoch } = await restoreBackup(connection, await backUp(), KEY);
    const epochIn = async ({ kysely }: Connection) =>
      (await kysely.selectFrom('database_life').select('epoch').executeTakeFirstOrThrow()).epoch;
    expect(manifest.epoch).toBe(await epochIn(source.connection));
    expect(epoch).toBe(await epochIn(connection));
    expect(epoch).not.toBe(manifest.epoch);
  });

  it('[BK10] ends the sign-ins of people and keeps the devices', async () => {
    const { kysely } = source.connection;
    const institution = 'demo';
    const at = realClock.now();
    await kysely
      .insertInto('person')
      .values({
        institution,
        person_id: ONE,
        login: 'one',
        name: 'Viens',
        password_hash: 'x',
        disabled_at: null,
      })
      .execute();
    await kysely
      .insertInto('session_token')
      .values({
        institution,
        token_hash: Buffer.from('x'),
        person_id: ONE,
        created_at: at,
        expires_at: at,
      })
      .execute();
    const connection = await emptyTarget();
    await restoreBackup(connection, await backUp(), KEY);
    const after = await contentOf(connection);
    expect(after.session_token).toEqual([]);
    expect(after.device).toEqual((await contentOf(source.connection)).device);
  });

  it('[BK11] takes a file of a case that is not in the folder as one that has not arrived', async () => {
    const { kysely } = source.connection;
    const attachment = (id: string) => ({
      institution: 'demo',
      attachment_id: AttachmentId.parse(id),
      kind: 'pdf' as const,
      bytes: 4,
      sha256: 'ab'.repeat(32) as never,
      replica: new OperationMaker().replica,
      office: MADE_OFFICE,
      announced_at: realClock.now(),
      stored_at: realClock.now(),
    });
    const [here, gone] = [randomUUID(), randomUUID()];
    await kysely
      .insertInto('attachment')
      .values([attachment(here), attachment(gone)])
      .execute();
    const files = new AttachmentFolder(path.join(folder, 'files'));
    await files.append(AttachmentId.parse(here), Buffer.from('%PDF'));
    const place = path.join(folder, 'files', here.slice(0, 2), here);
    await rename(`${place}.part`, place);
    const connection = await emptyTarget();
    let noted: Awaited<ReturnType<typeof noteMissingFiles>> | undefined;
    await restoreBackup(connection, await backUp(), KEY, [
      async (transaction) => {
        noted = await noteMissingFiles(transaction, files);
      },
    ]);
    expect(noted).toEqual({ files: 2, missing: 1 });
    const rows = await connection.kysely
      .selectFrom('attachment')
      .select(['attachment_id', 'stored_at'])
      .execute();
    expect(
      rows.filter(({ stored_at }) => stored_at === null).map(({ attachment_id }) => attachment_id),
    ).toEqual([gone]);
  });
});

function emptyTable(name: string): readonly Buffer[] {
  return [recordOf('table', { name, columns: ['institution'] }), recordOf('table-end', { rows: 0 })];
}

function changed(bytes: Buffer, place: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[place] = (copy[place] ?? 0) ^ 1;
  return copy;
}
