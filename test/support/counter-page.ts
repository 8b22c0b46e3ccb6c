import { expect, type Page } from '@playwright/test';

export const DEMO_PASSWORD = 'klatiene-demo';

/** Signs in on the Latvian sign-in screen. */
export async function signIn(page: Page, login: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Lietotājvārds' }).fill(login);
  await page.getByLabel('Parole', { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Pierakstīties' }).click();
}

/** Signs in and makes the computer the counter `counter` of the clerk's office. */
export async function becomeCounter(page: Page, login: string, counter: string): Promise<void> {
  await signIn(page, login);
  await page.getByRole('radio', { name: new RegExp(`^${counter} `) }).check();
  await page.getByRole('button', { name: /Sākt darbu/ }).click();
  await expect(page.getByRole('heading', { name: 'Pieprasījumi' })).toBeVisible();
}

/** Waits until the web application can be opened without the centre. */
export async function waitForServiceWorker(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (
      navigator.serviceWorker.controller === null &&
      !(await caches.keys()).some((key) => key.includes('precache'))
    ) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
}

/** Opens an empty registration form. */
export async function openForm(page: Page): Promise<void> {
  await page.keyboard.press('F2');
  await expect(page.getByRole('heading', { name: 'Jauns pieprasījums' })).toBeVisible();
}

/** Registers what the form holds and gives the number that the visitor gets. */
export async function register(page: Page): Promise<string> {
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'Saglabāts šajā datorā' })).toBeVisible();
  return (await page.getByTestId('reference').textContent()) ?? '';
}
