import { describe, expect, it } from 'vitest';
import { PUSH_LIMITS } from '#shared/protocol/push.ts';
import { Kernel } from '../kernel/kernel.ts';
import { PLAIN_CLERK, PLAIN_OFFICE, PlainDevice } from './plain-device.ts';
import { SimulatedCentre, type SimulatedCentreOptions } from './simulated-centre.ts';

interface World {
  readonly kernel: Kernel;
  readonly centre: SimulatedCentre;
  readonly devices: readonly [PlainDevice, PlainDevice];
}

/** A world with a centre and two devices of one office. */
async function inWorld<Value>(
  seed: number,
  work: (world: World) => Promise<Value>,
  options: SimulatedCentreOptions = {},
): Promise<Value> {
  const kernel = new Kernel(seed);
  return kernel.run(async () => {
    const centre = new SimulatedCentre(kernel, options);
    const devices = [new PlainDevice(kernel, centre, 'one'), new PlainDevice(kernel, centre, 'two')] as const;
    for (const device of devices) await device.enrol();
    const value = await work({ kernel, centre, devices });
    expect(centre.defects).toEqual([]);
    return value;
  });
}

const outcomesOf = (answer: {
  readonly verdicts: readonly { readonly verdict: { readonly outcome: string } }[];
}) => answer.verdicts.map(({ verdict }) => verdict.outcome);

