import { TextInput } from '@mantine/core';
import type { HTMLAttributes, ReactNode } from 'react';
import { fieldId } from '#renderer/components/field-id.ts';
import type { FieldKind } from '#shared/forms/field-definition.ts';
import type { FieldProps } from './field-props.ts';
import { useFieldLabel } from './use-field-label.ts';

const INPUT_MODES: Readonly<Partial<Record<FieldKind, HTMLAttributes<HTMLInputElement>['inputMode']>>> = {
  number: 'decimal',
  money: 'decimal',
  phone: 'tel',
  email: 'email',
  'registration-number': 'numeric',
};

/** One line that is typed: text, numbers, telephone, e-mail, account and document numbers. */
export function TextField(props: FieldProps): ReactNode {
  const { definition, pointer, value, onChange, errorAt, isRequired } = props;
  const texts = useFieldLabel(props);
  return (
    <TextInput
      id={fieldId(pointer)}
      {...texts}
      value={typeof value === 'string' || typeof value === 'number' ? String(value) : ''}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={errorAt('')}
      inputMode={INPUT_MODES[definition.type] ?? 'text'}
      rightSection={definition.type === 'money' ? '€' : undefined}
      aria-required={isRequired}
      autoComplete="off"
      spellCheck={false}
    />
  );
}
