import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AttachmentReading, AttachmentWhereabouts } from '#renderer/counter/attachment-api.ts';
import type { AttachedFile, AttachmentId } from '#shared/attachments/attachment.ts';
import { CHUNK_BYTES } from '#shared/protocol/attachments.ts';
import { CounterWorld } from '#test/support/counter-world.ts';
import { openListeningCentre } from '#test/support/listening-centre.ts';
import { SAMPLE_HEADS, sampleContent, sampleFile } from '#test/support/sample-files.ts';

const DAY = 24 * 3_600_000;
const POLL = { timeout: 10_000, interval: 10 };

let centre: Awaited<ReturnType<typeof openListeningCentre>>;
beforeAll(async () => {
  centre = await openListeningCentre();
});
afterAll(() => centre.close());

let world: CounterWorld;
let attached: Map<number, AttachedFile>;
beforeEach(async () => {
  world = new CounterWorld(centre.origin);
  attached = new Map();
  await world.open();
});
afterEach(() => world.end());

const fileId = (index: number, of = world): AttachmentId => of.idOf(1000 + index) as string as AttachmentId;

/** Attaches the `index`-th file to the `form`-th form. */
async function attach(
  index: number,
  form: number,
  content: Uint8Array<ArrayBuffer> = sampleContent(1000, { seed: index }),
) {
  const outcome = await world.counter.attach({
    id: fileId(index),
    formId: world.idOf(form),
    name: `dokuments ${index}.pdf`,
    source: 'file',
    content: new Blob([content]),
  });
  if (outcome.outcome === 'kept') attached.set(index, { ...outcome.attachment, evidence: null });
  return outcome;
}

const fileOf = (index: number): AttachedFile => attached.get(index) ?? expect.fail('not attached');

async function whereabouts(index: number): Promise<AttachmentWhereabouts | undefined> {
  const id = fileId(index);
  return new Promise((resolve) => {
    const end = world.counter.watchAttachments([id], (found) => {
      resolve(found[id]);
      queueMicrotask(() => end());
    });
  });
}

const atCentre = (index: number) =>
  expect.poll(() => whereabouts(index), POLL).toEqual({ kind: 'at-centre' });

async function bytesOf(reading: AttachmentReading): Promise<Uint8Array | string> {
  return reading.outcome === 'read' ? new Uint8Array(await reading.file.arrayBuffer()) : reading.cause;
}

const onShelf = (): readonly string[] => [...world.shelfDisk.files.keys()].toSorted();

