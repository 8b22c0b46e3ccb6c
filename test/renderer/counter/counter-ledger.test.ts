import { beforeEach, describe, expect, it } from 'vitest';
import { CounterLedger } from '#renderer/counter/counter-ledger.ts';
import { DeviceTime } from '#renderer/counter/device-time.ts';
import { ExchangeKeys } from '#renderer/counter/exchange-keys.ts';
import { SatisfactionBox } from '#renderer/counter/satisfaction-box.ts';
import { operationsIn } from '#test/contracts/counter-store/counter-store-support.ts';
import { newStore, ProjectorWorld } from '#test/support/projector-world.ts';
import { verdictOn } from '#test/support/sample-cases.ts';
import { sampleId, sampleIdentity } from '#test/support/sample-operations.ts';
import { sha256 } from '#test/support/sha256.ts';
import { VirtualTime } from '#test/support/virtual-time.ts';

/** The engine's view of the counter of `world`, as the program that runs now has it. */
function ledgerOf(world: ProjectorWorld): CounterLedger {
  return new CounterLedger(
    { replica: sampleIdentity.replica, deviceToken: 'device-token' },
    {
      journal: world.journal,
      store: world.store,
      projector: world.projector,
      shelf: world.shelf,
      time: new DeviceTime(new VirtualTime(), 'boot'),
      hash: sha256,
      standstill: () => null,
      exchangeKeys: new ExchangeKeys(world.journal),
      storage: () => 'full',
      program: 'test',
      onReference: () => undefined,
      offerFilesAgain: async () => undefined,
      onDefect: () => undefined,
      box: new SatisfactionBox(world.journal),
      keys: {
        readDeviceKey: () => Promise.reject(new Error('no key')),
        wrapKeyForRecovery: () => Promise.reject(new Error('no key')),
      },
    },
  );
}

describe('a verdict', () => {
  let world: ProjectorWorld;
  const unsent = async () => (await ledgerOf(world).unsent(9, new Map())).map(({ opId }) => opId);

  beforeEach(async () => {
    world = await ProjectorWorld.open();
    await world.register(1);
    await world.register(2);
    expect(await unsent()).toEqual([sampleId(1), sampleId(2)]);
  });

  it.each([
    ['write', 'before'],
    ['write', 'half'],
    ['flush', 'before'],
    ['flush', 'half'],
  ] as const)('[SE7] that the journal did not take (%s, %s) is not in the store', async (step, moment) => {
    world.disk.arm('fail', step, moment);
    await expect(ledgerOf(world).keepVerdicts([verdictOn(1, 'applied')])).rejects.toThrow();
    expect(world.disk.happened.failures).toBe(1);
    const rows = await operationsIn(world.store);
    expect(rows.map(({ place }) => place)).toEqual(['unsent', 'unsent']);
  });

  it('[SE7] is on the disk when it is in the store', async () => {
    await ledgerOf(world).keepVerdicts([verdictOn(1, 'applied'), verdictOn(2, 'parked')]);
    expect(await unsent()).toEqual([]);
    world.restart('power');
    const rebuilt = newStore();
    await world.projectorOf(rebuilt).catchUp();
    expect(await operationsIn(rebuilt)).toMatchObject([
      { place: 'answered', verdict: { verdict: { outcome: 'applied' } } },
      { place: 'answered', verdict: { verdict: { outcome: 'parked' } } },
    ]);
  });

  it('[SE7] that only the journal has is in the store before anything is sent again', async () => {
    // The program ends between the two.
    await world.verdict(1, 'applied');
    world.restart();
    expect(await unsent()).toEqual([sampleId(2)]);
  });
});

describe('the report of a counter', () => {
  it('says what waits, what needs a person, and how safe the storage is', async () => {
    const world = await ProjectorWorld.open();
    for (const index of [1, 2, 3]) await world.register(index);
    await ledgerOf(world).keepVerdicts([verdictOn(1, 'parked')]);
    expect(await ledgerOf(world).report()).toEqual({
      unsent: 2,
      oldestUnsentAt: expect.any(String),
      needsAttention: 1,
      storage: 'full',
      clockOffsetMilliseconds: null,
      program: 'test',
    });
  });
});
