import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { CentreProcess } from '#test/support/centre-process.ts';
import { becomeCounter, openForm, register } from '#test/support/counter-page.ts';
import { fillForm } from '#test/support/fill-form.ts';
import { LoopbackProxy } from '#test/support/loopback-proxy.ts';
import { readDemoCatalogue } from '#test/support/request-generator/catalogue-json.ts';
import { generateRequest } from '#test/support/request-generator.ts';

// A counter whose line is cut saves, looks at its outbox and moves the work by file: to the centre by another counter,
// and the receipts back. The line never comes back.
const catalogue = readDemoCatalogue();
const receivedOn = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Riga' });

/** The file that is saved while `act` runs, where it lies. */
async function savedFile(page: Page, act: () => Promise<void>): Promise<{ path: string; name: string }> {
  const download = page.waitForEvent('download');
  await act();
  const file = await download;
  return { path: await file.path(), name: file.suggestedFilename() };
}

async function choose(page: Page, name: string, path: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Izvēlēties failu' }).click();
  await (await chooser).setFiles({
    name,
    mimeType: 'application/octet-stream',
    buffer: await readFile(path),
  });
}

test('[EX4] [EX8] [EX10] what is saved without a network reaches the centre by file, and its receipts come back', async ({
  browser,
}) => {
  const centre = await CentreProcess.start();
  const line = await LoopbackProxy.start(centre.port);
  try {
    const a = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage();
    const b = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage();
    await a.goto(line.origin);
    await becomeCounter(a, 'clerk', 'SMI-1');
    await b.goto(centre.origin);
    await becomeCounter(b, 'clerk2', 'SMI-2');
    // The computer has told its key, and has the centre's.
    await expect
      .poll(() => line.recorded.some(({ path }) => path === '/api/sync/centre-keys'), { timeout: 15_000 })
      .toBe(true);
    await expect(a.getByTestId('unsent')).toHaveText('Viss nosūtīts');

    line.cut();
    await openForm(a);
    const wanted = { service: 'dzivesvietas-deklaresana', seed: 7, receivedOn, asExpected: true };
    await fillForm(a, catalogue, generateRequest(catalogue, wanted));
    const reference = await register(a);
    await a.keyboard.press('Alt+4');
    await expect(a.getByTestId('standing')).toContainText('1 ieraksts nav nosūtīts centram');
    await expect(a.getByTestId('standing')).toContainText('Nav savienojuma ar centru.', { timeout: 40_000 });
    await expect(a.getByRole('grid', { name: 'Ieraksti' })).toContainText(reference);

    const file = await savedFile(a, () => a.getByRole('button', { name: 'Saglabāt failu' }).click());
    await expect(a.getByTestId('transfer')).toContainText('Failā 1 ieraksts; pārlasīts, sakrīt');
    expect(file.name).toMatch(/^klatiene-SMI-.*\.klatiene$/);
    await expect(a.getByTestId('unsent')).toContainText('1 nenosūtīts');

    await b.keyboard.press('Alt+4');
    await choose(b, file.name, file.path);
    await expect(b.getByTestId('transfer')).toContainText('Jauni: 1; jau bija: 0.');
    const receipts = await savedFile(b, () =>
      b.getByRole('button', { name: 'Saglabāt apstiprinājuma failu' }).click(),
    );
    await b.keyboard.press('Alt+2');
    await expect(b.getByRole('row').filter({ hasText: reference })).toBeVisible();

    await choose(a, receipts.name, receipts.path);
    await expect(a.getByTestId('transfer')).toContainText('Jauni: 1; jau bija: 0.');
    await expect(a.getByTestId('unsent')).toHaveText('Viss nosūtīts');
    await expect(a.getByText('Nav neviena ieraksta, kas gaida.')).toBeVisible();
  } finally {
    await line.stop();
    await centre.stop();
  }
});
