import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReplicaId } from '#shared/kernel/identifier.ts';
import { PullAnswer } from '#shared/protocol/pull.ts';
import { PUSH_LIMITS, PushAnswer } from '#shared/protocol/push.ts';
import type { OfficeId } from '#shared/service-level/office.ts';
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

function outcomes(answer: PushAnswer): readonly string[] {
  return answer.verdicts.map(({ verdict }) => verdict.outcome);
}

async function pushed(device: LoadedDevice, operations = device.operations): Promise<PushAnswer> {
  const answer = await centre.push(device.token, device.replica, operations);
  expect(answer.statusCode).toBe(200);
  return PushAnswer.parse(answer.json());
}

describe('push', () => {
  it('[PR2] [PR9] gives a verdict for each operation in the order of the push', async () => {
    const device = await enrolOne(centre, 24, 'verdicts');
    const backwards = [...device.operations].reverse();
    const answer = await pushed(device, backwards);
    expect(outcomes(answer)).toEqual(Array(24).fill('applied'));
    expect(answer.verdicts.map(({ opId }) => opId)).toEqual(
      backwards.map(({ header }) => JSON.parse(header).opId),
    );
    expect(answer.received).toEqual({ contiguousN: 24, gaps: [] });
    expect(answer.durability).toBe('disk');
  });

  it('[PR5] answers a push that is repeated byte for byte with the same verdicts, and stores nothing twice', async () => {
    const device = await enrolOne(centre, 12, 'replay');
    const first = await pushed(device);
    const second = await pushed(device);
    expect(second.verdicts).toEqual(first.verdicts);
    const rows = await centre.database.connection.kysely
      .selectFrom('operation_inbox')
      .select('op_id')
      .where('replica', '=', device.replica)
      .execute();
    expect(rows).toHaveLength(12);
  });

  it('[PR5] settles the same push sent several times at once', async () => {
    const device = await enrolOne(centre, 12, 'at once');
    const answers = await Promise.all(Array.from({ length: 6 }, () => pushed(device)));
    for (const answer of answers) {
      expect(outcomes(answer)).toEqual(Array(12).fill('applied'));
      expect(answer.received.contiguousN).toBe(12);
    }
  });

  it('does not run out of connections when many devices come with operations at the same time', async () => {
    const devices: LoadedDevice[] = [];
    for (let index = 0; index < 14; index += 1) devices.push(await enrolOne(centre, 2, `many ${index}`));
    const answers = await Promise.all(devices.map((device) => pushed(device)));
    expect(answers.flatMap(outcomes)).toEqual(Array(28).fill('applied'));
  });

  it('[PR9] names the holes in what it has', async () => {
    const device = await enrolOne(centre, 8, 'holes');
    const some = device.operations.filter((_, index) => index !== 1 && index !== 4 && index !== 5);
    const answer = await pushed(device, some);
    expect(answer.received).toEqual({
      contiguousN: 1,
      gaps: [
        { fromN: 2, toN: 2 },
        { fromN: 5, toN: 6 },
      ],
    });
  });

  it('[PR26] refuses envelopes that cannot be read, with a pointer to each, and stores nothing of the push', async () => {
    const device = await enrolOne(centre, 4, 'damaged');
    const [first, second, third, fourth] = device.operations;
    if (first === undefined || second === undefined || third === undefined || fourth === undefined) {
      throw new Error('four operations');
    }
    const answer = await centre.push(device.token, device.replica, [
      first,
      { ...second, payload: `${second.payload} ` },
      { ...third, header: third.header.replace('{', '{ ') },
      { ...fourth, header: '{"secret":1}' },
    ]);
    const problem = expectProblem(answer, 'invalid-request', ['secret']);
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual([
      '/operations/1',
      '/operations/2',
      '/operations/3',
    ]);
    expect((await pushed(device)).received.contiguousN).toBe(4);
  });

  it('[PR29] is for devices with their own replica only', async () => {
    const device = await enrolOne(centre, 1, 'own');
    const other = randomUUID() as ReplicaId;
    expectProblem(await centre.push(device.token, other, device.operations), 'not-permitted');
    const person = await centre.signIn('clerk');
    expectProblem(await centre.push(person, device.replica, device.operations), 'not-signed-in');
    expectProblem(await centre.push('', device.replica, []), 'not-signed-in');
    const unknown = `kld_${'A'.repeat(43)}`;
    expectProblem(await centre.push(unknown, device.replica, []), 'not-signed-in');
  });

  it('[PR27] names what it speaks to another version of the protocol, whatever else is in the message', async () => {
    const device = await enrolOne(centre, 1, 'protocol');
    for (const protocol of [0, 2, 99]) {
      for (const url of ['/api/sync/push', '/api/sync/pull']) {
        const answer = await centre.post(url, { protocol, everything: 'else' }, device.token);
        expectProblem(answer, 'protocol-too-old');
        expect(answer.json().supported).toEqual([1]);
      }
    }
  });

  it('[PR1] refuses more operations than one push may bring', async () => {
    const device = await enrolOne(centre, 1, 'too many');
    const operations = Array(PUSH_LIMITS.operations + 1).fill(device.operations[0]);
    const problem = expectProblem(
      await centre.push(device.token, device.replica, operations),
      'invalid-request',
    );
    expect(problem.errors).toEqual([
      { pointer: '/operations', detail: 'This is too large; at most 200 is allowed.' },
    ]);
  });
});

