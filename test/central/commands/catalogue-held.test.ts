import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CasePorts } from '#central/cases/case-ports.ts';
import { receivePush } from '#central/cases/receive-push.ts';
import { pgCaseStore } from '#central/database/pg-case-store.ts';
import { DEMO_INSTITUTION } from '#central/demo/demo-accounts.ts';
import { loadDemoData } from '#central/demo/load-demo-data.ts';
import { PgDirectory } from '#central/directory/pg-directory.ts';
import { PgReferenceLibrary } from '#central/references/pg-reference-library.ts';
import { realClock, realHash, realRandom } from '#central/settings/real-ports.ts';
import { catalogueContent } from '#shared/catalogue/catalogue-content.ts';
import { parseCatalogue } from '#shared/catalogue/parse-catalogue.ts';
import { toHex } from '#shared/kernel/hex.ts';
import { Digest, PersonId } from '#shared/kernel/identifier.ts';
import { encodeUtf8 } from '#shared/kernel/utf8.ts';
import { MADE_OFFICE, OperationMaker, readMade, stationOfMade } from '#test/support/operation-maker.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/test-database.ts';
import { databaseUrlOf, PROGRAM_FOLDER, runProgram } from './run-program.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'klatiene-catalogue-'));
let database: TestDatabase;
let ports: CasePorts;

beforeAll(async () => {
  database = await openTestDatabase();
  const { connection } = database;
  await loadDemoData(connection.kysely, { clock: realClock, hash: realHash, random: realRandom });
  const demo = { kysely: connection.kysely, institution: DEMO_INSTITUTION };
  ports = {
    store: pgCaseStore({ connection, institution: DEMO_INSTITUTION }),
    references: new PgReferenceLibrary(demo),
    directory: new PgDirectory(demo, realClock),
    hash: realHash,
    clock: realClock,
  };
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

it('[PR39] an import accepts what was held for want of that catalogue, and tells the counter', async () => {
  const file = path.join(folder, 'next.json');
  const text = readFileSync(path.join(PROGRAM_FOLDER, 'central/demo/catalogue.json'), 'utf8');
  const next = text.replace('"KP-01"', '"KP-99"');
  writeFileSync(file, next);
  const parsed = parseCatalogue(next);
  if (!parsed.ok) throw new Error('the catalogue has a defect');
  const content = encodeUtf8(catalogueContent(parsed.value.document));
  const catalogue = Digest.parse(toHex(await realHash.sha256(content)));

  const maker = new OperationMaker();
  const { replica } = maker;
  await database.connection.kysely
    .insertInto('device')
    .values({
      institution: DEMO_INSTITUTION,
      replica,
      office: MADE_OFFICE,
      counter: null,
      station: stationOfMade(replica),
      token_hash: Buffer.alloc(32),
      enrolled_by: PersonId.parse('clerk'),
      enrolled_at: realClock.now(),
      revoked_at: null,
      last_contact_at: null,
      report: null,
    })
    .execute();
  const { calendar, offices } = await ports.references.currentVersions();
  const author = PersonId.parse('clerk');
  const made = await maker.register({ author, catalogue, calendar, offices });
  const { verdicts } = await receivePush(ports, replica, await readMade([made]));
  expect(verdicts[0]?.verdict).toEqual({ outcome: 'held', grounds: { code: 'version-not-known' } });

  const run = () =>
    runProgram(['catalogue', 'import', file], { DATABASE_URL: databaseUrlOf(database) }).ended;
  expect(await run()).toEqual({ exitCode: 0, out: `imported ${catalogue}\n`, err: '' });
  const news = await ports.store.snapshot((snapshot) => snapshot.readVerdicts(replica, 0, 10));
  expect(news.verdicts).toMatchObject([
    { opId: made.header.opId, verdict: { outcome: 'applied', version: 1 } },
  ]);
  expect(await run()).toEqual({ exitCode: 0, out: `unchanged ${catalogue}\n`, err: '' });
});
