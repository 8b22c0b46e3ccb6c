import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { JournalCondition } from '#renderer/counter/counter-api.ts';
import { CounterDatabase } from '#renderer/store/counter-database.ts';
import { CallFailed } from '#shared/bridge/port-calls.ts';
import { encodeUtf8 } from '#shared/kernel/utf8.ts';
import { CounterWorld, SMILTENE_CHOICE, savedOf } from '#test/support/counter-world.ts';
import { openListeningCentre } from '#test/support/listening-centre.ts';

const PAUSE_MILLISECONDS = 5000;
const QUEUE = { order: 'reference', descending: false, offset: 0, limit: 500 } as const;

let centre: Awaited<ReturnType<typeof openListeningCentre>>;
beforeAll(async () => {
  centre = await openListeningCentre();
});
afterAll(() => centre.close());

let world: CounterWorld;
afterEach(() => world.end());

/** A browser whose IndexedDB opens only when the test says so. */
class StubbornBrowser {
  opens = true;
  asked = 0;

  database(name: string): CounterDatabase {
    const factory = {
      open: (...place: Parameters<IDBFactory['open']>) => {
        this.asked += 1;
        if (!this.opens) throw new DOMException('planted', 'InvalidStateError');
        return indexedDB.open(...place);
      },
      deleteDatabase: (place: string) => indexedDB.deleteDatabase(place),
    } as IDBFactory;
    return new CounterDatabase(name, { indexedDB: factory, IDBKeyRange });
  }
}

describe('a store that does not open', () => {
  it('[ST26] [ST29] is told, hinders neither registering nor drafts, and is tried again until it opens', async () => {
    const browser = new StubbornBrowser();
    world = new CounterWorld(centre.origin, { database: (name) => browser.database(name) });
    await world.open();
    savedOf(await world.register(4));
    savedOf(await world.addNote(5, 4));
    await world.exchanged();
    const shownBefore = await world.casesShown();
    browser.opens = false;
    world.http.cut();
    await world.restart();
    await world.signIn();
    expect(world.status).toMatchObject({ store: 'failed', journal: { kind: 'open' } });
    const shown: number[] = [];
    world.counter.watchQueue(QUEUE, ({ rows }) => shown.push(rows.length));
    const saved = savedOf(await world.register(1));
    await world.counter.saveDraft(world.idOf(2), 'typed');
    expect(await world.addNote(3, 1)).toEqual({ outcome: 'not-saved', cause: 'not-ready' });
    expect(savedOf(await world.addNote(5, 4)).editedSince).toBe(false);

    for (let round = 1; round <= 3; round += 1) {
      const { asked } = browser;
      await expect.poll(() => world.time.sleeping).toBeGreaterThan(0);
      await world.time.pass(PAUSE_MILLISECONDS);
      await expect.poll(() => browser.asked).toBeGreaterThan(asked);
      await expect.poll(() => world.status.store).toBe('failed');
    }
    browser.opens = true;
    await expect
      .poll(async () => {
        await world.time.pass(PAUSE_MILLISECONDS);
        return world.status.store;
      })
      .toBe('ready');
    await expect
      .poll(async () => {
        await world.time.pass(PAUSE_MILLISECONDS);
        return { shown: shown.at(-1), unsent: world.status.outbox?.unsent };
      })
      .toEqual({ shown: shownBefore + 1, unsent: 1 });
    expect(await world.caseOf(1)).toMatchObject({ row: { reference: saved.reference } });
    expect(await world.counter.openForm(world.idOf(2))).toEqual({ kind: 'draft', content: 'typed' });
    savedOf(await world.addNote(3, 1));
    world.http.mend();
    await world.exchanged();
  });

  it('[ST29] [ST42] that fails while the program runs is told too, and the screens go on when it is back', async () => {
    const browser = new StubbornBrowser();
    let database: CounterDatabase | undefined;
    world = new CounterWorld(centre.origin, {
      database: (name) => {
        database = browser.database(name);
        return database;
      },
    });
    await world.open();
    const shown: number[] = [];
    world.counter.watchQueue(QUEUE, ({ rows }) => shown.push(rows.length));
    await expect.poll(() => shown.length).toBeGreaterThan(0);
    browser.opens = false;
    database?.close({ disableAutoOpen: false });
    world.http.cut();
    savedOf(await world.register(1));
    await expect.poll(() => world.status.store).toBe('failed');
    expect(world.status.outbox).toBeNull();
    const before = shown.at(-1) ?? 0;
    browser.opens = true;
    await expect
      .poll(async () => {
        await world.time.pass(PAUSE_MILLISECONDS);
        return { store: world.status.store, shown: shown.at(-1) };
      })
      .toEqual({ store: 'ready', shown: before + 1 });
  });

  it('[ST42] leaves unknown how much is unsent, and the centre is not what failed', async () => {
    const browser = new StubbornBrowser();
    world = new CounterWorld(centre.origin, { database: (name) => browser.database(name) });
    const told: (number | undefined)[] = [];
    await world.open();
    expect(world.status.outbox).toEqual({ unsent: 0, oldestUnsentAt: null, needsAttention: 0 });
    browser.opens = false;
    await world.restart();
    await world.signIn();
    world.counter.watchStatus(({ outbox }) => told.push(outbox?.unsent));
    savedOf(await world.register(1));
    savedOf(await world.register(2));
    await expect.poll(() => world.status.sync.failing?.name).toBe('counter-defect');
    expect(world.status).toMatchObject({ store: 'failed', outbox: null });
    expect(new Set(told)).toEqual(new Set([undefined]));
    world.http.cut();
    browser.opens = true;
    await expect
      .poll(async () => {
        await world.time.pass(PAUSE_MILLISECONDS);
        return world.status.outbox?.unsent;
      })
      .toBe(2);
    expect(world.status.store).toBe('ready');
    expect(told.filter((unsent) => unsent !== undefined && unsent !== 2)).toEqual([]);
  });

  it('[ST42] and stops answering leaves it unknown before anybody else notices', async () => {
    world = new CounterWorld(centre.origin, {
      database: (name) => {
        const database = new CounterDatabase(name);
        database.outbox.hook('reading', (row) => {
          if (breaks) throw new DOMException('planted', 'InvalidStateError');
          return row;
        });
        return database;
      },
    });
    let breaks = false;
    await world.open();
    world.http.cut();
    savedOf(await world.register(1));
    await expect.poll(() => world.status.outbox?.unsent).toBe(1);
    breaks = true;
    savedOf(await world.register(2));
    await expect.poll(() => world.status.outbox).toBeNull();
    breaks = false;
    await expect
      .poll(async () => {
        await world.time.pass(PAUSE_MILLISECONDS);
        return world.status.outbox?.unsent;
      })
      .toBe(2);
  });

  it('[ST37] that is ahead because the journal was lost begins anew, and all that is saved then is sent', async () => {
    world = new CounterWorld(centre.origin);
    await world.open();
    for (const index of [1, 2, 3, 4, 5, 6]) savedOf(await world.register(index));
    await world.exchanged();
    const shownBefore = await world.casesShown();
    world.end();
    world.disk.files.clear();
    await world.start();
    expect(world.status).toMatchObject({ store: 'ready', device: null });
    await world.signIn();
    expect(await world.counter.enrol(SMILTENE_CHOICE)).toEqual({ outcome: 'enrolled' });
    const saved = [savedOf(await world.register(20)), savedOf(await world.register(21))];
    await world.exchanged();
    for (const [place, { reference }] of saved.entries()) {
      expect(await world.caseOf(20 + place)).toMatchObject({ row: { reference, sync: 'accepted' } });
    }
    // The news of the centre came anew.
    await expect.poll(() => world.casesShown()).toBe(shownBefore + 2);
    expect(await world.caseOf(1)).toMatchObject({ row: { sync: 'accepted' } });
  });

  it('[ST24] that is lost is made again, and costs neither the device nor who signed in on it', async () => {
    world = new CounterWorld(centre.origin);
    await world.open();
    savedOf(await world.register(1));
    await world.exchanged();
    const { device } = world.status;
    await world.loseStore();
    world.http.cut();
    await world.start();
    expect(world.status).toMatchObject({ device, store: 'ready' });
    expect(await world.signIn()).toMatchObject({ outcome: 'signed-in', session: { token: null } });
    savedOf(await world.register(2));
    expect(await world.caseOf(1)).toMatchObject({ row: { caseId: world.caseIdOf(1) } });
    world.http.mend();
    await world.exchanged();
    for (const index of [1, 2]) {
      expect(await world.caseOf(index)).toMatchObject({ row: { sync: 'accepted' } });
    }
  });
});

