import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import {
  FIXTURE_FOLDER,
  FIXTURE_PAGE,
  launchFixture,
  STANDIN_EXECUTABLE,
  test,
} from './fixture-application.ts';

test.describe('the application', () => {
  test('is the one of the folder, on the folder of user data named', async ({
    running: { application, page, userData },
  }) => {
    const seen = await application.evaluate(({ app, BrowserWindow }) => ({
      name: app.getName(),
      version: app.getVersion(),
      folder: app.getAppPath(),
      userData: app.getPath('userData'),
      isPackaged: app.isPackaged,
      isReady: app.isReady(),
      electron: process.versions.electron,
      type: process.type,
      address: BrowserWindow.getAllWindows()[0]?.webContents.getURL(),
      isVisible: BrowserWindow.getAllWindows()[0]?.isVisible(),
    }));
    expect(seen).toEqual({
      name: 'Stand-in fixture',
      version: '1.2.3',
      folder: FIXTURE_FOLDER,
      userData,
      isPackaged: false,
      isReady: true,
      electron: expect.stringMatching(/^\d+\.\d+\.\d+/),
      type: 'browser',
      address: FIXTURE_PAGE,
      isVisible: true,
    });
    const handle = await application.browserWindow(page);
    expect(await handle.evaluate((window) => window.getBounds().width)).toBe(900);
  });

  test('tells the first instance about a second one, which ends', async ({
    running: { application, userData },
  }) => {
    const second = spawn(
      STANDIN_EXECUTABLE,
      [FIXTURE_FOLDER, `--user-data-dir=${userData}`, '--open=case-1'],
      { stdio: 'ignore' },
    );
    const [code] = await once(second, 'exit');
    expect(code).toBe(0);
    const heard = await application.evaluate(() => globalThis.fixture.secondInstance);
    expect(heard?.argv).toContain('--open=case-1');
    expect(heard?.additionalData).toEqual({ from: '--open=case-1' });
  });

  test('ends when its last window closes, unless someone refuses', async ({ userData }) => {
    const { application, page } = await launchFixture(userData);
    const exited = once(application.process(), 'exit');
    await application.evaluate(({ app }) => {
      app.once('before-quit', (event) => event.preventDefault());
      app.quit();
    });
    await application.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.once('close', (event) => event.preventDefault());
      window?.close();
    });
    await expect(page).toHaveTitle('Stand-in fixture');
    await page.close();
    expect(await exited).toEqual([0, null]);
  });

  test('keeps what its page stored, also when it is killed', async ({ userData }) => {
    const first = await launchFixture(userData);
    await first.page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      const writable = await (await root.getFileHandle('kept', { create: true })).createWritable();
      await writable.write('still here');
      await writable.close();
    });
    const killed = once(first.application.process(), 'exit');
    first.application.process().kill('SIGKILL');
    await killed;

    const second = await launchFixture(userData);
    const text = await second.page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      return (await (await root.getFileHandle('kept')).getFile()).text();
    });
    await second.application.close();
    expect(text).toBe('still here');
  });
});

