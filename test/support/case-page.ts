import { expect, type Locator, type Page } from '@playwright/test';
import { at } from './fill-form.ts';

/** The part of a service in the catalogue's JSON that says whose step is whose. */
export interface CourseJson {
  readonly stages: readonly {
    readonly steps: readonly {
      readonly id: string;
      readonly responsibleRole: string;
      readonly coResponsibleRoles: readonly string[];
    }[];
  }[];
}

/** The two who serve at the counters of these tests. */
export interface Desks {
  readonly clerk: Page;
  readonly specialist: Page;
}

/** Opens the case from the queue, as soon as this counter has it. */
export async function openCase(page: Page, reference: string): Promise<void> {
  await page.keyboard.press('Alt+2');
  // In a long queue only the rows in sight are there.
  await page.getByLabel('Numurs', { exact: true }).fill(reference);
  await page.getByRole('row').filter({ hasText: reference }).click();
  await expect(page.getByRole('heading', { name: reference })).toBeVisible();
}

/** Where the next step is done; its `data-step` says which one it is. */
export function work(page: Page): Locator {
  return page.getByTestId('work');
}

export async function stepOn(page: Page): Promise<string> {
  return (await work(page).getAttribute('data-step')) ?? '';
}

/** Gives the form that is open and waits until the case has gone on from the step. */
export async function confirm(page: Page, step: string): Promise<void> {
  await page.keyboard.press('Control+Enter');
  await expect(work(page)).not.toHaveAttribute('data-step', step);
}

/** Chooses an action from the menu by its words. */
export async function act(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Alt+o');
  await page.getByRole('menuitem', { name: new RegExp(`^(\\d )?${name}$`) }).click();
}

/** At whose desk a step is done: at the specialist's where the catalogue gives it to specialists alone. */
export function deskOf(service: CourseJson, step: string): keyof Desks {
  const found = service.stages.flatMap(({ steps }) => steps).find(({ id }) => id === step);
  if (found === undefined) return 'clerk';
  const roles = [found.responsibleRole, ...found.coResponsibleRoles];
  return roles.some((role) => ['provider-counter', 'partner', 'recipient'].includes(role))
    ? 'clerk'
    : 'specialist';
}

export async function choose(page: Page, pointer: string, value: string): Promise<void> {
  await at(page, pointer).locator(`input[value="${value}"]`).check();
}

/** Answers every question that is asked with yes. */
export async function answerAllYes(page: Page): Promise<void> {
  const questions = work(page).locator('[id^="field-findings-"] input[value="yes"]');
  for (const question of await questions.all()) await question.check();
}

/** Fills in the open step as it goes when all is in order, and confirms it. */
export async function doStep(
  page: Page,
  step: string,
  handOutTo: 'applicant' | 'representative' = 'applicant',
): Promise<void> {
  switch (step) {
    case 'conformity':
      await answerAllYes(page);
      if (await page.getByRole('heading', { name: 'Pabeigt uzreiz letē' }).isVisible()) {
        const outcomes = at(page, '/outcome').getByRole('radio');
        await outcomes.first().check();
        await choose(page, '/handedOut/to', handOutTo);
      }
      break;
    case 'justification':
      await answerAllYes(page);
      break;
    case 'decide':
      await choose(page, '/decision/decision', 'provide');
      break;
    case 'inform':
      await choose(page, '/proof', 'spoken');
      break;
    case 'way':
      await choose(page, '/way', 'at-counter-later');
      break;
    case 'perform':
      await work(page).getByRole('checkbox').first().check();
      break;
    case 'record':
      await at(page, '/outcome').getByRole('radio').first().check();
      await choose(page, '/handedOut', 'no');
      break;
    case 'hand-out':
      await choose(page, '/handedOut/to', handOutTo);
      break;
    case 'satisfaction':
      await choose(page, '/satisfaction/ease', '5');
      break;
    case 'review':
      await choose(page, '/needMet', 'yes');
      break;
    case 'prepare':
      break;
    default:
      throw new Error(`no such step in the normal course: ${step}`);
  }
  await confirm(page, step);
}

/** Hands the case over to the specialist, who accepts it. */
export async function handOver({ clerk, specialist }: Desks): Promise<void> {
  await at(clerk, '/to').selectOption('provider-specialist provider');
  await at(clerk, '/message').fill('Lūdzu, turpiniet.');
  await clerk.keyboard.press('Control+Enter');
  await expect(clerk.getByText('Nodots, gaida pieņemšanu: Ilze Piemēra').first()).toBeVisible();
  await expect(specialist.getByRole('heading', { name: 'Jums nodots pieprasījums' })).toBeVisible();
  await specialist.keyboard.press('Control+Enter');
  await expect(specialist.getByText('Nodotais pieņemts. Atbild: Ilze Piemēra')).toBeVisible();
}