describe('attaching a file', () => {
  it('[AT8] [AT12] [AT21] keeps it on the disk, under a clean name, once', async () => {
    const kept = await attach(1, 1);
    expect(kept).toMatchObject({
      outcome: 'kept',
      attachment: { name: 'dokuments 1.pdf', kind: 'pdf', bytes: 1000, source: 'file' },
    });
    expect(await whereabouts(1)).toEqual({ kind: 'in-draft' });
    expect(await attach(1, 1)).toEqual(kept);
    expect(onShelf()).toEqual([`${fileId(1)}.file`, `${fileId(1)}.note`]);
    world.shelfDisk.cutPower('all');
    await world.restart();
    await world.signIn();
    const reading = await world.counter.readAttachment(fileId(1), null);
    expect(await bytesOf(reading)).toEqual(sampleContent(1000));
    expect(reading).toMatchObject({ file: { type: 'application/pdf' } });
  });

  it('[AT1] [AT3] refuses what may not be attached', async () => {
    const refused = (code: string) => ({ outcome: 'refused', code });
    expect(await attach(1, 1, sampleContent(100, { head: SAMPLE_HEADS.zip }))).toEqual(
      refused('kind-not-accepted'),
    );
    expect(await attach(1, 1, new Uint8Array())).toEqual(refused('file-empty'));
    world.shelfFreeBytes = 256 * 1024 * 1024;
    expect(await attach(1, 1)).toEqual(refused('disk-nearly-full'));
    expect(onShelf()).toEqual([]);
  });

  it.each(['before', 'half', 'after'] as const)(
    '[AT8] leaves all of it or nothing when the program ends %s a write',
    async (moment) => {
      for (const after of [0, 1]) {
        world.shelfDisk.arm('crash', 'replace', moment, after);
        await attach(1, 1).catch(() => undefined);
        await world.restart();
        await world.signIn();
        expect(['in-draft', 'elsewhere']).toContain((await whereabouts(1))?.kind);
        expect([0, 2]).toContain(onShelf().length);
        expect(await attach(1, 1)).toMatchObject({ outcome: 'kept' });
        expect(await bytesOf(await world.counter.readAttachment(fileId(1), null))).toEqual(
          sampleContent(1000),
        );
        world.shelfDisk.files.clear();
        await world.restart();
        await world.signIn();
      }
      expect(world.shelfDisk.happened.crashes).toBe(2);
    },
  );

  it('[AT11] tells that the disk is full, and keeps nothing of it', async () => {
    expect(await attach(1, 1)).toMatchObject({ outcome: 'kept' });
    world.fullShelf = true;
    expect(await attach(2, 1)).toEqual({ outcome: 'not-kept', cause: 'disk-full' });
    expect(onShelf()).toEqual([`${fileId(1)}.file`, `${fileId(1)}.note`]);
    expect(await world.register(1, { attachments: [fileOf(1)] })).toMatchObject({ outcome: 'saved' });
    world.fullShelf = false;
    expect(await attach(2, 1)).toMatchObject({ outcome: 'kept' });
  });

  it('[AT8] tells a disk that failed, and the same again is harmless', async () => {
    world.shelfDisk.arm('fail', 'replace', 'after', 1);
    expect(await attach(1, 1)).toEqual({ outcome: 'not-kept', cause: 'no-confirmation' });
    expect(await attach(1, 1)).toMatchObject({ outcome: 'kept' });
    expect(world.shelfDisk.happened.failures).toBe(1);
  });
});

