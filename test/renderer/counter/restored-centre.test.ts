import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listen } from '#central/server.ts';
import { AttachmentId } from '#shared/attachments/attachment.ts';
import { openTestCentre, type TestCentre } from '#test/central/routes/test-centre.ts';
import { CounterWorld, savedOf } from '#test/support/counter-world.ts';
import { sampleContent } from '#test/support/sample-files.ts';

/** What a copy of the centre holds of its work; those that refer to others come behind them. */
const TABLES = [
  'operation_inbox',
  'replica_log',
  'service_case',
  'case_event',
  'space_counter',
  'feed',
  'attachment',
];

let centre: TestCentre;
let origin: string;
beforeAll(async () => {
  centre = await openTestCentre();
  origin = (await listen(centre.app, 0)).replace(/\/$/, '');
});
afterAll(() => centre.close());

const ask = async (sql: string) => (await centre.database.connection.pool.query(sql)).rows;

async function copy(): Promise<void> {
  for (const table of TABLES) {
    await ask(`drop table if exists copy_of_${table}`);
    await ask(`create table copy_of_${table} as table ${table}`);
  }
}

async function restore(): Promise<void> {
  const inserts = TABLES.map((table) => `insert into ${table} table copy_of_${table}`);
  await ask(['begin', `truncate ${TABLES.join(', ')}`, ...inserts, 'commit'].join(';'));
}

describe('a centre that was restored from a copy, and to which another counter has sent more than was lost', () => {
  let own: CounterWorld;
  let other: CounterWorld;

  beforeEach(async () => {
    own = new CounterWorld(origin);
    other = new CounterWorld(origin);
    await own.open();
    await other.open();
    savedOf(await own.register(1));
    await own.exchanged();
    await copy();
    savedOf(await own.register(2, { attachments: [await attached(own)] }));
    await own.exchanged();
    await expect.poll(filesStored).toBe(1);
    own.http.cut();
    await restore();
    for (const index of [1, 2, 3]) savedOf(await other.register(index));
    await other.exchanged();
    expect(await received()).toBe(1);
    expect(await filesStored()).toBe(0);
    own.http.mend();
  });
  afterEach(() => {
    own.end();
    other.end();
  });

  const casesOfOwn = async () =>
    Promise.all([1, 2].map(async (index) => (await own.caseOf(index))?.row.sync));
  const filesStored = async () =>
    (await ask(`select 1 from attachment where attachment_id = '${own.idOf(9)}' and stored_at is not null`))
      .length;
  /** How many of the two that the counter had sent before are there. */
  const received = async () =>
    (await ask(`select 1 from operation_inbox where op_id in ('${own.idOf(1)}', '${own.idOf(2)}')`)).length;

  it('[SE26] gets what it lacks with the next operation, and the counter what it had not been told', async () => {
    savedOf(await own.register(4));
    await own.exchanged();
    expect(await received()).toBe(2);
    expect(await casesOfOwn()).toEqual(['accepted', 'accepted']);
    await expect
      .poll(async () => (await own.counter.findByReference(await referenceOf(other, 3))) !== undefined)
      .toBe(true);
  });

  it('[AT15] is offered the files again that are still here', async () => {
    savedOf(await own.register(4));
    await own.exchanged();
    await expect.poll(filesStored, { timeout: 10_000 }).toBe(1);
  });

  it('[SE27] gets what it lacks when the counter starts', async () => {
    await own.restart();
    await expect.poll(received).toBe(2);
    await expect.poll(casesOfOwn).toEqual(['accepted', 'accepted']);
  });
});

/** A file that was attached to the second form. */
async function attached(world: CounterWorld) {
  const outcome = await world.counter.attach({
    id: AttachmentId.parse(world.idOf(9)),
    formId: world.idOf(2),
    name: 'a.pdf',
    source: 'file',
    content: new Blob([sampleContent(100)]),
  });
  if (outcome.outcome !== 'kept') return expect.fail(outcome.outcome);
  return { ...outcome.attachment, evidence: null };
}

async function referenceOf(world: CounterWorld, index: number) {
  const detail = await world.caseOf(index);
  return detail?.row.reference ?? expect.fail('no case');
}
