import { join } from 'node:path';
import { app, BrowserWindow, screen } from 'electron';
import { APP_ADDRESS } from '#electron/protocol/app-address.ts';
import type { SettingsKeeper } from '#electron/settings/settings-keeper.ts';
import { MIN_HEIGHT, MIN_WIDTH, placeWindow } from './window-place.ts';

/** Beside the main bundle, where the build puts it. */
const PRELOAD = join(import.meta.dirname, '../preload/preload.cjs');

/** Opens the window where it was left, and remembers its place when it closes. */
export function openCounterWindow(settings: SettingsKeeper): BrowserWindow {
  const remembered = settings.read().settings.window;
  const place = placeWindow(remembered, readWorkAreas());
  const window = new BrowserWindow({
    ...place,
    minWidth: Math.min(MIN_WIDTH, place.width),
    minHeight: Math.min(MIN_HEIGHT, place.height),
    title: app.name,
    show: false,
    backgroundColor: '#ffffff',
    webPreferences: {
      preload: PRELOAD,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      // The spelling checker would fetch its dictionaries from elsewhere.
      spellcheck: false,
    },
  });
  if (remembered.isMaximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => rememberPlace(window, settings));
  void window.loadURL(APP_ADDRESS);
  return window;
}

function rememberPlace(window: BrowserWindow, settings: SettingsKeeper): void {
  try {
    settings.rememberWindow({ ...window.getNormalBounds(), isMaximized: window.isMaximized() });
  } catch {
    // The disk is full, or the window was larger than settings may say: closing matters more.
  }
}

/** The parts of the displays that windows may use, the primary display first. */
function readWorkAreas() {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  return [primary.workArea, ...others.map(({ workArea }) => workArea)] as const;
}
