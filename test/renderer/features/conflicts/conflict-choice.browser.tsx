import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import catalogueJson from '#central/demo/catalogue.json' with { type: 'json' };
import { FieldWords } from '#renderer/features/case/field-words.ts';
import { ConflictChoice, type Parked } from '#renderer/features/conflicts/conflict-choice.tsx';
import type { Conflict, FieldConflict } from '#shared/case/conflict/conflict.ts';
import type { Choice } from '#shared/case/steps/resolve-conflict.ts';
import { Catalogue } from '#shared/catalogue/public-service.ts';
import { expectAccessible } from '#test/support/expect-accessible.ts';
import { renderScreen } from '#test/support/render-screen.tsx';

const catalogue = Catalogue.parse(catalogueJson);
const touch = { by: 'janis', at: '2026-10-09T07:05:00.000Z', office: 'smiltene', counter: 'SMI-2' };
const field = (name: string, base: string, mine: string, theirs: string) =>
  ({ field: name, base, mine, theirs, theirsBy: touch }) as unknown as FieldConflict;
const conflict = {
  version: 3,
  baseAt: '2026-10-09T06:55:00.000Z',
  mineBy: { ...touch, by: 'anna', counter: 'SMI-1' },
  fields: [
    field('/applicant/givenName', 'Šarlote', 'Zane', 'Dace'),
    field('/applicant/familyName', 'Paraudziņa', 'Testa', 'Sintētiskā'),
  ],
  others: [field('/common/phone', '+37120000000', '+37126111111', '+37120000000')],
} as unknown as Conflict;
const names: Readonly<Record<string, string>> = { anna: 'Anna Paraudziņa', janis: 'Jānis Paraudziņš' };

/** Shows the choice and gathers what is confirmed. */
async function choosing(parked: Partial<Parked> = {}) {
  const chosen: Choice[] = [];
  const Shown = () => {
    const words = new FieldWords(
      ((key: string, parts?: { field?: string }) => parts?.field ?? key) as never,
      {
        catalogue,
        serviceId: 'dzivesvietas-deklaresana',
        nameOf: (id) => names[id] ?? id,
        language: 'lv',
        read: ({ lv }) => lv,
      },
    );
    return (
      <ConflictChoice
        parked={{
          conflict,
          what: 'correct-request',
          ground: 'changed-meanwhile',
          lines: ['Labots'],
          ...parked,
        }}
        words={words}
        nameOf={(id) => names[id] ?? id}
        placeOf={({ counter, office }) => counter ?? office}
        isBusy={false}
        problem={undefined}
        onConfirm={(choice) => chosen.push(choice)}
        onLeave={() => undefined}
      />
    );
  };
  await renderScreen(<Shown />);
  return chosen;
}

const radio = (text: string) => page.getByRole('radio', { name: text, exact: false });

describe('two versions side by side', () => {
  it('[CF7] [CF9] shows what was, mine and theirs with who, and takes a choice for each field by keyboard', async () => {
    const chosen = await choosing();
    await expect.element(page.getByText('Anna Paraudziņa', { exact: false }).first()).toBeVisible();
    await expect.element(page.getByText('Jānis Paraudziņš', { exact: false }).first()).toBeVisible();
    await expectAccessible();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.element(page.getByText('Izvēlieties katram laukam, kas paliek.')).toBeVisible();
    expect(chosen).toEqual([]);
    ((await radio('mans, Zane').element()) as HTMLElement).focus();
    await userEvent.keyboard('1');
    ((await radio('mans, Testa').element()) as HTMLElement).focus();
    await userEvent.keyboard('2');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect
      .poll(() => chosen)
      .toEqual([
        {
          take: 'each',
          changes: [
            { field: '/applicant/givenName', base: 'Dace', value: 'Zane' },
            { field: '/applicant/familyName', base: 'Sintētiskā', value: 'Sintētiskā' },
          ],
        },
      ]);
  });

  it('[CF9] takes another value than both', async () => {
    const chosen = await choosing({ conflict: { ...conflict, fields: conflict.fields.slice(0, 1) } });
    await page.getByRole('textbox', { name: 'cita vērtība', exact: false }).fill('Zane Dace');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.poll(() => chosen).toMatchObject([{ changes: [{ base: 'Dace', value: 'Zane Dace' }] }]);
  });

  it('[CF9] has one choice about a step, and says why it cannot be taken now', async () => {
    const fields = [{ ...field('/status', 'registered', 'closed', 'waiting-for-applicant') }];
    const chosen = await choosing({
      what: 'withdraw-request',
      ground: 'not-in-this-status',
      conflict: { ...conflict, fields },
    });
    await expect.element(radio('Ņemt vērā manu')).toBeDisabled();
    await expectAccessible();
    await radio('Paturēt, kas ir centrā').click();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.poll(() => chosen).toEqual([{ take: 'theirs' }]);
  });
});
