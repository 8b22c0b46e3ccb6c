import { describe, expect, it } from 'vitest';
import type { ReferenceShelf } from '#renderer/store/reference-shelf.ts';
import { casesOf, contentOf } from '#test/contracts/counter-store/counter-store-support.ts';
import { headerOf, newStore, ProjectorWorld } from '#test/support/projector-world.ts';
import { caseChange, caseId, noted, pulled, registered, SAMPLE_CLERK } from '#test/support/sample-cases.ts';
import { sampleId } from '#test/support/sample-operations.ts';

const unsentOf = async ({ store }: ProjectorWorld) => (await store.unsent(100)).map(({ opId }) => opId);
const rowOf = ({ store }: ProjectorWorld, index: number) => store.findCase(caseId(index));

describe('the projection of the journal', () => {
  it('[ST1] [ST11] makes of records what the screens read', async () => {
    const world = await ProjectorWorld.open();
    await world.register(1);
    await world.note(2, 1);
    await world.draft(3, 'typed');
    await world.verdict(1, 'applied');
    await world.projector.catchUp();
    expect(await rowOf(world, 1)).toMatchObject({
      reference: 'CES-7K2-000001-9',
      service: 'e-pakalpojumu-konsultacija',
      sync: 'saved-here',
      confirmed: null,
      provisional: [{ opId: sampleId(1) }, { opId: sampleId(2) }],
      shown: { notes: [{ text: 'note 2' }] },
    });
    expect(await unsentOf(world)).toEqual([sampleId(2)]);
    expect(await world.store.draftsOf(SAMPLE_CLERK)).toMatchObject([{ content: 'typed' }]);
    expect(await world.store.appliedSequence()).toBe((await world.journal.status()).lastSequence);
    expect(world.defects).toEqual([]);
  });

  it('[ST4] takes in after a start what was appended and not taken in before the end', async () => {
    const world = await ProjectorWorld.open();
    await world.register(1);
    await world.projector.catchUp();
    await world.register(2);
    await world.verdict(1, 'applied');
    await world.draft(3, 'typed');
    world.restart();
    expect(await unsentOf(world)).toEqual([sampleId(1)]);
    await world.projector.catchUp();
    expect(await unsentOf(world)).toEqual([sampleId(2)]);
    expect(await rowOf(world, 2)).toBeDefined();
    expect(await world.store.draftsOf(SAMPLE_CLERK)).toHaveLength(1);
  });

  it('[ST1] a batch that is cut off in the middle is taken in by the next call, the ones before it stay', async () => {
    const world = await ProjectorWorld.open();
    for (let index = 1; index <= 260; index += 1) await world.draft(index, `typed ${index}`);
    const count = async () => (await world.store.draftsOf(SAMPLE_CLERK)).length;
    expect(await count()).toBe(0);
    world.commitsLeft = 1;
    await expect(world.projector.catchUp()).rejects.toThrow();
    expect(await world.store.appliedSequence()).toBe(200);
    expect(await count()).toBe(199);
    world.commitsLeft = Infinity;
    await world.projector.catchUp();
    expect(await count()).toBe(260);
  });

  it('[ST7] a call ends only when everything written before it is taken in', async () => {
    const world = await ProjectorWorld.open();
    const calls = Array.from({ length: 30 }, async (_, place) => {
      await world.register(place + 1);
      const { lastSequence } = await world.journal.status();
      await world.projector.catchUp();
      expect(await world.store.appliedSequence()).toBeGreaterThanOrEqual(lastSequence);
    });
    await Promise.all(calls);
    expect(await unsentOf(world)).toHaveLength(30);
  });

  it('[ST7] after a walk that failed the next call walks again', async () => {
    const world = await ProjectorWorld.open();
    await world.register(1);
    world.disk.arm('fail', 'read', 'before');
    const failed = await Promise.allSettled([world.projector.catchUp(), world.projector.catchUp()]);
    expect(failed.map(({ status }) => status)).toContain('rejected');
    await world.projector.catchUp();
    expect(await unsentOf(world)).toEqual([sampleId(1)]);
  });

  it('[ST1] two programs that bring one store up at once do not disturb each other', async () => {
    const world = await ProjectorWorld.open();
    for (let index = 1; index <= 20; index += 1) await world.register(index);
    const other = world.projectorOf(world.store);
    await Promise.all([world.projector.catchUp(), other.catchUp(), world.projector.catchUp()]);
    expect(await unsentOf(world)).toHaveLength(20);
    expect((await rowOf(world, 7))?.provisional).toHaveLength(1);
  });

  it('[ST3] a store that is lost while the program runs is rebuilt by the next call', async () => {
    const world = await ProjectorWorld.open();
    await world.register(1);
    await world.verdict(1, 'rejected');
    await world.draft(2, 'typed');
    await world.projector.catchUp();
    const before = await contentOf(world.store);
    world.rows.reset();
    expect(await world.store.appliedSequence()).toBe(0);
    await world.projector.catchUp();
    expect(await contentOf(world.store)).toEqual(before);
  });
});

