import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { millisecondsOf } from '#shared/kernel/instant.ts';
import { Reference } from '#shared/kernel/reference.ts';
import { encodeUtf8 } from '#shared/kernel/utf8.ts';
import { CounterWorld, savedOf } from '#test/support/counter-world.ts';
import { openListeningCentre } from '#test/support/listening-centre.ts';

const HOUR = 3_600_000;

let centre: Awaited<ReturnType<typeof openListeningCentre>>;
beforeAll(async () => {
  centre = await openListeningCentre();
});
afterAll(() => centre.close());

let world: CounterWorld;
beforeEach(async () => {
  world = new CounterWorld(centre.origin);
  await world.open();
});
afterEach(() => world.end());

const notSaved = (cause: string) => ({ outcome: 'not-saved', cause });

describe('saved is told', () => {
  it('[ST25] of what is on the disk, whatever is lost a moment later', async () => {
    world.http.cut();
    const saved = savedOf(await world.register(1));
    world.disk.cutPower('all');
    await world.loseStore();
    await world.start();
    const [found] = await world.journalled();
    expect(found?.header).toMatchObject({ reference: saved.reference, receivedAt: saved.receivedAt });
    expect(await world.caseOf(1)).toMatchObject({ row: { sync: 'saved-here', reference: saved.reference } });
  });

  it.each(['before', 'half', 'after'] as const)(
    '[ST25] not while the disk has not answered: it failed %s the flush',
    async (moment) => {
      world.disk.arm('fail', 'flush', moment);
      expect(await world.register(1)).toEqual(notSaved('no-confirmation'));
      expect(world.disk.happened.failures).toBe(1);
    },
  );

  it('[ST25] not when the journal is gone', async () => {
    world.disk.killProgram();
    expect(await world.register(1)).toEqual(notSaved('no-confirmation'));
  });

  it('[ST25] not on a full disk, and again when there is room', async () => {
    world.disk.capacityBytes = 0;
    let outcome = await world.register(1);
    let saved = 0;
    while (outcome.outcome === 'saved' && saved < 100) {
      saved += 1;
      outcome = await world.register(1 + saved);
    }
    expect(outcome).toEqual(notSaved('disk-full'));
    expect(await world.journalled()).toHaveLength(saved);
    await expect.poll(() => world.status.journal).toMatchObject({ kind: 'open', reserve: 'missing' });
    world.disk.capacityBytes = Number.POSITIVE_INFINITY;
    savedOf(await world.register(1 + saved));
  });

  it('[ST25] not of what is too long, what is wrong, and what nobody may do', async () => {
    const question = 'ā'.repeat(20_000);
    expect(await world.register(1, { channel: 'none' })).toMatchObject({ outcome: 'invalid' });
    expect(await world.register(2, { values: { question } })).toMatchObject({ outcome: 'invalid' });
    expect(await world.register(3, { service: undefined })).toMatchObject({ outcome: 'invalid' });
    await world.counter.resume(null);
    expect(await world.register(4)).toEqual(notSaved('not-ready'));
    await world.signIn('admin');
    expect(await world.register(5)).toEqual(notSaved('not-ready'));
    await world.signIn('portfolio-manager');
    expect(await world.register(5)).toEqual({ outcome: 'refused', code: 'not-in-this-role' });
    expect(await world.journalled()).toEqual([]);
  });

  it('[ST25] not before the computer is a counter', async () => {
    world.end();
    world = new CounterWorld(centre.origin);
    await world.start();
    await world.signIn();
    expect(await world.register(1)).toEqual(notSaved('not-ready'));
  });
});

describe('saving again', () => {
  it('[ST26] makes no second case, and says what was changed since', async () => {
    const first = savedOf(await world.register(1));
    expect(first.editedSince).toBe(false);
    expect(await world.register(1)).toEqual(first);
    const values = { variant: 'info', topic: 'other', question: 'Cits jautājums?' };
    expect(await world.register(1, { values })).toEqual({ ...first, editedSince: true });
    expect(await world.journalled()).toHaveLength(1);
    expect((await world.caseOf(1))?.row.shown.request.values).not.toMatchObject({
      question: values.question,
    });
  });

  it.each(['fail', 'crash'] as const)('[ST26] after an answer that was lost (%s)', async (kind) => {
    world.disk.arm(kind, 'flush', 'after');
    expect(await world.register(1)).toEqual(notSaved('no-confirmation'));
    if (kind === 'crash') {
      await world.restart();
      await world.signIn();
    }
    const saved = savedOf(await world.register(1));
    expect(saved.editedSince).toBe(false);
    await world.exchanged();
    expect((await world.journalled()).map(({ header }) => header.reference)).toEqual([saved.reference]);
    expect(await world.caseOf(1)).toMatchObject({ row: { reference: saved.reference, sync: 'accepted' } });
  });

  it('[ST26] after a save that did not reach the disk, makes the case then', async () => {
    world.disk.arm('fail', 'write', 'before');
    expect(await world.register(1)).toEqual(notSaved('no-confirmation'));
    expect(await world.journalled()).toEqual([]);
    savedOf(await world.register(1));
    expect(await world.journalled()).toHaveLength(1);
  });

  it('[ST26] also a note', async () => {
    await world.register(1);
    world.disk.arm('fail', 'flush', 'after');
    expect(await world.addNote(2, 1)).toEqual(notSaved('no-confirmation'));
    expect(savedOf(await world.addNote(2, 1)).editedSince).toBe(false);
    expect(savedOf(await world.addNote(2, 1, 'said otherwise')).editedSince).toBe(true);
    await world.exchanged();
    expect((await world.caseOf(1))?.row.shown.notes.map(({ text }) => text)).toEqual(['note 2']);
  });
});

