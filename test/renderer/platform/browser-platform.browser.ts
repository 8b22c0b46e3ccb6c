import { describe, expect, it } from 'vitest';
import { makeBrowserPlatform } from '#renderer/platform/browser-platform.ts';
import { JournalHolding } from '#renderer/platform/journal-holding.ts';
import { getPlatform } from '#renderer/platform/platform.ts';
import { portEndOf } from '#renderer/platform/port-end.ts';
import { startJournalWorker } from '#renderer/platform/start-journal-worker.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import type { JournalPort } from '#shared/journal/journal-port.ts';
import { bridgeContract } from '#test/contracts/bridge-contract.ts';
import { openStorage } from '#test/support/open-storage.ts';
import { sampleIdentity, sampleOperation } from '#test/support/sample-operations.ts';

/** Leaves nothing of an earlier test in this browser. */
async function empty(): Promise<void> {
  localStorage.clear();
  sessionStorage.clear();
  const root = await navigator.storage.getDirectory();
  for (const place of ['klatiene-journal', 'klatiene-journal-attachments']) {
    const folder = await root.getDirectoryHandle(place, { create: true });
    for await (const name of folder.keys()) await folder.removeEntry(name);
  }
}

bridgeContract('a browser', 'browser', async () => {
  await empty();
  let held: Bridge<MessagePort> | undefined;
  const giveBack = async (): Promise<void> => {
    if (held !== undefined) await makeBrowserPlatform().takeOverJournal();
    held = undefined;
  };
  return {
    open: async () => {
      await giveBack();
      const platform = makeBrowserPlatform();
      return {
        ...platform,
        openJournal: () => {
          held = platform;
          return platform.openJournal();
        },
      };
    },
    spoilSettings: async (text) => localStorage.setItem('klatiene.settings', text),
    findSetAside: async (name) => localStorage.getItem(name) ?? undefined,
    dispose: giveBack,
  };
});

describe('two tabs of one browser', () => {
  const journalOf = async (platform: Bridge<MessagePort>): Promise<JournalPort> => {
    const grant = await platform.openJournal();
    if (grant.outcome !== 'opened') return expect.fail(grant.outcome);
    return (await openStorage(portEndOf(grant.port))).journal;
  };

  it('[DT10] the second one gets the journal only when the first one has given it up', async () => {
    await empty();
    const [first, second] = [makeBrowserPlatform(), makeBrowserPlatform()];
    const happened: string[] = [];
    first.onJournalTaken(() => happened.push('first'));
    second.onJournalTaken(() => happened.push('second'));

    const before = await journalOf(first);
    await before.enrol(sampleIdentity);
    await before.appendOperation(sampleOperation(1));
    expect(await second.openJournal()).toEqual({ outcome: 'held-elsewhere' });
    expect(happened).toEqual([]);

    await second.takeOverJournal();
    await expect.poll(() => happened).toEqual(['first']);
    const after = await journalOf(second);
    expect(await after.appendOperation(sampleOperation(1))).toMatchObject({ outcome: 'already-saved' });
    expect(await after.appendOperation(sampleOperation(2))).toMatchObject({ outcome: 'saved' });
    expect(await first.openJournal()).toEqual({ outcome: 'held-elsewhere' });

    await first.takeOverJournal();
    await expect.poll(() => happened).toEqual(['first', 'second']);
    expect((await (await journalOf(first)).status()).lastN).toBe(2);
    await makeBrowserPlatform().takeOverJournal();
  });

  it('[DT10] a tab that does not answer keeps the journal, and the other one learns that', async () => {
    await empty();
    const frozen = new JournalHolding(startJournalWorker, () => undefined);
    expect(await frozen.open()).toMatchObject({ outcome: 'opened' });
    const second = makeBrowserPlatform();
    await second.takeOverJournal();
    expect(await second.openJournal()).toEqual({ outcome: 'held-elsewhere' });

    await frozen.giveUp();
    expect(await second.openJournal()).toMatchObject({ outcome: 'opened' });
    await makeBrowserPlatform().takeOverJournal();
  });

  it('[DT10] a tab that gave the journal up and reloads does not snatch it back', async () => {
    await empty();
    const first = makeBrowserPlatform();
    await journalOf(first);
    const reloaded = new Promise<Bridge<MessagePort>>((resolve) => {
      first.onJournalTaken(() => resolve(makeBrowserPlatform()));
    });
    // Another tab has asked, and has not opened the journal yet.
    const channel = new BroadcastChannel('klatiene:journal');
    const answer = new Promise((resolve) => {
      channel.onmessage = ({ data }) => resolve(data);
    });
    channel.postMessage({ kind: 'give-up', asked: 'q-1' });
    expect(await answer).toEqual({ kind: 'given-up', asked: 'q-1' });
    channel.close();

    const again = await reloaded;
    expect(await again.openJournal()).toEqual({ outcome: 'held-elsewhere' });
    // Nobody took it after all, and the person tries once more.
    expect(await again.openJournal()).toMatchObject({ outcome: 'opened' });
    await makeBrowserPlatform().takeOverJournal();
  });

  it('[DT10] a worker that cannot run is a failure with a word for it', async () => {
    const holding = new JournalHolding(
      () => new Worker(URL.createObjectURL(new Blob(['throw new Error("planted")']))),
      () => undefined,
    );
    expect(await holding.open()).toEqual({ outcome: 'failed', reason: 'worker failed' });
  });
});

describe('the shell that a page gets', () => {
  it('[DT8] is the browser where no preload has offered one', async () => {
    expect(await getPlatform().describePlatform(null)).toMatchObject({ kind: 'browser' });
    expect(getPlatform()).toBe(getPlatform());
  });
});
