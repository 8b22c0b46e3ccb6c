import { describe, expect, it } from 'vitest';
import { segmentName } from '#shared/journal/segment-name.ts';
import { ReplicaId } from '#shared/kernel/identifier.ts';
import { contentOf, operationsIn } from '#test/contracts/counter-store/counter-store-support.ts';
import { newStore, ProjectorWorld } from '#test/support/projector-world.ts';
import { caseChange, caseId, pulled, registered } from '#test/support/sample-cases.ts';
import { sampleId, sampleIdentity } from '#test/support/sample-operations.ts';

const OTHER_REPLICA = ReplicaId.parse('ffffffff-0000-4000-8000-000000000009');
const unsentOf = async ({ store }: ProjectorWorld) => (await store.unsent(100)).map(({ opId }) => opId);
const rowOf = ({ store }: ProjectorWorld, index: number) => store.findCase(caseId(index));

describe('a store that is not that of its journal', () => {
  const segment = segmentName(1);
  const onlyInStore = async (world: ProjectorWorld) => {
    const { sequence, mark } = await world.store.applied();
    return { read: () => world.journal.findSideFile(`only-in-store-${sequence}-${mark}.json`) };
  };
  const worked = async () => {
    const world = await ProjectorWorld.open();
    await world.register(1);
    await world.verdict(1, 'applied');
    await world.draft(5, 'typed');
    await world.register(2);
    await world.projector.catchUp();
    await world.store.applyPull(pulled(1, [caseChange(1, [registered(1)]), caseChange(7, [registered(7)])]));
    return { world, file: await onlyInStore(world) };
  };

  it('[ST37] [ST38] because the journal was lost begins anew, and loses nothing that is saved then', async () => {
    const { world, file } = await worked();
    world.disk.files.clear();
    world.restart();
    await world.projector.catchUp();
    expect(await contentOf(world.store)).toEqual(await contentOf(newStore()));
    const lost = JSON.parse((await file.read()) ?? '');
    expect(lost).toMatchObject({
      operations: [{ opId: sampleId(2), payload: expect.any(String), header: expect.any(String) }],
      drafts: [{ draftId: sampleId(5), content: 'typed' }],
    });
    expect(world.defects).toHaveLength(1);

    await world.journal.enrol({ ...sampleIdentity, replica: OTHER_REPLICA });
    await world.putVersions();
    for (const index of [11, 12, 13, 14]) await world.register(index);
    await world.projector.catchUp();
    expect(await unsentOf(world)).toEqual([11, 12, 13, 14].map(sampleId));
    expect(await world.store.readCursors()).toEqual({ epoch: null, cursors: {}, lines: {}, fills: {} });
  });

  it('[ST37] because the journal was lost and has grown past the sequence reached begins anew', async () => {
    const { world } = await worked();
    const { sequence } = await world.store.applied();
    world.disk.files.clear();
    world.restart();
    await world.journal.enrol({ ...sampleIdentity, replica: OTHER_REPLICA });
    await world.putVersions();
    const saved = Array.from({ length: sequence + 3 }, (_, place) => 11 + place);
    for (const index of saved) await world.register(index);
    await world.projector.catchUp();
    expect(await unsentOf(world)).toEqual(saved.map(sampleId));
    expect(await rowOf(world, 7)).toBeUndefined();
  });

  it('[ST37] [ST38] because the last record rotted begins anew, and what takes its place is taken in', async () => {
    const { world, file } = await worked();
    world.disk.flipBit(segment, world.disk.usedBytes(segment) - 10, 3);
    world.restart();
    await world.register(3);
    await world.register(4);
    await world.projector.catchUp();
    expect(new Set(await unsentOf(world))).toEqual(new Set([2, 3, 4].map(sampleId)));
    expect((await operationsIn(world.store)).find(({ opId }) => opId === sampleId(1))?.place).toBe(
      'answered',
    );
    expect(JSON.parse((await file.read()) ?? '')).toMatchObject({
      operations: [{ opId: sampleId(2) }],
      drafts: [],
    });
  });

  it('[ST37] because an older journal was put back begins anew with what that one has', async () => {
    const world = await ProjectorWorld.open();
    await world.register(1);
    const files = structuredClone(world.disk.files);
    await world.register(2);
    await world.verdict(1, 'applied');
    await world.projector.catchUp();
    world.disk.files.clear();
    for (const [name, file] of files) world.disk.files.set(name, file);
    world.restart();
    await world.projector.catchUp();
    // Only the store had it: the centre is offered it all the same.
    expect(await unsentOf(world)).toEqual([sampleId(1), sampleId(2)]);
    expect(await rowOf(world, 2)).toBeUndefined();
  });

  it('[ST38] offers again also what was answered, because a restored centre may have lost it too', async () => {
    const world = await ProjectorWorld.open();
    await world.register(1);
    const files = structuredClone(world.disk.files);
    await world.register(2);
    await world.verdict(2, 'applied');
    await world.projector.catchUp();
    world.disk.files.clear();
    for (const [name, file] of files) world.disk.files.set(name, file);
    world.restart();
    await world.projector.catchUp();
    expect(await unsentOf(world)).toEqual([sampleId(1), sampleId(2)]);
    await world.verdict(2, 'applied');
    await world.projector.catchUp();
    expect(await unsentOf(world)).toEqual([sampleId(1)]);
  });

  it('[ST38] is not emptied while what only it has cannot be put aside', async () => {
    const { world, file } = await worked();
    const held = await contentOf(world.store);
    world.disk.files.clear();
    world.restart();
    world.disk.arm('fail', 'replace', 'before');
    await expect(world.projector.catchUp()).rejects.toThrow();
    expect(await contentOf(world.store)).toEqual(held);
    await world.projector.catchUp();
    expect(await file.read()).toBeDefined();
  });

  it('[ST37] two programs that find it so empty it once', async () => {
    const { world } = await worked();
    world.disk.files.clear();
    world.restart();
    await world.journal.enrol(sampleIdentity);
    await world.register(11);
    const other = world.projectorOf(world.store);
    await Promise.all([world.projector.catchUp(), other.catchUp()]);
    // What only the store had is of the same replica, and is offered once.
    expect((await unsentOf(world)).toSorted()).toEqual([1, 2, 11].map(sampleId).toSorted());
  });

  it('[ST37] a store of the same journal is never emptied', async () => {
    const { world } = await worked();
    for (const end of ['killed', 'power'] as const) {
      world.restart(end);
      await world.register(end === 'killed' ? 8 : 9);
      await world.projector.catchUp();
    }
    expect(world.defects).toEqual([]);
    expect(await rowOf(world, 7)).toBeDefined();
    expect(await unsentOf(world)).toEqual([2, 8, 9].map(sampleId));
  });
});
