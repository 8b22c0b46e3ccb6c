import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { choose, confirm, doStep, openCase, stepOn, work } from '#test/support/case-page.ts';
import { CentreProcess } from '#test/support/centre-process.ts';
import { becomeCounter, openForm, register } from '#test/support/counter-page.ts';
import { at, fillForm } from '#test/support/fill-form.ts';
import { type PdfPage, readPdf } from '#test/support/read-pdf.ts';
import { readDemoCatalogue } from '#test/support/request-generator/catalogue-json.ts';
import { generateRequest, type RequestWish } from '#test/support/request-generator.ts';

// What people get on paper, printed by Chromium from the program as a clerk prints it, and read back from the file.
const catalogue = readDemoCatalogue();
const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Riga' });
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const LONGEST_LINE_OF_RECEIPT = 44;
const SHOTS = process.env.KLATIENE_SHOTS;

test.describe
  .serial('what people get on paper', () => {
    let centre: CentreProcess;
    let page: Page;
    let reference: string;

    test.beforeAll(async ({ browser }) => {
      centre = await CentreProcess.start();
      const context = await browser.newContext({ viewport: { width: 1366, height: 900 } });
      page = await context.newPage();
      await page.goto(centre.origin);
      await becomeCounter(page, 'clerk', 'SMI-1');
    });

    test.afterAll(async () => {
      await page.close();
      await centre.stop();
    });

    /** The open preview as Chromium prints it. */
    async function printed(name: string): Promise<readonly PdfPage[]> {
      const bytes = await page.pdf({
        preferCSSPageSize: true,
        ...(SHOTS && { path: `${SHOTS}/${name}.pdf` }),
      });
      const pages = await readPdf(bytes);
      for (const [index, { text }] of pages.entries()) {
        expect(text.length, `${name}, page ${index + 1}`).toBeGreaterThan(20);
        // Nothing of the screen around the letter is printed.
        expect(text).not.toContain('Meklēt');
        expect(text).not.toContain('Ctrl+P');
      }
      return pages;
    }

    function expectSheets(pages: readonly PdfPage[], foot: string): void {
      for (const [index, sheet] of pages.entries()) {
        expect([sheet.width, sheet.height]).toEqual([210, 297]);
        expect(sheet.lines.at(-1)).toContain(foot);
        expect(sheet.lines.at(-1)).toContain(`${index + 1}. lapa no ${pages.length}`);
      }
    }

    async function openPrint(name: RegExp): Promise<void> {
      await page.keyboard.press('Control+p');
      await page.getByRole('menuitem', { name }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    }

    async function close(): Promise<void> {
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }

    async function fill(service: string, wish: Partial<RequestWish>): Promise<void> {
      await openForm(page);
      const request = { service, seed: 31, receivedOn: today, asExpected: true, ...wish };
      await fillForm(page, catalogue, generateRequest(catalogue, request));
    }

    test('[LT13] before the registration: the procedure of the service, and what is still to be brought', async () => {
      await fill('dzivesvietas-deklaresana', { byRepresentative: true, withAllEvidence: true });
      await at(page, '/evidence/id-doc/status').locator('input[value="missing"]').check();
      await page.getByRole('button', { name: /Drukāt: Pakalpojuma saņemšanas kārtība/ }).click();
      const procedure = await printed('procedure-lv');
      expect(procedure.length).toBeGreaterThan(1);
      expectSheets(procedure, 'KP-01, versija 2026.1-demo');
      expect(procedure[0]?.text).toContain('Dzīvesvietas deklarēšana');
      expect(procedure.map(({ text }) => text).join(' ')).toContain('Noskaidro vajadzību. Dara:');
      await close();
      await page.getByRole('button', { name: /Drukāt: Līdzi jāņem/ }).click();
      const [bring] = await printed('bring-before-lv');
      expect(bring?.text).toContain('Pieprasījums vēl nav reģistrēts.');
      expect(bring?.text).toContain('Pase vai personas apliecība (jāuzrāda oriģināls)');
      await close();
    });

    test('[LT13] [LT14] after it: the receipt on 80 mm and on a sheet, in both languages', async () => {
      reference = await register(page);
      await page.keyboard.press('Control+p');
      await expect(page.getByRole('dialog')).toContainText('Saņemšanas apliecinājums');
      const pages = await printed('receipt-lv');
      if (SHOTS) await page.screenshot({ path: `${SHOTS}/preview-receipt.png` });
      expect(pages.length).toBe(1);
      const [receipt] = pages;
      expect(receipt?.width).toBe(80);
      expect(receipt?.text).toContain(reference);
      expect(receipt?.text).toMatch(/IZDRUKAS BRĪDĪ: letē pieņemts/);
      expect(receipt?.text).toContain('Pārstāvis:');
      expect(receipt?.smallestType).toBeGreaterThanOrEqual(9);
      for (const line of receipt?.lines ?? [])
        expect(line.length, line).toBeLessThanOrEqual(LONGEST_LINE_OF_RECEIPT);
      await page.getByText('Angliski', { exact: true }).click();
      expect((await printed('receipt-en'))[0]?.text).toContain('WHEN PRINTED: taken at the counter');
      await page.getByText('Lieliem burtiem').click();
      const large = await printed('receipt-large-en');
      expect(large.length).toBe(1);
      expect(large[0]?.smallestType).toBeGreaterThanOrEqual(12);
      await page.getByText('Lieliem burtiem').click();
      await page.getByText('Latviski', { exact: true }).click();
      await page.getByText('A4 lapa').click();
      expectSheets(await printed('receipt-a4-lv'), `Numurs: ${reference}`);
    });

    test('[LT15] a print that fails says so with the reason and is offered again', async () => {
      await page.evaluate(() => {
        window.print = () => {
          throw new Error('Printing is not allowed');
        };
      });
      await page.keyboard.press('Control+p');
      await expect(page.getByRole('alert')).toContainText('Nav izdrukāts');
      await expect(page.getByRole('alert')).toContainText('Printing is not allowed');
      await page.evaluate(() => {
        window.print = () => void window.dispatchEvent(new Event('beforeprint'));
      });
      await page.getByRole('button', { name: /Drukāt vēlreiz/ }).click();
      await expect(page.getByText('Drukas logs bija atvērts.')).toBeVisible();
      await expect(page.getByRole('alert')).toHaveCount(0);
      await close();
    });

    test('[LT14] on the case: what to bring, by number and in both languages', async () => {
      await openCase(page, reference);
      await openPrint(/^\d Līdzi jāņem/);
      await expect(page.getByRole('dialog')).toContainText('Pase vai personas apliecība');
      if (SHOTS) await page.screenshot({ path: `${SHOTS}/preview.png` });
      for (const colorScheme of ['light', 'dark'] as const) {
        // Colours that are still on their way to the other scheme are nobody's.
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        const found = await new AxeBuilder({ page }).withTags(RULES).analyze();
        expect(found.violations.map(({ id, nodes }) => `${colorScheme} ${id}: ${nodes[0]?.html}`)).toEqual(
          [],
        );
      }
      await page.emulateMedia({ colorScheme: null, reducedMotion: null });
      expectSheets(await printed('bring-lv'), `Numurs: ${reference}`);
      await page.getByText('Angliski', { exact: true }).click();
      expect((await printed('bring-en'))[0]?.text).toContain('Please bring or hand in');
      await close();
      await expect(page.getByRole('button', { name: /^Drukāt/ })).toBeFocused();
      await page.getByRole('tab', { name: 'Ziņas' }).click();
      await expect(page.getByRole('button', { name: /Drukāt: Pakalpojuma saņemšanas/ })).toBeVisible();
      if (SHOTS) await page.screenshot({ path: `${SHOTS}/case.png` });
      await openPrint(/^\d Pieteikums/);
      const application = await printed('application-lv');
      expectSheets(application, `Numurs: ${reference}`);
      expect(application.map(({ text }) => text).join(' ')).toContain('Jaunā dzīvesvietas');
      await close();
    });

    test('[LT14] a refusal is put on paper with reasons, ground, contesting and the representative', async () => {
      await fill('izzina-par-dzivesvietu', { variant: 'own', byRepresentative: true, withAllEvidence: true });
      const refused = await register(page);
      await openCase(page, refused);
      for (const id of ['signed', 'within-competence']) await choose(page, `/findings/${id}`, 'yes');
      await choose(page, '/findings/complete', 'no');
      await at(page, '/findings/complete/note').fill('Nav norādīts mērķis.');
      await confirm(page, 'conformity');
      await choose(page, '/decision/decision', 'refuse');
      await at(page, '/decision/refusalReasons').getByRole('checkbox').first().check();
      const reasons = 'Mērķis <b>nav</b> norādīts: «ķēniņš» & {service}';
      await at(page, '/decision/reasons').fill(reasons);
      await at(page, '/decision/legalGround').fill('Iestādes kārtība, 5. punkts');
      await confirm(page, 'decide');
      expect(await stepOn(page)).toBe('inform');
      await work(page).getByRole('button', { name: 'Drukāt: Lēmums' }).click();
      const decision = await printed('decision-refuse-lv');
      expectSheets(decision, `Numurs: ${refused}`);
      const text = decision.map((sheet) => sheet.text).join(' ');
      for (const part of ['Lēmums par atteikumu', reasons, 'Iestādes kārtība, 5. punkts', 'Pārstāvis']) {
        expect(text).toContain(part);
      }
      await page.getByText('Angliski', { exact: true }).click();
      expect((await printed('decision-refuse-en'))[0]?.text).toContain('Decision to refuse');
      await close();
    });

    test('[LT14] a result is handed over against a signed proof', async () => {
      await fill('izzina-par-dzivesvietu', {
        variant: 'own',
        byRepresentative: false,
        withAllEvidence: true,
        seed: 33,
      });
      await register(page);
      // What a routine service needs to be finished at once stands under the number.
      await doStep(page, 'conformity');
      await page.getByRole('button', { name: /Drukāt: Rezultāta izsniegšanas/ }).click();
      const [proof] = await printed('proof-lv');
      expect(proof?.text).toContain('Rezultātu saņēma');
      expect(proof?.text).toContain('Kam pieteicējs:');
      await page.getByText('Angliski', { exact: true }).click();
      await printed('proof-en');
      await close();
    });
  });
