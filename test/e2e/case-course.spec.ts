import { expect, test } from '@playwright/test';
import {
  escalateToPartner,
  expectEnded,
  refuse,
  registered,
  type WalkedService,
  waitForApplicant,
  walkOn,
} from '#test/support/case-courses.ts';
import { act, choose, confirm, type Desks, handOver, openCase, work } from '#test/support/case-page.ts';
import { CentreProcess } from '#test/support/centre-process.ts';
import { becomeCounter, signIn } from '#test/support/counter-page.ts';
import { at } from '#test/support/fill-form.ts';
import { readDemoCatalogue } from '#test/support/request-generator/catalogue-json.ts';

// From the need to the end: the steps, and whose they are, come from the catalogue's JSON. A clerk and a specialist sit
// at two counters of one office, and what one does the other is shown without reloading.
const catalogue = readDemoCatalogue();
const SEED = 31;
/** Every day the special courses are walked on one service each; `npm run walk` walks them on all that allow them. */
const some = (all: readonly WalkedService[], one: string): readonly WalkedService[] =>
  process.env.KLATIENE_WALK === 'all' ? all : all.filter(({ id }) => id === one);
const services = catalogue.services as readonly WalkedService[];

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

    for (const [index, service] of services.entries()) {
      test(`${service.id} goes from the need to its end`, async () => {
        const reference = await registered(desks.clerk, catalogue, {
          service: service.id,
          seed: SEED + index,
        });
        const taken = await walkOn(desks, service, reference);
        expect(taken.at(0)).toBe('conformity');
        expect(taken.at(-1)).toBe('review');
        await expectEnded(desks, reference);
      });
    }

    for (const service of some(services, 'izzina-par-dzivesvietu')) {
      test(`${service.id} is refused with reasons, ground and where to contest, and the refusal is told`, async () => {
        const reference = await registered(desks.clerk, catalogue, { service: service.id, seed: 90 });
        await refuse(desks, service, reference);
      });
    }

    for (const service of some(services, 'dzivesvietas-deklaresana')) {
      test(`${service.id} waits for the applicant, and the answer lets it go on`, async () => {
        await registered(desks.clerk, catalogue, { service: service.id, seed: 91 });
        await waitForApplicant(desks);
      });
    }

    const withPartner = services.filter(({ providers }) => providers.some(({ external }) => external));
    for (const service of some(withPartner, 'pase-un-eid')) {
      test(`${service.id} is escalated to a partner and goes on`, async () => {
        await registered(desks.clerk, catalogue, { service: service.id, seed: 93 });
        await escalateToPartner(desks);
      });
    }

    for (const service of some(services, 'stavvietas-karte')) {
      test(`${service.id} is asked for by a representative, who is given the result`, async () => {
        const reference = await registered(desks.clerk, catalogue, {
          service: service.id,
          seed: 94,
          byRepresentative: true,
        });
        await walkOn(desks, service, reference, { handOutTo: 'representative' });
        await expectEnded(desks, reference);
        await desks.clerk.getByRole('tab', { name: 'Gaita' }).click();
        await expect(desks.clerk.getByRole('tabpanel')).toContainText('Izsniegts pārstāvim');
      });
    }

    test('what is handed over is returned with the reason, handed over again and accepted', async () => {
      const { clerk, specialist } = desks;
      const reference = await registered(clerk, catalogue, { service: 'pirmsskolas-rinda', seed: 92 });
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
      await expect(item).toContainText('Šajā pieprasījuma stāvoklī to nevar darīt.');
      await clerk.keyboard.press('Escape');
    });

    test('a service manager goes from the oversight to the counter, decides what follows and reopens the case', async () => {
      const { clerk } = desks;
      const id = 'izzina-par-dzivesvietu';
      const service = services.find((one) => one.id === id);
      if (service === undefined) throw new Error('no such service');
      const reference = await registered(clerk, catalogue, { service: id, seed: 95 });
      await walkOn(desks, service, reference, { to: 'review' });
      await choose(clerk, '/needMet', 'no');
      await confirm(clerk, 'review');
      await expect(clerk.getByTestId('doer')).toContainText('Pakalpojuma vadītājs');
      await expect(clerk.getByText('pieņemts centrā', { exact: true })).toBeVisible();
      await clerk.getByRole('button', { name: 'Izrakstīties' }).click();
      await signIn(clerk, 'service-manager');
      await clerk.getByRole('row').filter({ hasText: reference }).click();
      await clerk.getByRole('button', { name: 'Strādāt ar pieprasījumu' }).click();
      await expect(work(clerk)).toHaveAttribute('data-step', 'followup');
      await choose(clerk, '/followUp/kind', 'none');
      await at(clerk, '/followUp/reason').fill('Izziņu saņems citā iestādē.');
      await confirm(clerk, 'followup');
      await expect(work(clerk)).toHaveAttribute('data-step', 'none');
      await act(clerk, 'Atvērt atkārtoti');
      await at(clerk, '/reason').fill('Izziņā ir kļūda.');
      await clerk.keyboard.press('Control+Enter');
      await expect(work(clerk)).toHaveAttribute('data-step', 'conformity');
      await expect(clerk.getByText('Atvērts atkārtoti: Izziņā ir kļūda.')).toBeVisible();
      await expect(clerk.getByText('pieņemts centrā', { exact: true })).toBeVisible();
    });
  });
