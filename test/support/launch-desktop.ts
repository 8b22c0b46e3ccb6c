import { join } from 'node:path';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';
import { BRIDGE_KEY, type Bridge } from '#shared/bridge/bridge.ts';
import { findElectron } from './find-electron.ts';
import { makeTemporaryFolder, removeFolder } from './temporary-folder.ts';

declare global {
  interface Window {
    /** What the preload offers; in the desktop program only. */
    readonly [BRIDGE_KEY]: Bridge<null>;
  }
}

/** The built program, running. */
export interface Desktop {
  readonly application: ElectronApplication;
  readonly page: Page;
}

/** The folder whose package.json names the built main script. */
const PROGRAM = join(import.meta.dirname, '../..');

const executable = findElectron();

/** The command line with which the program starts on a folder of user data. */
export function desktopCommand(userData: string): { readonly path: string; readonly parameters: string[] } {
  // Chromium refuses to be sandboxed for root, who runs the tests in a container.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return { path: executable, parameters: [PROGRAM, `--user-data-dir=${userData}`, ...sandbox] };
}

/** Starts the built program on a folder of user data and waits for its page. */
export async function launchDesktop(userData: string): Promise<Desktop> {
  const { path, parameters } = desktopCommand(userData);
  const application = await _electron.launch({
    executablePath: path,
    args: parameters,
    env: { ...(process.env as Record<string, string>), ELECTRON_STANDIN_NODE: process.execPath },
  });
  const page = await application.firstWindow();
  // A window begins with an empty page.
  await page.waitForFunction((key) => key in window && document.readyState === 'complete', BRIDGE_KEY);
  return { application, page };
}

/** `userData` is a fresh folder; `desktop` is the program on it, closed at the end. */
export const test = base.extend<{ userData: string; desktop: Desktop }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures needed from this pattern
  userData: async ({}, use) => {
    const folder = await makeTemporaryFolder();
    await use(folder);
    await removeFolder(folder);
  },
  desktop: async ({ userData }, use) => {
    const desktop = await launchDesktop(userData);
    await use(desktop);
    await desktop.application.close();
  },
});

/**
 * Leads the window to a page of the program that runs no script of its own, so that a test is alone with the shell.
 */
export async function showQuietPage(page: Page): Promise<void> {
  await page.evaluate(() => location.assign('/icon.svg'));
  await page.waitForURL(/icon\.svg$/);
  await page.waitForLoadState();
}
