import type { Issue } from '#shared/kernel/issue.ts';

/**
 * Every code that reading a request can give by itself. The codes of parties and fields stand in
 * `PERSON_ISSUE_CODES` and `FIELD_ISSUE_CODES`. Each has a message in both languages.
 */
export const REQUEST_ISSUE_CODES = [
  'service-not-chosen',
  'service-unknown',
  'required',
  'unknown-choice',
  'option-retired',
  'malformed-text',
  'too-long',
  'condition-not-answered',
  'condition-refuses',
  'condition-redirects',
  'condition-warning-needs-reason',
  'evidence-status-not-possible',
  'exemption-not-named',
  'attachment-not-valid',
  'too-many-attachments',
  'date-not-later',
  'date-in-future',
  'date-in-past',
] as const;
export type RequestIssueCode = (typeof REQUEST_ISSUE_CODES)[number];

/** An issue of this room at `pointer`. */
export function requestIssue(pointer: string, code: RequestIssueCode, params?: Issue['params']): Issue {
  return params === undefined ? { pointer, code } : { pointer, code, params };
}
