import { PERSON_ISSUE_CODES, type PersonIssueCode } from '#shared/person/person-issue.ts';

/** What person codes and registration numbers give is the same in a field as in a party. */
type NumberIssueCode = Extract<PersonIssueCode, `person-code-${string}` | `registration-number-${string}`>;

const NUMBER_ISSUE_CODES = PERSON_ISSUE_CODES.filter(
  (code): code is NumberIssueCode =>
    code.startsWith('person-code-') || code.startsWith('registration-number-'),
);

/** Every code that the fields of a form can give, as an issue or as a warning. Each has a message in both languages. */
export const FIELD_ISSUE_CODES = [
  'required',
  'not-a-text',
  'malformed-text',
  'too-short',
  'too-long',
  'not-latin-letters',
  'wrong-form',
  'not-a-number',
  'not-whole-cents',
  'too-small',
  'too-large',
  'not-a-date',
  'date-in-future',
  'date-in-past',
  'date-too-early',
  'date-too-late',
  'not-an-option',
  'option-retired',
  'not-yes-or-no',
  'not-a-person-code',
  'not-a-registration-number',
  'not-an-address',
  'not-an-address-code',
  'address-not-verified',
  'not-a-phone',
  'not-an-email',
  'iban-wrong-form',
  'iban-not-latvian-form',
  'iban-wrong-check-digits',
  ...NUMBER_ISSUE_CODES,
] as const;
export type FieldIssueCode = (typeof FIELD_ISSUE_CODES)[number];
