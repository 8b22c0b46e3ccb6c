import type { ScanFolderWatch } from '#electron/scans/scan-folder-watch.ts';
import type { SettingsKeeper } from '#electron/settings/settings-keeper.ts';
import type { Printer } from '#shared/bridge/bridge.ts';
import type { ScanFolder } from '#shared/bridge/scans.ts';
import type { BridgeHandlers } from './answer-call.ts';

/** What the handlers stand on. */
interface BridgeParts {
  readonly settings: SettingsKeeper;
  /** Version of the program. */
  readonly version: string;
  readonly scans: ScanFolderWatch;
  /** Asks the person for a folder; null when they chose none. */
  readonly chooseScanFolder: () => Promise<string | null>;
  readonly listPrinters: () => Promise<Printer[]>;
}

/** The handlers of the bridge in the main process. */
export function bridgeHandlers(parts: BridgeParts): BridgeHandlers {
  const { settings, version, scans, chooseScanFolder, listPrinters } = parts;
  const watch = (folder: string | null): Promise<ScanFolder> => {
    settings.rememberScanFolder(folder);
    scans.watch(folder);
    return scans.look();
  };
  return {
    describePlatform: async () => ({ kind: 'desktop', version }),
    readSettings: async () => settings.read(),
    changeSettings: async (change) => settings.change(change),
    acknowledgeSetAside: async () => {
      settings.acknowledgeSetAside();
      return null;
    },
    chooseScanFolder: async () => {
      const folder = await chooseScanFolder();
      return folder === null ? scans.look() : watch(folder);
    },
    forgetScanFolder: () => watch(null),
    lookForScans: () => scans.look(),
    readScan: (name) => scans.read(name),
    settleScan: async ({ name, as }) => {
      await scans.settle(name, as);
      return null;
    },
    listPrinters,
  };
}
