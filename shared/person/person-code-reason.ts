/** What makes a code good. */
export type PersonCodeApproval = 'legacy-date-and-checksum-ok' | 'new-format-no-date-no-checksum';

/** What a clerk may override with a reason, because no official text confirms the rule (`docs/checking.md`). */
export const PERSON_CODE_FINDINGS = [
  'checksum-mismatch',
  'checksum-remainder-10-digit-0',
  'month-00-unconfirmed',
  'born-after-new-codes',
] as const;
export type PersonCodeFinding = (typeof PERSON_CODE_FINDINGS)[number];

/** What keeps a text from being a person code at all. */
export const PERSON_CODE_REFUSALS = [
  'empty',
  'non-ascii-digit',
  'invalid-character',
  'invalid-length',
  'misplaced-hyphen',
  'looks-like-registration-number',
  'invalid-century-digit',
  'invalid-date',
  'birth-date-in-future',
] as const;
export type PersonCodeRefusal = (typeof PERSON_CODE_REFUSALS)[number];

export type PersonCodeReason = PersonCodeApproval | PersonCodeFinding | PersonCodeRefusal;

/** The verdict of a checker that takes the unconfirmed rules for certain. */
export type StrictVerdict = 'valid' | 'ambiguous' | 'invalid';

const STRICT = {
  'legacy-date-and-checksum-ok': 'valid',
  'new-format-no-date-no-checksum': 'valid',
  'checksum-mismatch': 'invalid',
  'checksum-remainder-10-digit-0': 'ambiguous',
  'month-00-unconfirmed': 'invalid',
  'born-after-new-codes': 'invalid',
  empty: 'invalid',
  'non-ascii-digit': 'invalid',
  'invalid-character': 'invalid',
  'invalid-length': 'invalid',
  'misplaced-hyphen': 'invalid',
  'looks-like-registration-number': 'invalid',
  'invalid-century-digit': 'invalid',
  'invalid-date': 'invalid',
  'birth-date-in-future': 'invalid',
} as const satisfies Record<PersonCodeReason, StrictVerdict>;

/** What a strict checker says for `reason` (PC15). The program itself goes by the lenient verdict. */
export function strictVerdictOf(reason: PersonCodeReason): StrictVerdict {
  return STRICT[reason];
}
