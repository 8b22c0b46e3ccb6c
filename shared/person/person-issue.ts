import type { Issue } from '#shared/kernel/issue.ts';

/** Every code that reading a party can give, as an issue or as a warning. Each has a message in both languages. */
export const PERSON_ISSUE_CODES = [
  'required',
  'too-long',
  'malformed-text',
  'unknown-choice',
  'invalid-date',
  'birth-date-in-future',
  'applicant-kind-not-served',
  'person-code-non-ascii-digit',
  'person-code-invalid-character',
  'person-code-invalid-length',
  'person-code-misplaced-hyphen',
  'person-code-looks-like-registration-number',
  'person-code-invalid-century-digit',
  'person-code-invalid-date',
  'person-code-birth-date-in-future',
  'person-code-warning-needs-reason',
  'registration-number-non-ascii-digit',
  'registration-number-invalid-character',
  'registration-number-invalid-length',
  'registration-number-looks-like-person-code',
  'registration-number-invalid-leading-digit',
  'registration-number-checksum-mismatch',
  'registration-number-leading-6',
  'country-invalid',
  'country-is-latvia',
  'document-expired',
  'authority-expired',
  'authority-not-yet-valid',
  'authority-out-of-scope',
  'authority-ends-before-it-begins',
  'authority-needs-reason',
] as const;
export type PersonIssueCode = (typeof PERSON_ISSUE_CODES)[number];

/** What is noted while a party is read: `issues` refuse it, `warnings` are shown and let it pass. */
export interface PartyNotes {
  readonly issues: Issue[];
  readonly warnings: Issue[];
}

/** An issue of this room at `pointer`, which is relative to the party. */
export function personIssue(pointer: string, code: PersonIssueCode, params?: Issue['params']): Issue {
  return params === undefined ? { pointer, code } : { pointer, code, params };
}