describe('saving what names a file', () => {
  it('[AT4] [AT16] sends the operation and then the file, and the case shows both', async () => {
    await attach(1, 1);
    expect(await world.register(1, { attachments: [fileOf(1)] })).toMatchObject({ outcome: 'saved' });
    await atCentre(1);
    await world.exchanged();
    expect((await world.caseOf(1))?.row.sync).toBe('accepted');
    expect((await world.caseOf(1))?.row.shown.attachments).toMatchObject([{ id: fileId(1), removed: null }]);
  });

  it('[AT9] is refused without the file on this disk, and nothing is journalled', async () => {
    const before = (await world.journalled()).length;
    expect(await world.register(1, { attachments: [sampleFile(1)] })).toEqual({
      outcome: 'not-saved',
      cause: 'file-not-here',
    });
    expect(await world.journalled()).toHaveLength(before);
  });

  it('[AT5] [AT9] goes for a file that is put on a case later', async () => {
    await world.register(1);
    await attach(1, 2);
    const saved = await world.act(2, 1, { kind: 'attach-files', files: [fileOf(1)] });
    expect(saved).toMatchObject({ outcome: 'saved' });
    await atCentre(1);
    const again = await world.act(3, 1, { kind: 'attach-files', files: [fileOf(1)] });
    expect(again).toEqual({ outcome: 'refused', code: 'attached-already' });
  });

  it('[AT16] saves and sends the operation while no file gets through, and the file while no operation does', async () => {
    world.http.fault = ({ path }) => (path.startsWith('/api/attachments') ? 'no-connection' : undefined);
    await attach(1, 1);
    await world.register(1, { attachments: [fileOf(1)] });
    await world.exchanged();
    expect((await world.caseOf(1))?.row.sync).toBe('accepted');
    expect(await whereabouts(1)).toMatchObject({ kind: 'unsent', sentBytes: 0 });
    world.http.fault = ({ path }) => (path.startsWith('/api/sync') ? 'no-connection' : undefined);
    await attach(2, 2);
    await world.register(2, { attachments: [fileOf(2)] });
    await atCentre(1);
    await atCentre(2);
    expect((await world.caseOf(2))?.row.sync).toBe('saved-here');
    world.http.mend();
    await world.exchanged();
  });

  it('[AT17] [AT20] [AT21] goes on where the line was cut, also after a restart', async () => {
    const content = sampleContent(3 * CHUNK_BYTES + 5);
    await attach(1, 1, content);
    let parts = 0;
    world.http.fault = ({ path }) => {
      if (!path.includes('/bytes')) return undefined;
      parts += 1;
      return parts === 2 ? 'answer-lost' : parts > 2 ? 'no-connection' : undefined;
    };
    await world.register(1, { attachments: [fileOf(1)] });
    await expect
      .poll(() => whereabouts(1), POLL)
      .toEqual({ kind: 'unsent', bytes: content.length, sentBytes: CHUNK_BYTES });
    await expect.poll(() => world.http.lostAnswers, POLL).toBe(1);
    await world.restart();
    await world.signIn();
    world.http.mend();
    world.http.sent.length = 0;
    world.counter.syncNow();
    await atCentre(1);
    // The part whose answer was lost had arrived.
    const offsets = world.http.sent.flatMap(({ path }) => /offset=(\d+)/.exec(path)?.[1] ?? []).map(Number);
    expect(offsets).toEqual([2 * CHUNK_BYTES, 3 * CHUNK_BYTES]);
  });

  it('[AT16] sends the smallest first, and nothing that only a draft has', async () => {
    world.http.cut();
    await attach(1, 1, sampleContent(5000));
    await attach(2, 1, sampleContent(200));
    await attach(3, 2);
    await world.register(1, { attachments: [fileOf(1), fileOf(2)] });
    world.http.mend();
    world.counter.syncNow();
    await atCentre(1);
    const announced = world.http.sentTo('/api/attachments').map(({ body }) => (body as AttachedFile).id);
    expect([...new Set(announced)]).toEqual([fileId(2), fileId(1)]);
    expect(await whereabouts(3)).toEqual({ kind: 'in-draft' });
  });

  it('[AT18] [AT19] sends a damaged arrival again, and puts aside what never arrives whole', async () => {
    await attach(1, 1);
    await attach(2, 1, sampleContent(2000));
    world.http.change = (request) =>
      request.path.startsWith(`/api/attachments/${fileId(1)}/bytes`)
        ? { ...request, bytes: sampleContent(1000, { seed: 99 }) }
        : request;
    await world.register(1, { attachments: [fileOf(1), fileOf(2)] });
    await atCentre(2);
    expect(await whereabouts(1)).toEqual({ kind: 'not-accepted' });
    expect(world.http.sent.filter(({ path }) => path.includes(`${fileId(1)}/bytes`))).toHaveLength(3);
    world.http.change = (request) => request;
    await world.restart();
    await world.signIn();
    world.counter.syncNow();
    await atCentre(1);
  });
});

