import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { act, choose, confirm, openCase, stepOn, work } from '#test/support/case-page.ts';
import { CentreProcess } from '#test/support/centre-process.ts';
import { becomeCounter, openForm, register } from '#test/support/counter-page.ts';
import { at, fillForm } from '#test/support/fill-form.ts';
import { readDemoCatalogue } from '#test/support/request-generator/catalogue-json.ts';
import { generateRequest } from '#test/support/request-generator.ts';
import { SmtpInbox } from '#test/support/smtp-inbox.ts';

// A clerk refuses, the centre sends the letter by a real mail server, and the page says what became of it by itself.
const catalogue = readDemoCatalogue();
const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Riga' });
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const ADDRESS = 'paraugs@klatiene.example';
const REASONS = 'Mērķis <b>nav</b> norādīts: «ķēniņš» & {service}';
const SHOTS = process.env.KLATIENE_SHOTS;

test.describe
  .serial('telling by e-mail', () => {
    let inbox: SmtpInbox;
    let centre: CentreProcess;
    let page: Page;
    let reference: string;

    test.beforeAll(async ({ browser }) => {
      inbox = await SmtpInbox.open();
      centre = await CentreProcess.start('', {
        KLATIENE_SMTP_URL: inbox.url,
        KLATIENE_MAIL_FROM: 'Klātiene <centrs@klatiene.example>',
      });
      const context = await browser.newContext({ viewport: { width: 1366, height: 900 } });
      page = await context.newPage();
      await page.goto(centre.origin);
      await becomeCounter(page, 'clerk', 'SMI-1');
    });

    test.afterAll(async () => {
      await page.close();
      await centre.stop();
      await inbox.close();
    });

    async function expectAccessible(name: string): Promise<void> {
      if (SHOTS !== undefined) await page.screenshot({ path: `${SHOTS}/mail-${name}.png`, fullPage: true });
      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    }

    test('[CL70] [CL71] a refusal is sent, arrives as it was shown, and the case says when', async () => {
      await openForm(page);
      const request = { service: 'izzina-par-dzivesvietu', variant: 'own', seed: 31, receivedOn: today };
      const wish = { ...request, asExpected: true, withAllEvidence: true };
      await fillForm(page, catalogue, generateRequest(catalogue, wish));
      await at(page, '/common/email').fill(ADDRESS);
      await at(page, '/common/answerLanguage').selectOption('lv');
      reference = await register(page);
      await openCase(page, reference);
      for (const id of ['signed', 'within-competence']) await choose(page, `/findings/${id}`, 'yes');
      await choose(page, '/findings/complete', 'no');
      await at(page, '/findings/complete/note').fill('Nav norādīts mērķis.');
      await confirm(page, 'conformity');
      await choose(page, '/decision/decision', 'refuse');
      await at(page, '/decision/refusalReasons').getByRole('checkbox').first().check();
      await at(page, '/decision/reasons').fill(REASONS);
      await at(page, '/decision/legalGround').fill('Iestādes kārtība, 5. punkts');
      await confirm(page, 'decide');
      expect(await stepOn(page)).toBe('inform');
      await choose(page, '/proof', 'e-mail');
      await expect(work(page)).toContainText(ADDRESS);
      const preview = work(page).getByRole('region', { name: 'E-pasta teksts' });
      await expect(preview).toContainText(REASONS);
      await expect(preview).toContainText('Lēmums par atteikumu');
      await expectAccessible('preview');
      await confirm(page, 'inform');

      await expect.poll(() => inbox.messages.length).toBe(1);
      const [message] = inbox.messages;
      expect(message?.headers.get('to')).toBe(ADDRESS);
      expect(message?.headers.get('subject')).toBe(`Lēmums par atteikumu, ${reference}`);
      for (const part of [reference, REASONS, 'Iestādes kārtība, 5. punkts', 'Uzskatāms par paziņotu']) {
        expect(message?.text).toContain(part);
      }
      expect(message?.html).toContain('Mērķis &lt;b&gt;nav&lt;/b&gt; norādīts: «ķēniņš» &amp; {service}');
      // Nobody reloads: the hint of the centre brings what became of it.
      await page.getByRole('tab', { name: /^Saziņa/ }).click();
      const contact = page.getByRole('list', { name: /^Saziņa/ });
      await expect(contact).toContainText(/E-pasts nosūtīts .*: lēmums\. Uzskatāms par paziņotu/);
      await expect(contact).not.toContainText('Tiek sūtīts');
      await expectAccessible('sent');
    });

    test('[CL72] [CL73] what the mail server refuses is said at once, and can be told again', async () => {
      inbox.mood = 550;
      await act(page, 'Informēt');
      await choose(page, '/subject', 'course');
      await choose(page, '/proof', 'e-mail');
      await page.keyboard.press('Control+Enter');
      const alert = page.getByRole('alert').filter({ hasText: 'Pieteicējs nav informēts: gaita' });
      await expect(alert).toContainText('pasta serveris nepieņem šo adresi');
      await expectAccessible('failed');
      inbox.mood = 'takes';
      await act(page, 'Informēt');
      await choose(page, '/subject', 'course');
      await choose(page, '/proof', 'e-mail');
      await page.keyboard.press('Control+Enter');
      await expect(alert).toHaveCount(0);
      await expect.poll(() => inbox.messages.length).toBe(2);
    });
  });
