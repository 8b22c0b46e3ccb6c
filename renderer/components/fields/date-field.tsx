import type { ReactNode } from 'react';
import { DateInput } from './date-input.tsx';
import type { FieldProps } from './field-props.ts';
import { useFieldLabel } from './use-field-label.ts';

/** A date of the catalogue's form. */
export function DateField(props: FieldProps): ReactNode {
  const { definition, pointer, value, onChange, errorAt, isRequired } = props;
  const { notFuture, notPast } = definition.validation;
  return (
    <DateInput
      pointer={pointer}
      {...useFieldLabel(props)}
      value={typeof value === 'string' ? value : ''}
      onChange={onChange}
      error={errorAt('')}
      isRequired={isRequired}
      side={notFuture === true ? 'past' : notPast === true ? 'future' : undefined}
    />
  );
}