describe('the body of a push', () => {
  const send = async (payload: Buffer | string, headers: Record<string, string>) => {
    const device = await enrolOne(centre, 1, 'body');
    return centre.app.inject({
      method: 'POST',
      url: '/api/sync/push',
      headers: {
        authorization: `Bearer ${device.token}`,
        'content-type': 'application/json',
        ...headers,
      },
      payload,
    });
  };

  it('[PR28] may be plain, and gzip is taken in any case', async () => {
    const device = await enrolOne(centre, 1, 'plain');
    const body = { protocol: 1, replica: device.replica, report: REPORT, operations: device.operations };
    expect((await centre.post('/api/sync/push', body, device.token)).statusCode).toBe(200);
    const answer = await centre.app.inject({
      method: 'POST',
      url: '/api/sync/push',
      headers: {
        authorization: `Bearer ${device.token}`,
        'content-type': 'application/json; charset=utf-8',
        'content-encoding': 'GZIP',
        'content-length': String(gzipSync(JSON.stringify(body)).length),
      },
      payload: gzipSync(JSON.stringify(body)),
    });
    expect(answer.statusCode).toBe(200);
  });

  it('[PR28] stops decompressing at the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(PUSH_LIMITS.bytes);
    expectProblem(await send(bomb, { 'content-encoding': 'gzip' }), 'body-too-large');
  });

  it('[PR1] [PR28] has a limit when it is plain, too', async () => {
    expectProblem(await send('x'.repeat(PUSH_LIMITS.bytes + 1), {}), 'body-too-large');
  });

  it('[PR28] must be whole and really gzip', async () => {
    const whole = gzipSync('{"protocol":1}');
    for (const payload of [
      whole.subarray(0, whole.length - 5),
      Buffer.from('{"protocol":1}'),
      Buffer.alloc(0),
    ]) {
      expectProblem(await send(payload, { 'content-encoding': 'gzip' }), 'invalid-request');
    }
  });

  it('[PR28] is taken in no other encoding or type', async () => {
    expectProblem(await send('{}', { 'content-encoding': 'br' }), 'unsupported-content');
    expectProblem(await send('{}', { 'content-encoding': 'gzip, gzip' }), 'unsupported-content');
    expectProblem(await send('a=1', { 'content-type': 'text/plain' }), 'unsupported-content');
  });

  it('must be JSON of the right form', async () => {
    for (const payload of ['', '{', 'null', '[]', '{"protocol":1,"secret":2}', '{"__proto__":{}}']) {
      expectProblem(await send(payload, {}), 'invalid-request', ['secret']);
    }
  });
});

