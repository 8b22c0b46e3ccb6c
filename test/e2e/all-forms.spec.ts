import { expect, type Page, test } from '@playwright/test';
import { CentreProcess } from '#test/support/centre-process.ts';
import { becomeCounter, openForm, register } from '#test/support/counter-page.ts';
import { fillForm } from '#test/support/fill-form.ts';
import { readDemoCatalogue } from '#test/support/request-generator/catalogue-json.ts';
import { generateRequest, servicesAndVariants } from '#test/support/request-generator.ts';

// The values come from a reader of the catalogue's JSON that shares nothing with the program, so a form that asks for
// something else than the catalogue says, or refuses what the catalogue allows, shows here.
const catalogue = readDemoCatalogue();
const SEED = 7;

test.describe
  .serial('the registration form of every service', () => {
    let centre: CentreProcess;
    let page: Page;
    const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Riga' });

    test.beforeAll(async ({ browser }) => {
      centre = await CentreProcess.start();
      page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
      await page.goto(centre.origin);
      await becomeCounter(page, 'clerk', 'SMI-1');
    });

    test.afterAll(async () => {
      await page.close();
      await centre.stop();
    });

    for (const [index, wish] of servicesAndVariants(catalogue).entries()) {
      const name = wish.variant === undefined ? wish.service : `${wish.service} (${wish.variant})`;
      test(`${name} is filled in and submitted`, async () => {
        await openForm(page);
        await fillForm(
          page,
          catalogue,
          generateRequest(catalogue, { ...wish, seed: SEED + index, receivedOn: today }),
        );
        const reference = await register(page);
        expect(reference).toMatch(/^SMI-7K2-\d{6}-[0-9A-Z]$/);
        await expect(page.getByText('pieņemts centrā')).toBeVisible();
      });
    }

    test('all of them are in the queue, accepted by the centre', async () => {
      await page.keyboard.press('Alt+2');
      const count = servicesAndVariants(catalogue).length;
      await expect(page.getByTestId('queue-count')).toHaveText(`${count} no ${count}`);
      await page.getByLabel('Sūtīts').selectOption('accepted');
      await expect(page.getByTestId('queue-count')).toHaveText(`${count} no ${count}`);
    });
  });
