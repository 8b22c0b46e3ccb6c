import type { ReactNode } from 'react';
import type { FieldKind } from '#shared/forms/field-definition.ts';
import { AddressField } from './address-field.tsx';
import { ChoiceField } from './choice-field.tsx';
import { DateField } from './date-field.tsx';
import type { FieldProps } from './field-props.ts';
import { LinesField } from './lines-field.tsx';
import { PersonCodeField } from './person-code-field.tsx';
import { TextField } from './text-field.tsx';
import { YesNoField } from './yes-no-field.tsx';

const SCREENS = {
  text: TextField,
  textarea: LinesField,
  number: TextField,
  money: TextField,
  date: DateField,
  select: ChoiceField,
  boolean: YesNoField,
  'person-code': PersonCodeField,
  'registration-number': TextField,
  address: AddressField,
  phone: TextField,
  email: TextField,
  iban: TextField,
  'document-number': TextField,
} as const satisfies Record<FieldKind, (props: FieldProps) => ReactNode>;

/** The screen of one field of the catalogue, chosen by its kind. */
export function FormField(props: FieldProps): ReactNode {
  const Screen = SCREENS[props.definition.type];
  return <Screen {...props} />;
}
