import type { FieldKind } from './field-definition.ts';
import type { FieldType } from './field-type.ts';
import { address } from './field-types/address.ts';
import { boolean } from './field-types/boolean.ts';
import { date } from './field-types/date.ts';
import { documentNumber } from './field-types/document-number.ts';
import { email } from './field-types/email.ts';
import { iban } from './field-types/iban.ts';
import { money } from './field-types/money.ts';
import { number } from './field-types/number.ts';
import { personCode } from './field-types/person-code.ts';
import { phone } from './field-types/phone.ts';
import { registrationNumber } from './field-types/registration-number.ts';
import { select } from './field-types/select.ts';
import { text } from './field-types/text.ts';
import { textarea } from './field-types/textarea.ts';

/** Every kind of field that a catalogue may name, with its validators and its read view. */
export const FIELD_TYPES = {
  text,
  textarea,
  number,
  money,
  date,
  select,
  boolean,
  'person-code': personCode,
  'registration-number': registrationNumber,
  address,
  phone,
  email,
  iban,
  'document-number': documentNumber,
} as const satisfies Record<FieldKind, FieldType>;

/** The type of a field. */
export function fieldTypeOf(kind: FieldKind): FieldType {
  return FIELD_TYPES[kind];
}
