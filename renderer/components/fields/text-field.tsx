import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { fieldId } from '#renderer/components/field-id.ts';
import { fieldTypeOf } from '#shared/forms/field-types.ts';
import type { FieldProps } from './field-props.ts';
import { useFieldLabel } from './use-field-label.ts';

/** One line that is typed: text, numbers, telephone, e-mail, account and document numbers. */
export function TextField(props: FieldProps): ReactNode {
  const { definition, pointer, value, onChange, errorAt, isRequired } = props;
  const texts = useFieldLabel(props);
  const { screen } = fieldTypeOf(definition.type);
  const { keyboard = 'text', unit = undefined } = screen.kind === 'line' ? screen : {};
  return (
    <TextInput
      id={fieldId(pointer)}
      {...texts}
      value={typeof value === 'string' || typeof value === 'number' ? String(value) : ''}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={errorAt('')}
      inputMode={keyboard}
      rightSection={unit}
      aria-required={isRequired}
      autoComplete="off"
      spellCheck={false}
    />
  );
}