describe('reading a file', () => {
  it('[AT10] tells damage, and fetches what the centre has', async () => {
    await attach(1, 1);
    world.http.fault = ({ path }) => (path.startsWith('/api/attachments') ? 'no-connection' : undefined);
    await world.register(1, { attachments: [fileOf(1)] });
    world.shelfDisk.flipBit(`${fileId(1)}.file`, 500, 1);
    expect(await bytesOf(await world.counter.readAttachment(fileId(1), world.caseIdOf(1)))).toBe('damaged');
    world.shelfDisk.flipBit(`${fileId(1)}.file`, 500, 1);
    // The lane may have looked at it meanwhile and put it aside.
    await world.restart();
    await world.signIn();
    world.http.mend();
    world.counter.syncNow();
    await atCentre(1);
    await world.exchanged();
    world.shelfDisk.flipBit(`${fileId(1)}.file`, 500, 1);
    const read = await world.counter.readAttachment(fileId(1), world.caseIdOf(1));
    expect(await bytesOf(read)).toEqual(sampleContent(1000));
  });

  it('[AT10] a damaged note is in the way of no other file, and its own file stays', async () => {
    await attach(1, 1);
    world.shelfDisk.flipBit(`${fileId(1)}.note`, 8, 1);
    await world.restart();
    await world.signIn();
    expect((await attach(2, 2)).outcome).toBe('kept');
    await world.register(2, { attachments: [fileOf(2)] });
    await atCentre(2);
    expect(onShelf()).toContain(`${fileId(1)}.file`);
    expect(await whereabouts(1)).toEqual({ kind: 'elsewhere' });
  });

  it('[AT22] [AT25] works at another counter of the office as soon as the file is there', async () => {
    const other = new CounterWorld(centre.origin);
    await other.open();
    try {
      world.http.fault = ({ path }) => (path.startsWith('/api/attachments') ? 'no-connection' : undefined);
      const content = sampleContent(1_500_000);
      await attach(1, 1, content);
      await world.register(1, { attachments: [fileOf(1)] });
      await world.exchanged();
      await other.exchanged();
      const read = () => other.counter.readAttachment(fileId(1), world.caseIdOf(1));
      expect(await bytesOf(await read())).toBe('on-its-way');
      world.http.mend();
      world.counter.syncNow();
      await atCentre(1);
      other.http.cut();
      expect(await bytesOf(await read())).toBe('centre-unreachable');
      other.http.mend();
      expect(await bytesOf(await read())).toEqual(content);
      other.http.cut();
      expect(await bytesOf(await read())).toEqual(content);
      expect(await bytesOf(await other.counter.readAttachment(fileId(2), world.caseIdOf(1)))).toBe('unknown');
    } finally {
      other.end();
    }
  });
});

describe('somebody who watches over requests', () => {
  it('[AT22] opens a file of a case that this computer does not have, and leaves nothing of it here', async () => {
    await attach(1, 1);
    await world.register(1, { attachments: [fileOf(1)] });
    await atCentre(1);
    await world.exchanged();
    const desk = new CounterWorld(centre.origin);
    await desk.start();
    try {
      const read = () => desk.counter.readAttachment(fileId(1), world.caseIdOf(1));
      await desk.signIn('clerk');
      expect(await bytesOf(await read())).toBe('unknown');
      await desk.signIn('portfolio-manager');
      expect(await bytesOf(await read())).toEqual(sampleContent(1000));
      expect(desk.shelfDisk.files.size).toBe(0);
      desk.http.cut();
      expect(await bytesOf(await read())).toBe('centre-unreachable');
    } finally {
      desk.end();
    }
  });
});

describe('what need not lie here any more', () => {
  const later = async (days: number): Promise<void> => {
    world.clockOffsetMilliseconds += days * DAY;
    await world.restart();
    await world.signIn();
    // The files are looked through at the start; a call behind that waits for it.
    await world.counter.attach({
      id: fileId(99),
      formId: world.idOf(99),
      name: '',
      source: 'file',
      content: new Blob([]),
    });
  };

  it('[AT13] goes after 7 days when nothing names it, and a draft’s file stays', async () => {
    world.http.cut();
    await attach(1, 1);
    await attach(2, 2);
    await attach(3, 3);
    await world.counter.saveDraft(world.idOf(2), JSON.stringify({ attachments: [fileOf(2)] }));
    await world.register(3, { attachments: [fileOf(3)] });
    await later(6);
    expect(await whereabouts(1)).toEqual({ kind: 'in-draft' });
    await later(2);
    await expect.poll(() => whereabouts(1), POLL).toEqual({ kind: 'elsewhere' });
    expect(await whereabouts(2)).toEqual({ kind: 'in-draft' });
    expect(await whereabouts(3)).toMatchObject({ kind: 'unsent' });
  });

  it('[AT14] goes 30 days after the centre had it, and can be fetched again', async () => {
    await attach(1, 1);
    await world.register(1, { attachments: [fileOf(1)] });
    await atCentre(1);
    await world.exchanged();
    await later(29);
    expect(onShelf()).toHaveLength(2);
    await later(2);
    await expect.poll(onShelf, POLL).toEqual([]);
    const read = await world.counter.readAttachment(fileId(1), world.caseIdOf(1));
    expect(await bytesOf(read)).toEqual(sampleContent(1000));
  });
});
