import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerCall } from '#electron/bridge/answer-call.ts';
import { bridgeHandlers } from '#electron/bridge/bridge-handlers.ts';
import { JournalHost } from '#electron/journal/journal-host.ts';
import { makeBridge } from '#electron/preload/make-bridge.ts';
import { ScanFolderWatch } from '#electron/scans/scan-folder-watch.ts';
import { SettingsKeeper, type SettingsStore } from '#electron/settings/settings-keeper.ts';
import { takeSettingsFile } from '#electron/settings/take-settings-file.ts';
import { makeDesktopPlatform } from '#renderer/platform/desktop-platform.ts';
import { portEndOf } from '#renderer/platform/port-end.ts';
import { BRIDGE_CALLS, BRIDGE_CHANNELS, type Bridge } from '#shared/bridge/bridge.ts';
import { bridgeContract } from '#test/contracts/bridge-contract.ts';
import { JsonFileStore } from '#test/support/json-file-store.ts';
import { openShell } from '#test/support/sample-keys.ts';
import { makeTemporaryFolder, removeFolder } from '#test/support/temporary-folder.ts';

/** Main, preload and page in one program, with values cloned on the way as Electron does. */
function connect(folder: string, journal: JournalHost, store: SettingsStore): Bridge<MessagePort> {
  const settings = new SettingsKeeper(store, takeSettingsFile(folder, new Date()));
  const handlers = bridgeHandlers({
    settings,
    version: '1.2.3',
    scans: new ScanFolderWatch(settings.read().settings.scanFolder, () => Date.now()),
    chooseScanFolder: async () => join(folder, 'scans'),
    listPrinters: async () => [{ name: 'Lobby', label: 'Lobby', isDefault: false }],
  });
  const page = new EventTarget();
  const preload = makeBridge(
    {
      invoke: async (channel, name, input) => {
        if (channel === BRIDGE_CHANNELS.journal) return structuredClone(await journal.open());
        return structuredClone(await answerCall(handlers, name, structuredClone(input)));
      },
      postMessage: (_channel, _message, [port]) => {
        if (port !== undefined) void journal.serve(portEndOf(port));
      },
    },
    (port) => {
      const data = { kind: 'klatiene:journal-port' };
      page.dispatchEvent(Object.assign(new Event('message'), { source: page, data, ports: [port] }));
    },
  );
  return makeDesktopPlatform(preload, page);
}

bridgeContract('main and preload as they are derived from the contract', 'desktop', async () => {
  const folder = await makeTemporaryFolder();
  const journal = new JournalHost(join(folder, 'journal'), openShell);
  const scanFolder = join(folder, 'scans');
  await mkdir(scanFolder);
  return {
    scanFolder,
    open: async () => connect(folder, journal, new JsonFileStore(join(folder, 'settings.json'))),
    spoilSettings: (text) => writeFile(join(folder, 'settings.json'), text),
    findSetAside: (name) => readFile(join(folder, name), 'utf8'),
    dispose: () => removeFolder(folder),
  };
});

describe('a call in main', () => {
  const handlers = bridgeHandlers({
    settings: new SettingsKeeper({ store: {} }, takeSettingsFile('/nowhere/at/all', new Date())),
    version: '1.2.3',
    scans: new ScanFolderWatch(null, () => 0),
    chooseScanFolder: async () => null,
    listPrinters: async () => [{ name: 'Lobby', label: 'Lobby', isDefault: 'yes' as unknown as boolean }],
  });

  it('[DT8] of another name than the contract’s is refused', async () => {
    for (const name of ['readFile', 'constructor', '__proto__', '', null, 7]) {
      expect(await answerCall(handlers, name, null)).toEqual({ outcome: 'failed', reason: 'unknown call' });
    }
  });

  it('[DT8] with an input that the contract does not know fails without saying what it was', async () => {
    for (const name of Object.keys(BRIDGE_CALLS)) {
      expect(await answerCall(handlers, name, ['secret'])).toEqual({ outcome: 'failed', reason: 'ZodError' });
    }
  });

  it('[DT8] gives nothing out that the contract does not know', async () => {
    expect(await answerCall(handlers, 'listPrinters', null)).toEqual({
      outcome: 'failed',
      reason: 'ZodError',
    });
  });
});
