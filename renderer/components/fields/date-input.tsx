import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldId } from '#renderer/components/field-id.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import { useNow } from '#renderer/components/use-now.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import { toDayNumber } from '#shared/kernel/plain-date.ts';
import { findTypedDate } from '#shared/kernel/typed-date.ts';
import { expandTypedDate } from './typed-date.ts';

const DAY_MILLISECONDS = 86_400_000;

/** A date that is typed. What it was understood as stands beside it in words. */
export function DateInput(props: {
  readonly pointer: string;
  readonly label: string;
  readonly description?: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
  readonly isRequired: boolean;
}): ReactNode {
  const { pointer, label, description, value, onChange, error, isRequired } = props;
  const { t } = useTranslation('common');
  const { language } = useLanguage();
  const today = localDateOf(useNow(600));
  const understood = findTypedDate(value);
  const words =
    understood === undefined
      ? t('dateForm')
      : new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: 'UTC' }).format(
          toDayNumber(understood) * DAY_MILLISECONDS,
        );
  return (
    <TextInput
      id={fieldId(pointer)}
      label={label}
      description={description === undefined ? words : `${description} ${words}`}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={() => onChange(expandTypedDate(value, today))}
      error={error}
      aria-required={isRequired}
      autoComplete="off"
    />
  );
}
