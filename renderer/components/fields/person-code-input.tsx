import { Stack, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldId } from '#renderer/components/field-id.ts';
import { Notice } from '#renderer/components/notice.tsx';
import { useNow } from '#renderer/components/use-now.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import type { PersonCodeDraft } from '#shared/person/party-draft.ts';
import { checkPersonCode } from '#shared/person/person-code.ts';

/** A person code. A finding that is only a warning asks for the reason to keep it. */
export function PersonCodeInput(props: {
  readonly pointer: string;
  readonly label: string;
  readonly description?: string | undefined;
  readonly value: PersonCodeDraft;
  readonly onChange: (value: PersonCodeDraft) => void;
  readonly errorAt: (path: string) => string | undefined;
  readonly isRequired: boolean;
}): ReactNode {
  const { pointer, label, description, value, onChange, errorAt, isRequired } = props;
  const { t } = useTranslation('issues');
  const code = value.code ?? '';
  const check = checkPersonCode(code, localDateOf(useNow(600)));
  const needsReason = check.verdict === 'warning';
  return (
    <Stack gap="xs">
      <TextInput
        id={fieldId(`${pointer}/code`)}
        label={label}
        description={description}
        value={code}
        // Another code is another question: a reason given for the one before says nothing about it.
        onChange={(event) => onChange({ code: event.currentTarget.value })}
        error={errorAt('/code') ?? errorAt('')}
        aria-required={isRequired}
        autoComplete="off"
        inputMode="numeric"
      />
      {needsReason && (
        <Notice tone="soon">
          {t(`finding.${check.finding}`)}
          <TextInput
            id={fieldId(`${pointer}/override/reason`)}
            mt="xs"
            label={t('keepReason')}
            value={value.override?.reason ?? ''}
            onChange={(event) => onChange({ code, override: { reason: event.currentTarget.value } })}
            error={errorAt('/override/reason')}
            aria-required
            styles={{ label: { color: 'inherit' } }}
          />
        </Notice>
      )}
    </Stack>
  );
}
