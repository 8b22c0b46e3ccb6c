import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AttachmentFolder } from '#central/attachments/attachment-folder.ts';
import { Attachments } from '#central/attachments/attachments.ts';
import { DEMO_PASSWORD } from '#central/demo/demo-accounts.ts';
import { hashPassword } from '#central/directory/password.ts';
import { addPeople } from '#central/directory/people.ts';
import { realClock, realHash, realRandom } from '#central/settings/real-ports.ts';
import { AttachedFile, AttachmentId } from '#shared/attachments/attachment.ts';
import { ATTACHMENT_LIMITS } from '#shared/attachments/attachment-limits.ts';
import { type CaseId, Digest, type PersonId, ReplicaId } from '#shared/kernel/identifier.ts';
import { digestOf } from '#shared/kernel/operation-digest.ts';
import { AttachmentAnnouncement, CHUNK_BYTES } from '#shared/protocol/attachments.ts';
import { PushAnswer, type WireOperation } from '#shared/protocol/push.ts';
import type { Grant } from '#shared/protocol/session.ts';
import type { OfficeId } from '#shared/service-level/office.ts';
import { SAMPLE_HEADS, sampleContent } from '#test/support/sample-files.ts';
import {
  enrolOne,
  expectProblem,
  type LoadedDevice,
  openTestCentre,
  type TestCentre,
} from './test-centre.ts';

let centre: TestCentre;
let device: LoadedDevice;
beforeAll(async () => {
  centre = await openTestCentre();
  device = await enrolOne(centre, 1, 'attachments');
});
afterAll(() => centre.close());

/** The record of a file with this content. */
function announced(
  content: Uint8Array,
  changes: Partial<AttachmentAnnouncement> = {},
): AttachmentAnnouncement {
  const sha256 = createHash('sha256').update(content).digest('hex');
  return AttachmentAnnouncement.parse({
    id: randomUUID(),
    kind: 'pdf',
    bytes: content.length,
    sha256,
    ...changes,
  });
}

const announce = (file: AttachmentAnnouncement, token = device.token) =>
  centre.post('/api/attachments', file, token);

const send = (id: string, offset: number, bytes: Uint8Array): Promise<LightMyRequestResponse> =>
  centre.app.inject({
    method: 'POST',
    url: `/api/attachments/${id}/bytes?offset=${offset}`,
    headers: { authorization: `Bearer ${device.token}`, 'content-type': 'application/octet-stream' },
    payload: Buffer.from(bytes),
  });

/** Announces a file and sends all of it. */
async function store(
  content: Uint8Array,
  changes: Partial<AttachmentAnnouncement> = {},
): Promise<AttachmentAnnouncement> {
  const file = announced(content, changes);
  await announce(file);
  for (let offset = 0; offset < content.length; offset += CHUNK_BYTES) {
    expect((await send(file.id, offset, content.subarray(offset, offset + CHUNK_BYTES))).statusCode).toBe(
      200,
    );
  }
  return file;
}

const standing = (receivedBytes: number, isStored = false) => ({ receivedBytes, isStored });
const partOf = (id: string): string => path.join(centre.filesFolder, id.slice(0, 2), `${id}.part`);

/** The operation that registers a case with this file. */
async function naming(operation: WireOperation, file: AttachmentAnnouncement): Promise<WireOperation> {
  const command = JSON.parse(operation.payload);
  command.request.attachments = [
    AttachedFile.parse({ ...file, name: 'a.pdf', source: 'scanner', evidence: null }),
  ];
  const payload = JSON.stringify(command);
  const salt = new Uint8Array(Buffer.from(operation.salt, 'hex'));
  return {
    ...operation,
    payload,
    digest: await digestOf({ header: operation.header, salt, payload }, realHash),
  };
}

