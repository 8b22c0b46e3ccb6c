import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '#renderer/counter/counter-api.ts';
import { CounterDatabase } from '#renderer/store/counter-database.ts';
import { PersonId } from '#shared/kernel/identifier.ts';
import { CounterWorld, savedOf } from '#test/support/counter-world.ts';
import { openListeningCentre } from '#test/support/listening-centre.ts';

const CLERK: Session['person'] = {
  id: PersonId.parse('clerk'),
  login: 'clerk',
  name: 'Sample Clerk',
  grants: [],
};

let centre: Awaited<ReturnType<typeof openListeningCentre>>;
beforeAll(async () => {
  centre = await openListeningCentre();
});
afterAll(() => centre.close());

/** A counter whose IndexedDB opens only while a test lets it. */
let world: CounterWorld;
let opensStore: boolean;
beforeEach(async () => {
  opensStore = true;
  const factory = {
    open: (...place: Parameters<IDBFactory['open']>) => {
      if (!opensStore) throw new DOMException('planted', 'InvalidStateError');
      return indexedDB.open(...place);
    },
    deleteDatabase: (place: string) => indexedDB.deleteDatabase(place),
  } as IDBFactory;
  world = new CounterWorld(centre.origin, {
    database: (name) => new CounterDatabase(name, { indexedDB: factory, IDBKeyRange }),
  });
  await world.open();
});
afterEach(() => world.end());

const open = (index: number) => world.counter.openForm(world.idOf(index));
const keep = (index: number, content: string) => world.counter.saveDraft(world.idOf(index), content);
const discard = (index: number) => world.counter.discardDraft(world.idOf(index));
const draft = (content: string) => ({ kind: 'draft', content });
const registered = (index: number) => ({ kind: 'registered', caseId: world.caseIdOf(index) });

async function startWithout(store: 'lost' | 'not opening'): Promise<void> {
  if (store === 'lost') await world.loseStore();
  else world.end();
  opensStore = store === 'lost';
  await world.start();
  await world.signIn();
}

describe('the identifier of a form', () => {
  it('[ST40] opens as new, as the draft typed last, and as new again when that was given up', async () => {
    expect(await open(1)).toEqual({ kind: 'new' });
    await keep(1, 'typed');
    await keep(1, 'typed on');
    expect(await open(1)).toEqual(draft('typed on'));
    await discard(1);
    expect(await open(1)).toEqual({ kind: 'new' });
  });

  it('[ST40] opens as the case that it became, at once and ever after', async () => {
    await keep(1, 'typed');
    savedOf(await world.register(1));
    expect(await open(1)).toEqual(registered(1));
    await world.exchanged();
    await world.restart();
    expect(await open(1)).toEqual(registered(1));
  });

  it('[ST40] opens as the case of the note that it became', async () => {
    savedOf(await world.register(1));
    savedOf(await world.addNote(2, 1));
    expect(await open(2)).toEqual(registered(1));
  });

  it('[ST40] opens as saved although nobody was told so', async () => {
    world.disk.arm('fail', 'flush', 'after');
    expect(await world.register(1)).toEqual({ outcome: 'not-saved', cause: 'no-confirmation' });
    expect(await open(1)).toEqual(registered(1));
  });

  it('[ST40] shows nothing of another person’s draft, nor to nobody', async () => {
    await keep(1, 'typed');
    await world.signIn('clerk2');
    expect(await open(1)).toEqual({ kind: 'of-another-person' });
    await world.counter.resume(null);
    expect(await open(1)).toEqual({ kind: 'of-another-person' });
    await world.signIn('clerk');
    expect(await open(1)).toEqual(draft('typed'));
  });

  it.each(['lost', 'not opening'] as const)(
    '[ST40] opens as what it is while the store is %s',
    async (store) => {
      await keep(1, 'half an hour of work');
      savedOf(await world.register(2));
      await keep(3, 'given up');
      await discard(3);
      await world.signIn('clerk2');
      await keep(4, 'theirs');
      await startWithout(store);
      expect(world.status.store).toBe(store === 'lost' ? 'ready' : 'failed');
      expect(await open(1)).toEqual(draft('half an hour of work'));
      expect(await open(2)).toEqual(registered(2));
      expect(await open(3)).toEqual({ kind: 'new' });
      expect(await open(4)).toEqual({ kind: 'of-another-person' });
      expect(await open(5)).toEqual({ kind: 'new' });
    },
  );

  it('[ST40] opens as what it is while the store is being brought up to the journal', async () => {
    for (let index = 10; index < 40; index += 1) savedOf(await world.register(index));
    await keep(1, 'half an hour of work');
    await world.loseStore();
    const started = world.start();
    await expect.poll(() => world.status.store, { interval: 1 }).toBe('rebuilding');
    await world.counter.resume({ person: CLERK, token: null });
    expect(await open(1)).toEqual(draft('half an hour of work'));
    expect(await open(39)).toEqual(registered(39));
    expect(world.status.store).toBe('rebuilding');
    await started;
  });

  it('[ST40] opens as what was typed the moment before', async () => {
    const kept = [keep(1, 'a'), keep(1, 'ab'), keep(1, 'abc')];
    expect(await open(1)).toEqual(draft('abc'));
    await Promise.all(kept);
    const last = keep(1, 'abcd');
    await discard(1);
    await last;
    expect(await open(1)).toEqual({ kind: 'new' });
  });

  it('[ST40] is not guessed while the journal does not answer', async () => {
    await keep(1, 'typed');
    world.disk.killProgram();
    await expect(open(1)).rejects.toThrow();
  });
});

describe('a draft', () => {
  it('[ST41] is not kept under the identifier of an operation', async () => {
    savedOf(await world.register(1));
    await expect(keep(1, 'the next visitor')).rejects.toThrow();
    await world.exchanged();
    await world.restart();
    await world.signIn();
    await expect(keep(1, 'the next visitor')).rejects.toThrow();
    await discard(1);
    expect(await open(1)).toEqual(registered(1));
  });

  it.each(['ready', 'not opening'] as const)(
    '[ST41] of another person is neither written over nor given up (store %s)',
    async (store) => {
      await keep(1, 'typed');
      if (store === 'not opening') await startWithout(store);
      await world.signIn('clerk2');
      await expect(keep(1, 'theirs')).rejects.toThrow();
      await expect(discard(1)).rejects.toThrow();
      await world.signIn('clerk');
      expect(await open(1)).toEqual(draft('typed'));
      await keep(1, 'typed on');
      expect(await open(1)).toEqual(draft('typed on'));
    },
  );

  it('[ST41] that was given up is anybody’s identifier again', async () => {
    await keep(1, 'typed');
    await discard(1);
    await world.signIn('clerk2');
    await keep(1, 'theirs');
    expect(await open(1)).toEqual(draft('theirs'));
  });

  it('[ST41] is nobody’s while nobody is signed in', async () => {
    await world.counter.resume(null);
    await expect(keep(1, 'typed')).rejects.toThrow();
  });
});