/** Another catalogue, with one service only, comes into force while there is no network. */
async function otherCatalogueInForce(): Promise<void> {
  const versions = JSON.parse((await world.sideFile('reference.json')) ?? '');
  const catalogue = JSON.parse((await world.sideFile(`catalogue-${versions.catalogue}.json`)) ?? '');
  const shelf = world.disk.open();
  const without = 'ab'.repeat(32);
  await shelf.replace(
    `catalogue-${without}.json`,
    encodeUtf8(JSON.stringify({ ...catalogue, services: catalogue.services.slice(0, 1) })),
  );
  await shelf.replace('reference.json', encodeUtf8(JSON.stringify({ ...versions, catalogue: without })));
  world.http.cut();
  await world.restart();
  await world.signIn();
}

describe('saving what is saved already', () => {
  const changed = { values: { variant: 'info', topic: 'other', question: 'Cits jautājums?' } };

  beforeEach(async () => {
    world.disk.arm('fail', 'flush', 'after');
    expect(await world.register(1)).toEqual(notSaved('no-confirmation'));
  });

  it.each([
    ['cannot be read', { channel: 'none' }],
    ['has no service', { service: undefined }],
    ['is another', changed],
  ])('[ST26] is told as saved and edited when the form %s by now', async (_what, change) => {
    const saved = savedOf(await world.register(1, change));
    expect(saved).toMatchObject({ caseId: world.caseIdOf(1), editedSince: true });
    expect(saved).toEqual({ ...savedOf(await world.register(1)), editedSince: true });
    expect(await world.journalled()).toHaveLength(1);
  });

  it('[ST26] is told as it was made, whatever is in force by now', async () => {
    const saved = savedOf(await world.register(1));
    await otherCatalogueInForce();
    expect(await world.register(1)).toEqual(saved);
    expect(await world.register(2)).toMatchObject({ outcome: 'invalid' });
  });

  it('[ST26] of a note too, when nothing is left of it', async () => {
    savedOf(await world.register(1));
    savedOf(await world.addNote(2, 1));
    expect(savedOf(await world.addNote(2, 1, '  ')).editedSince).toBe(true);
    expect(await world.journalled()).toHaveLength(2);
  });
});

describe('what is journalled', () => {
  const textOf = async (index: number) => {
    const found = (await world.journalled()).find(({ header }) => header.opId === world.idOf(index));
    return JSON.parse(found?.entry.payload ?? '').text;
  };

  it('[ST46] is the text of a command as it enters the case', async () => {
    await world.register(1);
    const typed = `  pirmā\r\notrā\u0007${' '.repeat(1_100_000)}`;
    expect(savedOf(await world.addNote(2, 1, typed)).editedSince).toBe(false);
    expect(await textOf(2)).toBe('pirmā\notrā');
    expect(savedOf(await world.addNote(2, 1, typed)).editedSince).toBe(false);
    await world.exchanged();
    expect((await world.caseOf(1))?.row.shown.notes.map(({ text }) => text)).toEqual(['pirmā\notrā']);
  });

  it('[ST46] is nothing of what is too long', async () => {
    await world.register(1);
    // This journal's segments are small, so that a note of the longest kind does not fit.
    expect(await world.addNote(2, 1, '🙂'.repeat(4000))).toEqual(notSaved('too-long'));
    expect(await world.journalled()).toHaveLength(1);
    savedOf(await world.addNote(2, 1, 'short'));
  });
});