describe('a journal that cannot be read', () => {
  const failed: JournalCondition = { kind: 'failed', reason: 'not readable' };
  const notReady = { outcome: 'not-saved', cause: 'not-ready' };

  it('[ST30] because of its files is told as failed', async () => {
    world = new CounterWorld(centre.origin);
    await world.open();
    world.end();
    world.disk.arm('fail', 'list', 'before');
    await world.start();
    expect(world.status.journal).toEqual(failed);
    // The program that ended may have left a defect of the store behind.
    expect(world.defects.filter((defect) => defect instanceof CallFailed)).toHaveLength(1);
    expect(await world.signIn()).toMatchObject({ outcome: 'signed-in' });
    expect(await world.register(1)).toEqual(notReady);
  });

  it.each(['not json', '{}', '{"replica":"x"}'])(
    '[ST30] because of who it says that this device is (%s) is told as failed',
    async (text) => {
      world = new CounterWorld(centre.origin);
      await world.disk.open().replace('device.json', encodeUtf8(text));
      await world.start();
      expect(world.status).toMatchObject({ journal: failed, device: null });
      expect(await world.register(1)).toEqual(notReady);
    },
  );

  it.each([{ kind: 'held-elsewhere' }, { kind: 'failed', reason: 'no room' }] as const)(
    '[ST30] because it did not open is told as what the window said ($kind)',
    async (condition) => {
      world = new CounterWorld(centre.origin);
      await world.start(condition);
      expect(world.status.journal).toEqual(condition);
      expect(await world.register(1)).toEqual(notReady);
    },
  );
});
