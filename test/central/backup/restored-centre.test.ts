import 'fake-indexeddb/auto';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseDetail } from '#renderer/counter/counter-api.ts';
import { AttachmentId } from '#shared/attachments/attachment.ts';
import type { CaseId } from '#shared/kernel/identifier.ts';
import { CounterWorld, SMILTENE_CHOICE, savedOf } from '#test/support/counter-world.ts';
import { sampleContent } from '#test/support/sample-files.ts';
import { CentreWithPast } from './centre-with-a-past.ts';

/** Whatever a clerk may do here is taken back in the night of the restore, and given again in the morning. */
const TAKE_RIGHTS = "update person_grant set valid_to = now() - interval '1 hour' where person_id = 'clerk2'";
const GIVE_RIGHTS = "update person_grant set valid_to = null where person_id = 'clerk2'";

const PATIENCE = { timeout: 15_000, interval: 100 };

describe.each([
  ['export', 'the project’s own exporter'],
  ['folder', 'a copy of the database’s folder'],
] as const)('a centre restored from yesterday by %s', (kind, _name) => {
  let centre: CentreWithPast;
  /** Registers, files and notes; only looks; comes new on the second day; has not been heard of since the first. */
  let own: CounterWorld;
  let reader: CounterWorld;
  let late: CounterWorld;
  let silent: CounterWorld;
  let epochBefore: string;
  /** What there was at the end of the second day: references by case, and events by operation. */
  const referencesBefore = new Map<string, string>();
  const effectsBefore = new Map<string, number>();

  const epoch = async () =>
    (await centre.ask<{ epoch: string }>('select epoch from database_life'))[0]?.epoch;
  const attach = async (world: CounterWorld, fileIndex: number, formIndex: number) => {
    const outcome = await world.counter.attach({
      id: AttachmentId.parse(world.idOf(fileIndex)),
      formId: world.idOf(formIndex),
      name: 'a.pdf',
      source: 'file',
      content: new Blob([sampleContent(100 + fileIndex)]),
    });
    if (outcome.outcome !== 'kept') return expect.fail(outcome.outcome);
    return { ...outcome.attachment, evidence: null };
  };
  const filesStored = async () =>
    (await centre.ask('select 1 from attachment where stored_at is not null')).length;
  const referencesAtCentre = async () =>
    new Map(
      (
        await centre.ask<{ case_id: string; reference: string }>(
          'select case_id, reference from service_case',
        )
      ).map((row) => [row.case_id, row.reference]),
    );

  const effects = async () =>
    new Map(
      (
        await centre.ask<{ op_id: string; events: number }>(
          'select op_id, count(*) as events from case_event group by op_id',
        )
      ).map((row) => [row.op_id, row.events]),
    );
  const everybody = () => [own, reader, silent, late];

  beforeAll(async () => {
    centre = await CentreWithPast.open(kind);
    [own, reader, silent, late] = [1, 2, 3, 4].map(() => new CounterWorld(centre.origin)) as [
      CounterWorld,
      CounterWorld,
      CounterWorld,
      CounterWorld,
    ];
  });
  afterAll(async () => {
    for (const world of [own, reader, late, silent]) world.end();
    await centre.end();
  });

  it('[BK9] is another life when it was exported, and the same one when its folder was put back', async () => {
    for (const world of [own, reader, silent]) await world.open();

    // The first day.
    savedOf(await own.register(1, { attachments: [await attach(own, 91, 1)] }));
    savedOf(await silent.register(1));
    await own.exchanged();
    await silent.exchanged();
    await expect.poll(filesStored, PATIENCE).toBe(1);
    silent.http.cut();
    await own.signIn('clerk2');
    await centre.ask(TAKE_RIGHTS);
    savedOf(await own.register(2));
    await own.exchanged();
    expect((await own.caseOf(2))?.row.sync).toBe('needs-attention');
    epochBefore = (await epoch()) ?? '';
    await centre.backUp();

    // The second day: rights are given, a new counter comes, and everybody works on what is there.
    await own.signIn();
    await centre.ask(GIVE_RIGHTS);
    await centre.restart();
    await expect.poll(() => syncOf(own, 2), PATIENCE).toBe('accepted');
    savedOf(await own.register(3, { attachments: [await attach(own, 93, 3)] }));
    savedOf(await own.addNote(4, 1));
    await own.exchanged();
    await late.open();
    for (const index of [1, 2, 3, 4]) savedOf(await late.register(index));
    const shared = own.caseIdOf(1);
    await late.exchanged();
    const note = { opId: late.idOf(9), salt: '9'.padStart(32, '0'), caseId: shared };
    savedOf(await late.counter.act({ ...note, command: { kind: 'add-note', text: 'of another counter' } }));
    await late.exchanged();
    await reader.exchanged();
    await own.exchanged();
    await expect.poll(filesStored, PATIENCE).toBe(2);
    for (const [caseId, reference] of await referencesAtCentre()) referencesBefore.set(caseId, reference);
    for (const [opId, events] of await effects()) effectsBefore.set(opId, events);
    expect(referencesBefore.size).toBe(8);

    // The night.
    for (const world of [own, reader, late]) world.http.cut();
    if (kind === 'export') await rm(centre.filesFolder, { recursive: true });
    await centre.putBack();
    expect((await referencesAtCentre()).size).toBe(2);
    if (kind === 'export') expect(await epoch()).not.toBe(epochBefore);
    else expect(await epoch()).toBe(epochBefore);
  });

  it('[BK12] gives no station again that a device may have, and a device that it has forgotten keeps its own', async () => {
    late.http.mend();
    late.counter.syncNow();
    await expect.poll(() => late.status.sync.failing?.name, PATIENCE).toBe('device-not-accepted');
    const stations = new Set([...referencesBefore.values()].map((reference) => reference.slice(4, 7)));
    expect(stations.size).toBe(3);
    await late.signIn();
    const fresh = new CounterWorld(centre.origin);
    // A folder that was put back cannot know what it has forgotten: there the counters that were there come first.
    if (kind === 'folder') expect(await late.counter.enrol(SMILTENE_CHOICE)).toEqual({ outcome: 'enrolled' });
    await fresh.open();
    const { reference } = savedOf(await fresh.register(1));
    expect(stations.has(reference?.slice(4, 7) ?? '')).toBe(false);
    await fresh.exchanged();
    if (kind === 'export') expect(await late.counter.enrol(SMILTENE_CHOICE)).toEqual({ outcome: 'enrolled' });
    late.http.cut();
    fresh.end();
  });

  it('[PR60] [SE26] has everything again that counters still hold, each once, whoever comes first', async () => {
    // One that was silent uses up the numbers that the others remember, for cases of its own.
    silent.http.mend();
    for (const index of [11, 12, 13, 14, 15, 16, 17, 18, 19]) {
      savedOf(await silent.register(index));
      await silent.exchanged();
    }
    for (const world of [reader, own, late]) {
      world.http.mend();
      await world.exchanged();
    }
    const saved = (await Promise.all([own, silent, late].map((world) => world.journalled()))).flat();
    expect(saved.length).toBe(3 + 1 + 10 + 5);
    const inbox = await centre.ask<{ op_id: string }>('select op_id from operation_inbox');
    const here = new Set(inbox.map((row) => row.op_id));
    expect(saved.filter(({ header }) => !here.has(header.opId))).toEqual([]);
    const references = await referencesAtCentre();
    for (const [caseId, reference] of referencesBefore) {
      if (caseId !== own.caseIdOf(2)) expect(references.get(caseId)).toBe(reference);
    }
    expect(new Set(references.values()).size).toBe(references.size);
  });

  it('[PR39] tells a verdict again as the restored centre has it, and once more when it changes', async () => {
    // The rights that were given on the second day are not there any more.
    expect((await own.caseOf(2))?.row.sync).toBe('needs-attention');
    await centre.ask(GIVE_RIGHTS);
    await centre.restart();
    await expect.poll(() => syncOf(own, 2), PATIENCE).toBe('accepted');
    const after = await effects();
    for (const [opId, events] of effectsBefore) expect(after.get(opId), opId).toBe(events);
  });

  it('[PR60] leaves no counter with another course of a case than the centre has', async () => {
    for (const world of everybody()) await world.exchanged();
    const courses = await centre.ask<{ case_id: CaseId; events: number }>(
      'select case_id, count(*) as events from case_event group by case_id',
    );
    expect(courses.length).toBe(8 + 9 + 1);
    for (const world of everybody()) {
      expect(await world.casesShown()).toBe(courses.length);
      for (const { case_id, events } of courses) {
        expect((await detailOf(world, case_id))?.events.length).toBe(events);
      }
    }
  });

  it('[AT15] [BK11] is offered the files again that it lacks', async () => {
    await expect.poll(filesStored, PATIENCE).toBe(2);
  });

  it('gives no reference twice to what is registered after it', async () => {
    for (const [index, world] of [own, late, silent].entries()) savedOf(await world.register(50 + index));
    for (const world of [own, late, silent]) await world.exchanged();
    const references = await referencesAtCentre();
    expect(references.size).toBe(8 + 9 + 1 + 3);
    expect(new Set(references.values()).size).toBe(references.size);
    const forks = await centre.ask("select 1 from operation_inbox where outcome = 'fork'");
    expect(forks).toEqual([]);
  });
});

/** How a case stands at a counter after it has asked once more. */
async function syncOf(world: CounterWorld, index: number): Promise<string | undefined> {
  world.counter.syncNow();
  return (await world.caseOf(index))?.row.sync;
}

/** A case as a counter shows it. */
function detailOf(world: CounterWorld, caseId: CaseId): Promise<CaseDetail | undefined> {
  return new Promise((resolve) => {
    const end = world.counter.watchCase(caseId, (detail) => {
      resolve(detail);
      queueMicrotask(() => end());
    });
  });
}
