import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from '@playwright/test';
import { FIXTURE_PAGE, readHappened, test } from './fixture-application.ts';

test.describe('what a page can do', () => {
  test('it is a secure context with IndexedDB, the private file system and Web Crypto', async ({
    running: { page },
  }) => {
    const result = await page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      const handle = await root.getFileHandle('proof', { create: true });
      const writable = await handle.createWritable();
      await writable.write('written');
      await writable.close();
      const request = indexedDB.open('proof', 1);
      await new Promise((resolve, reject) => {
        request.onsuccess = resolve;
        request.onerror = reject;
      });
      request.result.close();
      return {
        isSecureContext,
        file: await (await handle.getFile()).text(),
        databases: (await indexedDB.databases()).map(({ name }) => name),
        hasCrypto: 'subtle' in crypto,
      };
    });
    expect(result).toEqual({
      isSecureContext: true,
      file: 'written',
      databases: ['proof'],
      hasCrypto: true,
    });
  });

  test('a service worker takes control', async ({ running: { page } }) => {
    const text = await page.evaluate(async () => {
      const controlled = new Promise((resolve) => {
        navigator.serviceWorker.oncontrollerchange = resolve;
      });
      await navigator.serviceWorker.register('/service-worker.js');
      await controlled;
      return (await fetch('/from-service-worker')).text();
    });
    expect(text).toBe('answered offline');
  });

  test('it may call a server on this machine', async ({ running: { page } }) => {
    const server = createServer((request, response) => {
      response.setHeader('access-control-allow-origin', request.headers.origin ?? '');
      response.end('from the network');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const text = await page.evaluate(
      async (url) => (await fetch(url)).text(),
      `http://127.0.0.1:${port}/health`,
    );
    server.close();
    expect(text).toBe('from the network');
  });

  for (const isGranted of [true, false]) {
    test(`storage is ${isGranted ? '' : 'not '}persistent when the permission handler says so`, async ({
      running: { application, page },
    }) => {
      const isLoaded = page.waitForEvent('load');
      await application.evaluate(async ({ BrowserWindow }, answer) => {
        globalThis.fixture.isPersistenceGranted = answer;
        await BrowserWindow.getAllWindows()[0]?.loadURL('app://fixture/page.html');
      }, isGranted);
      await isLoaded;
      expect(await page.evaluate(() => navigator.storage.persist())).toBe(isGranted);
      expect(await page.evaluate(() => navigator.storage.persisted())).toBe(isGranted);
      // The fixture's handler grants nothing else.
      const state = await page.evaluate(
        async () => (await navigator.permissions.query({ name: 'geolocation' })).state,
      );
      expect(state).toBe('denied');
    });
  }

  test('permissions follow a check handler that is set while the page is open', async ({
    running: { application, page },
  }) => {
    expect(await page.evaluate(() => navigator.storage.persist())).toBe(true);
    await application.evaluate(({ session }) =>
      session.defaultSession.setPermissionCheckHandler(
        (_contents, permission) => permission !== 'persistent-storage',
      ),
    );
    const query = () =>
      page.evaluate(async () => (await navigator.permissions.query({ name: 'persistent-storage' })).state);
    await expect.poll(query).toBe('denied');
  });
});

