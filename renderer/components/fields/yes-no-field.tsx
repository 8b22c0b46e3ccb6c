import type { ReactNode } from 'react';
import type { FieldProps } from './field-props.ts';
import { useFieldLabel } from './use-field-label.ts';
import { YesNoInput } from './yes-no-input.tsx';

/** A yes-or-no field of the catalogue's form. */
export function YesNoField(props: FieldProps): ReactNode {
  const { pointer, value, onChange, errorAt } = props;
  return (
    <YesNoInput
      pointer={pointer}
      {...useFieldLabel(props)}
      value={typeof value === 'boolean' ? value : undefined}
      onChange={onChange}
      error={errorAt('')}
    />
  );
}