describe('the simulated centre', () => {
  it('[SM6] runs the real push and pull', async () => {
    await inWorld(1, async ({ centre, devices: [one, two] }) => {
      const { header } = await one.register();
      await one.note(header.caseId, 'pirmā');
      expect(outcomesOf(await one.push())).toEqual(['applied', 'applied']);
      expect(outcomesOf(await one.push())).toEqual(['applied', 'applied']);
      await two.pull();
      expect(two.seen).toEqual(new Map([[header.caseId, 2]]));
      await two.note(header.caseId, 'otrā');
      expect(outcomesOf(await two.push())).toEqual(['applied']);
      const { cases, operations, heads, received } = centre.record();
      expect(cases.map(({ version, events }) => [version, events.length])).toEqual([[3, 3]]);
      expect(operations).toHaveLength(3);
      expect([...heads.values()]).toEqual([2]);
      expect(received.get(one.replica)).toEqual({ contiguousN: 2, gaps: [] });
    });
  });

  it('[SM6] answers with the same problems', async () => {
    await inWorld(1, async ({ devices: [one, two] }) => {
      const { wire } = await one.register();
      const body = one.pushBody([wire]);
      const typeOf = async (changed: unknown, token = one.token) => {
        const { status, text } = await one.ask('/api/sync/push', changed, token);
        return [status, JSON.parse(text).type, JSON.parse(text).errors];
      };
      expect(await typeOf(body, `kld_${'x'.repeat(43)}`)).toEqual([
        401,
        '/problems/not-signed-in',
        undefined,
      ]);
      expect(await typeOf(body, two.token)).toEqual([403, '/problems/not-permitted', undefined]);
      expect(await typeOf({ ...body, protocol: 99 })).toEqual([426, '/problems/protocol-too-old', undefined]);
      expect(await typeOf({ ...body, operations: 'x' })).toEqual([
        400,
        '/problems/invalid-request',
        undefined,
      ]);
      const damaged = { ...wire, digest: 'ab'.repeat(32) };
      const [status, , errors] = await typeOf({ ...body, operations: [wire, damaged] });
      expect([status, errors]).toMatchObject([400, [{ pointer: '/operations/1' }]]);
      const large = { ...wire, payload: 'x'.repeat(PUSH_LIMITS.bytes + 1) };
      expect(await typeOf({ ...body, operations: [large] })).toEqual([
        413,
        '/problems/body-too-large',
        undefined,
      ]);
      expect((await one.ask('/api/nothing', {})).status).toBe(404);
    });
  });

  it('[SM6] has a push count once, wherever its process is killed or its connection breaks', async () => {
    const happened = { killed: 0, refused: 0, kept: 0 };
    for (let seed = 1; seed <= 60; seed += 1) {
      const chance = new Kernel(seed).randomOf('faults');
      let statements = chance.below(25);
      const how = chance.pick(['lost-before', 'lost-after'] as const);
      const isKill = chance.chance(0.5);
      let kill: (() => void) | undefined;
      const faultAt = () => {
        if (kill === undefined) return undefined;
        statements -= 1;
        if (statements !== 0) return undefined;
        if (!isKill) return how;
        kill();
        return undefined;
      };
      await inWorld(
        seed,
        async ({ centre, devices: [one] }) => {
          kill = () => {
            centre.killProcess(0);
            centre.killProcess(1);
          };
          const { header } = await one.register();
          await one.note(header.caseId, 'viena');
          let isDone = false;
          for (let tries = 0; tries < 5 && !isDone; tries += 1) {
            if (centre.running === 0) {
              happened.killed += 1;
              happened.kept += centre.record().operations.length > 0 ? 1 : 0;
              centre.startProcess(0);
            }
            const sent = await one.push().catch(() => undefined);
            if (sent === undefined) happened.refused += 1;
            else isDone = outcomesOf(sent).every((outcome) => outcome === 'applied');
          }
          expect(isDone).toBe(true);
          const { cases, operations } = centre.record();
          expect(operations).toHaveLength(2);
          expect(cases.map(({ events }) => events.map(({ opId }) => opId))).toEqual([
            one.made.map(({ header: { opId } }) => opId),
          ]);
        },
        { faultAt },
      );
    }
    expect(happened.killed).toBeGreaterThan(5);
    expect(happened.refused).toBeGreaterThan(10);
    expect(happened.kept).toBeGreaterThan(0);
  });

  it('[SM7] goes back to an earlier copy, with a new name of its life or with the old one', async () => {
    for (const from of ['backup', 'folder'] as const) {
      await inWorld(2, async ({ centre, devices: [one] }) => {
        await one.register();
        await one.push();
        await one.pull();
        const before = { epoch: one.epoch, cursor: one.cursor };
        const copy = centre.copy();
        await one.register();
        await one.push(1);
        await one.pull();
        centre.restore(copy, from);
        expect(centre.record().operations).toHaveLength(1);
        const [answer] = await one.pull();
        expect(answer?.epoch === before.epoch).toBe(from === 'folder');
        expect(answer?.rewound).toBe(from === 'folder');
        expect(outcomesOf(await one.push())).toEqual(['applied', 'applied']);
      });
    }
  });

  it('[SM7] has forgotten a device that was enrolled after the copy, which keeps its station', async () => {
    await inWorld(3, async ({ kernel, centre }) => {
      const copy = centre.copy();
      const late = new PlainDevice(kernel, centre, 'late');
      await late.enrol();
      await late.register();
      expect(outcomesOf(await late.push())).toEqual(['applied']);
      centre.restore(copy, 'backup');
      await expect(late.push()).rejects.toThrow('not-signed-in');
      await late.enrol();
      expect(outcomesOf(await late.push())).toEqual(['applied']);
    });
  });

  it('[SM6] holds what a person without right made, and turns away a device that was revoked', async () => {
    await inWorld(4, async ({ centre, devices: [one, two] }) => {
      await one.register();
      await two.register();
      centre.revokePerson(PLAIN_CLERK.id);
      expect(outcomesOf(await one.push())).toEqual(['held']);
      centre.revokeDevice(two.replica);
      await expect(two.push()).rejects.toThrow('not-signed-in');
    });
  });

  it('[SM6] tells who listens that a space moved, and nobody without a token', async () => {
    await inWorld(5, async ({ kernel, centre, devices: [one, two] }) => {
      const heard: string[] = [];
      const listening = centre.listen(two.token ?? '', (space) => heard.push(space));
      expect(centre.listen('kld_x', () => undefined)).toBe('refused');
      await one.register();
      await one.push();
      await kernel.sleep(2_000);
      expect(heard).toEqual([`office:${PLAIN_OFFICE}`]);
      if (listening !== 'refused') listening.end();
      await one.register();
      await one.push();
      await kernel.sleep(2_000);
      expect(heard).toHaveLength(1);
    });
  });

  it('[SM1] goes the same way for the same seed', async () => {
    const traces = new Set<number>();
    for (const seed of [6, 6, 7]) {
      traces.add(
        await inWorld(seed, async ({ kernel, devices }) => {
          const [one, two] = devices;
          const { header } = await one.register();
          await one.push();
          const both = devices.map(async (device) => {
            for (let count = 0; count < 4; count += 1) {
              await device.note(header.caseId, `${count}`);
              await device.push(1);
              await device.pull();
            }
          });
          await Promise.all(both);
          await one.pull();
          await two.pull();
          expect(one.seen).toEqual(two.seen);
          expect(one.seen).toEqual(new Map([[header.caseId, 9]]));
          return kernel.trace;
        }),
      );
    }
    expect(traces.size).toBe(2);
  });
});