test.describe('what protocol.handle answers', () => {
  test('the handler sees the address, method, origin and body of the application', async ({
    running: { page },
  }) => {
    const seen = await page.evaluate(async () =>
      (await fetch('/echo?x=1', { method: 'POST', body: 'āčē' })).json(),
    );
    expect(seen).toEqual({
      url: 'app://fixture/echo?x=1',
      method: 'POST',
      origin: 'app://fixture',
      body: 'āčē',
    });
  });

  test('a body streams', async ({ running: { application, page } }) => {
    await page.evaluate(() => {
      void (async () => {
        const reader = (await fetch('/stream')).body?.pipeThrough(new TextDecoderStream()).getReader();
        document.title = `${(await reader?.read())?.value}`;
        document.title += `${(await reader?.read())?.value}`;
      })();
    });
    await expect(page).toHaveTitle('first');
    await application.evaluate(() => globalThis.fixture.finishStream());
    await expect(page).toHaveTitle('firstsecond');
  });

  test('a missing file is an answer, a handler that throws is a network error', async ({
    running: { page },
  }) => {
    const [missing, failed] = await page.evaluate(async () => [
      (await fetch('/nothing.js')).status,
      await fetch('/fails').catch((error: Error) => error.message),
    ]);
    expect(missing).toBe(404);
    expect(failed).toBe('Failed to fetch');
  });

  test('a content security policy applies, also where it names the application itself', async ({
    running: { page },
  }) => {
    const violations = await page.evaluate(async () => {
      const seen: string[] = [];
      const isComplete = new Promise<void>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => {
          if (seen.push(event.effectiveDirective) === 2) resolve();
        });
      });
      const script = document.createElement('script');
      script.textContent = 'document.title = "injected"';
      document.body.append(script);
      await fetch('https://example.invalid/').catch(() => {});
      await isComplete;
      return seen;
    });
    expect(violations).toEqual(['script-src-elem', 'connect-src']);
    await expect(page).toHaveTitle('Stand-in fixture');
    // `frame-src app://fixture` let the frame in.
    await page.frameLocator('iframe').getByText('A frame has no preload.').waitFor();
  });
});

test.describe('what main may refuse', () => {
  test('a navigation to elsewhere is refused, one within the application is not', async ({
    running: { application, page },
  }) => {
    await page.evaluate(() => location.assign('https://example.invalid/away'));
    await expect
      .poll(() => readHappened(application))
      .toEqual(['about to navigate to https://example.invalid/away']);
    await expect(page).toHaveTitle('Stand-in fixture');
    await page.evaluate(() => location.assign('/frame.html'));
    await expect(page).toHaveTitle('Frame inside');
    const address = await application.evaluate(({ webContents }) =>
      webContents.getAllWebContents()[0]?.getURL(),
    );
    expect(address).toBe('app://fixture/frame.html');
  });

  test('what main loads itself is not asked about', async ({ running: { application, page } }) => {
    const loaded = await application.evaluate(async ({ BrowserWindow }, url) => {
      const [window] = BrowserWindow.getAllWindows();
      await window?.loadURL(url);
      const isReloaded = new Promise((resolve) =>
        window?.webContents.once('did-finish-load', () => resolve(true)),
      );
      window?.webContents.reload();
      await isReloaded;
      return globalThis.fixture.happened;
    }, FIXTURE_PAGE);
    expect(loaded).toEqual([]);
    await expect(page).toHaveTitle('Stand-in fixture');
  });

  test('an address that cannot be reached rejects, and so does one overtaken by another', async ({
    running: { application },
  }) => {
    const codes = await application.evaluate(async ({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows()[0];
      const load = (path: string) =>
        window?.loadURL(`app://fixture${path}`).then(
          () => 'loaded',
          (error) => error.code,
        );
      const failed = await load('/fails');
      const overtaken = load('/page.html');
      return [failed, ...(await Promise.all([overtaken, load('/frame.html')]))];
    });
    expect(codes).toEqual([expect.stringMatching(/^ERR_/), 'ERR_ABORTED', 'loaded']);
  });

  test('no window opens: window.open answers null, a link loads nothing', async ({
    running: { application, page },
  }) => {
    let requestCount = 0;
    const server = createServer((_request, response) => {
      requestCount += 1;
      response.end('never to be seen');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

    expect(await page.evaluate((target) => window.open(`${target}opened`), url)).toBeNull();
    await page.evaluate((target) => {
      const link = document.querySelector<HTMLAnchorElement>('#popup');
      if (link !== null) link.href = `${target}clicked`;
    }, url);
    await page.click('#popup');
    await expect
      .poll(() => readHappened(application))
      .toEqual([`asked to open ${url}opened`, `asked to open ${url}clicked`]);
    await expect.poll(() => application.windows().length).toBe(1);
    expect(requestCount).toBe(0);
    server.close();
  });
});
