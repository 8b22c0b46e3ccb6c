import { expect, type Page, test } from '@playwright/test';
import { act, openCase } from '#test/support/case-page.ts';
import { CentreProcess } from '#test/support/centre-process.ts';
import { CounterBrowser } from '#test/support/counter-browser.ts';
import { becomeCounter, openForm, register } from '#test/support/counter-page.ts';
import { at, fillForm } from '#test/support/fill-form.ts';
import { LoopbackProxy } from '#test/support/loopback-proxy.ts';
import { readDemoCatalogue } from '#test/support/request-generator/catalogue-json.ts';
import { generateRequest } from '#test/support/request-generator.ts';

// Two counters that are cut off change the same field and the same status of one request, come back, and a person chooses.
const catalogue = readDemoCatalogue();
const request = generateRequest(catalogue, {
  asExpected: true,
  withAllEvidence: true,
  receivedOn: new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Riga' }),
  applicantKind: 'resident',
  identity: 'person-code',
  service: 'dzivesvietas-deklaresana',
  seed: 1,
  byRepresentative: false,
});

let centre: CentreProcess;
let lines: readonly LoopbackProxy[];
let browsers: readonly CounterBrowser[];

test.beforeAll(async () => {
  centre = await CentreProcess.start();
  lines = [await LoopbackProxy.start(centre.port), await LoopbackProxy.start(centre.port)];
  browsers = await Promise.all([CounterBrowser.start(), CounterBrowser.start()]);
});

test.afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.stop()));
  await Promise.all(lines.map((line) => line.stop()));
  await centre.stop();
});

/** Corrects name and phone on the case page. */
async function correct(page: Page, name: string, phone: string): Promise<void> {
  await act(page, 'Labot pieprasījuma datus');
  await at(page, '/applicant/givenName').fill(name);
  await at(page, '/common/phone').fill(phone);
  await at(page, '/reason').fill('Tā rakstīts pasē');
  await page.screenshot({ path: 'test-results/correction.png', fullPage: true });
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(`→ ${name}`).first()).toBeVisible();
}

/** Follows the notice on the case to the screen where one of two versions is chosen. */
async function decide(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Izlemt' }).first().click();
  await expect(page.getByRole('heading', { name: /jāizlemj par divām versijām/ })).toBeVisible();
}

test('the same field and the same status, changed on both, are chosen about and nothing is lost', async () => {
  const [[one, two], [lineA, lineB]] = [browsers, lines];
  if (!one || !two || !lineA || !lineB) throw new Error('no browsers');
  const [a, b] = [await one.open(lineA.origin), await two.open(lineB.origin)];
  await becomeCounter(a, 'clerk', 'SMI-1');
  await becomeCounter(b, 'clerk2', 'SMI-2');
  await openForm(a);
  await fillForm(a, catalogue, request);
  const reference = await register(a);
  await openCase(a, reference);
  await openCase(b, reference);

  lineA.cut();
  lineB.cut();
  await correct(b, 'Dace', '26222222');
  await act(b, 'Pieprasīt papildu ziņas');
  await at(b, '/question').fill('Kurā dienā pārcēlāties?');
  await at(b, '/until').fill('31.12.2030');
  await b.keyboard.press('Control+Enter');
  await expect(b.getByText('Gaida pieteicēju').first()).toBeVisible();
  lineB.restore();
  await correct(a, 'Zane', '26111111');
  await act(a, 'Pieteicējs atsauca');
  await at(a, '/reason').fill('Pārdomāja');
  await a.keyboard.press('Control+Enter');
  await expect(a.getByText('Pieteicējs atsauca: Pārdomāja').first()).toBeVisible();
  await expect(b.getByTestId('unsent')).toHaveText('Viss nosūtīts', { timeout: 60_000 });
  lineA.restore();

  // Counter 1 shows what the centre confirmed, and beside it what waits for a choice.
  await expect(a.getByText('Jāizlemj: ir divas atšķirīgas versijas')).toBeVisible({ timeout: 40_000 });
  await expect(a.getByText(/Izmaiņa gaida: Anna Paraudziņa vai vietas pārraugs/)).toBeVisible();
  await expect(a.getByText(/Aiz tā gaida: Pieteicējs atsauca: Pārdomāja/)).toBeVisible();
  await expect(a.getByText('Gaida pieteicēju').first()).toBeVisible();
  await a.screenshot({ path: 'test-results/conflict-on-case.png', fullPage: true });
  await decide(a);
  const row = a.getByRole('row').filter({ hasText: 'vārds' });
  await expect(row).toContainText('Dace');
  await expect(row).toContainText('Jānis Paraudziņš');
  await a.screenshot({ path: 'test-results/conflict-fields.png', fullPage: true });
  await row.getByRole('radio').first().focus();
  await a.keyboard.press('1');
  await a.screenshot({ path: 'test-results/conflict-chosen.png', fullPage: true });
  await a.keyboard.press('Control+Enter');

  // What waited behind it is compared now: another status than the one that its author saw.
  await expect(a.getByText('Izmaiņa gaida:', { exact: false })).toBeVisible({ timeout: 20_000 });
  await expect(a.getByText('→ Zane').first()).toBeVisible();
  await decide(a);
  await expect(a.getByRole('row').filter({ hasText: 'Stāvoklis' })).toContainText('Gaida pieteicēju');
  await a.screenshot({ path: 'test-results/conflict-status.png', fullPage: true });
  await a.getByRole('radio', { name: /Ņemt vērā manu/ }).check();
  await a.keyboard.press('Control+Enter');
  for (const page of [a, b]) {
    await expect(page.getByText('Pieteicējs atsauca: Pārdomāja').first()).toBeVisible({ timeout: 20_000 });
    await expect(page.getByText('Atsaukts').first()).toBeVisible();
    await expect(page.getByText(/Dace → Zane/).first()).toBeVisible();
    await expect(page.getByText(/Izlemts par ierakstu «Datu labojums»/).first()).toBeVisible();
    await expect(page.getByText('Jāizlemj: ir divas')).toHaveCount(0);
  }
  await a.screenshot({ path: 'test-results/conflict-settled.png', fullPage: true });
});
