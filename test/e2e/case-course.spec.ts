import { expect, test } from '@playwright/test';
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
} from '#test/support/case-page.ts';
import { CentreProcess } from '#test/support/centre-process.ts';
import { becomeCounter, openForm, register } from '#test/support/counter-page.ts';
import { at, fillForm } from '#test/support/fill-form.ts';
import { readDemoCatalogue, type ServiceJson } from '#test/support/request-generator/catalogue-json.ts';
import { generateRequest } from '#test/support/request-generator.ts';

// From the need to the end: the steps, and whose they are, come from the catalogue's JSON. A clerk and a specialist sit
// at two counters of one office, and what one does the other is shown without reloading.
const catalogue = readDemoCatalogue();
const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Riga' });
const SEED = 31;
/** More steps than any course has. */
const MANY = 20;

test.describe
  .serial('the course of a request', () => {
    let centre: CentreProcess;
    let desks: Desks;

    test.beforeAll(async ({ browser }) => {
      centre = await CentreProcess.start();
      const newDesk = async (login: string, counter: string) => {
        const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
        const page = await context.newPage();
        await page.goto(centre.origin);
        await becomeCounter(page, login, counter);
        return page;
      };
      desks = { clerk: await newDesk('clerk', 'SMI-1'), specialist: await newDesk('provider', 'SMI-2') };
    });

    test.afterAll(async () => {
      await Promise.all([desks.clerk.close(), desks.specialist.close()]);
      await centre.stop();
    });

    /** Registers a complete request in which every condition is as the service expects it, and opens the case. */
    async function registered(service: string, seed: number): Promise<string> {
      const { clerk } = desks;
      const variants = catalogue.services.find(({ id }) => id === service)?.variants ?? [];
      const variant = variants.find(({ retired }) => retired !== true)?.id;
      await openForm(clerk);
      await fillForm(
        clerk,
        catalogue,
        generateRequest(catalogue, {
          service,
          ...(variant === undefined ? {} : { variant }),
          seed,
          receivedOn: today,
          asExpected: true,
          withAllEvidence: true,
        }),
      );
      const reference = await register(clerk);
      await openCase(clerk, reference);
      return reference;
    }

    for (const [index, service] of catalogue.services.entries()) {
      test(`${service.id} goes from the need to its end`, async () => {
        const course = service as ServiceJson & CourseJson;
        const reference = await registered(service.id, SEED + index);
        await openCase(desks.specialist, reference);
        const taken: string[] = [];
        let desk: keyof Desks = 'clerk';
        for (let count = 0; count < MANY; count += 1) {
          const step = await stepOn(desks[desk]);
          if (step === 'none') break;
          taken.push(step);
          if (step === 'handover') {
            await handOver(desks);
            desk = 'specialist';
            continue;
          }
          desk = deskOf(course, step);
          await expect(work(desks[desk])).toHaveAttribute('data-step', step);
          await doStep(desks[desk], step);
        }
        expect(taken.at(0)).toBe('conformity');
        expect(taken.at(-1)).toBe('review');
        for (const page of [desks.clerk, desks.specialist]) {
          await expect(work(page)).toHaveAttribute('data-step', 'none');
          await expect(page.getByText('Nekas vairs nav jādara')).toBeVisible();
          await expect(page.getByText('Slēgts', { exact: false }).first()).toBeVisible();
          await expect(page.getByText('pieņemts centrā', { exact: true })).toBeVisible();
        }
      });
    }

    test('a request is refused with reasons, ground and where to contest, and the refusal is told', async () => {
      const { clerk } = desks;
      await registered('izzina-par-dzivesvietu', 90);
      for (const id of ['signed', 'within-competence']) await choose(clerk, `/findings/${id}`, 'yes');
      await choose(clerk, '/findings/complete', 'no');
      await at(clerk, '/findings/complete/note').fill('Nav norādīts izziņas mērķis.');
      await confirm(clerk, 'conformity');
      await choose(clerk, '/decision/decision', 'refuse');
      await clerk.keyboard.press('Control+Enter');
      await expect(clerk.getByTestId('error-summary')).toContainText('Pamatojums');
      await at(clerk, '/decision/refusalReasons').getByRole('checkbox').first().check();
      await at(clerk, '/decision/reasons').fill('Bez mērķa izziņu nevar izsniegt.');
      await at(clerk, '/decision/legalGround').fill('Iestādes kārtība, 5. punkts');
      await confirm(clerk, 'decide');
      await doStep(clerk, 'inform');
      await clerk.getByRole('button', { name: 'Izlaist' }).click();
      await expect(work(clerk)).toHaveAttribute('data-step', 'review');
      await doStep(clerk, 'review');
      await expect(work(clerk)).toHaveAttribute('data-step', 'none');
      await expect(clerk.getByRole('main')).toContainText('Atteikts');
    });

    test('the applicant is asked, the time stands still, and the answer lets the case go on', async () => {
      const { clerk } = desks;
      await registered('dzivesvietas-deklaresana', 91);
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
    });

    test('what is handed over is returned with the reason, handed over again and accepted', async () => {
      const { clerk, specialist } = desks;
      const reference = await registered('pirmsskolas-rinda', 92);
      await act(clerk, 'Nodot');
      await at(clerk, '/to').selectOption('provider-specialist provider');
      await at(clerk, '/message').fill('Vai varat paņemt?');
      await clerk.keyboard.press('Control+Enter');
      await openCase(specialist, reference);
      await expect(specialist.getByRole('heading', { name: 'Jums nodots pieprasījums' })).toBeVisible();
      await act(specialist, 'Atdot nodoto');
      await at(specialist, '/reason').fill('Šonedēļ esmu prombūtnē.');
      await specialist.keyboard.press('Control+Enter');
      await expect(clerk.getByText('Atdots: Šonedēļ esmu prombūtnē.')).toBeVisible();
      await act(clerk, 'Nodot');
      await handOver(desks);
      await expect(clerk.getByText('Nodotais pieņemts. Atbild: Ilze Piemēra')).toBeVisible();
    });

    test('an action that is not possible now says why', async () => {
      const { clerk } = desks;
      await clerk.keyboard.press('Alt+o');
      const item = clerk.getByRole('menuitem', { name: /^Atvērt atkārtoti/ });
      await expect(item).toHaveAttribute('aria-disabled', 'true');
      await expect(item).toContainText('Šajā pieprasījuma stāvoklī to vairs nevar darīt.');
      await clerk.keyboard.press('Escape');
    });
  });