/** Registers a case with this file at a device of its own, and gives the case. */
async function caseWith(file: AttachmentAnnouncement, seed: string) {
  const own = await enrolOne(centre, 1, seed);
  const [operation] = own.operations;
  if (operation === undefined) throw new Error('no operation');
  const pushed = await centre.push(own.token, own.replica, [await naming(operation, file)]);
  expect(PushAnswer.parse(pushed.json()).verdicts.map(({ verdict }) => verdict.outcome)).toEqual(['applied']);
  const caseId: CaseId = JSON.parse(operation.header).caseId;
  return { caseId, own, url: `/api/cases/${caseId}/attachments/${file.id}` };
}

describe('a file on its way up', () => {
  it('[AT17] [AT23] goes in parts, and is stored when all of it is there', async () => {
    const content = sampleContent(2 * CHUNK_BYTES + 7);
    const file = announced(content);
    expect((await announce(file)).json()).toEqual(standing(0));
    expect((await send(file.id, 0, content.subarray(0, CHUNK_BYTES))).json()).toEqual(standing(CHUNK_BYTES));
    // Whoever comes back asks how far it was.
    expect((await announce(file)).json()).toEqual(standing(CHUNK_BYTES));
    expect(
      (await send(file.id, CHUNK_BYTES, content.subarray(CHUNK_BYTES, 2 * CHUNK_BYTES))).statusCode,
    ).toBe(200);
    expect((await send(file.id, 2 * CHUNK_BYTES, content.subarray(2 * CHUNK_BYTES))).json()).toEqual(
      standing(content.length, true),
    );
    const folder = path.join(centre.filesFolder, file.id.slice(0, 2));
    expect(await readdir(folder)).toContain(file.id);
    expect(new Uint8Array(await readFile(path.join(folder, file.id)))).toEqual(content);
  });

  it('[AT17] is not changed by a part that comes again, overlaps or comes too early', async () => {
    const content = sampleContent(1000);
    const file = announced(content);
    await announce(file);
    await send(file.id, 0, content.subarray(0, 400));
    expect((await send(file.id, 0, content.subarray(0, 400))).json()).toEqual(standing(400));
    expect((await send(file.id, 700, content.subarray(700))).json()).toEqual(standing(400));
    expect((await send(file.id, 300, content.subarray(300, 600))).json()).toEqual(standing(600));
    expect((await send(file.id, 600, content.subarray(600))).json()).toEqual(standing(1000, true));
    expect((await send(file.id, 0, sampleContent(1000, { seed: 9 }))).json()).toEqual(standing(1000, true));
    expect((await announce(file)).json()).toEqual(standing(1000, true));
  });

  it('[AT18] is thrown away when it arrived damaged, and can be sent again', async () => {
    const content = sampleContent(1000);
    const file = announced(content);
    await announce(file);
    expectProblem(await send(file.id, 0, sampleContent(1000, { seed: 9 })), 'file-damaged');
    expect((await announce(file)).json()).toEqual(standing(0));
    expect((await send(file.id, 0, content)).json()).toEqual(standing(1000, true));
  });

  it('[AT24] is not accepted as another one, of another kind, or longer than announced', async () => {
    const content = sampleContent(1000);
    const file = await store(content);
    expectProblem(await announce({ ...file, sha256: Digest.parse('ab'.repeat(32)) }), 'file-not-accepted');
    const disguised = sampleContent(1000, { head: SAMPLE_HEADS.program });
    const program = announced(disguised);
    await announce(program);
    expectProblem(await send(program.id, 0, disguised), 'file-not-accepted');
    const longer = announced(content);
    await announce(longer);
    expectProblem(await send(longer.id, 0, sampleContent(1001)), 'file-not-accepted');
    expect((await announce(longer)).json()).toEqual(standing(0));
  });

  it('[AT24] is not announced when it may not be attached', async () => {
    const file = announced(sampleContent(10));
    for (const change of [
      { bytes: 0 },
      { bytes: ATTACHMENT_LIMITS.bytes + 1 },
      { kind: 'zip' },
      { id: '../x' },
    ]) {
      expectProblem(await announce({ ...file, ...change } as AttachmentAnnouncement), 'invalid-request');
    }
  });

  it('[AT24] is taken from devices only, announced, in parts of bytes', async () => {
    const content = sampleContent(CHUNK_BYTES + 1);
    const file = announced(content);
    expectProblem(await announce(file, await centre.signIn('clerk')), 'not-signed-in');
    expectProblem(await send(file.id, 0, content.subarray(0, 10)), 'not-found');
    await announce(file);
    expectProblem(await send(file.id, 0, content), 'body-too-large');
    expectProblem(await send(file.id, 0, new Uint8Array()), 'invalid-request');
    const json = await centre.post(`/api/attachments/${file.id}/bytes?offset=0`, { a: 1 }, device.token);
    expectProblem(json, 'invalid-request');
  });

  it('[AT17] [AT23] is whole after several processes took parts of it at once', async () => {
    const other = await centre.openAgain();
    const content = sampleContent(40_000);
    const file = announced(content);
    await announce(file);
    const parts = Array.from({ length: 40 }, (_, index) => index * 1000);
    const sendTo = (app: TestCentre['app'], offset: number) =>
      app.inject({
        method: 'POST',
        url: `/api/attachments/${file.id}/bytes?offset=${offset}`,
        headers: { authorization: `Bearer ${device.token}`, 'content-type': 'application/octet-stream' },
        payload: Buffer.from(content.subarray(offset, offset + 1000)),
      });
    let reached = 0;
    for (let round = 0; round < 60 && reached < content.length; round += 1) {
      const answers = await Promise.all(
        parts.flatMap((offset) =>
          offset < reached || offset > reached + 3000
            ? []
            : [sendTo(centre.app, offset), sendTo(other.app, offset)],
        ),
      );
      reached = Math.max(reached, ...answers.map((answer) => answer.json().receivedBytes));
    }
    expect((await announce(file)).json()).toEqual(standing(40_000, true));
  });
});

