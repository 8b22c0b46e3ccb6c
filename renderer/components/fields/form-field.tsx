import type { ReactNode } from 'react';
import type { FieldScreen } from '#shared/forms/field-type.ts';
import { fieldTypeOf } from '#shared/forms/field-types.ts';
import { AddressField } from './address-field.tsx';
import { ChoiceField } from './choice-field.tsx';
import { DateField } from './date-field.tsx';
import type { FieldProps } from './field-props.ts';
import { LinesField } from './lines-field.tsx';
import { PersonCodeField } from './person-code-field.tsx';
import { TextField } from './text-field.tsx';
import { YesNoField } from './yes-no-field.tsx';

const SCREENS = {
  line: TextField,
  lines: LinesField,
  date: DateField,
  choice: ChoiceField,
  'yes-no': YesNoField,
  'person-code': PersonCodeField,
  address: AddressField,
} as const satisfies Record<FieldScreen['kind'], (props: FieldProps) => ReactNode>;

/** The screen of one field of the catalogue, as its type says. */
export function FormField(props: FieldProps): ReactNode {
  const Screen = SCREENS[fieldTypeOf(props.definition.type).screen.kind];
  return <Screen {...props} />;
}
