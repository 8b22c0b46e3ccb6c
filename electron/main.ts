import '#shared/kernel/zod-jitless.ts';
import { join } from 'node:path';
import { app, BrowserWindow, safeStorage, session } from 'electron';
import { bridgeHandlers } from './bridge/bridge-handlers.ts';
import { listPrinters } from './bridge/list-printers.ts';
import { serveBridge } from './bridge/serve-bridge.ts';
import { JournalHost } from './journal/journal-host.ts';
import { systemKeyStore } from './keys/system-key-store.ts';
import { registerAppScheme } from './protocol/register-app-scheme.ts';
import { serveRenderer } from './protocol/serve-renderer.ts';
import { chooseScanFolder } from './scans/choose-scan-folder.ts';
import { ScanFolderWatch } from './scans/scan-folder-watch.ts';
import { chooseUserData } from './settings/choose-user-data.ts';
import { openSettings } from './settings/open-settings.ts';
import { openCounterWindow } from './window/counter-window.ts';
import { guardContents } from './window/guard-contents.ts';
import { guardPermissions } from './window/guard-permissions.ts';
import { setMenu } from './window/set-menu.ts';
import { tellThatItCannotStart } from './window/tell-that-it-cannot-start.ts';

/** Beside the main bundle, where the build puts it. */
const RENDERER = join(import.meta.dirname, '../renderer');

function start(): void {
  const userData = app.getPath('userData');
  const settings = openSettings(userData);
  const scans = new ScanFolderWatch(settings.read().settings.scanFolder, () => Date.now());
  setMenu();
  guardPermissions(session.defaultSession);
  serveRenderer(RENDERER, () => settings.read().settings.centre);
  serveBridge(
    (sender) =>
      bridgeHandlers({
        settings,
        version: app.getVersion(),
        scans,
        chooseScanFolder: () => chooseScanFolder(sender),
        listPrinters: () => listPrinters(sender),
      }),
    new JournalHost(join(userData, 'journal'), systemKeyStore(safeStorage, process.platform)),
  );
  openCounterWindow(settings);
}

function focusWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window?.isMinimized()) window.restore();
  window?.show();
  window?.focus();
}

app.enableSandbox();
chooseUserData();
registerAppScheme();
guardContents();
if (app.requestSingleInstanceLock()) {
  app.on('second-instance', focusWindow);
  app.on('window-all-closed', () => app.quit());
  app
    .whenReady()
    .then(start)
    .catch((failure: unknown) => {
      tellThatItCannotStart(failure);
      app.exit(1);
    });
} else {
  app.quit();
}
