import { beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { InformPanel } from '#renderer/features/case/steps/inform-panel.tsx';
import { ReviewPanel } from '#renderer/features/case/steps/review-panel.tsx';
import { StepDuty } from '#renderer/features/case/steps/step-duty.tsx';
import { StepPanel } from '#renderer/features/case/steps/step-panel.tsx';
import type { CaseDeadline } from '#shared/case/case-deadline.ts';
import type { CaseEvent } from '#shared/case/case-event.ts';
import { PlainDate } from '#shared/kernel/plain-date.ts';
import { CaseDesk, renderAtDesk } from '#test/support/case-desk.tsx';
import { expectAccessible } from '#test/support/expect-accessible.ts';
import { minute, originOf, registered } from '#test/support/sample-cases.ts';
import { eventsUntil } from '#test/support/sample-courses.ts';

const due = { kind: 'date', dueOn: PlainDate.parse('2026-10-09'), confirmed: 'confirmed' } as const;
const met = (isInTime: boolean): CaseDeadline => ({
  kind: 'met',
  startedAt: minute(1),
  due,
  metAt: minute(2),
  isInTime,
});

const running: CaseDeadline = {
  kind: 'running',
  startedAt: minute(1),
  due: { kind: 'date', dueOn: PlainDate.parse('2099-11-10'), confirmed: 'confirmed' },
};

/** A provision that has only to be reviewed, of a decision that was in time or not. */
const toBeReviewed = (isInTime: boolean): readonly CaseEvent[] => [
  registered(1, { deadline: running }),
  ...eventsUntil('being-evaluated', 2, met(isInTime)),
  { kind: 'satisfaction-recorded', origin: originOf(3), isAnswered: false, needsLook: false },
];

const explained: CaseEvent = {
  kind: 'delay-explained',
  origin: originOf(4),
  correctiveNote: 'Trūka speciālista.',
};

const confirm = (name: RegExp) => page.getByRole('button', { name });

beforeEach(async () => {
  await page.viewport(1280, 900);
});

describe('the review of a provision', () => {
  const note = () => page.getByLabelText('Kavējuma paskaidrojums');

  it('[CL46] that was in time says so and asks for no explanation', async () => {
    const desk = new CaseDesk(toBeReviewed(true));
    await renderAtDesk(desk, <ReviewPanel title="Izvērtē" />);
    await expect.element(page.getByText('Lēmums pieņemts laikā.')).toBeVisible();
    expect(note().elements()).toHaveLength(0);
    await expectAccessible();
    await page.getByRole('radio', { name: 'Jā' }).click();
    await confirm(/Apstiprināt/).click();
    await expect
      .poll(() => desk.given)
      .toEqual([{ kind: 'review-provision', needMet: 'yes', correctiveNote: '' }]);
  });

  it('[CL46] that was late says so, wants the explanation, and gives it with the command', async () => {
    const desk = new CaseDesk(toBeReviewed(false));
    await renderAtDesk(desk, <ReviewPanel title="Izvērtē" />);
    await expect.element(page.getByText('Lēmums pieņemts ar kavējumu.')).toBeVisible();
    await expect.element(note()).toBeVisible();
    await page.getByRole('radio', { name: 'Jā' }).click();
    await confirm(/Apstiprināt/).click();
    await expect
      .poll(() => page.getByTestId('error-summary').element().textContent)
      .toContain('Kavējuma paskaidrojums');
    expect(desk.given).toEqual([]);
    await expectAccessible();
    await note().fill('Gaidīja atzinumu.');
    await confirm(/Apstiprināt/).click();
    await expect
      .poll(() => desk.given)
      .toEqual([{ kind: 'review-provision', needMet: 'yes', correctiveNote: 'Gaidīja atzinumu.' }]);
    expect(desk.detail().row.shown.nextStep).toBe('followup');
  });

  it('[CL76] that was explained before shows the explanation and needs no other', async () => {
    const desk = new CaseDesk([...toBeReviewed(false), explained]);
    await renderAtDesk(desk, <ReviewPanel title="Izvērtē" />);
    await expect
      .element(page.getByText('Jau paskaidrots: Trūka speciālista.', { exact: false }))
      .toBeVisible();
    await page.getByRole('radio', { name: 'Jā' }).click();
    await confirm(/Apstiprināt/).click();
    await expect.poll(() => desk.given).toHaveLength(1);
  });
});

describe('above the open step', () => {
  const duty = () => page.getByTestId('duty');
  // Conformity of this service is one office's alone, its decision is shared with the manager.
  const at = (status: 'registered' | 'to-be-decided') =>
    new CaseDesk([
      registered(1, { service: 'nin-atvieglojums', deadline: running }),
      ...eventsUntil(status, 2, running),
    ]);

  it('[CL67] stands who answers and until when, and below it what to do', async () => {
    const desk = at('registered');
    await renderAtDesk(
      desk,
      <>
        <StepDuty />
        <StepPanel />
      </>,
    );
    await expect.poll(() => duty().element().textContent).toContain('Atbild: Anna Paraudziņa');
    await expect.poll(() => duty().element().textContent).toContain('Līdz kad: līdz 10.11.2099.');
    expect(duty().element().textContent).not.toContain('Kopā ar');
    const step = desk.stepOf('conformity');
    await expect.element(page.getByText(step.instruction.lv)).toBeVisible();
    await expectAccessible();
  });

  it('[CL12] stands who shares in it, by role and by name where the office has somebody', async () => {
    await renderAtDesk(at('to-be-decided'), <StepDuty />);
    await expect
      .poll(() => duty().element().textContent)
      .toContain('Kopā ar: Pakalpojuma vadītājs (Vadītāja Paraudziņa)');
    await expectAccessible();
  });
});

describe('telling the applicant', () => {
  const registration = (email?: string): CaseEvent => {
    const event = registered(1, { deadline: running });
    if (event.kind !== 'registered' || email === undefined) return event;
    return { ...event, request: { ...event.request, common: { email } } };
  };
  const toBeTold = (email?: string): CaseDesk =>
    new CaseDesk([registration(email), ...eventsUntil('to-be-informed', 2, running)]);
  const byMail = () => page.getByRole('radio', { name: 'e-pasts, ko nosūta centrs' });

  it('[CL70] by the centre’s e-mail is not offered without an address, and it says what to do', async () => {
    await renderAtDesk(toBeTold(), <InformPanel title="Informē" />, { mail: 'connected' });
    await expect
      .element(page.getByText('Pieteicējs nav norādījis e-pasta adresi.', { exact: false }))
      .toBeVisible();
    await expect.element(page.getByText('Informējiet citādi.', { exact: false })).toBeVisible();
    expect(page.getByRole('radio').elements()).toHaveLength(4);
    await expectAccessible();
  });

  it('[ML9] by the centre’s e-mail is not offered without a mail server, and it says what to do', async () => {
    const desk = toBeTold('paraugs@klatiene.example');
    await renderAtDesk(desk, <InformPanel title="Informē" />, { mail: 'not-connected' });
    await expect
      .poll(
        () => page.getByText('Centrs pasta serverim nav pieslēgts', { exact: false }).element().textContent,
      )
      .toContain('Informējiet citādi.');
    expect(page.getByRole('radio').elements()).toHaveLength(4);
    await page.getByRole('radio').first().click();
    await confirm(/Apstiprināt/).click();
    await expect.poll(() => desk.given).toMatchObject([{ kind: 'inform', proof: { kind: 'spoken' } }]);
    expect(byMail().elements()).toHaveLength(0);
  });

  it('[ML9] by the centre’s e-mail, chosen before it was known that there is no mail server, is not given', async () => {
    const desk = toBeTold('paraugs@klatiene.example');
    const panel = <InformPanel title="Informē" />;
    const leave = await renderAtDesk(desk, panel, { mail: 'connected' });
    await byMail().click();
    await expect.element(confirm(/Nosūtīt e-pastu/)).toBeVisible();
    leave();
    await renderAtDesk(desk, panel, { mail: 'not-connected' });
    await confirm(/Apstiprināt/).click();
    await expect.element(page.getByTestId('error-summary')).toBeVisible();
    expect(desk.given).toEqual([]);
  });
});
