import { expect, type Page, test } from '@playwright/test';
import { CentreProcess } from '#test/support/centre-process.ts';
import { becomeCounter, openForm, register } from '#test/support/counter-page.ts';
import { at, fillForm } from '#test/support/fill-form.ts';
import { readDemoCatalogue } from '#test/support/request-generator/catalogue-json.ts';
import { generateRequest } from '#test/support/request-generator.ts';

// The form as a practised clerk's hands use it: keys, what they close, what they answer, and what is never lost.
const catalogue = readDemoCatalogue();
const receivedOn = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Riga' });

function serviceOf(code: string) {
  const service = catalogue.services.find((each) => each.code === code);
  if (service === undefined) throw new Error(`no such service: ${code}`);
  return service;
}

test.describe
  .serial('the registration form by hand', () => {
    let centre: CentreProcess;
    let page: Page;

    const heading = () => page.getByRole('heading', { name: 'Jauns pieprasījums' });
    const options = () => page.getByRole('listbox', { name: 'Pakalpojums' }).getByRole('option');
    const dialog = () => page.getByRole('dialog');

    /** Types a code as fast as the keyboard can and takes the first match. */
    async function choose(code: string): Promise<void> {
      await at(page, '/service').focus();
      await page.keyboard.press('Control+a');
      await page.keyboard.insertText(code);
      await page.keyboard.press('Enter');
      await expect(at(page, '/service')).toHaveValue(new RegExp(`^${code} `));
    }

    async function discard(): Promise<void> {
      await page.getByRole('button', { name: 'Atmest melnrakstu' }).click();
      await dialog().getByRole('button', { name: 'Atmest melnrakstu' }).click();
      await expect(page.getByRole('heading', { name: 'Pieprasījumi' })).toBeVisible();
    }

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

    test('Enter takes the first match of what was just typed or pasted', async () => {
      await openForm(page);
      await choose('KP-05');
      // Now another one, while a service stands there; the list says which option is the current one.
      await at(page, '/service').focus();
      await page.keyboard.press('Control+a');
      await page.keyboard.type('kp');
      await expect(options().first()).toContainText('KP-01');
      const current = await options().first().getAttribute('id');
      await expect(at(page, '/service')).toHaveAttribute('aria-activedescendant', String(current));
      await page.keyboard.press('ArrowDown');
      await expect(at(page, '/service')).not.toHaveAttribute('aria-activedescendant', String(current));
      await page.keyboard.press('Enter');
      await expect(at(page, '/service')).toHaveValue(/^KP-02 /);
      await expect(options()).toHaveCount(0);
    });

    test('Esc closes the top layer alone: the list, the question, then the form', async () => {
      await at(page, '/service').click();
      await expect(options().first()).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(options()).toHaveCount(0);
      await expect(heading()).toBeVisible();
      await page.getByRole('button', { name: 'Atmest melnrakstu' }).click();
      await expect(dialog()).toBeVisible();
      // No key of the form works under the question.
      await page.keyboard.press('Control+Enter');
      await page.keyboard.press('F2');
      await expect(page.getByTestId('error-summary')).toHaveCount(0);
      await page.keyboard.press('Escape');
      await expect(dialog()).toHaveCount(0);
      await expect(heading()).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('heading', { name: 'Pieprasījumi' })).toBeVisible();
      await page.getByRole('link', { name: /Pase un personas apliecība/ }).click();
      await expect(
        page.getByText('Turpiniet iesākto: aizpildītais ir atjaunots no šī datora.'),
      ).toBeVisible();
    });

    test('the fee of an open kind is not called free of charge', async () => {
      const summary = page.getByRole('complementary', { name: 'Kopsavilkums' });
      await expect(summary).toContainText('Atkarīga no izvēlētā veida');
      await expect(summary).not.toContainText('Bez maksas');
      await at(page, '/values/variant').selectOption('eid-10');
      await expect(summary).toContainText('15,00 EUR');
      await discard();
    });

    test('a new form says nothing of a form begun before, also after an exchange', async () => {
      await openForm(page);
      await choose('KP-03');
      await expect(page.getByTestId('draft-state')).toContainText('Melnraksts šajā datorā');
      const exchanged = page.waitForResponse(/\/api\/sync\//);
      await page.keyboard.press('Alt+s');
      await page.keyboard.press('Enter');
      await exchanged;
      await expect(page.getByText('Turpiniet iesākto')).toHaveCount(0);
      await expect(at(page, '/service')).toHaveValue(/^KP-03 /);
      await discard();
    });

    test('an attempt without a service says so in one sentence, and the chosen form does not open red', async () => {
      await openForm(page);
      await page.keyboard.press('Control+Enter');
      const summary = page.getByTestId('error-summary');
      await expect(summary.getByRole('link')).toHaveText(['Izvēlieties pakalpojumu.']);
      await choose('KP-01');
      await expect(summary).toHaveCount(0);
      await expect(page.getByText('Šis lauks jāaizpilda.')).toHaveCount(0);
      await page.keyboard.press('Control+Enter');
      const service = serviceOf('KP-01');
      // Where the place of each line comes in the page; the place of an address is its first box.
      const places = await summary.getByRole('link').evaluateAll((links) => {
        const all = [...document.querySelectorAll('*')];
        return links.map((link) => {
          const id = link.getAttribute('href') ?? '';
          return all.findIndex((element) => element.matches(`${id}, ${id}-text, ${id}-code`));
        });
      });
      expect(places.length).toBeGreaterThan(service.eligibility.length + 4);
      expect(places).not.toContain(-1);
      expect(places).toEqual(places.toSorted((one, other) => one - other));
      // The token of what is not accepted, in light.
      const red = 'rgb(140, 29, 24)';
      for (const pointer of ['/values/legalGround', '/applicant/givenName', '/applicant/familyName']) {
        await expect(at(page, pointer)).toHaveCSS('border-top-color', red);
      }
      await expect(at(page, '/common/phone')).not.toHaveCSS('border-top-color', red);
      await discard();
    });

    test('J and N answer a condition and go on to the next open one; V marks the documents', async () => {
      await openForm(page);
      await choose('KP-01');
      const [first, second, third] = serviceOf('KP-01').eligibility;
      const question = (each: { id: string } | undefined) => at(page, `/eligibility/${each?.id ?? ''}`);
      await expect(question(first)).toContainText('JāJ');
      await expect(question(first)).toContainText('NēN');
      await question(first).locator('input').first().focus();
      await page.keyboard.press('j');
      await expect(question(first).getByRole('radio', { name: 'Jā' })).toBeChecked();
      await expect(question(second).locator('input').first()).toBeFocused();
      // An unexpected answer has a consequence to settle, so the focus stays with it.
      await page.keyboard.press('n');
      await expect(question(second).getByRole('radio', { name: 'Nē' })).toBeChecked();
      await expect(question(second).getByRole('radio', { name: 'Nē' })).toBeFocused();
      await page.keyboard.press('j');
      await expect(question(third).locator('input').first()).toBeFocused();

      const shown = page.getByRole('radio', { name: 'Uzrādīts' });
      await page.keyboard.press('v');
      await expect(shown.first()).not.toBeChecked();
      const documents = page.getByRole('region', { name: '5 Dokumenti' });
      await documents.getByRole('radio').first().focus();
      await page.keyboard.press('v');
      await expect(documents.getByRole('radio', { name: 'Uzrādīts', checked: true }).first()).toBeVisible();
      await expect(page.getByRole('complementary', { name: 'Kopsavilkums' })).toContainText('Nekā netrūkst');
    });

    test('a typed date is understood, said in words on a line of its own, and written out', async () => {
      const field = serviceOf('KP-01').fields.find(({ type }) => type === 'date');
      const date = at(page, `/values/${field?.id ?? ''}`);
      const year = Number(receivedOn.slice(0, 4)) - 1;
      for (const [typed, written] of [
        [`20/11/${year}`, `20.11.${year}`],
        [`3.2.${year}.`, `03.02.${year}`],
        ['0', receivedOn.split('-').toReversed().join('.')],
      ] as const) {
        await date.fill(typed);
        await date.blur();
        await expect(date).toHaveValue(written);
      }
      await date.fill(`20/11/${year}`);
      const words = page.getByText(new RegExp(`${year}\\. gada 20\\. novembris`));
      await expect(words).toHaveText(/^\p{L}+, \d{4}\. gada 20\. novembris$/u);
      await expect(words).toHaveCSS('display', 'block');
      await discard();
    });

    test('without a name and by a representative exclude each other', async () => {
      await openForm(page);
      await choose('KP-12');
      const anonymous = page.getByRole('checkbox', { name: /Anonīmi/ });
      const represented = page.getByRole('checkbox', { name: /Rīkojas pārstāvis/ });
      await anonymous.check();
      await represented.check();
      await expect(anonymous).not.toBeChecked();
      await page.keyboard.press('Alt+a');
      await expect(anonymous).toBeChecked();
      await expect(represented).not.toBeChecked();
      await page.keyboard.press('Alt+p');
      // A company's number typed for the representative is no reason to make the applicant a company.
      await at(page, '/applicant/kind').locator('input[value="resident"]').check();
      await at(page, '/representative/identity/personCode/code').fill('40003000000');
      await at(page, '/representative/identity/personCode/code').blur();
      await expect(page.getByText('Vai pieteicējs ir uzņēmums?')).toHaveCount(0);
      await discard();
    });

    test('F6 goes to the main part', async () => {
      await page.getByRole('link', { name: /Pieprasījumi/ }).focus();
      await page.keyboard.press('F6');
      await expect(page.getByRole('main')).toBeFocused();
      await page.keyboard.press('Shift+F6');
      await expect(page.getByRole('link', { name: /Pieprasījumi/ })).toBeFocused();
    });

    test('what was saved says where it is and what is still missing', async () => {
      await openForm(page);
      const request = generateRequest(catalogue, {
        service: 'dzivesvietas-deklaresana',
        seed: 21,
        receivedOn,
        asExpected: true,
      });
      await fillForm(page, catalogue, { ...request, evidence: {}, fees: {} });
      const reference = await register(page);
      await expect(page.getByText(/Pieņemts centrā \d\d:\d\d\./)).toBeVisible();
      await page.keyboard.press('Control+Enter');
      await expect(page.getByRole('heading', { name: reference })).toBeVisible();
      const band = page.getByRole('region', { name: 'Kas tagad jādara' });
      await expect(band).toContainText('Trūkst: Pase vai personas apliecība');
      await expect(band).toContainText('Apliecinājums par nodevas samaksu');
    });

    test('a note that was begun survives Esc and another section, and is discarded only when asked', async () => {
      const note = page.getByRole('textbox', { name: 'Piezīme' });
      const button = page.getByRole('button', { name: /^Piezīme/ });
      await page.keyboard.press('Alt+z');
      await expect(note).toBeFocused();
      await page.keyboard.type('Zvanīt pēc pusdienām');
      await page.keyboard.press('Escape');
      await expect(button).toBeFocused();
      await expect(page.getByTestId('note-state')).toHaveText('Iesāktā piezīme vēl nav saglabāta.');
      await page.keyboard.press('Alt+z');
      await expect(note).toHaveValue('Zvanīt pēc pusdienām');
      await page.keyboard.press('Alt+2');
      await expect(page.getByRole('heading', { name: 'Pieprasījumi' })).toBeVisible();
      await page.goBack();
      await expect(note).toHaveValue('Zvanīt pēc pusdienām');

      await page.getByRole('button', { name: 'Atcelt' }).click();
      await expect(dialog()).toContainText('Atmest piezīmi?');
      await page.keyboard.press('Escape');
      await expect(dialog()).toHaveCount(0);
      await expect(note).toHaveValue('Zvanīt pēc pusdienām');

      await note.focus();
      await page.keyboard.press('Control+Enter');
      await expect(page.getByTestId('note-state')).toHaveText('Piezīme saglabāta šajā datorā.');
      await expect(button).toBeFocused();
      await expect(page.getByRole('tab', { name: 'Piezīmes 1' })).toBeVisible();
      await page.keyboard.press('Alt+z');
      await expect(note).toHaveValue('');
      await page.keyboard.type('Lieks teksts');
      await page.getByRole('button', { name: 'Atcelt' }).click();
      await dialog().getByRole('button', { name: 'Atmest piezīmi' }).click();
      await expect(note).toHaveCount(0);
      await expect(button).toBeFocused();
    });

    test('with forced colours a ticked control looks different from an empty one', async () => {
      await page.emulateMedia({ forcedColors: 'active' });
      await openForm(page);
      await choose('KP-12');
      const fillOf = (checked: boolean) =>
        at(page, '/applicant/kind')
          .getByRole('radio', { checked })
          .first()
          .evaluate((input) => getComputedStyle(input).backgroundColor);
      expect(await fillOf(true)).not.toBe(await fillOf(false));
      await page.emulateMedia({ forcedColors: null });
      await discard();
    });
  });
