import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const STANDIN = join(import.meta.dirname, 'electron-standin/dist/electron');
const NAMES: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

/**
 * The executable that the desktop tests run on: Electron where its binary was downloaded and there is a display to show
 * it on, else the project's stand-in. `ELECTRON_OVERRIDE_DIST_PATH` names another folder with an Electron.
 */
export function findElectron(): string {
  // Only where the package lies: asking the package itself would start the download.
  const own = join(dirname(createRequire(import.meta.url).resolve('electron/package.json')), 'dist');
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? own;
  const binary = join(folder, NAMES[process.platform] ?? 'electron');
  const display = process.env.DISPLAY || process.env.WAYLAND_DISPLAY || '';
  const hasDisplay = process.platform !== 'linux' || display !== '' || folder !== own;
  return existsSync(binary) && hasDisplay ? binary : STANDIN;
}
