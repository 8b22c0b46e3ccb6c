import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from '@playwright/test';

const LONG_MILLISECONDS = 10 * 60_000;
/** Long enough for an answer to be there for sure. */
const REST_MILLISECONDS = 1000;
const PAUSE_MILLISECONDS = 300;
const PART = '142';

/** Waits until the queue says that it has this many cases. */
export async function waitForCount(page: Page, cases: number): Promise<void> {
  await page
    .getByTestId('queue-count')
    .filter({ hasText: `${cases} no ${cases}` })
    .waitFor({
      timeout: LONG_MILLISECONDS,
    });
}

/** Waits until the first exchange with the centre is over and the page has come to rest. */
export async function waitUntilQuiet(page: Page): Promise<void> {
  await page.getByText('Tīkls ir').waitFor();
  await wait(PAUSE_MILLISECONDS);
}

/** Types part of a reference into the filter, key by key; milliseconds from the last key to the painted answer. */
export async function measureFiltering(page: Page, times: number): Promise<readonly number[]> {
  const field = page.getByRole('textbox', { name: 'Numurs' });
  const count = page.getByTestId('queue-count');
  const all = (await count.textContent()) ?? '';
  await field.fill(PART);
  await wait(2 * REST_MILLISECONDS);
  const answer = (await count.textContent()) ?? '';
  if (answer === all) throw new Error('the filter leaves everything');
  const figures: number[] = [];
  for (let time = 0; time < times; time += 1) {
    await field.fill('');
    await count.filter({ hasText: all }).waitFor();
    await wait(PAUSE_MILLISECONDS);
    // Only the whole part has this count, so it answers the last key.
    const measured = page.evaluate(
      (text) =>
        window.probe.sinceInput(
          () => document.querySelector('[data-testid="queue-count"]')?.textContent === text,
        ),
      answer,
    );
    await field.focus();
    await page.keyboard.type(PART, { delay: 60 });
    figures.push(await measured);
  }
  await field.fill('');
  await count.filter({ hasText: all }).waitFor();
  return figures;
}

/** Sorts by the number, each time the other way round; milliseconds from the click to the painted rows. */
export async function measureSorting(page: Page, times: number): Promise<readonly number[]> {
  const heading = page.getByRole('button', { name: 'Numurs' });
  await heading.click();
  const figures: number[] = [];
  for (let time = 0; time < times; time += 1) {
    await wait(REST_MILLISECONDS);
    // No two cases have the same number, so another row comes first.
    const measured = page.evaluate(() => {
      const first = () => document.querySelector('[role="grid"] [role="gridcell"]')?.textContent;
      const before = first();
      return window.probe.sinceInput(() => first() !== before && first() !== '…');
    });
    await heading.click();
    figures.push(await measured);
  }
  return figures;
}
