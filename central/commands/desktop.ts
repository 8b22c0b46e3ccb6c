import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { PROGRAM_FOLDER } from './builds.ts';

const BINARY = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' } as const;

/** Whether the desktop window can be opened here, and if not, why, as the beginning of a sentence. */
export type DesktopPlace =
  | { readonly kind: 'possible'; readonly binary: string }
  | { readonly kind: 'impossible'; readonly reason: string };

/** What of the system decides whether a window can be opened. */
export interface DesktopSystem {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly isRoot: boolean;
  readonly exists: (file: string) => boolean;
}

/** This system. */
const THIS_SYSTEM: DesktopSystem = {
  platform: process.platform,
  environment: process.env,
  isRoot: process.getuid?.() === 0,
  exists: existsSync,
};

/**
 * Looks for Electron's binary and a display. The package `electron` is only looked into, never loaded: loading it would
 * download the binary without being asked.
 */
export function findDesktop(system: DesktopSystem = THIS_SYSTEM): DesktopPlace {
  const { platform, environment, isRoot, exists } = system;
  const override = environment.ELECTRON_OVERRIDE_DIST_PATH;
  const folder = override ?? path.join(PROGRAM_FOLDER, 'node_modules/electron/dist');
  const name = platform === 'darwin' || platform === 'win32' ? BINARY[platform] : 'electron';
  const binary = path.join(folder, name);
  if (!exists(binary)) return { kind: 'impossible', reason: "Electron's program is not installed" };
  if (platform === 'linux' && (environment.DISPLAY ?? environment.WAYLAND_DISPLAY ?? '') === '') {
    return { kind: 'impossible', reason: 'There is no display' };
  }
  if (platform === 'linux' && isRoot && override === undefined) {
    return { kind: 'impossible', reason: 'Electron does not run as root' };
  }
  return { kind: 'possible', binary };
}

/** The one line that is told where no window can be opened. */
export function withoutWindowSentence(reason: string): string {
  return `${reason}, so no window is opened; the address below is the same application in a browser.`;
}

/**
 * Opens the desktop window as a process of its own, with its settings and journal in the data folder. `onEnd` is told
 * of a window that ended by itself with a failure.
 */
export function openDesktop(options: {
  readonly binary: string;
  readonly dataFolder: string;
  readonly address: string;
  readonly onFailure: (reason: string) => void;
}): ChildProcess {
  const userData = path.join(options.dataFolder, 'desktop');
  pointSettingsAt(userData, options.address.replace(/\/$/, ''));
  const child = spawn(options.binary, [PROGRAM_FOLDER, `--user-data-dir=${userData}`], { stdio: 'ignore' });
  child.once('error', () => options.onFailure('The desktop window could not be started'));
  child.once('exit', (code) => {
    if (code !== null && code !== 0) options.onFailure('The desktop window ended with a failure');
  });
  return child;
}

/** The window's settings name the centre that was just started, whatever its port; everything else stays. */
function pointSettingsAt(userData: string, centre: string): void {
  const file = path.join(userData, 'settings.json');
  mkdirSync(userData, { recursive: true, mode: 0o700 });
  const settings = existsSync(file) ? findSettings(readFileSync(file, 'utf8')) : {};
  // A broken file is for the program itself to set aside.
  if (settings === undefined || settings.centre === centre) return;
  writeFileSync(file, `${JSON.stringify({ ...settings, centre }, null, 2)}\n`);
}

function findSettings(text: string): Record<string, unknown> | undefined {
  try {
    return z.record(z.string(), z.unknown()).safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