describe('a centre that stopped', () => {
  it('[AT17] behind a part goes on from what is in the folder', async () => {
    const content = sampleContent(1000);
    const file = announced(content);
    await announce(file);
    await send(file.id, 0, content.subarray(0, 400));
    // The part was written, and the answer never came.
    await writeFile(partOf(file.id), content.subarray(400, 500), { flag: 'a' });
    expect((await announce(file)).json()).toEqual(standing(500));
    expect((await send(file.id, 500, content.subarray(500))).json()).toEqual(standing(1000, true));
  });

  it.each([
    [1000, standing(1000, true)],
    [1001, standing(0)],
  ])('[AT23] behind the last of %i bytes looks at what is there', async (length, found) => {
    const content = sampleContent(1000);
    const file = announced(content);
    await announce(file);
    await send(file.id, 0, content.subarray(0, 400));
    await writeFile(partOf(file.id), sampleContent(length).subarray(400), { flag: 'a' });
    expect((await announce(file)).json()).toEqual(found);
    expect((await send(file.id, 0, content)).json()).toEqual(standing(1000, true));
  });

  it('[AT18] with a tail that never reached the disk takes the file anew', async () => {
    const content = sampleContent(1000);
    const file = announced(content);
    await announce(file);
    await send(file.id, 0, content.subarray(0, 400));
    await writeFile(partOf(file.id), new Uint8Array(200), { flag: 'a' });
    expectProblem(await send(file.id, 600, content.subarray(600)), 'file-damaged');
    expect((await send(file.id, 0, content)).json()).toEqual(standing(1000, true));
  });

  it('[AT23] between the name of the file and the database finds it again', async () => {
    const content = sampleContent(1000);
    const file = announced(content);
    await announce(file);
    const database = { kysely: centre.database.connection.kysely, institution: 'demo' };
    const stopping = new Attachments({
      database,
      folder: new AttachmentFolder(centre.filesFolder),
      clock: {
        ...realClock,
        now: () => {
          throw new Error('stopped');
        },
      },
    });
    await expect(stopping.receive(file.id, 0, content)).rejects.toThrow('stopped');
    const stored = await database.kysely
      .selectFrom('attachment')
      .select('stored_at')
      .where('attachment_id', '=', file.id)
      .execute();
    expect(stored).toEqual([{ stored_at: null }]);
    expect((await announce(file)).json()).toEqual(standing(1000, true));
  });
});