describe('pull', () => {
  const pull = async (device: LoadedDevice, change: object = {}) => {
    const request = {
      protocol: 1,
      replica: device.replica,
      epoch: null,
      cursors: {},
      limit: 500,
      report: { ...REPORT, unsent: 3, program: 'pull' },
      ...change,
    };
    return centre.post('/api/sync/pull', request, device.token);
  };

  it('[PR21] gives a device the cases of its office, and with its cursors only what is new', async () => {
    const device = await enrolOne(centre, 5, 'pull');
    await pushed(device);
    const all = PullAnswer.parse((await pull(device)).json());
    const cases = all.spaces.find(({ space }) => space === 'office:smiltene');
    if (cases === undefined) throw new Error('no cases');
    expect(cases.changes.length).toBeGreaterThanOrEqual(5);
    const { epoch } = all;
    const cursors = Object.fromEntries(all.spaces.map(({ space, cursor }) => [space, cursor]));
    const again = PullAnswer.parse((await pull(device, { epoch, cursors })).json());
    expect(again.spaces.flatMap(({ changes }) => changes)).toEqual([]);
    expect(again.rewound).toBe(false);
    expect(again.reference).toEqual(device.versions);
  });

  it('[PR22] goes on from page to page until everything is there, each case once', async () => {
    const device = await enrolOne(centre, 6, 'pages');
    for (const operation of device.operations) await pushed(device, [operation]);
    const seen: string[] = [];
    let cursors: Record<string, number> = {};
    let pages = 0;
    for (let more = true; more; pages += 1) {
      const [space] = PullAnswer.parse((await pull(device, { limit: 2, cursors })).json()).spaces;
      if (space === undefined) throw new Error('no space');
      seen.push(...space.changes.map(({ caseId }) => caseId));
      cursors = { [space.space]: space.cursor };
      more = space.more;
    }
    expect(pages).toBeGreaterThan(2);
    expect(new Set(seen).size).toBe(seen.length);
    const own = device.operations.map(({ header }) => JSON.parse(header).caseId);
    expect(seen.slice(-6)).toEqual(own);
  });

  it('[PR21] shows a device of another office nothing of this one', async () => {
    const device = await enrolOne(centre, 2, 'here');
    await pushed(device);
    const replica = randomUUID() as ReplicaId;
    const { deviceToken } = await centre.enrol(replica, 'ludza' as OfficeId);
    const answer = await pull(
      { ...device, replica, token: deviceToken },
      { cursors: { 'office:smiltene': 0, [`replica:${device.replica}`]: 0 } },
    );
    const { spaces, verdicts } = PullAnswer.parse(answer.json());
    expect(spaces.map(({ space }) => space)).toEqual(['office:ludza', `replica:${replica}`]);
    expect(spaces.flatMap(({ changes }) => changes)).toEqual([]);
    expect(verdicts).toEqual([]);
  });

  it('[PR25] says when a cursor is ahead of the feed', async () => {
    const device = await enrolOne(centre, 1, 'ahead');
    const { epoch } = PullAnswer.parse((await pull(device)).json());
    const cursors = { 'office:smiltene': 1_000_000 };
    expect(PullAnswer.parse((await pull(device, { epoch, cursors })).json()).rewound).toBe(true);
    const other = PullAnswer.parse((await pull(device, { epoch: 'another life', cursors })).json());
    expect(other.rewound).toBe(false);
  });

  it('notes what the counter says of itself', async () => {
    const device = await enrolOne(centre, 1, 'report');
    await pull(device);
    const row = await centre.database.connection.kysely
      .selectFrom('device')
      .select(['report', 'last_contact_at'])
      .where('replica', '=', device.replica)
      .executeTakeFirstOrThrow();
    expect(JSON.parse(row.report ?? '')).toMatchObject({ unsent: 3, program: 'pull' });
    expect(row.last_contact_at).not.toBeNull();
  });

  it('repeats no key that was sent', async () => {
    const device = await enrolOne(centre, 1, 'keys');
    const answer = await pull(device, { cursors: { 'Anna-Paraudzina': 'x' }, limit: 9_999 });
    const problem = expectProblem(answer, 'invalid-request', ['Anna']);
    expect(problem.errors?.map(({ pointer }) => pointer)).toContain('/cursors');
  });

  it('compresses a large answer for whoever takes gzip', async () => {
    const device = await enrolOne(centre, 12, 'large');
    await pushed(device);
    const answer = await centre.app.inject({
      method: 'POST',
      url: '/api/sync/pull',
      headers: { authorization: `Bearer ${device.token}`, 'accept-encoding': 'br, gzip' },
      payload: { protocol: 1, replica: device.replica, epoch: null, cursors: {}, limit: 500, report: REPORT },
    });
    expect(answer.headers['content-encoding']).toBe('gzip');
    expect(answer.headers['content-type']).toContain('application/json');
  });
});
