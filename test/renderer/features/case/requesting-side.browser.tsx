import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import catalogueJson from '#central/demo/catalogue.json' with { type: 'json' };
import { FormField } from '#renderer/components/fields/form-field.tsx';
import { ReadAnswer } from '#renderer/components/fields/read-answer.tsx';
import { EvidenceTable } from '#renderer/features/case/evidence-table.tsx';
import { RepresentationNotice } from '#renderer/features/case/representation-notice.tsx';
import type { CaseEvent } from '#shared/case/case-event.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import { Catalogue } from '#shared/catalogue/public-service.ts';
import { type FieldDefinition, FieldKind } from '#shared/forms/field-definition.ts';
import { PlainDate } from '#shared/kernel/plain-date.ts';
import type { Representative } from '#shared/person/party.ts';
import { renderScreen } from '#test/support/render-screen.tsx';

const catalogue = Catalogue.parse(catalogueJson);
const service = catalogue.services.find(({ id }) => id === 'nin-atvieglojums') ?? expect.fail();
const today = PlainDate.parse('2026-10-09');
const HOSTILE = '<img src=x onerror="document.title=1"> {name} $t(common:yes)';

const fieldOf = (type: FieldDefinition['type']): FieldDefinition => ({
  id: 'x',
  type,
  label: { lv: 'Lauks', en: 'Field' },
  required: true,
  validation: {},
  help: { lv: '', en: '' },
  sensitivity: 'none',
  ...(type === 'select' && { options: [{ value: 'a', label: { lv: 'A', en: 'A' } }] }),
});

describe('a field of the form', () => {
  it.each(FieldKind.options)('[FD25] of the kind %s has a control with its label', async (kind) => {
    await renderScreen(
      <FormField
        definition={fieldOf(kind)}
        pointer="/values/x"
        value={undefined}
        onChange={() => undefined}
        errorAt={() => undefined}
        isRequired
      />,
    );
    const control =
      kind === 'boolean' ? page.getByRole('radiogroup', { name: 'Lauks' }) : page.getByLabelText('Lauks');
    await expect.element(control).toBeVisible();
  });

  it('[FD26] that was answered with what looks like something else shows it as text', async () => {
    await renderScreen(<ReadAnswer definition={fieldOf('textarea')} value={`${HOSTILE}\nbeigas`} />);
    await expect.element(page.getByText(HOSTILE, { exact: false })).toBeVisible();
    expect(document.querySelector('main img')).toBeNull();
  });
});

describe('a representative', () => {
  const representative = { validUntil: PlainDate.parse('2026-10-08') } as Representative;
  const at = (nextStep: string) =>
    ({ request: { representative }, nextStep }) as Pick<CaseState, 'request' | 'nextStep'>;

  it.each(['decide', 'hand-out'])(
    '[PA20] whose authority has ended is spoken of at the step %s',
    async (step) => {
      await renderScreen(<RepresentationNotice state={at(step)} today={today} />);
      await expect
        .element(page.getByText('Pilnvarojuma termiņš ir beidzies.', { exact: false }))
        .toBeVisible();
    },
  );

  it('[PA20] is not spoken of while the authority holds, or where it does not matter', async () => {
    await renderScreen(
      <>
        <RepresentationNotice state={at('decide')} today={PlainDate.parse('2026-10-08')} />
        <RepresentationNotice state={at('conformity')} today={today} />
        <p>beigas</p>
      </>,
    );
    await expect.element(page.getByText('beigas')).toBeVisible();
    expect(document.querySelector('[role="note"]')).toBeNull();
  });
});

describe('the documents of a case', () => {
  const origin = { at: '2026-10-09T07:41:00.000Z', by: 'anna' };
  const events = [
    { kind: 'registered', origin, request: { evidence: { 'property-register': { status: 'check-later' } } } },
    { kind: 'applicant-asked', origin, evidence: ['group-doc'], until: '2026-10-23' },
    {
      kind: 'evidence-received',
      origin: { ...origin, by: 'ilze' },
      evidence: { 'group-doc': { status: 'handed-in', documentNumber: HOSTILE } },
    },
  ] as unknown as CaseEvent[];
  const state = {
    request: {
      evidence: {
        'property-register': { status: 'check-later' },
        'group-doc': { status: 'handed-in', documentNumber: HOSTILE },
      },
    },
  } as unknown as CaseState;

  it('[RG18] stand in a table, each with what was asked and recorded, when and by whom', async () => {
    await renderScreen(
      <EvidenceTable state={state} events={events} service={service} nameOf={(id) => `<b>${id}</b>`} />,
    );
    const row = page.getByRole('row').filter({ hasText: 'grupai' });
    const asked = '09.10.2026. 10:41 pieprasīts līdz 23.10.2026. (<b>anna</b>)';
    const received = `09.10.2026. 10:41 Iesniegts; ${HOSTILE} (<b>ilze</b>)`;
    await expect.element(row.getByText(asked)).toBeVisible();
    await expect.element(row.getByText(received)).toBeVisible();
    const lookedUp = page.getByRole('row').filter({ hasText: 'Pārbauda reģistrā' });
    await expect.element(lookedUp.getByText('Pārbaudīt vēlāk', { exact: true })).toBeVisible();
    expect(document.querySelector('main img, main b')).toBeNull();
  });
});