describe('a file of a case', () => {
  it('[AT22] is read by the devices of its office, as a whole or in parts, before or after its operation came', async () => {
    const content = sampleContent(5000);
    const file = await store(content);
    const { url, own } = await caseWith(file, 'reading');
    const whole = await centre.get(url, own.token);
    expect(whole.statusCode).toBe(200);
    expect(whole.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': "attachment; filename*=UTF-8''a.pdf",
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect(new Uint8Array(whole.rawPayload)).toEqual(content);
    const part = await centre.get(`${url}?offset=4000&length=2000`, own.token);
    expect(new Uint8Array(part.rawPayload)).toEqual(content.subarray(4000));
  });

  it('[AT22] is on its way until it is stored with the hash that the case names', async () => {
    const content = sampleContent(500);
    const file = announced(content);
    const { url, own } = await caseWith(file, 'later');
    expectProblem(await centre.get(url, own.token), 'file-on-its-way');
    await announce(file);
    await send(file.id, 0, content.subarray(0, 100));
    expectProblem(await centre.get(url, own.token), 'file-on-its-way');
    await send(file.id, 100, content.subarray(100));
    expect((await centre.get(url, own.token)).statusCode).toBe(200);

    const swapped = await store(sampleContent(500, { seed: 5 }));
    const { url: otherUrl, own: other } = await caseWith({ ...swapped, sha256: file.sha256 }, 'swapped');
    expectProblem(await centre.get(otherUrl, other.token), 'file-on-its-way');
  });

  it('[AT22] is not found by a device of another office, or as a file of another case', async () => {
    const file = await store(sampleContent(700));
    const { url, own } = await caseWith(file, 'mine');
    const { caseId: otherCase } = await caseWith(await store(sampleContent(800)), 'other');
    const foreign = await centre.enrol(ReplicaId.parse(randomUUID()), 'auce' as OfficeId);
    expectProblem(await centre.get(url, foreign.deviceToken), 'not-found');
    expectProblem(await centre.get(`/api/cases/${otherCase}/attachments/${file.id}`, own.token), 'not-found');
    const unknown = AttachmentId.parse(randomUUID());
    expectProblem(await centre.get(url.replace(file.id, unknown), own.token), 'not-found');
    expectProblem(await centre.get(url), 'not-signed-in');
  });

  it('[AT22] is read by people whose oversight includes its case, and by no others', async () => {
    const file = await store(sampleContent(900));
    const { url } = await caseWith(file, 'overseen');
    await addWatcher('auce-watch', { kind: 'office', office: 'auce' as OfficeId });
    await addWatcher('smiltene-watch', { kind: 'office', office: device.office });
    expect((await centre.get(url, await centre.signIn('smiltene-watch'))).statusCode).toBe(200);
    expect((await centre.get(url, await centre.signIn('portfolio-manager'))).statusCode).toBe(200);
    expectProblem(await centre.get(url, await centre.signIn('auce-watch')), 'not-found');
    expectProblem(await centre.get(url, await centre.signIn('clerk')), 'not-permitted');
  });
});

async function addWatcher(login: string, scope: Grant['scope']): Promise<void> {
  const grants: Grant[] = [{ right: 'office-oversight', scope }];
  const member = { id: login as PersonId, login, name: 'Zane Testētāja', grants };
  const passwordHash = await hashPassword(DEMO_PASSWORD, realRandom);
  const database = { kysely: centre.database.connection.kysely, institution: 'demo' };
  await addPeople(database, [{ member, passwordHash }], realClock.now());
}
