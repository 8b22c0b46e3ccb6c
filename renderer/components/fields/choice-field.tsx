import type { ReactNode } from 'react';
import { useLanguage } from '#renderer/components/use-language.ts';
import { ChoiceInput } from './choice-input.tsx';
import type { FieldProps } from './field-props.ts';
import { useFieldLabel } from './use-field-label.ts';

/** A choice of the catalogue's form. A retired option is offered only where it was chosen before. */
export function ChoiceField(props: FieldProps): ReactNode {
  const { definition, pointer, value, onChange, errorAt, isRequired } = props;
  const { read } = useLanguage();
  const options = (definition.options ?? []).filter(
    (option) => option.retired !== true || option.value === value,
  );
  return (
    <ChoiceInput
      pointer={pointer}
      {...useFieldLabel(props)}
      options={options.map((option) => ({ value: option.value, label: read(option.label) }))}
      value={typeof value === 'string' ? value : ''}
      onChange={onChange}
      error={errorAt('')}
      isRequired={isRequired}
    />
  );
}
