import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ExportOutcome, ImportOutcome } from '#renderer/counter/outbox-api.ts';
import { CounterDatabase } from '#renderer/store/counter-database.ts';
import { encodeUtf8 } from '#shared/kernel/utf8.ts';
import { ReceiptsFile } from '#shared/protocol/operation-file.ts';
import { CounterWorld, savedOf } from '#test/support/counter-world.ts';
import { openListeningCentre } from '#test/support/listening-centre.ts';

type Bytes = Uint8Array<ArrayBuffer>;

let centre: Awaited<ReturnType<typeof openListeningCentre>>;
const worlds: CounterWorld[] = [];
beforeAll(async () => {
  centre = await openListeningCentre();
});
afterAll(() => centre.close());
afterEach(() => {
  for (const world of worlds.splice(0)) world.end();
});

/** A counter that was in touch with the centre, as far as its keys. */
async function openCounter(
  options: ConstructorParameters<typeof CounterWorld>[1] = {},
): Promise<CounterWorld> {
  const world = new CounterWorld(centre.origin, options);
  worlds.push(world);
  await world.open();
  await expect.poll(() => world.sideFile('centre-keys.json'), { timeout: 5000 }).toBeDefined();
  return world;
}

const silent = (): void => undefined;

async function exported(
  world: CounterWorld,
  everything = false,
): Promise<Extract<ExportOutcome, { outcome: 'made' }>> {
  const outcome = await world.counter.outbox.exportOperations(everything, silent);
  return outcome.outcome === 'made' ? outcome : expect.fail(JSON.stringify(outcome));
}

const bring = (world: CounterWorld, bytes: Bytes): Promise<ImportOutcome> =>
  world.counter.outbox.importFile(bytes, silent);

async function sent(world: CounterWorld, bytes: Bytes): Promise<Extract<ImportOutcome, { outcome: 'sent' }>> {
  const outcome = await bring(world, bytes);
  return outcome.outcome === 'sent' ? outcome : expect.fail(JSON.stringify(outcome));
}

const unsentOf = (world: CounterWorld) => world.status.outbox?.unsent;

describe('work without a network', () => {
  it('[EX8] [EX9] [EX10] [EX11] goes to the centre by another counter, and its receipts empty the outbox', async () => {
    const [away, other] = [await openCounter(), await openCounter()];
    savedOf(await away.register(1));
    await away.exchanged();
    away.http.cut();
    for (let index = 2; index <= 6; index += 1) savedOf(await away.register(index));
    savedOf(await away.addNote(10, 1, 'Žanete Paraudziņa'));
    const before = await away.journalled();
    const file = await exported(away);
    expect(file).toMatchObject({
      count: 6,
      name: expect.stringMatching(/^klatiene-SMI-\w{3}-.*\.klatiene$/),
    });
    expect(Buffer.from(file.bytes).toString('latin1')).not.toMatch(/Paraudzi|register-request|question/);
    expect((await exported(away, true)).count).toBe(7);
    // Exporting changed nothing.
    expect(await away.journalled()).toEqual(before);
    await expect.poll(() => unsentOf(away)).toBe(6);

    const first = await sent(other, file.bytes);
    expect(first).toMatchObject({
      fresh: 6,
      known: 0,
      missingParts: [],
      counter: expect.stringContaining('SMI-'),
    });
    expect(await sent(other, file.bytes)).toMatchObject({ fresh: 0, known: 6 });
    expect(await bring(away, first.receipts.bytes)).toEqual({ outcome: 'confirmed', fresh: 6, known: 0 });
    expect(await bring(away, first.receipts.bytes)).toEqual({ outcome: 'confirmed', fresh: 0, known: 6 });
    await expect.poll(() => unsentOf(away), { timeout: 5000 }).toBe(0);
    expect(await away.counter.outbox.exportOperations(false, silent)).toEqual({ outcome: 'nothing' });
    away.http.mend();
    await away.exchanged();
    await expect.poll(async () => (await away.caseOf(1))?.row.sync, { timeout: 5000 }).toBe('accepted');
    expect((await away.caseOf(1))?.events.map(({ event }) => event.kind)).toEqual([
      'registered',
      'note-added',
    ]);
  });

  it('[EX4] races with the line and comes in once', async () => {
    const [away, other] = [await openCounter(), await openCounter()];
    away.http.cut();
    for (let index = 1; index <= 4; index += 1) savedOf(await away.register(index));
    const { bytes } = await exported(away);
    away.http.mend();
    const [outcome] = await Promise.all([sent(other, bytes), away.exchanged()]);
    expect(outcome.fresh + outcome.known).toBe(4);
    expect(await bring(away, outcome.receipts.bytes)).toMatchObject({
      outcome: 'confirmed',
      fresh: 0,
      known: 4,
    });
    expect(away.status.outbox).toMatchObject({ unsent: 0, needsAttention: 0 });
  });

  it('[EX8] makes a file on a full disk and while the store does not open', async () => {
    let opens = true;
    const factory = {
      open: (...place: Parameters<IDBFactory['open']>) => {
        if (!opens) throw new DOMException('planted', 'InvalidStateError');
        return indexedDB.open(...place);
      },
      deleteDatabase: (place: string) => indexedDB.deleteDatabase(place),
    } as IDBFactory;
    const world = await openCounter({
      database: (name) => new CounterDatabase(name, { indexedDB: factory, IDBKeyRange }),
    });
    world.http.cut();
    savedOf(await world.register(1));
    opens = false;
    await world.restart();
    await world.signIn();
    world.disk.isReadOnly = true;
    expect((await exported(world)).count).toBe(1);
  });

  it('[EX5] [EX10] what is not in order is refused by name, and changes nothing', async () => {
    const [away, other] = [await openCounter(), await openCounter()];
    away.http.cut();
    savedOf(await away.register(1));
    const { bytes } = await exported(away);
    const { receipts } = await sent(other, bytes);
    expect(await bring(other, receipts.bytes)).toMatchObject({ outcome: 'refused', code: 'other-counter' });
    const forged = ReceiptsFile.parse(JSON.parse(Buffer.from(receipts.bytes).toString()));
    const changed = {
      ...forged,
      receipts: forged.receipts.map((one) => ({ ...one, content: one.content.replace('applied', 'merged') })),
    };
    expect(await bring(away, encodeUtf8(JSON.stringify(changed)))).toMatchObject({ code: 'signature-wrong' });
    expect(await bring(away, encodeUtf8('something else'))).toMatchObject({ code: 'not-ours' });
    expect(await bring(other, bytes.slice(0, bytes.length - 10))).toMatchObject({ code: 'no-part' });
    other.http.cut();
    expect(await bring(other, bytes)).toMatchObject({ outcome: 'failed', cause: 'unreachable' });
    expect(unsentOf(away)).toBe(1);
  });
});
