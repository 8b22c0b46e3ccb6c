import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { openCase } from '#test/support/case-page.ts';
import { CentreProcess } from '#test/support/centre-process.ts';
import { becomeCounter, openForm, register } from '#test/support/counter-page.ts';
import { at, chooseService, fillForm } from '#test/support/fill-form.ts';
import { readDemoCatalogue } from '#test/support/request-generator/catalogue-json.ts';
import { generateRequest } from '#test/support/request-generator.ts';

// A version is published by the command line while a clerk has a case and a draft open. Nothing is reloaded.
const SERVICE = 'e-pakalpojumu-konsultacija';
const catalogue = readDemoCatalogue();
const code = catalogue.services.find(({ id }) => id === SERVICE)?.code ?? '';
const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Riga' });

test.describe
  .serial('two versions of the catalogue', () => {
    let centre: CentreProcess;
    let page: Page;

    test.setTimeout(40_000);

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

    async function expectNoBarrier(): Promise<void> {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    }

    /** Publishes the demonstration with another consultation, as an administrator does at the centre. */
    async function publish(): Promise<string> {
      const document = JSON.parse(await readFile('central/demo/catalogue.json', 'utf8'));
      document.catalogueVersion = '2026.2-demo';
      const service = document.services.find(({ id }: { id: string }) => id === SERVICE);
      const question = service.fields.find(({ id }: { id: string }) => id === 'question');
      question.label = { lv: 'Ko klients vēlas noskaidrot', en: 'What the client wants to know' };
      service.fields = service.fields.filter(({ id }: { id: string }) => id !== 'institution');
      service.fields.push({
        ...question,
        id: 'device',
        required: false,
        label: { lv: 'Ierīce', en: 'Device' },
      });
      const file = join(centre.dataFolder, '..', 'next.json');
      await writeFile(file, JSON.stringify(document));
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ['central/commands/run.mjs', 'catalogue', 'publish', file],
        { env: { ...process.env, KLATIENE_DATA: centre.dataFolder, DATABASE_URL: '' } },
      );
      return stdout;
    }

    test('[CA55] [CA56] [CA57] a case keeps its version, a draft is carried over and a new request is asked anew', async () => {
      const request = generateRequest(catalogue, { service: SERVICE, seed: 5, receivedOn: today });
      await openForm(page);
      await fillForm(page, catalogue, request);
      const reference = await register(page);
      // A draft of the same service stays behind.
      await openForm(page);
      await chooseService(page, code);
      await at(page, '/values/institution').fill('Paraugu iestāde');
      await at(page, '/values/question').fill('Kā iesniegt?');
      await page.keyboard.press('Escape');
      await openCase(page, reference);

      expect(await publish()).toMatch(/published [0-9a-f]{64}: version 2, in force now\n$/);
      const note = page.getByTestId('catalogue-changes');
      await expect(note).toContainText('Reģistrēts pēc kataloga 1. versijas; spēkā ir 2. versija.');
      await note.locator('summary').press('Enter');
      await expect(note.getByRole('listitem')).toHaveText([
        'lauks «Ko klients vēlas noskaidrot»: nosaukums no «Jautājums» uz «Ko klients vēlas noskaidrot»',
        'lauks «Ierīce»: jauns',
        'lauks «Iestāde»: svītrots',
      ]);
      await expectNoBarrier();
      await page.getByRole('tab', { name: 'Ziņas' }).click();
      const facts = page.getByRole('tabpanel');
      await expect(facts).toContainText('1. versija, spēkā no');
      await expect(facts).toContainText('Jautājums');
      await expect(facts).not.toContainText('Ko klients vēlas noskaidrot');

      // The draft goes on by the new version, and says what has no place in it.
      await page.keyboard.press('Alt+2');
      await page.getByRole('region', { name: 'Melnraksti' }).getByRole('link').first().click();
      const told = page.getByRole('status').filter({ hasText: 'jauna kataloga versija' });
      await expect(told).toContainText('lauks «Iestāde» – bija ierakstīts: Paraugu iestāde');
      await expect(at(page, '/values/question')).toHaveValue('Kā iesniegt?');
      await expect(page.getByLabel('Ko klients vēlas noskaidrot')).toHaveValue('Kā iesniegt?');
      await expectNoBarrier();
      await told.getByRole('button', { name: 'Redzēju' }).click();
      await expect(told).toHaveCount(0);

      // A new request is asked by it.
      await openForm(page);
      await chooseService(page, code);
      await expect(page.getByLabel('Ierīce')).toBeVisible();
    });
  });