describe('an operation that cannot be decided here', () => {
  it('[ST5] because its versions are missing is kept unsent, and the centre’s answer shows its case', async () => {
    const world = await ProjectorWorld.open('none');
    await world.register(1);
    await world.register(2);
    await world.projector.catchUp();
    expect(await unsentOf(world)).toEqual([sampleId(1), sampleId(2)]);
    expect(await rowOf(world, 1)).toBeUndefined();
    await world.verdict(1, 'applied');
    await world.projector.catchUp();
    await world.store.applyPull(pulled(1, [caseChange(1, [registered(1)])]));
    expect(await rowOf(world, 1)).toMatchObject({ sync: 'accepted' });
    expect(world.defects).toEqual([]);
  });

  it('[ST5] is decided by a rebuilding once the versions are there', async () => {
    const world = await ProjectorWorld.open('none');
    await world.register(1);
    await world.projector.catchUp();
    await world.putVersions();
    const rebuilt = newStore();
    await world.projectorOf(rebuilt).catchUp();
    expect(await casesOf(rebuilt)).toHaveLength(1);
  });

  it('[ST5] because a version on the shelf cannot be read', async () => {
    const world = await ProjectorWorld.open();
    await world.shelf.put('calendar', headerOf(1, 1).calendar, '{"of": "a later program"}');
    await world.register(1);
    await world.projector.catchUp();
    expect(await unsentOf(world)).toEqual([sampleId(1)]);
    expect(await rowOf(world, 1)).toBeUndefined();
  });

  it('[ST5] because its kind is not known, or its payload is none', async () => {
    const world = await ProjectorWorld.open();
    await world.register(1);
    const payloads = ['{"kind":"decide-case","decision":"yes"}', '"text"', 'not json', ''];
    for (const [place, payload] of payloads.entries()) {
      await world.append(
        place + 2,
        { kind: 'add-note', text: '' },
        { payload, header: { ...headerOf(place + 2, 1), kind: 'decide-case' } },
      );
    }
    await world.note(9, 1);
    await world.projector.catchUp();
    expect(await unsentOf(world)).toHaveLength(6);
    expect(await rowOf(world, 1)).toMatchObject({ shown: { notes: [{ text: 'note 9' }] } });
    expect((await world.store.operationsOf(caseId(1))).map(({ kind }) => kind)).toContain('decide-case');
  });

  it('[ST5] because its header is one of a later program', async () => {
    const world = await ProjectorWorld.open();
    await world.append(
      1,
      { kind: 'add-note', text: 'x' },
      {
        header: {
          ...headerOf(1, 1),
          role: 'robot',
          dependsOn: Array.from({ length: 51 }, (_, n) => sampleId(n)),
        },
      },
    );
    await world.register(2);
    await world.projector.catchUp();
    expect(await unsentOf(world)).toEqual([sampleId(1), sampleId(2)]);
  });

  it('[ST5] because a rule fails, which is reported', async () => {
    const world = await ProjectorWorld.open();
    await world.register(1);
    await world.register(2);
    const planted = new Error('planted');
    const shelf = {
      findWorkedBy: async (...[versions, office]: Parameters<ReferenceShelf['findWorkedBy']>) => {
        const workedBy = await world.shelf.findWorkedBy(versions, office);
        if (workedBy === undefined) return undefined;
        const catalogue = new Proxy(workedBy.catalogue, {
          get: () => {
            throw planted;
          },
        });
        return { ...workedBy, catalogue };
      },
    } as ReferenceShelf;
    await world.projectorOf(world.store, shelf).catchUp();
    expect(await unsentOf(world)).toEqual([sampleId(1), sampleId(2)]);
    expect(world.defects).toEqual([planted, planted]);
  });
});

describe('a record that cannot be read', () => {
  it('[ST6] is reported, passed over, and does not hold up those behind it', async () => {
    const world = await ProjectorWorld.open();
    await world.register(1);
    for (const type of ['verdict', 'draft'] as const) {
      for (const text of ['not json', '{}', '{"verdict":{"outcome":"later"}}']) {
        await world.record(type, sampleId(1), text);
      }
    }
    await world.verdict(1, 'applied');
    await world.register(2);
    await world.projector.catchUp();
    expect(await unsentOf(world)).toEqual([sampleId(2)]);
    expect(world.defects).toHaveLength(6);
    expect(JSON.stringify(world.defects.map(String))).not.toContain('later');
  });
});

describe('a case whose news are ahead of the journal', () => {
  it('[ST12] shows an own note once', async () => {
    const world = await ProjectorWorld.open();
    await world.store.applyPull(pulled(1, [caseChange(1, [registered(1), noted(2)])]));
    await world.note(2, 1);
    await world.note(3, 1);
    await world.projector.catchUp();
    expect((await rowOf(world, 1))?.shown.notes.map(({ text }) => text)).toEqual(['note 2', 'note 3']);
  });
});
