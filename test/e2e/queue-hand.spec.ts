import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { CentreProcess } from '#test/support/centre-process.ts';
import { openForm, register, signIn } from '#test/support/counter-page.ts';
import { at, fillForm } from '#test/support/fill-form.ts';
import { LoopbackProxy } from '#test/support/loopback-proxy.ts';
import { readDemoCatalogue } from '#test/support/request-generator/catalogue-json.ts';
import { generateRequest } from '#test/support/request-generator.ts';

// The lists under the hand: what is narrowed, sorted and opened is there again when one comes back, nothing is cut off,
// and the bar says what is true. On a queue of some length, at the sizes that counters have.
const run = promisify(execFile);
const catalogue = readDemoCatalogue();
const receivedOn = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Riga' });
const CASES = 60;

async function loadCases(centre: CentreProcess): Promise<void> {
  const wishes = ['--cases', String(CASES), '--offices', '1', '--seed', '1'];
  await run(process.execPath, ['central/commands/run.mjs', 'demo-load', ...wishes], {
    env: { ...process.env, KLATIENE_DATA: centre.dataFolder, KLATIENE_PORT: String(centre.port) },
  });
}

const current = (page: Page): Locator => page.locator('[role="row"][aria-selected="true"]');
const clearButtons = (page: Page): Locator => page.getByRole('button', { name: 'Notīrīt filtrus' });

/** Asserts that the table stands in the window as it is and that no cell of it is cut. */
async function expectNothingCut(page: Page): Promise<void> {
  const cut = await page.evaluate(() => {
    const isWider = (element: Element): boolean => element.scrollWidth > element.clientWidth + 1;
    const grid = document.querySelector('.k-grid');
    const cells = [...document.querySelectorAll('.k-row > div')];
    return {
      cells: cells.filter(isWider).map((cell) => cell.textContent),
      looked: cells.length > 30,
      grid: grid === null || isWider(grid),
      page: isWider(document.documentElement),
    };
  });
  expect(cut).toEqual({ cells: [], looked: true, grid: false, page: false });
}

/** The days, hours or minutes that the shown ages stand for, in the order of the rows. */
async function agesShown(page: Page): Promise<readonly number[]> {
  const texts = await page.locator('.k-row > div:nth-child(6)').allTextContents();
  const minutes: Readonly<Record<string, number>> = { min: 1, h: 60, 'd.': 1440 };
  return texts.map((text) => {
    const [, count, unit] = /^pirms (\d+) (min|h|d\.)$/.exec(text) ?? [];
    return Number(count) * (minutes[unit ?? ''] ?? Number.NaN);
  });
}

