import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { act, confirm, openCase, work } from '#test/support/case-page.ts';
import { CentreProcess } from '#test/support/centre-process.ts';
import { becomeCounter, openForm, register, waitForServiceWorker } from '#test/support/counter-page.ts';
import { at, fillForm } from '#test/support/fill-form.ts';
import { LoopbackProxy } from '#test/support/loopback-proxy.ts';
import { readDemoCatalogue } from '#test/support/request-generator/catalogue-json.ts';
import { generateRequest } from '#test/support/request-generator.ts';
import { samplePdf, scannedPdf } from '#test/support/sample-documents.ts';
import { makeTemporaryFolder, removeFolder } from '#test/support/temporary-folder.ts';

// Files from the counter that took them to the one that opens them, over a line that is cut meanwhile, under the
// policies with which the centre serves its pages.
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const catalogue = readDemoCatalogue();
const receivedOn = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Riga' });

/** The smallest picture there is. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const fileRow = (page: Page, name: string): Locator =>
  page.getByTestId('attached-file').filter({ hasText: name });

async function checkDialog(page: Page): Promise<void> {
  const found = await new AxeBuilder({ page }).include('[role="dialog"]').withTags(RULES).analyze();
  expect(found.violations.map(({ id }) => id)).toEqual([]);
  expect(found.passes.length).toBeGreaterThan(5);
}

test('files of a request come from an office without a network to whoever opens the case', async ({
  browser,
}) => {
  const centre = await CentreProcess.start();
  const line = await LoopbackProxy.start(centre.port);
  const folder = await makeTemporaryFolder();
  const file = async (name: string, content: Uint8Array | string): Promise<string> => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  const violations: string[] = [];
  const open = async (origin: string): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) violations.push(message.text());
    });
    await page.goto(origin);
    return page;
  };
  try {
    const a = await open(line.origin);
    await becomeCounter(a, 'clerk', 'SMI-1');
    // From its second opening on the page has every part of the program without a network.
    await waitForServiceWorker(a);
    await a.reload();
    await expect(a.getByRole('heading', { name: 'Pieprasījumi' })).toBeVisible();
    line.cut();
    await openForm(a);
    const request = generateRequest(catalogue, {
      service: 'dzivesvietas-deklaresana',
      seed: 1,
      receivedOn,
      asExpected: true,
      withAllEvidence: true,
    });
    await fillForm(a, catalogue, request);
    const input = a.locator('input[type="file"]');
    await input.setInputFiles([
      await file('īres līgums.pdf', samplePdf(['Pirma lapa', 'Otra lapa'])),
      await file('foto.png', PNG),
      await file('tabula.xlsx', 'PK'),
      await file('liels.pdf', new Uint8Array(24 * 1024 * 1024)),
    ]);
    await expect(a.getByText('liels.pdf: fails ir 24 MB. Pievienot var līdz 20 MB.')).toBeVisible();
    await expect(a.getByText('tabula.xlsx: šādu failu pievienot nevar.')).toBeVisible();
    await a.getByRole('button', { name: 'Izlasīts' }).click();
    await expect(fileRow(a, 'īres līgums.pdf')).toContainText('šajā datorā');
    await expect(fileRow(a, 'foto.png')).toContainText('PNG attēls');
    await a.getByRole('button', { name: 'Atvērt: īres līgums.pdf' }).click();
    await expect(a.getByText('1. lapa no 2')).toBeVisible();
    await expect(a.locator('canvas[aria-busy="false"]')).toBeVisible();
    await checkDialog(a);
    await a.screenshot({ path: 'test-results/attachment-preview.png' });
    await a.keyboard.press('Escape');
    await a.getByRole('button', { name: 'Fotografēt' }).click();
    await expect(a.getByRole('dialog')).toContainText('Kamera');
    await checkDialog(a);
    await a.keyboard.press('Escape');
    await a.screenshot({ path: 'test-results/attachments-in-form.png', fullPage: true });
    const reference = await register(a);

    await openCase(a, reference);
    await a.getByRole('tab', { name: 'Dokumenti' }).click();
    await expect(fileRow(a, 'īres līgums.pdf')).toContainText('šajā datorā, gaida sūtīšanu');
    line.restore();
    await expect(fileRow(a, 'īres līgums.pdf')).toContainText('✓centrā', { timeout: 60_000 });
    await expect(fileRow(a, 'foto.png')).toContainText('✓centrā');

    const b = await open(centre.origin);
    await becomeCounter(b, 'clerk2', 'SMI-2');
    await openCase(b, reference);
    await b.getByRole('tab', { name: 'Dokumenti' }).click();
    await expect(fileRow(b, 'īres līgums.pdf')).toContainText('nav šajā datorā');
    await b.getByRole('button', { name: 'Atvērt: īres līgums.pdf' }).click();
    await expect(b.getByText('1. lapa no 2')).toBeVisible();
    await b.keyboard.press('Escape');
    await expect(fileRow(b, 'īres līgums.pdf')).toContainText('✓centrā');

    // What comes in later is put on the case there, and set aside with a reason.
    await act(b, 'Pievienot dokumentu');
    await b.locator('input[type="file"]').setInputFiles(await file('skenēts.pdf', scannedPdf()));
    await expect(work(b).getByTestId('attached-file')).toHaveCount(1);
    await confirm(b, 'attach-files');
    await expect(fileRow(b, 'skenēts.pdf')).toContainText('✓centrā', { timeout: 60_000 });
    await b.getByRole('button', { name: 'Atvērt: skenēts.pdf' }).click();
    await expect(b.locator('canvas[aria-busy="false"]')).toBeVisible();
    const isBlack = await b.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
      const data = canvas.getContext('2d')?.getImageData(20, 20, 1, 1).data ?? [255];
      return (data[0] ?? 255) < 50;
    });
    expect(isBlack).toBe(true);
    await b.keyboard.press('Escape');
    await act(b, 'Failu vairs neņemt vērā');
    await at(b, '/attachment').getByRole('radio', { name: 'foto.png' }).check();
    await at(b, '/reason').fill('Attēls nav salasāms.');
    await confirm(b, 'remove-attachment');
    await expect(fileRow(b, 'foto.png')).toContainText('Vairs neņem vērā: Attēls nav salasāms.');
    await fileRow(b, 'skenēts.pdf').scrollIntoViewIfNeeded();
    await b.screenshot({ path: 'test-results/attachments-on-case.png' });
    await expect(fileRow(a, 'skenēts.pdf')).toBeVisible();
    await expect(fileRow(a, 'foto.png')).toContainText('Vairs neņem vērā');
    expect(violations).toEqual([]);
  } finally {
    await line.stop();
    await centre.stop();
    await removeFolder(folder);
  }
});
