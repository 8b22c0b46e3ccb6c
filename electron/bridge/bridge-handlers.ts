import type { SettingsKeeper } from '#electron/settings/settings-keeper.ts';
import type { Printer } from '#shared/bridge/bridge.ts';
import type { BridgeHandlers } from './answer-call.ts';

/** What the handlers stand on. */
interface BridgeParts {
  readonly settings: SettingsKeeper;
  /** Version of the program. */
  readonly version: string;
  readonly listPrinters: () => Promise<Printer[]>;
}

/** The handlers of the bridge in the main process. */
export function bridgeHandlers({ settings, version, listPrinters }: BridgeParts): BridgeHandlers {
  return {
    describePlatform: async () => ({ kind: 'desktop', version }),
    readSettings: async () => settings.read(),
    changeSettings: async (change) => settings.change(change),
    acknowledgeSetAside: async () => {
      settings.acknowledgeSetAside();
      return null;
    },
    listPrinters,
  };
}
