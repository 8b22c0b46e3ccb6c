import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CounterDatabase } from '#renderer/store/counter-database.ts';
import { OUTBOX_STANDINGS, type OutboxPage } from '#renderer/store/outbox-line.ts';
import type { OperationId } from '#shared/kernel/identifier.ts';
import { CounterWorld, savedOf } from '#test/support/counter-world.ts';
import { openListeningCentre } from '#test/support/listening-centre.ts';
import { problemAnswer } from '#test/support/tiny-centre.ts';

const PUSH = '/api/sync/push';
const MINUTE = 60_000;
const LOOK = 15_000;

let centre: Awaited<ReturnType<typeof openListeningCentre>>;
beforeAll(async () => {
  centre = await openListeningCentre();
});
afterAll(() => centre.close());

let world: CounterWorld;
afterEach(() => world.end());

/** The outbox as the screen would show it, each time it is told. */
function watch(offset = 0, limit = 100): (OutboxPage | null)[] {
  const told: (OutboxPage | null)[] = [];
  world.counter.outbox.watchOutbox({ offset, limit }, (page) => told.push(page));
  return told;
}

function idsOf(page: OutboxPage | null | undefined): readonly OperationId[] {
  return page?.lines.map(({ opId }) => opId) ?? [];
}

const Report = z.object({ report: z.object({ standstill: z.unknown() }) });

describe('the outbox', () => {
  it('[SE36] holds what waits, in the order in which it was saved, and lets go of what is settled', async () => {
    world = new CounterWorld(centre.origin);
    await world.open();
    world.http.cut();
    for (let index = 1; index <= 12; index += 1) savedOf(await world.register(index));
    savedOf(await world.addNote(20, 3));
    const all = watch();
    const part = watch(10, 2);
    await expect.poll(() => all.at(-1)?.counts.unsent, { timeout: 5000 }).toBe(13);
    expect(idsOf(all.at(-1))).toEqual(
      [...Array.from({ length: 12 }, (_, index) => index + 1), 20].map((index) => world.idOf(index)),
    );
    expect(idsOf(part.at(-1))).toEqual([world.idOf(11), world.idOf(12)]);
    const [note, third] = [all.at(-1)?.lines.at(-1), all.at(-1)?.lines[2]];
    expect(note).toMatchObject({ kind: 'add-note', standing: 'unsent', grounds: null, n: 13 });
    expect(note?.reference).toBe(third?.reference);
    world.http.mend();
    await world.exchanged();
    await expect.poll(() => all.at(-1)?.counts.unsent, { timeout: 5000 }).toBe(0);
    expect(all.at(-1)?.lines).toEqual([]);
  });

  it('[SE36] shows what the centre cannot take as set aside, and what it turned down with its grounds', async () => {
    world = new CounterWorld(centre.origin);
    await world.open();
    savedOf(await world.register(1));
    await world.exchanged();
    // A second counter closes the way: the case has moved on, so what is refused here is for a person.
    const all = watch();
    world.http.fault = ({ path }) =>
      path === PUSH ? problemAnswer('invalid-request', { pointers: ['/operations/0/header'] }) : undefined;
    savedOf(await world.addNote(2, 1));
    await expect.poll(() => all.at(-1)?.counts['set-aside'], { timeout: 5000 }).toBe(1);
    expect(all.at(-1)?.lines[0]).toMatchObject({ opId: world.idOf(2), standing: 'set-aside' });
    expect(all.at(-1)?.counts.unsent).toBe(0);
    world.http.mend();
    world.skippedMilliseconds += 2 * MINUTE;
    await world.exchanged();
    await expect.poll(() => all.at(-1)?.lines, { timeout: 5000 }).toEqual([]);
  });

  it('[SE37] is read from the journal while the store does not open', async () => {
    let opens = true;
    const factory = {
      open: (...place: Parameters<IDBFactory['open']>) => {
        if (!opens) throw new DOMException('planted', 'InvalidStateError');
        return indexedDB.open(...place);
      },
      deleteDatabase: (place: string) => indexedDB.deleteDatabase(place),
    } as IDBFactory;
    world = new CounterWorld(centre.origin, {
      database: (name) => new CounterDatabase(name, { indexedDB: factory, IDBKeyRange }),
    });
    await world.open();
    savedOf(await world.register(1));
    await world.exchanged();
    opens = false;
    world.http.cut();
    await world.restart();
    await world.signIn();
    const saved = savedOf(await world.register(2));
    expect(world.status.store).not.toBe('ready');
    const told = watch();
    await expect.poll(() => told.at(-1)?.lines.length, { timeout: 5000 }).toBe(1);
    expect(told.at(-1)).toMatchObject({ source: 'journal', counts: { unsent: 1 } });
    expect(told.at(-1)?.lines[0]).toMatchObject({ opId: world.idOf(2), reference: saved.reference });
    opens = true;
    await expect
      .poll(
        async () => {
          await world.time.pass(5000);
          return told.at(-1)?.source;
        },
        { timeout: 10_000 },
      )
      .toBe('store');
    expect(idsOf(told.at(-1))).toEqual([world.idOf(2)]);
  });

  it('[SE37] is nothing that anybody could show before there is a journal', async () => {
    world = new CounterWorld(centre.origin);
    await world.start({ kind: 'failed', reason: 'planted' });
    expect(watch()).toEqual([null]);
    expect(JSON.parse(await world.counter.outbox.describeForSupport())).toMatchObject({
      journal: { kind: 'failed' },
      journalFiles: 'cannot be read',
      outboxByJournal: 'cannot be read',
    });
  });
});

