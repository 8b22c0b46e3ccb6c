import type { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenCentre } from '#central/server.ts';
import type { OfficeId } from '#shared/service-level/office.ts';
import {
  enrolOne,
  enrolWithOperations,
  expectProblem,
  openTestCentre,
  type TestCentre,
} from './test-centre.ts';

let centre: TestCentre;
let second: OpenCentre;
beforeAll(async () => {
  centre = await openTestCentre();
  second = await centre.openAgain();
});
afterAll(() => centre.close());

/** Opens a stream of hints and reads its text until what was waited for has come. */
async function follow(app: FastifyInstance, token: string) {
  const answer = await app.inject({
    url: '/api/sync/hints',
    headers: { authorization: `Bearer ${token}` },
    payloadAsStream: true,
  });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toBe('text/event-stream; charset=utf-8');
  expect(answer.headers['cache-control']).toBe('no-store');
  const stream: Readable = answer.stream();
  let text = '';
  let hasEnded = false;
  let wake = (): void => undefined;
  stream.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    wake();
  });
  stream.on('close', () => {
    hasEnded = true;
    wake();
  });
  return {
    /** Fails by the test's own time limit. */
    until: async (fits: (text: string) => boolean): Promise<string> => {
      while (!fits(text) && !hasEnded) await new Promise<void>((resolve) => (wake = resolve));
      return text;
    },
    hasEnded: () => hasEnded,
    close: () => void stream.destroy(),
  };
}

const hintsIn = (text: string): { space: string; sequence: number }[] =>
  [...text.matchAll(/^event: hint\ndata: (.*)$/gm)].map((match) => JSON.parse(match[1] ?? ''));

describe('a stream of hints', () => {
  it('[HI2] [HI5] says hello and where the spaces of the device stand', async () => {
    const device = await enrolOne(centre, 2, 'hello');
    await centre.push(device.token, device.replica, device.operations);
    const stream = await follow(centre.app, device.token);
    const text = await stream.until((seen) => seen.includes('office:smiltene'));
    expect(text).toMatch(/^event: hello\ndata: \{"protocol":1\}\n\n/);
    const spaces = hintsIn(text).map(({ space }) => space);
    expect(spaces.sort()).toEqual(['institution', 'office:smiltene']);
    stream.close();
  });

  it('[HI7] hears of a push that another process took', async () => {
    const device = await enrolOne(centre, 3, 'across');
    const supervisor = await centre.signIn('portfolio-manager');
    const streams = [
      await follow(second.app, device.token),
      await follow(second.app, supervisor),
      await follow(centre.app, device.token),
    ];
    for (const stream of streams) await stream.until((text) => text.includes('institution'));
    await centre.push(device.token, device.replica, device.operations);
    const row = await centre.database.connection.kysely
      .selectFrom('space_counter')
      .select('sequence')
      .where('space', '=', 'office:smiltene' as never)
      .executeTakeFirstOrThrow();
    for (const stream of streams) {
      const text = await stream.until((seen) =>
        hintsIn(seen).some(({ space, sequence }) => space === 'office:smiltene' && sequence === row.sequence),
      );
      expect(text).not.toContain(device.replica.slice(0, 8));
      stream.close();
    }
  });

  it('[HI2] tells a device nothing of another office, and a supervisor of each', async () => {
    const devices = await enrolWithOperations(centre, { cases: 12, seed: 'offices', offices: 3 });
    const [here, there] = devices;
    if (here === undefined || there === undefined) throw new Error('two offices');
    const supervisor = await centre.signIn('portfolio-manager');
    const own = await follow(centre.app, here.token);
    const all = await follow(centre.app, supervisor);
    await own.until((text) => text.includes('institution'));
    await centre.push(there.token, there.replica, there.operations);
    await centre.push(here.token, here.replica, here.operations);
    await all.until(
      (text) => text.includes(`office:${here.office}`) && text.includes(`office:${there.office}`),
    );
    const text = await own.until((seen) => seen.includes(`office:${here.office}`));
    expect(text).not.toContain(`office:${there.office}`);
    own.close();
    all.close();
  });

  it('[HI6] ends when the centre closes', async () => {
    const third = await centre.openAgain();
    const device = await enrolOne(centre, 1, 'closing');
    const stream = await follow(third.app, device.token);
    await stream.until((text) => text.includes('hello'));
    await third.close();
    await stream.until(() => stream.hasEnded());
    expect(third.centre.hintBoard.readers).toBe(0);
  });

  it('[HI6] is left by a reader whose connection goes', async () => {
    const third = await centre.openAgain();
    const { deviceToken } = await centre.enrol(crypto.randomUUID() as never, 'auce' as OfficeId);
    const address = await third.app.listen({ host: '127.0.0.1', port: 0 });
    const going = new AbortController();
    const answer = await fetch(`${address}/api/sync/hints`, {
      headers: { authorization: `Bearer ${deviceToken}` },
      signal: going.signal,
    });
    await answer.body?.getReader().read();
    expect(third.centre.hintBoard.readers).toBe(1);
    going.abort();
    while (third.centre.hintBoard.readers > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await third.close();
  });

  it('[HI2] is for devices and for people with oversight', async () => {
    expectProblem(await centre.get('/api/sync/hints'), 'not-signed-in');
    expectProblem(await centre.get('/api/sync/hints', await centre.signIn('clerk')), 'not-permitted');
  });
});
