import { expect, type Page, test } from '@playwright/test';
import { CentreProcess } from '#test/support/centre-process.ts';
import { becomeCounter, openForm, register, signIn } from '#test/support/counter-page.ts';
import { fillForm } from '#test/support/fill-form.ts';
import { readDemoCatalogue } from '#test/support/request-generator/catalogue-json.ts';
import { generateRequest } from '#test/support/request-generator.ts';

// The address of a form is that of what it became: it is never an empty form again, which the next visitor's request
// would be typed into and lost with the first one's number.
const catalogue = readDemoCatalogue();
const consultation = generateRequest(catalogue, {
  asExpected: true,
  receivedOn: new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Riga' }),
  applicantKind: 'society',
  service: 'e-pakalpojumu-konsultacija',
  variant: 'info',
  seed: 3,
  byRepresentative: false,
});

test.describe('the address of a form', () => {
  let centre: CentreProcess;
  let page: Page;

  test.beforeEach(async ({ browser }) => {
    centre = await CentreProcess.start();
    page = await browser.newPage();
    await page.goto(centre.origin);
    await becomeCounter(page, 'clerk', 'SMI-1');
    await openForm(page);
  });

  test.afterEach(async () => {
    await page.context().close();
    await centre.stop();
  });

  const heading = (name: string) => page.getByRole('heading', { name, exact: true });

  test('leads to the case once it is saved, and nowhere to an empty form', async () => {
    await fillForm(page, catalogue, consultation);
    const address = page.url();
    const reference = await register(page);
    expect(page.url()).toBe(address);

    await page.reload();
    await expect(heading(reference)).toBeVisible();
    expect(page.url()).not.toBe(address);
    await page.goBack();
    await expect(heading('Pieprasījumi')).toBeVisible();

    await page.goto(address);
    await expect(heading(reference)).toBeVisible();
    await openForm(page);
    expect(page.url()).not.toBe(address);
    await page.goBack();
    await expect(heading(reference)).toBeVisible();
    await expect(heading('Jauns pieprasījums')).toHaveCount(0);
  });

  test('leads back to the saved case from the next form', async () => {
    await fillForm(page, catalogue, consultation);
    const reference = await register(page);
    await openForm(page);
    await page.goBack();
    await expect(heading(reference)).toBeVisible();
    await expect(heading('Jauns pieprasījums')).toHaveCount(0);
  });

  test('shows a colleague nothing of a draft, whose author finds it again', async () => {
    await page.locator('#field-need').fill('Tikai mans');
    await expect(page.getByText(/Melnraksts šajā datorā/)).toBeVisible();
    const address = page.url();
    await page.evaluate(() => sessionStorage.clear());
    await page.goto(address);
    await signIn(page, 'clerk2');
    await expect(page.locator('body')).not.toContainText('Tikai mans');
    await expect.poll(() => page.url()).not.toBe(address);
    await page.evaluate(() => sessionStorage.clear());
    await page.goto(address);
    await signIn(page, 'clerk');
    await expect(page.locator('#field-need')).toHaveValue('Tikai mans');
  });
});
