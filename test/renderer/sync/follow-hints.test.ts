import { describe, expect, it } from 'vitest';
import { unsentOperation } from '#test/support/memory-ledger.ts';
import { SyncWorld } from '#test/support/sync-world.ts';

const MINUTE = 60_000;

/** Starts a world and gives the stream that its engine has opened last. */
async function listening() {
  const world = new SyncWorld();
  await world.start();
  const stream = () => world.centre.streams.at(-1) ?? expect.fail('no stream was asked for');
  const pulls = () => world.centre.requestsTo('/api/sync/pull').length;
  return { world, stream, pulls };
}

const opened = (world: SyncWorld): number => world.centre.requestsTo('/api/sync/hints').length;

describe('hints', () => {
  it('[SE22] hello and every hint wake the engine, data and comments do not', async () => {
    const { world, stream, pulls } = await listening();
    expect(pulls()).toBe(1);
    for (const [line, isWaking] of [
      ['event: hello', true],
      ['data: {"protocol":1}', false],
      ['', false],
      ['event: hint', true],
      ['data: {"space":"office:smiltene","sequence":3}', false],
      [': still here', false],
      ['event: hint', true],
    ] as const) {
      const before = pulls();
      stream().say(line);
      await world.time.pass(10);
      expect(pulls() - before, line).toBe(isWaking ? 1 : 0);
    }
    await world.stop();
  });

  it('[SE22] the loss of a stream that was open wakes the engine, one that never opened does not', async () => {
    const { world, stream, pulls } = await listening();
    stream().end();
    await world.time.pass(10);
    expect(pulls()).toBe(1);
    await world.time.pass(1000);
    stream().say('event: hello');
    await world.time.pass(10);
    const before = pulls();
    stream().end();
    await world.time.pass(10);
    expect(pulls()).toBe(before + 1);
    await world.stop();
  });

  it('[SE23] a stream that says nothing for 45 s is given up, and another one opened', async () => {
    const { world, stream } = await listening();
    const first = stream();
    first.say('event: hello');
    for (let count = 0; count < 20; count += 1) {
      await world.time.pass(44_000);
      first.say(': still here');
    }
    expect(first.isOpen()).toBe(true);
    await world.time.pass(44_999);
    expect(first.isOpen()).toBe(true);
    await world.time.pass(1);
    expect(first.isOpen()).toBe(false);
    await world.time.pass(1000);
    expect(opened(world)).toBe(2);
    expect(stream().isOpen()).toBe(true);
    await world.stop();
  });

  it('[SE23] a stream that never begins is given up as well', async () => {
    const { world, stream } = await listening();
    const first = stream();
    await world.time.pass(45_000);
    expect(first.isOpen()).toBe(false);
    await world.stop();
  });

  it('[SE24] streams that are cut at once are opened ever more slowly', async () => {
    const { world } = await listening();
    const cutAll = (): void => {
      for (const stream of world.centre.streams.splice(0)) {
        stream.say('event: hello');
        stream.end();
      }
    };
    for (let tick = 0; tick < 30 * 60; tick += 1) {
      cutAll();
      await world.time.pass(1000);
    }
    expect(opened(world)).toBeGreaterThan(30);
    expect(opened(world)).toBeLessThan(130);
    expect(world.exchanged).toBeLessThan(400);
    await world.stop();
  });

  it('[SE24] one that lived for 20 s is opened again soon, however many failed before', async () => {
    const { world, stream } = await listening();
    world.centre.givesStreams = false;
    stream().end();
    await world.time.pass(20 * MINUTE);
    world.centre.givesStreams = true;
    await world.time.pass(MINUTE);
    for (let round = 0; round < 5; round += 1) {
      const before = opened(world);
      stream().say('event: hello');
      await world.time.pass(20_000);
      stream().end();
      await world.time.pass(1000);
      expect(opened(world)).toBe(before + 1);
    }
    await world.stop();
  });

  it('[SE25] where no stream can be had the poll goes on', async () => {
    const { world, stream, pulls } = await listening();
    world.centre.givesStreams = false;
    stream().end();
    await world.time.pass(30 * MINUTE);
    expect(pulls()).toBe(31);
    expect(opened(world)).toBeLessThan(130);
    world.ledger.save(unsentOperation(1));
    await world.time.pass(MINUTE);
    expect(world.ledger.unsentIds()).toEqual([]);
    await world.stop();
  });

  it('[SE21] a stream ends with the engine', async () => {
    const { world, stream } = await listening();
    stream().say('event: hello');
    await world.stop();
    expect(stream().isOpen()).toBe(false);
    expect(world.time.sleeping).toBe(0);
  });
});