describe('a command on a case', () => {
  it('[ST27] builds on what is shown, and waits for the last that is not decided', async () => {
    world.http.cut();
    await world.register(1);
    savedOf(await world.addNote(2, 1));
    savedOf(await world.addNote(3, 1));
    expect(await world.headerOf(1)).toMatchObject({ baseVersion: 0, dependsOn: [] });
    expect(await world.headerOf(2)).toMatchObject({ baseVersion: 1, dependsOn: [world.idOf(1)] });
    expect(await world.headerOf(3)).toMatchObject({ baseVersion: 2, dependsOn: [world.idOf(2)] });
    world.http.mend();
    await world.exchanged();
    savedOf(await world.addNote(4, 1));
    expect(await world.headerOf(4)).toMatchObject({ baseVersion: 3, dependsOn: [] });
    await world.exchanged();
    const detail = await world.caseOf(1);
    expect(detail?.operations.map(({ verdict }) => verdict?.verdict.outcome)).toEqual(
      Array.from({ length: 4 }, () => 'applied'),
    );
    expect(detail?.row.shown.notes.map(({ text }) => text)).toEqual(['note 2', 'note 3', 'note 4']);
  });

  it('[ST27] that comes with another at once builds on that one', async () => {
    world.http.cut();
    await world.register(1);
    await Promise.all([world.addNote(2, 1), world.addNote(3, 1), world.addNote(4, 1)]);
    expect(await world.headerOf(3)).toMatchObject({ baseVersion: 2, dependsOn: [world.idOf(2)] });
    expect(await world.headerOf(4)).toMatchObject({ baseVersion: 3, dependsOn: [world.idOf(3)] });
  });

  it('[ST27] builds on what another counter did, once it is shown here', async () => {
    const other = new CounterWorld(centre.origin);
    await other.open();
    const { reference } = savedOf(await world.register(1));
    await world.exchanged();
    other.counter.syncNow();
    await expect.poll(() => other.counter.findByReference(Reference.parse(reference))).toBeDefined();
    const command = { kind: 'add-note', text: 'theirs' } as const;
    const note = { opId: other.idOf(9), salt: '0'.repeat(32), caseId: world.caseIdOf(1), command };
    savedOf(await other.counter.act(note));
    await other.exchanged();
    expect((await other.headerOf(9)).baseVersion).toBe(1);
    world.counter.syncNow();
    await expect.poll(async () => (await world.caseOf(1))?.row.shown.notes.length).toBe(1);
    savedOf(await world.addNote(2, 1));
    expect(await world.headerOf(2)).toMatchObject({ baseVersion: 2, dependsOn: [] });
    other.end();
  });

  it('[ST27] is refused here by what is shown here', async () => {
    expect(await world.addNote(2, 1)).toEqual(notSaved('not-ready'));
    await world.register(1);
    expect(await world.addNote(2, 1, '  ')).toMatchObject({ outcome: 'invalid' });
    expect(await world.journalled()).toHaveLength(1);
  });
});

describe('a command of the course', () => {
  const met = { isMet: true, evidence: [] };
  const findings = { complete: met, signed: met, 'within-competence': met };

  it('[ST27] [ST58] is given without a network, seen at once, and accepted in its turn', async () => {
    world.http.cut();
    await world.register(1);
    savedOf(await world.act(2, 1, { kind: 'assess-conformity', findings }));
    await expect.poll(async () => (await world.caseOf(1))?.row.status).toBe('being-assessed');
    expect(await world.act(3, 1, { kind: 'stop-waiting', reason: 'enough' })).toEqual({
      outcome: 'refused',
      code: 'not-in-this-status',
    });
    world.http.mend();
    await world.exchanged();
    expect(await world.caseOf(1)).toMatchObject({ row: { status: 'being-assessed', sync: 'accepted' } });
  });

  it('[ST27] goes by the catalogue version of its case, whatever is in force by now', async () => {
    await world.register(1);
    const { catalogue } = await world.headerOf(1);
    await otherCatalogueInForce();
    savedOf(await world.act(2, 1, { kind: 'assess-conformity', findings }));
    expect((await world.headerOf(2)).catalogue).toBe(catalogue);
  });

  it('[ST46] is journalled only as one that the centre can read', async () => {
    await world.register(1);
    const items = Array.from({ length: 51 }, () => ({ text: 'one', isDone: true }));
    expect(await world.act(2, 1, { kind: 'prepare', items })).toEqual({
      outcome: 'refused',
      code: 'details-not-valid',
    });
    expect(await world.journalled()).toHaveLength(1);
  });
});

describe('the time of receipt', () => {
  it('[ST28] is the centre’s, as the last measurement has it', async () => {
    world.end();
    world = new CounterWorld(centre.origin, { clockOffsetMilliseconds: HOUR });
    await world.open();
    expect(Math.round((world.status.clockOffsetMilliseconds ?? 0) / HOUR)).toBe(-1);
    const { receivedAt } = savedOf(await world.register(1));
    const { time, receivedAt: written } = await world.headerOf(1);
    expect(written).toBe(receivedAt);
    // Another measurement may have come between the two.
    expect(
      Math.abs((time.offsetMilliseconds ?? 0) - (world.status.clockOffsetMilliseconds ?? 0)),
    ).toBeLessThan(1000);
    expect(time.measuredAt).not.toBeNull();
    const corrected = millisecondsOf(time.deviceAt) - millisecondsOf(receivedAt);
    expect(Math.round(corrected / HOUR)).toBe(1);
  });

  it('[ST28] is the device’s own while nothing was measured since the start', async () => {
    world.http.cut();
    await world.restart();
    await world.signIn();
    const { receivedAt } = savedOf(await world.register(1));
    const { time } = await world.headerOf(1);
    expect(time).toMatchObject({ offsetMilliseconds: null, uncertaintyMilliseconds: null, measuredAt: null });
    expect(receivedAt <= time.deviceAt).toBe(true);
  });
});
