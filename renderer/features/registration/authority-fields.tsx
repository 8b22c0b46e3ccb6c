import { SimpleGrid, Stack, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldId } from '#renderer/components/field-id.ts';
import { ChoiceInput } from '#renderer/components/fields/choice-input.tsx';
import { DateInput } from '#renderer/components/fields/date-input.tsx';
import { optionalLabel } from '#renderer/components/fields/optional-label.ts';
import { YesNoInput } from '#renderer/components/fields/yes-no-input.tsx';
import { Notice } from '#renderer/components/notice.tsx';
import { useNow } from '#renderer/components/use-now.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import { findTypedDate } from '#shared/kernel/typed-date.ts';
import { authorityFindings } from '#shared/person/authority-standing.ts';
import { AuthorityBasis, AuthorityCheck, AuthorityScope } from '#shared/person/party.ts';
import type { RepresentativeDraft } from '#shared/person/party-draft.ts';
import { useRequestForm } from './request-form.ts';

/**
 * The authority of a representative: its basis, how far it reaches, its days, and how it was checked. What speaks
 * against it is said while it is typed, and passes only with a reason (PA18, PA19).
 */
export function AuthorityFields(props: {
  readonly representative: RepresentativeDraft;
  readonly onChange: (part: Partial<RepresentativeDraft>) => void;
}): ReactNode {
  const { representative, onChange: set } = props;
  const { t } = useTranslation('party');
  const { errorAt } = useRequestForm();
  const choice = (
    name: 'basis' | 'covers' | 'checkedBy',
    options: readonly string[],
    texts: 'bases' | 'scopes' | 'checks',
  ): ReactNode => (
    <ChoiceInput
      pointer={`/representative/${name}`}
      label={t(`authority.${name}`)}
      options={options.map((value) => ({ value, label: t(`authority.${texts}.${value}`) }))}
      value={representative[name] ?? ''}
      onChange={(value) => set({ [name]: value })}
      error={errorAt(`/representative/${name}`)}
      isRequired
    />
  );
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
  const date = (name: 'validFrom' | 'validUntil', side?: 'future'): ReactNode => (
    <DateInput
      pointer={`/representative/${name}`}
      label={optionalLabel(t(`authority.${name}`), t)}
      value={representative[name] ?? ''}
      onChange={(value) => set({ [name]: value })}
      error={errorAt(`/representative/${name}`)}
      isRequired={false}
      side={side}
    />
  );
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {choice('basis', AuthorityBasis.options, 'bases')}
        {choice('covers', AuthorityScope.options, 'scopes')}
      </SimpleGrid>
      {representative.covers === 'named' && (
        <>
          {line('scope', true, t('authority.scopeHelp'))}
          <YesNoInput
            pointer="/representative/coversRequest"
            label={t('authority.coversRequest')}
            value={representative.coversRequest}
            onChange={(coversRequest) => set({ coversRequest })}
            error={errorAt('/representative/coversRequest')}
          />
        </>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {choice('checkedBy', AuthorityCheck.options, 'checks')}
        {line('documentNumber', false)}
        {date('validFrom')}
        {date('validUntil', 'future')}
      </SimpleGrid>
      <InQuestion {...props} />
    </Stack>
  );
}

/** What speaks against the authority today, and why it is accepted all the same. */
function InQuestion(props: {
  readonly representative: RepresentativeDraft;
  readonly onChange: (part: Partial<RepresentativeDraft>) => void;
}): ReactNode {
  const { representative, onChange } = props;
  const { t } = useTranslation('party');
  const { errorAt } = useRequestForm();
  const today = localDateOf(useNow(600));
  const { covers, coversRequest, validFrom = '', validUntil = '' } = representative;
  const findings = authorityFindings(
    {
      validFrom: findTypedDate(validFrom),
      validUntil: findTypedDate(validUntil),
      coversRequest: covers === 'named' ? coversRequest : undefined,
    },
    today,
  );
  if (findings.length === 0) return null;
  return (
    <Notice tone="soon" title={t('authority.inQuestion')}>
      {findings.map((finding) => t(`authority.findings.${finding}`)).join(' ')}
      <TextInput
        id={fieldId('/representative/override/reason')}
        mt="xs"
        label={t('authority.reason')}
        value={representative.override?.reason ?? ''}
        onChange={(event) => onChange({ override: { reason: event.currentTarget.value } })}
        error={errorAt('/representative/override/reason')}
        aria-required
        autoComplete="off"
        styles={{ label: { color: 'inherit' } }}
      />
    </Notice>
  );
}
