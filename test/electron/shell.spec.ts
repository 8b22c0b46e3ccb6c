import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from '@playwright/test';
import { desktopCommand, launchDesktop, showQuietPage, test } from '#test/support/launch-desktop.ts';

test('[DT2] the window shows our own page, with the shell and without Node', async ({
  desktop: { application, page },
}) => {
  await expect
    .poll(() =>
      application.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((window) => [window.webContents.getURL(), window.isVisible()]),
      ),
    )
    .toEqual([[expect.stringMatching(/^app:\/\/klatiene\//), true]]);
  await expect(page).not.toHaveTitle('');
  const seen = await page.evaluate(() => ({
    isSecure: window.isSecureContext,
    shell: Object.keys(window.klatiene).sort(),
    globals: ['require', 'process', 'module', 'Buffer'].filter((name) => name in window),
  }));
  expect(seen).toEqual({
    isSecure: true,
    shell: [
      'acknowledgeSetAside',
      'changeSettings',
      'chooseScanFolder',
      'describePlatform',
      'forgetScanFolder',
      'listPrinters',
      'lookForScans',
      'onJournalTaken',
      'openJournal',
      'readScan',
      'readSettings',
      'settleScan',
      'takeOverJournal',
    ],
    globals: [],
  });
});

test('[DT2] a deep address shows the page, a file that is not there is not found', async ({
  desktop: { page },
}) => {
  const answers = await page.evaluate(async () =>
    Promise.all(
      [
        ['GET', '/cases/CES-7K2-000142-K'],
        ['GET', '/assets/missing.js'],
        ['GET', '/..%2fmain%2fmain.js'],
        ['POST', '/'],
      ].map(async ([method = '', path = '']) => {
        const response = await fetch(path, { method });
        return [response.status, response.headers.get('content-type')];
      }),
    ),
  );
  expect(answers).toEqual([
    [200, 'text/html; charset=utf-8'],
    [404, null],
    [404, null],
    [405, null],
  ]);
});

test('[DT3] a script that was slipped into the page does not run, nor is any other address reached', async ({
  desktop: { page },
}) => {
  const violations = await page.evaluate(async () => {
    const seen: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      seen.push(`${event.effectiveDirective} ${event.blockedURI}`);
    });
    const script = document.createElement('script');
    script.textContent = 'window.slippedIn = true';
    document.head.append(script);
    const { settings } = await window.klatiene.readSettings(null);
    const isReached = (address: string) =>
      fetch(address).then(
        () => true,
        () => false,
      );
    await isReached('http://127.0.0.1:9/');
    // Nothing need answer there; what counts is that the policy lets the request go out.
    await isReached(`${settings.centre}/healthz`);
    return { seen, isSlippedIn: 'slippedIn' in window };
  });
  expect(violations).toEqual({
    seen: ['script-src-elem inline', 'connect-src http://127.0.0.1:9/'],
    isSlippedIn: false,
  });
});

test('[DT3] the centre of the settings is the one that the next page may reach', async ({
  desktop: { page },
}) => {
  await page.evaluate(() => window.klatiene.changeSettings({ centre: 'https://centre.example:8443' }));
  const policy = await page.evaluate(async () => (await fetch('/')).headers.get('content-security-policy'));
  expect(policy).toContain("connect-src 'self' https://centre.example:8443;");
});

test('[DT4] the window cannot be led away and opens no other', async ({ desktop: { application, page } }) => {
  await showQuietPage(page);
  await page.evaluate(() => {
    window.open('https://elsewhere.example/');
    location.href = 'https://elsewhere.example/';
  });
  await page.evaluate(() => location.assign('data:text/html,elsewhere'));
  const isStill = await page.evaluate(() => window.klatiene.describePlatform(null));
  expect(isStill.kind).toBe('desktop');
  const addresses = await application.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.webContents.getURL()),
  );
  expect(addresses).toEqual(['app://klatiene/icon.svg']);
});

test('[DT5] storage and the camera are had without a question, and nothing else is granted', async ({
  desktop: { page },
}) => {
  const states = await page.evaluate(async () => {
    const names = ['persistent-storage', 'geolocation', 'notifications', 'camera', 'microphone'];
    const results = names.map(async (name) => {
      const { state } = await navigator.permissions.query({ name: name as PermissionName });
      return [name, state];
    });
    return Object.fromEntries(await Promise.all(results)) as Record<string, string>;
  });
  expect(states).toEqual({
    'persistent-storage': 'granted',
    geolocation: 'denied',
    notifications: 'denied',
    camera: 'granted',
    microphone: 'denied',
  });
});

test('[DT6] the window comes back where it was left, and has no menu', async ({ userData }) => {
  const first = await launchDesktop(userData);
  const place = { x: 120, y: 80, width: 1200, height: 700 };
  const ended = once(first.application.process(), 'exit');
  await first.application.evaluate(({ BrowserWindow }, bounds) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.setBounds(bounds);
    window?.close();
  }, place);
  expect(await ended).toEqual([0, null]);

  const second = await launchDesktop(userData);
  const seen = await second.application.evaluate(({ BrowserWindow, Menu }) => ({
    bounds: BrowserWindow.getAllWindows()[0]?.getBounds(),
    hasMenu: Menu.getApplicationMenu() !== null,
  }));
  await second.application.close();
  expect(seen).toEqual({ bounds: place, hasMenu: process.platform === 'darwin' });
});

test('[DT1] a second start brings the first window forward and ends', async ({
  userData,
  desktop: { application },
}) => {
  await application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  const { path, parameters } = desktopCommand(userData);
  const second = spawn(path, parameters, {
    stdio: 'ignore',
    env: { ...process.env, ELECTRON_STANDIN_NODE: process.execPath },
  });
  expect(await once(second, 'exit')).toEqual([0, null]);
  await expect
    .poll(() =>
      application.evaluate(({ BrowserWindow }) => {
        const windows = BrowserWindow.getAllWindows();
        return windows.map((window) => [window.isMinimized(), window.isFocused()]);
      }),
    )
    .toEqual([[false, true]]);
});