test.describe
  .serial('the lists under the hand', () => {
    let centre: CentreProcess;
    let line: LoopbackProxy;
    let page: Page;

    test.beforeAll(async ({ browser }) => {
      centre = await CentreProcess.start();
      line = await LoopbackProxy.start(centre.port);
      await loadCases(centre);
      page = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage();
      await page.goto(line.origin);
    });

    test.afterAll(async () => {
      await page.close();
      await line.stop();
      await centre.stop();
    });

    test('the sign-in says itself what is missing', async () => {
      await expect(page.getByText('Klātiene', { exact: true })).toBeVisible();
      await page.getByRole('button', { name: 'Pierakstīties' }).click();
      await expect(page.getByText('Ierakstiet lietotājvārdu.')).toBeVisible();
      await expect(page.getByText('Ierakstiet paroli.')).toBeVisible();
      const login = page.getByRole('textbox', { name: 'Lietotājvārds' });
      await expect(login).toBeFocused();
      await expect(login).toHaveCSS('outline-width', '2px');
      await login.fill('clerk');
      await page.keyboard.press('Enter');
      await expect(page.getByLabel('Parole', { exact: true })).toBeFocused();
      await expect(page.getByText('Ierakstiet lietotājvārdu.')).toHaveCount(0);
    });

    test('before it is set up the computer says so, and why work cannot begin', async () => {
      await signIn(page, 'clerk');
      const begin = page.getByRole('button', { name: /Sākt darbu/ });
      await expect(begin).toBeDisabled();
      await expect(begin).toHaveAccessibleDescription('Izvēlieties leti.');
      await expect(page.getByRole('button', { name: 'Izrakstīties' })).toHaveCount(1);
      await expect(page.getByText('Dators vēl nav sagatavots')).toBeVisible();
      await page.getByRole('radio', { name: /^SMI-1 / }).check();
      await begin.click();
      await expect(page.getByTestId('queue-count')).toHaveText(`${CASES} no ${CASES}`);
    });

    test('at 1366 pixels nothing of the queue is cut, in either language', async () => {
      await expectNothingCut(page);
      await page.keyboard.press('Alt+8');
      await page.getByRole('radio', { name: 'English' }).check();
      await page.keyboard.press('Alt+2');
      await expect(page.getByRole('columnheader', { name: 'Received' })).toBeVisible();
      await expect(page.locator('.k-row').first()).toContainText('SMI-');
      await expectNothingCut(page);
      await page.keyboard.press('Alt+8');
      await page.getByRole('radio', { name: 'Latviešu' }).check();
      await page.keyboard.press('Alt+2');
    });

    test('the arrow of the time received tells how the ages that are shown are sorted', async () => {
      const header = page.getByRole('columnheader', { name: 'Saņemts' });
      await header.getByRole('button').click();
      await expect(header).toHaveAttribute('aria-sort', 'ascending');
      await expect(header).toContainText('▲');
      await expect
        .poll(async () => {
          const ages = await agesShown(page);
          return ages.length > 10 && ages.every((age, index) => age >= (ages[index - 1] ?? 0));
        })
        .toBe(true);
      await header.getByRole('button').click();
      await expect(header).toHaveAttribute('aria-sort', 'descending');
    });

    test('a case that was left leads back to the same list and the same row', async () => {
      await page.getByLabel('Termiņš').selectOption('overdue');
      await page.getByLabel('Statuss').selectOption('registered');
      await page.getByLabel('Numurs').fill('7k2-0000');
      await expect(page).toHaveURL(/reference=7K2-0000/);
      const count = (await page.getByTestId('queue-count').textContent()) ?? '';
      await page.getByRole('grid').focus();
      for (let row = 0; row < 8; row += 1) await page.keyboard.press('ArrowDown');
      await expect(current(page)).toHaveAttribute('id', 'row-8');
      const reference = (await current(page).getByRole('gridcell').first().textContent()) ?? '';
      const leave = [() => page.keyboard.press('Escape'), () => page.goBack(), () => page.reload()];
      for (const [index, back] of leave.entries()) {
        if (index < 2) {
          await page.keyboard.press('Enter');
          await expect(page.getByRole('heading', { name: reference })).toBeVisible();
        }
        await back();
        await expect(page.getByTestId('queue-count')).toHaveText(count);
        await expect(page.getByLabel('Termiņš')).toHaveValue('overdue');
        await expect(page.getByLabel('Statuss')).toHaveValue('registered');
        await expect(page.getByLabel('Numurs')).toHaveValue('7K2-0000');
        await expect(page.getByRole('columnheader', { name: 'Saņemts' })).toHaveAttribute(
          'aria-sort',
          'descending',
        );
        await expect(page.getByRole('grid')).toBeFocused();
        await expect(current(page)).toContainText(reference);
        await expect(current(page)).toBeInViewport();
      }
    });

    test('cleared filters leave the focus in the first field, and the section begins anew', async () => {
      await page.getByLabel('Numurs').fill('999999');
      await expect(page.getByText('Neviens neatbilst filtriem.')).toBeVisible();
      await expect(clearButtons(page)).toHaveCount(1);
      await clearButtons(page).click();
      await expect(page.getByLabel('Numurs')).toBeFocused();
      await expect(page.getByLabel('Numurs')).toHaveValue('');
      await expect(page.getByTestId('queue-count')).toHaveText(`${CASES} no ${CASES}`);
      await page.getByLabel('Termiņš').selectOption('in-time');
      await page.getByRole('link', { name: /Pieprasījumi/ }).click();
      await expect(page.getByLabel('Termiņš')).toHaveValue('');
      await expect(page).toHaveURL(/\/requests$/);
    });

    test('no name and no code gets from the field of the number into the address', async () => {
      for (const typed of ['Anna Paraudziņa', '310510-01236']) {
        await page.getByLabel('Numurs').fill(typed);
        await expect(page.getByText('Tā nav numura daļa.')).toBeVisible();
        await expect(page).toHaveURL(/\/requests$/);
        await expect(page.getByTestId('queue-count')).toHaveText(`${CASES} no ${CASES}`);
      }
      await page.goto(`${line.origin}/requests?reference=310510-01236&status=Anna`);
      await expect(page.getByTestId('queue-count')).toHaveText(`${CASES} no ${CASES}`);
      await expect(page.getByLabel('Numurs')).toHaveValue('');
    });

    test('the number of unsent records leads to them also from the queue itself', async () => {
      line.cut();
      await openForm(page);
      await fillForm(
        page,
        catalogue,
        generateRequest(catalogue, { service: 'stavvietas-karte', seed: 12, receivedOn }),
      );
      const reference = await register(page);
      await page.keyboard.press('Alt+2');
      await page.getByLabel('Termiņš').selectOption('overdue');
      await expect(page.getByTestId('unsent')).toContainText('1 nenosūtīts');
      await page.getByTestId('unsent').click();
      await page.getByRole('link', { name: 'Rādīt pieprasījumu sarakstā' }).click();
      await expect(page.getByLabel('Sūtīts')).toHaveValue('saved-here');
      await expect(page.getByLabel('Termiņš')).toHaveValue('');
      await expect(page.getByTestId('queue-count')).toHaveText(`1 no ${CASES + 1}`);
      await expect(page.getByRole('row').filter({ hasText: reference })).toBeVisible();
      line.restore();
      await expect(page.getByTestId('unsent')).toHaveText('Viss nosūtīts', { timeout: 90_000 });
      await page.getByRole('link', { name: /Pieprasījumi/ }).click();
    });

    test('drafts fold after three, name who asks, and are discarded when that is confirmed', async () => {
      for (const code of ['KP-01', 'KP-02', 'KP-05', 'KP-06']) {
        await openForm(page);
        await at(page, '/service').fill(code);
        await page.getByRole('option', { name: code }).click();
        if (code === 'KP-06') {
          await at(page, '/applicant/givenName').fill('Paraugs');
          await at(page, '/applicant/familyName').fill('Piemērs');
        }
        await page.keyboard.press('Escape');
        await expect(page.getByRole('heading', { name: 'Pieprasījumi' })).toBeVisible();
      }
      const drafts = page.getByRole('region', { name: 'Melnraksti' });
      await expect(drafts.getByRole('link')).toHaveCount(3);
      await expect(drafts.getByRole('link', { name: /Paraugs Piemērs/ })).toBeVisible();
      await drafts.getByRole('button', { name: 'vēl 1' }).click();
      await expect(drafts.getByRole('link')).toHaveCount(4);
      const discard = drafts.getByRole('button', { name: /^Atmest melnrakstu: .*Paraugs Piemērs/ });
      await discard.click();
      await page.getByRole('button', { name: 'Paturēt' }).click();
      await expect(discard).toBeFocused();
      await discard.click();
      await page.getByRole('button', { name: 'Atmest', exact: true }).click();
      await expect(drafts.getByRole('link')).toHaveCount(3);
      await expect(drafts.getByText('Melnraksti')).toBeFocused();
    });

    test('at twice the size the bar stays in sight and covers nothing that has the focus', async () => {
      await page.setViewportSize({ width: 683, height: 384 });
      await expect(page.getByText('Tīkls ir')).toBeInViewport();
      await expect(page.getByTestId('unsent')).toBeInViewport();
      // What stands above the work leaves three quarters of the window to it.
      const { y = 384 } = (await page.getByRole('main').boundingBox()) ?? {};
      expect(y).toBeLessThan(96);
      await page.getByRole('link', { name: /Pieprasījumi/ }).focus();
      let stops = 0;
      for (let index = 0; index < 20; index += 1) {
        await page.keyboard.press('Tab');
        const found = await page.evaluate(() => {
          const focused = document.activeElement;
          const bar = document.querySelector('.k-status-first');
          if (focused === null || bar === null || focused.closest('.k-status-first, .k-status-rest') !== null)
            return undefined;
          // Of a table that is higher than the window the row counts that the table names.
          const named = document.getElementById(focused.getAttribute('aria-activedescendant') ?? '');
          const { bottom } = (named ?? focused).getBoundingClientRect();
          const seen = bottom <= bar.getBoundingClientRect().top + 1;
          return { seen, wide: document.documentElement.scrollWidth > innerWidth };
        });
        if (found === undefined) continue;
        expect(found).toEqual({ seen: true, wide: false });
        stops += 1;
      }
      expect(stops).toBeGreaterThan(8);
      await page.setViewportSize({ width: 1366, height: 768 });
    });

    test('who only watches over requests comes to the overview, where a chosen count hides no other', async () => {
      await page.getByRole('button', { name: 'Izrakstīties' }).first().click();
      await page.goto(`${line.origin}/requests`);
      await signIn(page, 'admin');
      await expect(page.getByRole('heading', { name: 'Pārskats' })).toBeVisible();
      await expect(page).toHaveURL(/\/overview$/);
      const chips = page.getByRole('button', {
        name: /^(Kavēts|Šodien|Drīz|Vēl ir laiks|Laiku vēl neskaita): \d/,
      });
      await expect(chips.first()).toBeVisible();
      await expect(page.getByRole('grid')).toBeVisible();
      await expectNothingCut(page);
      const all = await chips.allTextContents();
      expect(all.length).toBeGreaterThan(2);
      await chips.nth(1).click();
      await expect(chips.nth(1)).toHaveAttribute('aria-pressed', 'true');
      await expect(chips.nth(1)).toBeFocused();
      const chosen = /\d+/.exec(all[1] ?? '')?.[0] ?? '';
      await expect(page.getByTestId('oversight-total')).toHaveText(new RegExp(`^${chosen} atvērt`));
      const after = (await chips.allTextContents()).map((text) => text.replace('✓', ''));
      expect(after).toEqual(all);
      await expect(page.getByLabel('Vieta').locator('option').first()).toHaveText('visas');
    });

    test('a case of the overview leads back to its row too', async () => {
      const overdue = page.getByRole('button', { name: /^Kavēts: / });
      await overdue.click();
      await expect(overdue).toHaveAttribute('aria-pressed', 'true');
      await expect(page.locator('.k-row').first()).toContainText('kavēts');
      await page.getByRole('grid').focus();
      for (let row = 0; row < 5; row += 1) await page.keyboard.press('ArrowDown');
      await expect(current(page)).toHaveAttribute('id', 'row-5');
      await expect(current(page)).toContainText('kavēts');
      const reference = (await current(page).getByRole('gridcell').first().textContent()) ?? '';
      for (const back of [() => page.keyboard.press('Escape'), () => page.goBack()]) {
        await page.keyboard.press('Enter');
        await expect(page.getByRole('heading', { name: reference })).toBeVisible();
        await back();
        await expect(page.getByRole('grid')).toBeFocused();
        await expect(current(page)).toContainText(reference);
        await expect(overdue).toHaveAttribute('aria-pressed', 'true');
      }
    });

    test('the state of the counters explains itself', async () => {
      await page.getByRole('tab', { name: 'Lešu stāvoklis' }).click();
      await expect(page.getByText('Jāizskata: ieraksti, ko centrs nepieņēma.')).toBeVisible();
      await expect(page.getByRole('cell', { name: /^pārlūks \d/ })).toBeVisible();
    });

    test('the bar and the notice agree when the centre does not answer', async ({ browser }) => {
      await page.getByRole('tab', { name: 'Pieprasījumi' }).click();
      const other = await browser.newPage({ viewport: { width: 1366, height: 768 } });
      await other.goto(line.origin);
      await signIn(other, 'portfolio-manager');
      const bar = (of: Page): Locator => of.getByRole('region', { name: 'Stāvoklis' });
      const notice = (of: Page): Locator => of.getByRole('main').getByText('Centrs neatbild');
      await expect(bar(other)).toContainText('Darbs notiek tieši centrā');
      await expect(bar(page)).toContainText('Tīkls ir');
      for (const each of [page, other]) await expect(each.getByRole('grid')).toBeVisible();
      line.cut();
      for (const each of [page, other]) {
        await each.getByLabel('Termiņš').selectOption('due-today');
        await expect(notice(each)).toBeVisible({ timeout: 30_000 });
        await expect(bar(each)).toContainText(/Centrs neatbild|Nav tīkla/);
        await expect(bar(each)).not.toContainText(/Tīkls ir|Darbs notiek/);
      }
      line.restore();
      await expect(bar(other)).toContainText('Darbs notiek tieši centrā', { timeout: 60_000 });
      await expect(bar(page)).toContainText('Tīkls ir', { timeout: 60_000 });
      for (const each of [page, other]) await expect(notice(each)).toHaveCount(0);
      await other.close();
    });
  });
