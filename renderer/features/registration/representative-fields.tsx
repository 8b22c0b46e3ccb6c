import { Fieldset, SimpleGrid, Stack, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldId } from '#renderer/components/field-id.ts';
import { ChoiceInput } from '#renderer/components/fields/choice-input.tsx';
import { DateInput } from '#renderer/components/fields/date-input.tsx';
import { optionalLabel } from '#renderer/components/fields/optional-label.ts';
import { AuthorityBasis, AuthorityCheck } from '#shared/person/party.ts';
import type { RepresentativeDraft } from '#shared/person/party-draft.ts';
import { NaturalPersonFields } from './natural-person-fields.tsx';
import { useRequestForm } from './request-form.ts';

/** Who acts for the applicant: on what basis, within what scope, until when, and how that was checked. */
export function RepresentativeFields(): ReactNode {
  const { t } = useTranslation('party');
  const { draft, change, errorAt } = useRequestForm();
  const representative = draft.representative ?? {};
  const set = (part: Partial<RepresentativeDraft>): void =>
    change({ representative: { ...representative, ...part } });
  const line = (name: 'scope' | 'documentNumber', isRequired: boolean, help?: string): ReactNode => (
    <TextInput
      id={fieldId(`/representative/${name}`)}
      label={isRequired ? t(`authority.${name}`) : optionalLabel(t(`authority.${name}`), t)}
      description={help}
      value={representative[name] ?? ''}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
      error={errorAt(`/representative/${name}`)}
      aria-required={isRequired}
      autoComplete="off"
    />
  );
  return (
    <Fieldset legend={t('representative')}>
      <Stack gap="sm">
        <NaturalPersonFields place="/representative" person={representative} onChange={set} />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <ChoiceInput
            pointer="/representative/basis"
            label={t('authority.basis')}
            options={AuthorityBasis.options.map((basis) => ({
              value: basis,
              label: t(`authority.bases.${basis}`),
            }))}
            value={representative.basis ?? ''}
            onChange={(basis) => set({ basis })}
            error={errorAt('/representative/basis')}
            isRequired
          />
          {line('scope', true, t('authority.scopeHelp'))}
          <ChoiceInput
            pointer="/representative/checkedBy"
            label={t('authority.checkedBy')}
            options={AuthorityCheck.options.map((check) => ({
              value: check,
              label: t(`authority.checks.${check}`),
            }))}
            value={representative.checkedBy ?? ''}
            onChange={(checkedBy) => set({ checkedBy })}
            error={errorAt('/representative/checkedBy')}
            isRequired
          />
          {line('documentNumber', false)}
          <DateInput
            pointer="/representative/validUntil"
            label={optionalLabel(t('authority.validUntil'), t)}
            value={representative.validUntil ?? ''}
            onChange={(validUntil) => set({ validUntil })}
            error={errorAt('/representative/validUntil')}
            isRequired={false}
            side="future"
          />
        </SimpleGrid>
      </Stack>
    </Fieldset>
  );
}
