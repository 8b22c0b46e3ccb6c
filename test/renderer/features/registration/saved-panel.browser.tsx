import { beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { SavedPanel } from '#renderer/features/registration/saved-panel.tsx';
import type { CaseDeadline } from '#shared/case/case-deadline.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import { CaseDesk, renderAtDesk } from '#test/support/case-desk.tsx';
import { expectAccessible } from '#test/support/expect-accessible.ts';
import { registered, sampleReference } from '#test/support/sample-cases.ts';

describe('what was saved just now, without a network', () => {
  beforeEach(async () => {
    await page.viewport(1280, 900);
  });

  it('[CL63] is finished at once and shows the outcome', async () => {
    const receivedAt = instantOf(Date.now());
    const due = { kind: 'instant', dueAt: receivedAt, confirmed: 'confirmed' } as const;
    const deadline: CaseDeadline = { kind: 'running', startedAt: receivedAt, due };
    const desk = new CaseDesk([registered(1, { receivedAt, deadline })]);
    const { caseId } = desk;
    const saved = {
      outcome: 'saved',
      reference: sampleReference(1),
      editedSince: false,
      missing: [],
    } as const;
    await renderAtDesk(
      desk,
      <SavedPanel
        saved={{ ...saved, caseId, receivedAt, deadline }}
        service={desk.service()}
        onAnother={() => undefined}
        onOpen={() => undefined}
      />,
    );
    await expect.element(page.getByText('Nosūtīsim centram, kad būs tīkls.')).toBeVisible();
    await expect.element(page.getByText('«To izdarīsim uzreiz.»')).toBeVisible();
    const work = page.getByTestId('work');
    await expect.element(work).toBeVisible();
    for (const radio of work.getByRole('radio', { name: 'Jā', exact: true }).elements())
      (radio as HTMLElement).click();
    await work.getByRole('radio', { name: 'Atbildēts' }).first().click();
    await work.getByRole('radio', { name: 'nevēlas vērtēt' }).click();
    await expectAccessible();
    await work.getByRole('button', { name: /^Pabeigt uzreiz letē/ }).click();
    await expect.poll(() => page.getByTestId('outcome').element().textContent).toContain('Izpildīts');
    expect(desk.given).toMatchObject([{ kind: 'finish-at-once' }]);
    expect(work.elements()).toHaveLength(0);
    // What was promised is kept, and nothing is left to be said of it.
    expect(page.getByText('«To izdarīsim uzreiz.»').elements()).toHaveLength(0);
    await expect.element(page.getByText('Nosūtīsim centram, kad būs tīkls.')).toBeVisible();
  });
});
