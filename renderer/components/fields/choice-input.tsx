import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldId } from '#renderer/components/field-id.ts';

/** One of several values, from a list. The empty choice stands for no answer. */
export function ChoiceInput(props: {
  readonly pointer: string;
  readonly label: string;
  readonly description?: string | undefined;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: string;
  readonly onChange: (value: string | undefined) => void;
  readonly error?: string | undefined;
  readonly isRequired: boolean;
}): ReactNode {
  const { pointer, label, description, options, value, onChange, error, isRequired } = props;
  const { t } = useTranslation('common');
  return (
    <NativeSelect
      id={fieldId(pointer)}
      label={label}
      description={description}
      data={[{ value: '', label: t('notChosen') }, ...options]}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
      error={error}
      aria-required={isRequired}
    />
  );
}
