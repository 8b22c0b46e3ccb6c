import type { ReactNode } from 'react';
import { PersonCodeDraft } from '#shared/person/party-draft.ts';
import type { FieldProps } from './field-props.ts';
import { PersonCodeInput } from './person-code-input.tsx';
import { useFieldLabel } from './use-field-label.ts';

/** A person code of the catalogue's form. */
export function PersonCodeField(props: FieldProps): ReactNode {
  const { pointer, value, onChange, errorAt, isRequired } = props;
  return (
    <PersonCodeInput
      pointer={pointer}
      {...useFieldLabel(props)}
      value={PersonCodeDraft.safeParse(value ?? {}).data ?? {}}
      onChange={onChange}
      errorAt={errorAt}
      isRequired={isRequired}
    />
  );
}
