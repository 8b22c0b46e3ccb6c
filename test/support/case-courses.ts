import { expect, type Page } from '@playwright/test';
import {
  act,
  type CourseJson,
  choose,
  confirm,
  type Desks,
  deskOf,
  doStep,
  handOver,
  openCase,
  stepOn,
  work,
} from './case-page.ts';
import { openForm, register } from './counter-page.ts';
import { at, fillForm } from './fill-form.ts';
import type { CatalogueJson, ServiceJson } from './request-generator/catalogue-json.ts';
import { generateRequest, type RequestWish } from './request-generator.ts';

/** A service of the catalogue's JSON with what its courses depend on. */
export type WalkedService = ServiceJson &
  CourseJson & {
    readonly providers: readonly { readonly external: boolean }[];
    readonly refusalReasons: readonly unknown[];
  };

/** More steps than any course has. */
const MANY = 20;
const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Riga' });

/** Registers a complete request in which every condition is as the service expects it, and opens the case. */
export async function registered(
  page: Page,
  catalogue: CatalogueJson,
  wish: Partial<RequestWish> & { readonly service: string; readonly seed: number },
): Promise<string> {
  const variants = catalogue.services.find(({ id }) => id === wish.service)?.variants ?? [];
  const variant = variants.find(({ retired }) => retired !== true)?.id;
  await openForm(page);
  await fillForm(
    page,
    catalogue,
    generateRequest(catalogue, {
      ...(variant === undefined ? {} : { variant }),
      receivedOn: today,
      asExpected: true,
      withAllEvidence: true,
      ...wish,
    }),
  );
  const reference = await register(page);
  await page.getByRole('button', { name: /^Atvērt pieprasījumu/ }).click();
  await expect(page.getByRole('heading', { name: reference })).toBeVisible();
  return reference;
}

/** Walks a case from where it stands to the end of its course; gives the steps that were taken. */
export async function walkOn(
  desks: Desks,
  service: CourseJson,
  reference: string,
  way: { readonly to?: string; readonly handOutTo?: 'applicant' | 'representative' } = {},
): Promise<readonly string[]> {
  const taken: string[] = [];
  let desk: keyof Desks = 'clerk';
  let isOpenAtSpecialist = false;
  for (let count = 0; count < MANY; count += 1) {
    const step = await stepOn(desks[desk]);
    if (step === (way.to ?? 'none')) return taken;
    taken.push(step);
    const next: keyof Desks = step === 'handover' ? 'specialist' : deskOf(service, step);
    // The other counter is brought up only when it is needed: every open page costs time with every step.
    if (next === 'specialist' && !isOpenAtSpecialist) {
      await openCase(desks.specialist, reference);
      isOpenAtSpecialist = true;
    }
    if (step === 'handover') {
      await handOver(desks);
    } else {
      await expect(work(desks[next])).toHaveAttribute('data-step', step);
      await doStep(desks[next], step, way.handOutTo);
    }
    desk = next;
  }
  throw new Error(`no end after ${taken.join(' ')}`);
}

/** Expects that both counters show the case as ended, and the centre has it. */
export async function expectEnded(desks: Desks, reference: string): Promise<void> {
  for (const page of [desks.clerk, desks.specialist]) {
    await openCase(page, reference);
    await expect(work(page)).toHaveAttribute('data-step', 'none');
    await expect(page.getByText('Nekas vairs nav jādara')).toBeVisible();
    await expect(page.getByText('Slēgts', { exact: false }).first()).toBeVisible();
    await expect(page.getByText('pieņemts centrā', { exact: true })).toBeVisible();
  }
}

/** At whose counter a step is done; the case is opened there. */
async function deskAt(desks: Desks, service: CourseJson, step: string, reference: string): Promise<Page> {
  const page = desks[deskOf(service, step)];
  if (page === desks.specialist) await openCase(page, reference);
  await expect(work(page)).toHaveAttribute('data-step', step);
  return page;
}

/** The request does not conform and is refused with reasons, ground and where to contest; the refusal is told. */
export async function refuse(desks: Desks, service: WalkedService, reference: string): Promise<void> {
  const { clerk } = desks;
  for (const id of ['signed', 'within-competence']) await choose(clerk, `/findings/${id}`, 'yes');
  await choose(clerk, '/findings/complete', 'no');
  await at(clerk, '/findings/complete/note').fill('Nav norādīts mērķis.');
  await confirm(clerk, 'conformity');
  const decider = await deskAt(desks, service, 'decide', reference);
  await choose(decider, '/decision/decision', 'refuse');
  await decider.keyboard.press('Control+Enter');
  await expect(decider.getByTestId('error-summary')).toContainText('Pamatojums');
  if (service.refusalReasons.length > 0) {
    await at(decider, '/decision/refusalReasons').getByRole('checkbox').first().check();
  }
  await at(decider, '/decision/reasons').fill('Bez mērķa nevar izsniegt.');
  await at(decider, '/decision/legalGround').fill('Iestādes kārtība, 5. punkts');
  await confirm(decider, 'decide');
  await expect(work(clerk)).toHaveAttribute('data-step', 'inform');
  await doStep(clerk, 'inform');
  await clerk.getByRole('button', { name: 'Izlaist' }).click();
  await expect(work(clerk)).toHaveAttribute('data-step', 'review');
  await doStep(await deskAt(desks, service, 'review', reference), 'review');
  await expect(work(clerk)).toHaveAttribute('data-step', 'none');
  await expect(clerk.getByRole('main')).toContainText('Atteikts');
}

/** The applicant is asked, the time stands still, and the answer lets the case go on. */
export async function waitForApplicant({ clerk }: Desks): Promise<void> {
  await act(clerk, 'Pieprasīt papildu ziņas');
  await at(clerk, '/question').fill('No kura datuma dzīvojat adresē?');
  await at(clerk, '/until').fill('+5');
  await clerk.keyboard.press('Control+Enter');
  await expect(clerk.getByText('Gaida pieteicēju', { exact: true })).toBeVisible();
  await expect(work(clerk)).toHaveAttribute('data-step', 'fill');
  await at(clerk, '/answer').fill('No šī mēneša sākuma.');
  await confirm(clerk, 'fill');
  await expect(work(clerk)).toHaveAttribute('data-step', 'conformity');
  await clerk.getByRole('tab', { name: /^Saziņa/ }).click();
  await expect(clerk.getByText(/No kura datuma dzīvojat adresē/)).toBeVisible();
}

/** The case is escalated to a partner, of whom the clerk hears that they have taken it over. */
export async function escalateToPartner({ clerk }: Desks): Promise<void> {
  await act(clerk, 'Nodot');
  await choose(clerk, '/target', 'partner');
  await at(clerk, '/to/partner').fill('Parauga partneris');
  await at(clerk, '/message').fill('Vajag partnera atzinumu.');
  await clerk.getByRole('checkbox', { name: /Nodot risināšanai/ }).check();
  await clerk.keyboard.press('Control+Enter');
  await expect(clerk.getByRole('heading', { name: 'Nodots partnerim: Parauga partneris' })).toBeVisible();
  await clerk.keyboard.press('Control+Enter');
  await expect(work(clerk)).toHaveAttribute('data-step', 'conformity');
  await expect(clerk.getByRole('heading', { name: 'Nodots partnerim: Parauga partneris' })).toHaveCount(0);
}
