import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Kernel, Stalled } from './kernel.ts';
import { Life } from './life.ts';

/** Three programs that each say their name a few times, and the order in which the seed let them. */
async function orderOf(seed: number): Promise<{ readonly order: string; readonly trace: number }> {
  const kernel = new Kernel(seed);
  let order = '';
  const talk = async (name: string): Promise<void> => {
    for (let count = 0; count < 4; count += 1) {
      await kernel.turn(name);
      order += name;
    }
  };
  await kernel.run(async () => {
    await Promise.all(['a', 'b', 'c'].map(talk));
  });
  return { order, trace: kernel.trace };
}

describe('the kernel of the simulator', () => {
  it('[SM1] lets the seed alone choose who goes on', async () => {
    const seeds = Array.from({ length: 30 }, (_, seed) => seed);
    const runs = await Promise.all(seeds.map(orderOf));
    expect(await Promise.all(seeds.map(orderOf))).toEqual(runs);
    expect(new Set(runs.map(({ order }) => order)).size).toBeGreaterThan(25);
    expect(new Set(runs.map(({ trace }) => trace)).size).toBe(new Set(runs.map(({ order }) => order)).size);
    for (const { order } of runs) expect([...order].sort().join('')).toBe('aaaabbbbcccc');
  });

  it('[SM1] gives each name chance of its own', () => {
    const kernel = new Kernel(7);
    const [one, again, other] = [kernel.randomOf('x'), kernel.randomOf('x'), kernel.randomOf('y')];
    const drawn = one.fraction();
    expect(again.fraction()).toBe(drawn);
    expect(other.fraction()).not.toBe(drawn);
    expect(new Kernel(8).randomOf('x').fraction()).not.toBe(drawn);
  });

  it('[SM2] lets time pass only when nobody can go on without it', async () => {
    const kernel = new Kernel(1);
    const log: string[] = [];
    await kernel.run(async () => {
      const sleeping = kernel.sleep(3_600_000).then(() => log.push('an hour later'));
      for (let count = 0; count < 50; count += 1) await kernel.turn('busy');
      log.push(`busy until ${kernel.time.monotonicMilliseconds()}`);
      await sleeping;
      log.push(`slept until ${kernel.time.monotonicMilliseconds()}`);
    });
    expect(log).toEqual(['busy until 0', 'an hour later', 'slept until 3600000']);
  });

  it('[SM2] wakes those of one moment in an order that the seed chooses', async () => {
    const orders = new Set<string>();
    for (let seed = 0; seed < 20; seed += 1) {
      const kernel = new Kernel(seed);
      let order = '';
      await kernel.run(async () => {
        await Promise.all(
          ['a', 'b', 'c'].map(async (name) => {
            await kernel.sleep(10);
            order += name;
          }),
        );
      });
      orders.add(order);
    }
    expect(orders.size).toBeGreaterThan(3);
  });

  it('[SM2] says that nobody can go on, and that a run has no end', async () => {
    const never = new Kernel(1).run(() => new Promise(() => undefined));
    await expect(never).rejects.toThrow(Stalled);
    const endless = new Kernel(1, { mostSteps: 100 });
    const circle = endless.run(async () => {
      for (;;) await endless.turn('round');
    });
    await expect(circle).rejects.toThrow(Stalled);
  });

  it('fails with what fails beside the run, and goes no further', async () => {
    const kernel = new Kernel(1);
    let turns = 0;
    const run = kernel.run(async () => {
      kernel.spawn(async () => {
        throw new Error('planted');
      });
      for (;;) {
        await kernel.sleep(1);
        turns += 1;
      }
    });
    await expect(run).rejects.toThrow('planted');
    const before = turns;
    await wait(5);
    expect(turns).toBe(before);
  });

  it('[SM1] has everybody stand still while the platform works', async () => {
    const traces = new Set<number>();
    for (const delays of [
      [1, 8],
      [8, 1],
    ]) {
      const kernel = new Kernel(3);
      await kernel.run(async () => {
        await Promise.all(
          delays.map(async (delay, index) => {
            await kernel.turn(`before ${index}`);
            await kernel.outside(() => wait(delay));
            await kernel.turn(`after ${index}`);
          }),
        );
      });
      traces.add(kernel.trace);
    }
    expect(traces.size).toBe(1);
  });
});

describe('a life of a program', () => {
  it('[SM3] ends at any await, and nothing of it goes on after that', async () => {
    const reached = new Set<number>();
    for (let seed = 0; seed < 60; seed += 1) {
      const kernel = new Kernel(seed);
      await kernel.run(async () => {
        const life = new Life(kernel, 'program');
        const disk = life.port('disk', {
          write: async () => {
            await kernel.turn('disk');
          },
        });
        let step = 0;
        kernel.spawn(async () => {
          try {
            for (step = 1; step < 5; step += 1) {
              await disk.write();
              await life.sleep(1);
            }
          } finally {
            if (life.isOver) step = -1;
          }
        });
        await kernel.sleep(kernel.randomOf('kill').below(6));
        life.end();
        const before = step;
        await kernel.sleep(1_000);
        expect(step).toBe(before);
        reached.add(step);
      });
    }
    expect(reached.size).toBeGreaterThan(3);
    expect(reached.has(-1)).toBe(false);
  });

  it('[SM3] has what others hold for it given up, once', async () => {
    const kernel = new Kernel(1);
    const life = new Life(kernel, 'program');
    const given: string[] = [];
    life.onEnd(() => given.push('kept'));
    life.onEnd(() => given.push('taken back'))();
    life.end();
    life.end();
    expect(given).toEqual(['kept']);
    expect(life.isOver).toBe(true);
  });

  it('wakes a sleeper that is called, and lets no sleep of a dead program hold up time', async () => {
    const kernel = new Kernel(1);
    await kernel.run(async () => {
      const life = new Life(kernel, 'program');
      const controller = new AbortController();
      const sleeping = life.sleep(1_000_000, controller.signal);
      controller.abort();
      await sleeping;
      await life.sleep(1_000_000, controller.signal);
      expect(kernel.time.monotonicMilliseconds()).toBe(0);
      void life.sleep(1_000_000);
      life.end();
      void life.sleep(1_000_000);
      expect(kernel.time.sleeping).toBe(0);
    });
  });

  it('shows a clock that may be wrong and starts anew, and draws numbers of its own', () => {
    const kernel = new Kernel(1);
    const life = new Life(kernel, 'program');
    const { time } = kernel;
    expect(life.clock().now()).toBe(time.now());
    expect(life.clock(() => 60_000).now()).toBe('2026-10-09T07:01:00.000Z');
    time.callAfter(5, () => undefined);
    time.wakeNext();
    const next = new Life(kernel, 'program');
    expect([life, next].map((one) => one.clock().monotonicMilliseconds())).toEqual([5, 0]);
    expect(next.random.uuid()).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(next.random.uuid()).not.toBe(life.random.uuid());
    expect(life.random.bytes(16)).toHaveLength(16);
  });
});
