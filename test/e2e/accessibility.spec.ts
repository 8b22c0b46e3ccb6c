import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { act, choose, doStep, work } from '#test/support/case-page.ts';
import { CentreProcess } from '#test/support/centre-process.ts';
import { openForm, register, signIn } from '#test/support/counter-page.ts';
import { at, fillForm } from '#test/support/fill-form.ts';
import { readDemoCatalogue } from '#test/support/request-generator/catalogue-json.ts';
import { generateRequest } from '#test/support/request-generator.ts';

// Every screen and the states that look different, by the rules of WCAG 2.2 A and AA, in light and in dark.
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const catalogue = readDemoCatalogue();
/** The steps of a service that one person does from the assessment to the end. */
const PANELS = [
  'conformity',
  'justification',
  'decide',
  'inform',
  'way',
  'prepare',
  'perform',
  'record',
  'hand-out',
  'satisfaction',
  'review',
];
const receivedOn = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Riga' });

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe
    .serial(`every screen in ${colorScheme} passes`, () => {
      let centre: CentreProcess;
      let page: Page;
      let looks = 0;

      /** Asserts that axe finds nothing on what is shown now, and that it looked at something. */
      async function look(name: string): Promise<void> {
        await page.evaluate(() =>
          Promise.allSettled(document.getAnimations().map((animation) => animation.finished)),
        );
        const found = await new AxeBuilder({ page }).withTags(RULES).analyze();
        const findings = found.violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' | ')}`,
        );
        expect(findings, name).toEqual([]);
        expect(found.passes.length, name).toBeGreaterThan(5);
        looks += 1;
      }

      /** Registers a complete request in which every condition is as the service expects it. */
      async function registerComplete(seed: number): Promise<string> {
        const service = 'dzivesvietas-deklaresana';
        await openForm(page);
        const wanted = { service, seed, receivedOn, asExpected: true, withAllEvidence: true };
        await fillForm(page, catalogue, generateRequest(catalogue, wanted));
        return await register(page);
      }

      test.beforeAll(async ({ browser }) => {
        centre = await CentreProcess.start();
        const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, colorScheme });
        page = await context.newPage();
        await page.goto(centre.origin);
      });

      test.afterAll(async () => {
        await page.close();
        await centre.stop();
        expect(looks).toBe(16 + PANELS.length + 6);
      });

      test('sign-in, with and without an error', async () => {
        await expect(page.getByRole('heading', { name: 'Pierakstīties' })).toBeVisible();
        await look('sign-in');
        await page.getByRole('textbox', { name: 'Lietotājvārds' }).fill('clerk');
        await page.getByLabel('Parole', { exact: true }).fill('nepareizi');
        await page.getByRole('button', { name: 'Pierakstīties' }).click();
        await expect(page.getByRole('alert')).toBeVisible();
        await look('sign-in with an error');
      });

      test('enrolment and the empty queue', async () => {
        await signIn(page, 'clerk');
        await expect(page.getByRole('heading', { name: 'Sagatavot šo datoru' })).toBeVisible();
        await look('enrolment');
        await page.getByRole('radio', { name: /^SMI-1 / }).check();
        await page.getByRole('button', { name: /Sākt darbu/ }).click();
        await expect(page.getByText('Šajā vietā vēl nav neviena pieprasījuma.')).toBeVisible();
        await look('empty queue');
      });

      test('the form: empty, with errors, with consequences, filled in', async () => {
        await openForm(page);
        await look('empty form');
        await at(page, '/service').fill('KP-09');
        await page.getByRole('option', { name: 'KP-09' }).click();
        await page.keyboard.press('Control+Enter');
        await expect(page.getByTestId('error-summary')).toBeVisible();
        await look('form with errors');
        await page.getByRole('checkbox', { name: /Rīkojas pārstāvis/ }).check();
        for (const { id, expected } of catalogue.services.find(({ code }) => code === 'KP-09')?.eligibility ??
          []) {
          await at(page, `/eligibility/${id}`)
            .locator(`input[value="${expected ? 'no' : 'yes'}"]`)
            .check();
        }
        await at(page, '/representative/identity/personCode/code').fill('310510-01236');
        await at(page, '/representative/covers').selectOption('named');
        await at(page, '/representative/validUntil').fill('01.01.2026');
        await look('form with consequences, a representative and a warning');
        await page.keyboard.press('Escape');
        await expect(page.getByRole('link', { name: /Ielu tirdzniecības atļauja/ })).toBeVisible();
      });

      test('the saved panel, the queue with rows and the case', async () => {
        const reference = await registerComplete(11);
        await look('saved panel');
        await page.keyboard.press('Alt+2');
        await expect(page.getByRole('row').filter({ hasText: reference })).toBeVisible();
        await look('queue with rows and a draft');
        await page.getByRole('row').filter({ hasText: reference }).click();
        await expect(page.getByRole('heading', { name: reference })).toBeVisible();
        await page.keyboard.press('Alt+z');
        await look('case with the note form');
        await page.getByRole('tab', { name: 'Ziņas' }).click();
        await look('facts of a case');
        await page.getByRole('tab', { name: 'Dokumenti' }).click();
        await look('documents of a case and their course');
      });

      test('the forms of a case: every step, the menu and what it leads to', async () => {
        await page.keyboard.press('Escape');
        await page.getByRole('tab', { name: 'Termiņi' }).click();
        await page.keyboard.press('Alt+o');
        await expect(page.getByRole('menuitem', { name: 'Pieprasīt papildu ziņas' })).toBeVisible();
        await look('menu of actions');
        await page.keyboard.press('Escape');
        await act(page, 'Pieprasīt papildu ziņas');
        await page.keyboard.press('Control+Enter');
        await expect(page.getByTestId('error-summary')).toBeVisible();
        await look('asking the applicant, with an error');
        await page.keyboard.press('Escape');
        await act(page, 'Nodot');
        await look('handing over');
        await page.keyboard.press('Escape');
        await page.keyboard.press('Control+Enter');
        await expect(page.getByTestId('error-summary')).toBeVisible();
        await look('everything on one card, with errors');
        await page.getByRole('button', { name: 'Soli pa solim' }).click();
        for (const step of PANELS) {
          await expect(work(page)).toHaveAttribute('data-step', step);
          if (step === 'prepare') await page.getByRole('button', { name: 'Pievienot rindu' }).click();
          if (step === 'decide') {
            await choose(page, '/decision/decision', 'refuse');
            await look('refusing');
          }
          await look(`step ${step}`);
          if (step === 'prepare') await page.getByRole('button', { name: 'Noņemt' }).click();
          await doStep(page, step);
        }
        await page.getByRole('tab', { name: /^Lēmumi/ }).click();
        await look('decisions of a closed case');
        // What is closed is not in the supervisor's queue, which is looked at below.
        await registerComplete(12);
      });

      test('a consultation, before and after it was given', async () => {
        await page.keyboard.press('F4');
        await page.getByRole('button', { name: /^Cits/ }).click();
        await expect(page.getByTestId('given')).toContainText('Saglabāta šajā datorā un pabeigta.');
        await look('consultation');
      });

      test('settings', async () => {
        await page.keyboard.press('Alt+8');
        await expect(page.getByRole('heading', { name: 'Iestatījumi' })).toBeVisible();
        await look('settings');
      });

      test('the supervisor’s queue and the state of the counters', async () => {
        await page.getByRole('button', { name: 'Izrakstīties' }).first().click();
        await signIn(page, 'portfolio-manager');
        await expect(page.getByTestId('oversight-total')).toBeVisible();
        await expect(page.getByRole('grid')).toBeVisible();
        await look('overview');
        await page.getByRole('tab', { name: 'Lešu stāvoklis' }).click();
        await expect(page.getByRole('table')).toBeVisible();
        await look('state of the counters');
      });
    });
}
