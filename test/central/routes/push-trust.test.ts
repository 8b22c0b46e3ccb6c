import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOperation } from '#central/cases/read-operation.ts';
import { receivePush } from '#central/cases/receive-push.ts';
import { realHash } from '#central/settings/real-ports.ts';
import { canonicalJson } from '#shared/kernel/canonical-json.ts';
import { digestOf } from '#shared/kernel/operation-digest.ts';
import { PullAnswer } from '#shared/protocol/pull.ts';
import { PushAnswer, type WireOperation } from '#shared/protocol/push.ts';
import { EnrolAnswer } from '#shared/protocol/session.ts';
import {
  enrolOne,
  expectProblem,
  type LoadedDevice,
  openTestCentre,
  REPORT,
  type TestCentre,
} from './test-centre.ts';

let centre: TestCentre;
beforeAll(async () => {
  centre = await openTestCentre();
});
afterAll(() => centre.close());

async function outcomesOf(device: LoadedDevice): Promise<readonly string[]> {
  const answer = await centre.push(device.token, device.replica, device.operations);
  expect(answer.statusCode).toBe(200);
  return PushAnswer.parse(answer.json()).verdicts.map(({ verdict }) => verdict.outcome);
}

/** The operation with another header and the digest that fits it. */
async function resealed(operation: WireOperation, change: object): Promise<WireOperation> {
  const header = canonicalJson({ ...JSON.parse(operation.header), ...change });
  const salt = new Uint8Array(Buffer.from(operation.salt, 'hex'));
  return {
    ...operation,
    header,
    digest: await digestOf({ header, salt, payload: operation.payload }, realHash),
  };
}

describe('a push', () => {
  it('[PR40] refuses operations of other replicas with a pointer to each, and stores nothing of the push', async () => {
    const victim = await enrolOne(centre, 2, 'victim');
    const forger = await enrolOne(centre, 2, 'forger');
    const [first, second] = victim.operations;
    const [own, next] = forger.operations;
    if (!first || !second || !own || !next) throw new Error('two operations each');
    const forged = await resealed(first, { opId: randomUUID(), reference: undefined });
    const unknown = await resealed(own, { opId: randomUUID(), replica: randomUUID(), reference: undefined });
    const answer = await centre.push(forger.token, forger.replica, [own, forged, unknown, first]);
    const problem = expectProblem(answer, 'invalid-request', [victim.replica]);
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual([
      '/operations/1',
      '/operations/2',
      '/operations/3',
    ]);
    const rows = await centre.database.connection.kysely
      .selectFrom('operation_inbox')
      .select('op_id')
      .where('replica', 'in', [victim.replica, forger.replica])
      .execute();
    expect(rows).toEqual([]);
    expect(await outcomesOf(forger)).toEqual(['applied', 'applied']);
    expect(await outcomesOf(victim)).toEqual(['applied', 'applied']);
  });

  it('[PR26] names an operation with a header that cannot be kept, and does not fail for it', async () => {
    const device = await enrolOne(centre, 2, 'hostile');
    const [own, other] = device.operations;
    if (own === undefined || other === undefined) throw new Error('two operations');
    const withNul = await resealed(other, { kind: 'a\u0000b' });
    const header = `${other.header.slice(0, -1)},"zzz":${'['.repeat(7_000)}${']'.repeat(7_000)}}`;
    const salt = new Uint8Array(Buffer.from(other.salt, 'hex'));
    const deep = {
      ...other,
      header,
      digest: await digestOf({ header, salt, payload: other.payload }, realHash),
    };
    const answer = await centre.push(device.token, device.replica, [withNul, own, deep]);
    const problem = expectProblem(answer, 'invalid-request');
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['/operations/0', '/operations/2']);
    expect(await outcomesOf(device)).toEqual(['applied', 'applied']);
  });

  it('[PR39] judges again what was held for an unknown replica as soon as that is enrolled', async () => {
    const device = await enrolOne(centre, 2, 'forgotten');
    const { kysely } = centre.database.connection;
    const { station } = await kysely
      .selectFrom('device')
      .select('station')
      .where('replica', '=', device.replica)
      .executeTakeFirstOrThrow();
    // The centre forgets the device between letting it in and deciding, as one that is restored beside it does.
    await kysely.deleteFrom('device').where('replica', '=', device.replica).execute();
    const operations = await Promise.all(device.operations.map((wire) => readOperation(wire, realHash)));
    const read = operations.flatMap((one) => (one.ok ? [one.value] : []));
    const before = await receivePush(centre.centre.cases, device.replica, read);
    expect(before.verdicts.map(({ verdict }) => verdict)).toEqual(
      Array(2).fill({ outcome: 'held', grounds: { code: 'replica-unknown' } }),
    );
    const clerk = await centre.signIn('clerk');
    const request = { replica: device.replica, office: device.office, counter: null, station };
    const enrolled = EnrolAnswer.parse((await centre.post('/api/devices', request, clerk)).json());
    expect(enrolled.station).toBe(station);
    const pull = await centre.post(
      '/api/sync/pull',
      { protocol: 1, replica: device.replica, epoch: null, cursors: {}, limit: 500, report: REPORT },
      enrolled.deviceToken,
    );
    const { verdicts } = PullAnswer.parse(pull.json());
    expect(verdicts.map(({ verdict }) => verdict.outcome)).toEqual(['applied', 'applied']);
  });

  it('[PR39] judges again without being asked, as when a device came back beside the program', async () => {
    const device = await enrolOne(centre, 1, 'beside');
    const { kysely } = centre.database.connection;
    const row = await kysely
      .selectFrom('device')
      .selectAll()
      .where('replica', '=', device.replica)
      .executeTakeFirstOrThrow();
    await kysely.deleteFrom('device').where('replica', '=', device.replica).execute();
    const operations = await Promise.all(device.operations.map((wire) => readOperation(wire, realHash)));
    const read = operations.flatMap((one) => (one.ok ? [one.value] : []));
    await receivePush(centre.centre.cases, device.replica, read);
    await kysely.insertInto('device').values(row).execute();
    await centre.openAgain();
    const outcome = async () =>
      kysely
        .selectFrom('operation_inbox')
        .select('outcome')
        .where('replica', '=', device.replica)
        .executeTakeFirstOrThrow();
    await expect.poll(outcome, { timeout: 20_000 }).toEqual({ outcome: 'applied' });
  });
});
