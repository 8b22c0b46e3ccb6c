import { EventEmitter } from 'node:events';
import { chromium } from '#test/support/electron-standin/chromium/chromium.ts';
import { toServed } from '#test/support/electron-standin/chromium/scheme-registry.ts';
import { applyPermissions, permissionHandlers } from './permissions.ts';
import { protocol } from './protocol.ts';
import { liveWebContents } from './web-contents-registry.ts';

/** Electron's session. There is one only, whatever partition is asked for. */
class Session extends EventEmitter {
  readonly protocol = protocol;

  setPermissionRequestHandler(handler: typeof permissionHandlers.request): void {
    permissionHandlers.request = handler;
    reapplyPermissions();
  }

  setPermissionCheckHandler(handler: typeof permissionHandlers.check): void {
    permissionHandlers.check = handler;
    reapplyPermissions();
  }

  async clearStorageData(options: { origin?: string } = {}): Promise<void> {
    const origins =
      options.origin === undefined
        ? [...liveWebContents.values()].map((live) => live.getURL())
        : [options.origin];
    for (const origin of origins) {
      await chromium.connection.send('Storage.clearDataForOrigin', {
        origin: new URL(toServed(origin)).origin,
        storageTypes: 'all',
      });
    }
  }

  // There are no such devices, certificates or dictionaries here.
  setDevicePermissionHandler(): void {}
  setCertificateVerifyProc(): void {}
  setSpellCheckerEnabled(): void {}
  setSpellCheckerLanguages(): void {}
  async clearCache(): Promise<void> {}
}

function reapplyPermissions(): void {
  for (const live of liveWebContents.values()) {
    if (live.getURL() !== '') void applyPermissions(live, live.getURL());
  }
}

const defaultSession = new Session();

/** Electron's `session` module. */
export const session = { defaultSession, fromPartition: () => defaultSession };
