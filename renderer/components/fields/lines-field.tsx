import { Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { fieldId } from '#renderer/components/field-id.ts';
import type { FieldProps } from './field-props.ts';
import { useFieldLabel } from './use-field-label.ts';

/** Free text of several lines. */
export function LinesField(props: FieldProps): ReactNode {
  const { pointer, value, onChange, errorAt, isRequired } = props;
  const texts = useFieldLabel(props);
  return (
    <Textarea
      id={fieldId(pointer)}
      {...texts}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={errorAt('')}
      autosize
      minRows={2}
      maxRows={12}
      aria-required={isRequired}
    />
  );
}