test.describe('a window', () => {
  for (const [name, preferences] of Object.entries({
    'without a sandbox': { sandbox: false },
    'without context isolation': { contextIsolation: false },
    'with Node in the page': { nodeIntegration: true },
  })) {
    test(`${name} is refused`, async ({ running: { application } }) => {
      const message = await application.evaluate(({ BrowserWindow }, webPreferences) => {
        try {
          new BrowserWindow({ webPreferences });
          return 'no error';
        } catch (error) {
          return (error as Error).message;
        }
      }, preferences);
      expect(message).toContain('must keep the sandbox and context isolation');
    });
  }

  test('of its own can be opened beside the first', async ({ running: { application } }) => {
    const opened = application.waitForEvent('window');
    await application.evaluate(async ({ BrowserWindow }) => {
      await new BrowserWindow({ width: 300, height: 200 }).loadURL('app://fixture/frame.html');
    });
    const second = await opened;
    await expect(second).toHaveTitle('Frame inside');
    expect(application.windows()).toHaveLength(2);
    await second.close();
    await expect.poll(() => application.windows().length).toBe(1);
  });

  test('says when its page has crashed', async ({ running: { application } }) => {
    const reason = await application.evaluate(
      ({ BrowserWindow }) =>
        new Promise((resolve) => {
          const contents = BrowserWindow.getAllWindows()[0]?.webContents;
          contents?.once('render-process-gone', (_event, details) => resolve(details.reason));
          contents?.forcefullyCrashRenderer();
        }),
    );
    expect(reason).toBe('crashed');
  });

  test('says when its preload fails', async ({ running: { application } }) => {
    const message = await application.evaluate(
      ({ BrowserWindow }) =>
        new Promise((resolve) => {
          const window = new BrowserWindow({ webPreferences: { preload: '/nowhere/preload.cjs' } });
          window.webContents.once('preload-error', (_event, _path, error) => resolve(error.message));
        }),
    );
    expect(message).toContain('ENOENT');
  });

  test('prints to the printer named and to PDF, and can be pictured', async ({ userData }) => {
    const printFolder = join(userData, 'printed');
    const { application } = await launchFixture(userData, {
      ELECTRON_STANDIN_PRINTERS: 'Office,Receipts',
      ELECTRON_STANDIN_PRINT_FOLDER: printFolder,
    });
    const result = await application.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (contents === undefined) throw new Error('no window');
      const print = (deviceName: string) =>
        new Promise((resolve) => {
          contents.print(
            { silent: true, deviceName, pageSize: { width: 80_000, height: 200_000 } },
            (isPrinted, reason) => resolve([isPrinted, reason]),
          );
        });
      return {
        printers: (await contents.getPrintersAsync()).map(({ name }) => name),
        printed: await print('Receipts'),
        refused: await print('Nowhere'),
        pdf: (await contents.printToPDF({ pageSize: 'A4' })).subarray(0, 4).toString(),
        picture: (await contents.capturePage()).toPNG().subarray(1, 4).toString(),
      };
    });
    await application.close();
    expect(result).toEqual({
      printers: ['Office', 'Receipts'],
      printed: [true, ''],
      refused: [false, 'Invalid deviceName provided'],
      pdf: '%PDF',
      picture: 'PNG',
    });
    expect(await readdir(printFolder)).toEqual(['001-Receipts.pdf']);
  });
});

test.describe('the desktop', () => {
  test('encrypts with a keyring, and says when there is none', async ({ userData }) => {
    const roundTrip = async (keyring: string) => {
      const { application } = await launchFixture(userData, { ELECTRON_STANDIN_KEYRING: keyring });
      const result = await application.evaluate(({ safeStorage }) => {
        const isAvailable = safeStorage.isEncryptionAvailable();
        const backend = safeStorage.getSelectedStorageBackend();
        if (!isAvailable) return { backend, text: undefined };
        const encrypted = safeStorage.encryptString('āčē');
        return { backend, text: safeStorage.decryptString(encrypted), isPlain: encrypted.includes('āčē') };
      });
      await application.close();
      return result;
    };
    expect(await roundTrip('kwallet6')).toEqual({ backend: 'kwallet6', text: 'āčē', isPlain: false });
    expect(await roundTrip('basic_text')).toEqual({ backend: 'basic_text', text: undefined });
  });

  test('opens nothing: what was asked for is recorded, dialogs are cancelled', async ({
    running: { application },
  }) => {
    const result = await application.evaluate(async (electron) => {
      await electron.shell.openExternal('https://example.invalid/sign-in');
      const { canceled } = await electron.dialog.showSaveDialog({});
      const { standin } = electron as unknown as { standin: { recordedCalls: { name: string }[] } };
      return { canceled, names: standin.recordedCalls.map(({ name }) => name) };
    });
    expect(result).toEqual({ canceled: true, names: ['shell.openExternal', 'dialog.showSaveDialog'] });
  });

  test('has menus whose items can be clicked', async ({ running: { application } }) => {
    const clicked = await application.evaluate(({ Menu }) => {
      const seen: string[] = [];
      const item = { id: 'about', label: 'About', click: () => seen.push('about') };
      Menu.setApplicationMenu(Menu.buildFromTemplate([{ label: 'Help', submenu: [item] }]));
      Menu.getApplicationMenu()?.getMenuItemById('about')?.click();
      return seen;
    });
    expect(clicked).toEqual(['about']);
  });
});
