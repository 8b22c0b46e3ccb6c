import { beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { ActionsMenu } from '#renderer/features/case/actions/actions-menu.tsx';
import { ClassifyAction } from '#renderer/features/case/actions/classify-action.tsx';
import { InformAction } from '#renderer/features/case/actions/inform-action.tsx';
import { ApprovalPanel } from '#renderer/features/case/steps/approval-panel.tsx';
import { DecisionPanel } from '#renderer/features/case/steps/decision-panel.tsx';
import { FollowUpPanel } from '#renderer/features/case/steps/follow-up-panel.tsx';
import { HandOverPanel } from '#renderer/features/case/steps/hand-over-panel.tsx';
import { PreparationPanel } from '#renderer/features/case/steps/preparation-panel.tsx';
import { StepPanel } from '#renderer/features/case/steps/step-panel.tsx';
import type { CaseDeadline } from '#shared/case/case-deadline.ts';
import type { CaseEvent } from '#shared/case/case-event.ts';
import { PersonId } from '#shared/kernel/identifier.ts';
import { PlainDate } from '#shared/kernel/plain-date.ts';
import { CaseDesk, renderAtDesk } from '#test/support/case-desk.tsx';
import { expectAccessible } from '#test/support/expect-accessible.ts';
import { originOf, registered } from '#test/support/sample-cases.ts';
import { eventsUntil } from '#test/support/sample-courses.ts';

const until = PlainDate.parse('2099-11-10');
const running: CaseDeadline = {
  kind: 'running',
  startedAt: originOf(1).at,
  due: { kind: 'date', dueOn: until, confirmed: 'confirmed' },
};
const begun = registered(1, { service: 'nin-atvieglojums', deadline: running });
const nothing = () => undefined;
const summary = () => page.getByTestId('error-summary').elements();

beforeEach(async () => {
  await page.viewport(1280, 900);
});

describe('the form of an action', () => {
  it('[CL15] changes no classification into the same one, and says so', async () => {
    const desk = new CaseDesk([begun]);
    await renderAtDesk(desk, <ClassifyAction title="Mainīt klasifikāciju" more={null} onSaved={nothing} />);
    const confirm = page.getByRole('button', { name: /^Mainīt klasifikāciju/ });
    await expect.element(confirm).toHaveAttribute('aria-disabled', 'true');
    await expect.element(confirm).toHaveAccessibleDescription(/jau ir klasificēts/);
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    expect(desk.given).toEqual([]);
    await expectAccessible();
    await page.getByRole('radio', { name: 'steidzams' }).click();
    await expect.element(confirm).not.toHaveAttribute('aria-disabled');
    await confirm.click();
    await expect.poll(() => desk.given).toMatchObject([{ classification: { priority: 'urgent' } }]);
  });

  const subjects = () =>
    page
      .getByRole('radiogroup', { name: 'Par ko' })
      .getByRole('radio')
      .elements()
      .map((radio) => (radio as HTMLInputElement).value);
  const extended: CaseEvent = {
    kind: 'deadline-extended',
    origin: originOf(2),
    until,
    reason: 'Gaida atzinumu',
    deadline: running,
  };
  it.each([
    ['nothing but its course', [begun], ['course']],
    ['that it takes longer, when it does', [begun, extended], ['extension', 'course']],
    [
      'the result, when there is one',
      [begun, ...eventsUntil('ready-for-collection', 2, running)],
      ['course', 'result'],
    ],
    [
      'what is missing, while it is',
      [registered(1, { service: 'nin-atvieglojums', missing: ['ownership-proof'] })],
      ['missing-information', 'course'],
    ],
  ] as const)('[CL32] offers to tell %s', async (_, events, expected) => {
    await renderAtDesk(new CaseDesk(events), <InformAction title="Informēt" more={null} onSaved={nothing} />);
    await expect.poll(subjects).toEqual(expected);
  });

  it('[CL25] says nothing any more of what was wrong with a decision of the other kind', async () => {
    await renderAtDesk(
      new CaseDesk([begun, ...eventsUntil('to-be-decided', 2, running)]),
      <DecisionPanel title="Lemj" />,
      { role: 'service-manager' },
    );
    await page.getByRole('radio', { name: 'Atteikt' }).click();
    await page.getByRole('button', { name: /^Apstiprināt/ }).click();
    await expect.poll(summary).toHaveLength(1);
    await page.getByRole('radio', { name: 'Sniegt' }).click();
    await expect.poll(summary).toHaveLength(0);
    await page.getByRole('radio', { name: 'Atteikt' }).click();
    expect(summary()).toHaveLength(0);
    expect(document.querySelectorAll('[aria-invalid="true"]')).toHaveLength(0);
  });

  it('[CL48] says at once everything that what follows from the evaluation lacks', async () => {
    await renderAtDesk(
      new CaseDesk([begun, ...eventsUntil('being-evaluated', 2, running)]),
      <FollowUpPanel title="Lemj par tālāku rīcību" />,
      { role: 'service-manager' },
    );
    await page.getByRole('radio', { name: 'darbība' }).click();
    await page.getByRole('button', { name: /^Apstiprināt/ }).click();
    await expect.poll(() => summary()[0]?.textContent).toMatch(/Darbība.*Kas dara.*Līdz.*Iemesls/);
  });

  it('[CL57] says at once everything that a hand-over lacks', async () => {
    await renderAtDesk(new CaseDesk([begun]), <HandOverPanel title="Nodot" />);
    await page.getByRole('button', { name: /^Nodot/ }).click();
    await expect.poll(() => summary()[0]?.textContent).toMatch(/Kam.*Ziņa/);
  });

  it('[CL25] [CL28] shows who approves a refusal all that it names, and how to give it back', async () => {
    const desk = new CaseDesk([
      begun,
      ...eventsUntil('to-be-decided', 2, running),
      {
        kind: 'decision-taken',
        origin: originOf(3),
        content: {
          kind: 'refuse',
          refusalReasons: [],
          reasons: 'Īpašumu izmanto saimnieciski.',
          legalGround: 'Parauga likums',
          contestAt: 'Parauga dome',
        },
        needsApproval: true,
        deadline: running,
      },
    ]);
    await renderAtDesk(desk, <ApprovalPanel title="Apstiprināt lēmumu" />, { role: 'service-manager' });
    await expect.element(page.getByText('Īpašumu izmanto saimnieciski.', { exact: false })).toBeVisible();
    await expect
      .poll(() => page.getByTestId('refusal').element().textContent)
      .toContain('Tiesiskais pamats: Parauga likums. Apstrīdēt: Parauga dome.');
    await expect.element(page.getByText(/Darbības → Atdot lēmumu/)).toBeVisible();
    await expectAccessible();
  });

  it('[CL40] has lines whose buttons are no larger than what stands in them', async () => {
    await renderAtDesk(
      new CaseDesk([begun, ...eventsUntil('being-fulfilled', 2, running)]),
      <PreparationPanel title="Sagatavo" />,
      { role: 'service-manager' },
    );
    const add = page.getByRole('button', { name: 'Pievienot rindu' });
    await add.click();
    const remove = page.getByRole('button', { name: 'Noņemt' });
    for (const button of [add, remove]) {
      expect(getComputedStyle(button.element()).fontSize).toBe('14px');
      expect(button.element().getBoundingClientRect().height).toBeGreaterThanOrEqual(24);
    }
    await expectAccessible();
  });
});

describe('the place of the open step', () => {
  const waits = page.getByText('Nodots, gaida pieņemšanu: Vadītāja Paraudziņa');
  const handedOver: CaseEvent = {
    kind: 'handed-over',
    origin: originOf(3),
    to: { kind: 'person', person: PersonId.parse('synthetic-manager'), role: 'service-manager' },
    isEscalation: false,
    until: null,
    message: 'Lūdzu.',
  };

  it('[CL57] says to who is responsible that the case is to be handed over, and then that it waits to be accepted', async () => {
    const course = [begun, ...eventsUntil('being-assessed', 2, running)];
    const leave = await renderAtDesk(new CaseDesk(course), <StepPanel />);
    await expect
      .element(page.getByText('Par pieprasījumu atbildat jūs: nododiet to (Darbības → Nodot).'))
      .toBeVisible();
    await expect.element(page.getByText('Šo soli dara: Pakalpojuma sniedzējs (speciālists).')).toBeVisible();
    leave();
    await renderAtDesk(new CaseDesk([...course, handedOver]), <StepPanel />);
    await expect.element(waits).toBeVisible();
    expect(page.getByText(/nododiet/).elements()).toHaveLength(0);
  });
});

describe('the menu of actions', () => {
  it('[AT6] says of a case without files that there is none to be set aside', async () => {
    await renderAtDesk(new CaseDesk([begun]), <ActionsMenu onChoose={nothing} />);
    await page.getByRole('button', { name: /^Darbības/ }).click();
    const item = page.getByRole('menuitem', { name: /^Failu vairs neņemt vērā/ });
    await expect
      .poll(() => item.element().textContent)
      .toContain('Pieprasījumam nav neviena faila, ko ņem vērā.');
    await expect.element(item).toHaveAttribute('aria-disabled', 'true');
  });
});
