import { Fieldset, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RepresentativeDraft } from '#shared/person/party-draft.ts';
import { AuthorityFields } from './authority-fields.tsx';
import { NaturalPersonFields } from './natural-person-fields.tsx';
import { useRequestForm } from './request-form.ts';

/** Who acts for the applicant, and by what authority. */
export function RepresentativeFields(): ReactNode {
  const { t } = useTranslation('party');
  const { draft, change } = useRequestForm();
  const representative = draft.representative ?? {};
  const set = (part: Partial<RepresentativeDraft>): void =>
    change({ representative: { ...representative, ...part } });
  return (
    <Fieldset legend={t('representative')}>
      <Stack gap="sm">
        <NaturalPersonFields place="/representative" person={representative} onChange={set} />
        <AuthorityFields representative={representative} onChange={set} />
      </Stack>
    </Fieldset>
  );
}
