import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { launchDesktop, test } from '#test/support/launch-desktop.ts';

test('[DT8] the shell answers through preload and main', async ({ desktop: { application, page } }) => {
  const version = await application.evaluate(({ app }) => app.getVersion());
  const printers = await application.evaluate(async ({ BrowserWindow }) => {
    const listed = await BrowserWindow.getAllWindows()[0]?.webContents.getPrintersAsync();
    return listed?.map(({ name }) => name);
  });
  const answers = await page.evaluate(async () => ({
    platform: await window.klatiene.describePlatform(null),
    printers: (await window.klatiene.listPrinters(null)).map(({ name }) => name),
  }));
  expect(answers).toEqual({ platform: { kind: 'desktop', version }, printers });
});

test('[DT8] what the contract does not know is refused without saying what it was', async ({
  desktop: { page },
}) => {
  const message = await page.evaluate(() =>
    window.klatiene
      .changeSettings({ centre: 'http://secret.example' })
      .then(() => 'changed')
      .catch((failure: Error) => failure.message),
  );
  expect(message).toBe('ZodError');
});

test('[DT7] a page inside of the page has no shell', async ({ desktop: { page } }) => {
  const hasShell = await page.evaluate(async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    return 'klatiene' in (frame.contentWindow ?? {});
  });
  expect(hasShell).toBe(false);
});

test('[DT14] settings are there after a new start, also when the program was killed', async ({
  userData,
}) => {
  const first = await launchDesktop(userData);
  const change = {
    language: 'en' as const,
    zoomPercent: 125,
    workplace: { office: 'smiltene', counter: 'SMI-1' },
  };
  await first.page.evaluate((input) => window.klatiene.changeSettings(input), change);
  first.application.process().kill('SIGKILL');

  const second = await launchDesktop(userData);
  const reading = await second.page.evaluate(() => window.klatiene.readSettings(null));
  await second.application.close();
  expect(reading).toMatchObject({ settings: change, setAside: null });
});

test('[DT12] a broken settings file is set aside, told, and the program works with defaults', async ({
  userData,
}) => {
  await writeFile(join(userData, 'settings.json'), '{"language":"en",');
  const first = await launchDesktop(userData);
  const { settings, setAside } = await first.page.evaluate(() => window.klatiene.readSettings(null));
  expect(settings.language).toBe('lv');
  const names = (await readdir(userData)).filter((name) => name.startsWith('settings.'));
  expect(names.sort()).toEqual([setAside, 'settings.json'].sort());
  expect(setAside).toMatch(/^settings\.broken-.*\.json$/);
  expect(await readFile(join(userData, setAside ?? ''), 'utf8')).toBe('{"language":"en",');
  await first.application.close();

  const second = await launchDesktop(userData);
  const later = await second.page.evaluate(async () => {
    const before = await window.klatiene.readSettings(null);
    await window.klatiene.acknowledgeSetAside(null);
    return [before.setAside, (await window.klatiene.readSettings(null)).setAside];
  });
  await second.application.close();
  expect(later).toEqual([setAside, null]);
});