describe('the description for support', () => {
  it('[SE39] says how the counter stands and nothing that anybody typed', async () => {
    world = new CounterWorld(centre.origin);
    await world.open();
    world.http.cut();
    savedOf(await world.register(1));
    savedOf(await world.addNote(2, 1, 'Jautāja Žanete Paraudziņa, zvanīt 20000000'));
    await expect.poll(() => world.status.outbox?.unsent).toBe(2);
    const text = await world.counter.outbox.describeForSupport();
    expect(JSON.parse(text)).toMatchObject({
      format: 'klatiene-support/1',
      program: 'test',
      device: { office: 'smiltene', replica: world.status.device?.replica },
      store: 'ready',
      isPersisted: true,
      clockOffsetMilliseconds: expect.any(Number),
      journalFiles: { lastN: 2, reserve: 'kept', damage: [] },
      storeFacts: { unsent: 2, appliedSequence: expect.any(Number), epoch: expect.any(String) },
      outboxByJournal: { unsent: 2 },
      order: [...OUTBOX_STANDINGS],
      operations: [
        { kind: 'register-request', n: 1 },
        { kind: 'add-note', n: 2 },
      ],
    });
    const token = await world.sideFile('device.json');
    expect(text).not.toContain(
      z.object({ deviceToken: z.string() }).parse(JSON.parse(token ?? '')).deviceToken,
    );
    expect(text).not.toMatch(/Jautāja|Žanete|20000000|Anna|clerk/);
  });
});

describe('a counter whose centre never answers', () => {
  it('[SE29] [SE30] [SE33] gets a new connection, then a new engine, says so in its report, and is content again', async () => {
    world = new CounterWorld(centre.origin);
    await world.open();
    await expect.poll(() => world.status.sync.failing).toBeNull();
    world.http.fault = ({ path }) => (path === PUSH ? 'no-answer' : undefined);
    const before = world.http.sentTo(PUSH).length;
    const pushed = (): number => world.http.sentTo(PUSH).length - before;
    savedOf(await world.register(1));
    await expect.poll(pushed, { timeout: 5000 }).toBe(1);
    await expect.poll(() => world.status.outbox?.unsent).toBe(1);
    // The watchdog looks at the store, which takes real time, and then time goes by.
    let looks = 0;
    await expect
      .poll(
        async () => {
          await world.time.pass(LOOK);
          looks += 1;
          return looks;
        },
        { interval: 50 },
      )
      .toBeGreaterThan(6);
    const skip = async (milliseconds: number): Promise<void> => {
      world.skippedMilliseconds += milliseconds;
      await expect
        .poll(
          async () => {
            await world.time.pass(LOOK);
            return world.status.standstill;
          },
          { timeout: 5000 },
        )
        .not.toBeNull();
    };
    await skip(2 * MINUTE);
    expect(world.status.standstill).toMatchObject({ reconnects: 1, restarts: 0, isAlarm: false });
    // What was given up counts as a failure, after which the engine waits for a moment.
    await world.time.pass(1000);
    await expect.poll(pushed, { timeout: 5000 }).toBe(2);
    await skip(3 * MINUTE);
    await expect.poll(() => world.status.standstill?.restarts, { timeout: 5000 }).toBe(1);
    await expect.poll(pushed, { timeout: 5000 }).toBe(3);
    expect(Report.parse(world.http.sentTo(PUSH).at(-1)?.body).report.standstill).toMatchObject({
      since: expect.any(String),
    });
    await skip(10 * MINUTE);
    await expect.poll(() => world.status.standstill?.isAlarm, { timeout: 5000 }).toBe(true);
    world.http.mend();
    world.counter.syncNow();
    world.skippedMilliseconds += 10 * MINUTE;
    await expect
      .poll(
        async () => {
          await world.time.pass(LOOK);
          return world.status.standstill;
        },
        { timeout: 10_000 },
      )
      .toBeNull();
    expect(world.status.outbox?.unsent).toBe(0);
  });
});

describe('how safe what is saved is', () => {
  it('[SE35] is looked at while nobody saves anything', async () => {
    world = new CounterWorld(centre.origin);
    world.isPersisted = false;
    await world.open();
    await expect.poll(() => world.status.isPersisted).toBe(false);
    world.isPersisted = true;
    await expect
      .poll(async () => {
        await world.time.pass(30_000);
        return world.status.isPersisted;
      })
      .toBe(true);
    expect(world.status.journal).toMatchObject({ kind: 'open', reserve: 'kept' });
  });
});
