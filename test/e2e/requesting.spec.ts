import { expect, type Page, test } from '@playwright/test';
import { choose, work } from '#test/support/case-page.ts';
import { CentreProcess } from '#test/support/centre-process.ts';
import { becomeCounter, openForm, register } from '#test/support/counter-page.ts';
import { at, fillForm } from '#test/support/fill-form.ts';
import { readDemoCatalogue } from '#test/support/request-generator/catalogue-json.ts';
import { generateRequest, type RequestDescription } from '#test/support/request-generator.ts';

// What a clerk meets on the requesting side: an authority that has ended, a condition that speaks against the request, a
// check that is put off, a routine service ended at once, and a consultation in two taps.
const catalogue = readDemoCatalogue();
const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Riga' });

test.describe
  .serial('the requesting side of a case', () => {
    let centre: CentreProcess;
    let page: Page;

    test.beforeAll(async ({ browser }) => {
      centre = await CentreProcess.start();
      const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
      page = await context.newPage();
      await page.goto(centre.origin);
      await becomeCounter(page, 'clerk', 'SMI-1');
    });

    test.afterAll(async () => {
      await page.close();
      await centre.stop();
    });

    async function fill(service: string, seed: number, changes: Partial<RequestDescription> = {}) {
      const variants = catalogue.services.find(({ id }) => id === service)?.variants ?? [];
      const variant = variants.find(({ retired }) => retired !== true)?.id;
      const request = generateRequest(catalogue, {
        service,
        ...(variant === undefined ? {} : { variant }),
        seed,
        receivedOn: today,
        applicantKind: 'resident',
        identity: 'person-code',
        asExpected: true,
        withAllEvidence: true,
        byRepresentative: changes.representative !== undefined,
      });
      await openForm(page);
      await fillForm(page, catalogue, { ...request, ...changes });
    }

    test('[RG19] [RG20] [RG21] a consultation is saved and closed with the second tap', async () => {
      await page.keyboard.press('Alt+2');
      let taps = 0;
      const tap = async (name: RegExp): Promise<void> => {
        taps += 1;
        await page.getByRole('button', { name }).click();
      };
      await tap(/^Konsultācija/);
      await tap(/^Pabalsti un pensijas/);
      const given = page.getByTestId('given');
      await expect(given).toContainText('Pabalsti un pensijas');
      await expect(given).toContainText('Saglabāta šajā datorā un pabeigta.');
      expect(taps).toBe(2);

      await page.keyboard.press('Alt+2');
      await page.keyboard.press('F4');
      await expect(page.getByRole('heading', { name: 'Konsultācija' })).toBeFocused();
      await page.keyboard.press('2');
      await expect(given).toContainText('Nodokļi un deklarācijas');
      await given.getByRole('button', { name: /^Papildināt/ }).click();
      await expect(page.getByRole('main')).toContainText('Izpildīts');
      await expect(work(page)).toHaveAttribute('data-step', 'none');
      await page.getByRole('tab', { name: 'Ziņas' }).click();
      await expect(page.getByRole('tabpanel')).toContainText('anonīma');
    });

    test('[CL63] a routine service is registered, decided, performed and closed without leaving the panel', async () => {
      await fill('izzina-par-dzivesvietu', 3);
      await register(page);
      await expect(work(page)).toHaveAttribute('data-step', 'conformity');
      // The conditions were answered by the same person a minute ago; what nobody has said yet is asked.
      await expect(at(page, '/findings/complete').locator('input[value="yes"]')).toBeChecked();
      await choose(page, '/findings/signed', 'yes');
      await choose(page, '/findings/within-competence', 'yes');
      await choose(page, '/satisfaction', '5');
      await page.keyboard.press('Control+Enter');
      await expect(page.getByTestId('outcome')).toHaveText('Izpildīts');
      await expect(work(page)).toHaveCount(0);
      await expect(page.getByText('Pieņemts centrā', { exact: false }).first()).toBeVisible();
    });

    test('[PA18] [PA19] [CL80] an authority that has ended is accepted and given the result only with a reason', async () => {
      const ended = {
        ...generateRequest(catalogue, {
          service: 'dzivesvietas-deklaresana',
          seed: 5,
          receivedOn: today,
          byRepresentative: true,
        }).representative,
        identity: { kind: 'foreign', country: 'EE', documentKind: 'passport', number: 'TEST1' },
        covers: 'this-service',
        validFrom: '',
        validUntil: '01.01.2026',
      };
      await fill('dzivesvietas-deklaresana', 5, { representative: ended });
      await expect(page.getByText('Pilnvarojuma termiņš ir beidzies.')).toBeVisible();
      await page.keyboard.press('Control+Enter');
      await expect(page.getByTestId('error-summary')).toContainText(
        'Ierakstiet, kāpēc pilnvarojumu tomēr pieņem.',
      );
      await at(page, '/representative/override/reason').fill('Jauno pilnvaru atnesīs rīt.');
      await register(page);
      await expect(at(page, '/handedOut/to').locator('input[value="representative"]')).toBeChecked();
      await choose(page, '/findings/signed', 'yes');
      await choose(page, '/findings/within-competence', 'yes');
      await page.keyboard.press('Control+Enter');
      await expect(page.getByTestId('error-summary')).toContainText('Kāpēc izsniedz');
      await at(page, '/handedOut/reason').fill('Pieteicējs to apstiprināja pa tālruni.');
      await page.keyboard.press('Control+Enter');
      await expect(work(page)).toHaveAttribute('data-step', 'satisfaction');
      await page.getByRole('button', { name: 'Atvērt pieprasījumu' }).click();
      await page.getByRole('tab', { name: 'Ziņas' }).click();
      await expect(page.getByRole('tabpanel')).toContainText('Jauno pilnvaru atnesīs rīt.');
      await expect(page.getByRole('tabpanel')).toContainText(
        'Pilnvarojums šodienPilnvarojuma termiņš ir beidzies.',
      );
      await page.getByRole('tab', { name: 'Gaita' }).click();
      await expect(page.getByRole('tabpanel')).toContainText('Pieteicējs to apstiprināja pa tālruni.');
    });

    test('[RG7] what the applicant insists on and [RG17] [RG18] [CL82] a check that was put off stay with the case', async () => {
      await fill('nin-atvieglojums', 7);
      const [refusing] = catalogue.services.find(({ id }) => id === 'nin-atvieglojums')?.eligibility ?? [];
      const pointer = `/eligibility/${refusing?.id}`;
      await choose(page, pointer, 'no');
      await at(page, `${pointer}/insisted`).check();
      await at(page, '/evidence/property-register/status').locator('input[value="check-later"]').check();
      await register(page);
      await page.keyboard.press('Control+Enter');
      await expect(page.getByText('Vēl jāpārbauda reģistrā')).toBeVisible();
      await page.getByRole('tab', { name: 'Ziņas' }).click();
      await expect(page.getByRole('tabpanel')).toContainText('Pieteicējs uztur pieprasījumu; lems iestāde.');
      await page.getByRole('button', { name: 'Pārbaudīt reģistrā' }).click();
      await choose(page, '/evidence/property-register/status', 'checked-in-register');
      await page.keyboard.press('Control+Enter');
      await expect(page.getByText('Vēl jāpārbauda reģistrā')).toHaveCount(0);
      await page.getByRole('tab', { name: 'Dokumenti' }).click();
      const row = page.getByRole('row').filter({ hasText: 'Pārbauda reģistrā' });
      await expect(row.getByRole('listitem')).toHaveText([/Pārbaudīt vēlāk/, /Pārbaudīts reģistrā/]);
    });

    test('who is directed elsewhere is told where', async () => {
      await fill('izzina-par-dzivesvietu', 9);
      const [first] = catalogue.services.find(({ id }) => id === 'izzina-par-dzivesvietu')?.eligibility ?? [];
      await choose(page, `/eligibility/${first?.id}`, 'no');
      await expect(page.getByText('Kur vērsties: Pašvaldība')).toBeVisible();
      await page.getByText(/^Citas vietas, kur šo pakalpojumu sniedz/).click();
      await expect(page.getByText(/Auces .*Dobeles novads/)).toBeVisible();
    });
  });
