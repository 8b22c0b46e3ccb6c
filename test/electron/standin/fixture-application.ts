import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';

const STANDIN_DIST = join(import.meta.dirname, '../../support/electron-standin/dist');

/** What an Electron package would call its executable. */
export const STANDIN_EXECUTABLE = join(STANDIN_DIST, 'electron');

/** Folder of the application that the stand-in is tested with. */
export const FIXTURE_FOLDER = join(import.meta.dirname, '../../fixtures/standin-app');

/** Address of its page. */
export const FIXTURE_PAGE = 'app://fixture/page.html';

/** What `test/fixtures/standin-app/main.mjs` keeps for the tests, as `globalThis.fixture` in the main process. */
export interface MainFixture {
  readonly happened: string[];
  readonly ports: Map<string, { start(): void; close(): void; postMessage(message: unknown): void }>;
  readonly lastReceived: unknown;
  readonly secondInstance: { argv: string[]; additionalData: unknown } | undefined;
  isPersistenceGranted: boolean;
  finishStream(): void;
}

/** What `test/fixtures/standin-app/preload.cjs` exposes to the page. */
interface PageBridge {
  readonly argument: string;
  readonly nested: { readonly list: unknown[]; readonly nothing: null };
  invoke(channel: string, value?: unknown): Promise<unknown>;
  note(text: string): void;
  heard(): string[];
  callBack(listener: (text: string) => void): void;
  echo(value: unknown): unknown;
  fail(): void;
  giveSymbol(): void;
  handOver(name: string, isStartedAtOnce: boolean): void;
  askForPort(name: string): void;
}

declare global {
  // In the main process only.
  var fixture: MainFixture;
  // In the page only: its bridge, and the functions of `page.js`.
  var bridge: PageBridge;
  var findPort: (name: string) => Promise<MessagePort>;
  var exchange: (port: MessagePort, values: unknown[], transfer?: Transferable[]) => Promise<unknown[]>;
  var exchangeInWorker: (port: MessagePort, count: number) => Promise<unknown>;
  var makeBytes: (length: number) => Uint8Array<ArrayBuffer>;
  var isSameBytes: (one: Uint8Array, other: Uint8Array) => boolean;
  var makeValues: () => unknown[];
  var toText: (value: unknown) => string;
}

/** A running fixture application. */
interface Running {
  readonly application: ElectronApplication;
  readonly page: Page;
  readonly userData: string;
}

// Playwright asks the package `electron` for the executable in this process, once.
process.env.ELECTRON_OVERRIDE_DIST_PATH = STANDIN_DIST;

/** Starts the application on a folder of user data and waits for its page. */
export async function launchFixture(userData: string, env: Record<string, string> = {}): Promise<Running> {
  const application = await _electron.launch({
    args: [FIXTURE_FOLDER, `--user-data-dir=${userData}`],
    env: { ...(process.env as Record<string, string>), ...env },
  });
  const page = await application.firstWindow();
  // A window begins with an empty page, which loads at once.
  await page.waitForFunction(() => 'toText' in globalThis);
  await page.waitForLoadState('load');
  return { application, page, userData };
}

/** Reads what happened in the main process so far. */
export function readHappened(application: ElectronApplication): Promise<string[]> {
  return application.evaluate(() => globalThis.fixture.happened);
}

/** `userData` is a fresh folder; `running` is the application on it, closed at the end. */
export const test = base.extend<{ userData: string; running: Running }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures needed from this pattern
  userData: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'standin-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  running: async ({ userData }, use) => {
    const running = await launchFixture(userData);
    await use(running);
    await running.application.close();
  },
});
