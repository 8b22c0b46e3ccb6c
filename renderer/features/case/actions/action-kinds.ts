import type { CaseCommandKind } from '#shared/case/lifecycle.ts';

/** What can be done with a case beside its next step, in the order of the menu. */
export const ACTION_KINDS = [
  'ask-applicant',
  'receive-evidence',
  'attach-files',
  'record-answer',
  'stop-waiting',
  'inform',
  'hand-over',
  'accept-hand-over',
  'return-hand-over',
  'assign-case',
  'classify-request',
  'correct-request',
  'extend-deadline',
  'explain-delay',
  'forward-request',
  'withdraw-request',
  'lapse-request',
  'return-decision',
  'amend-decision',
  'withdraw-decision',
  'link-duplicate',
  'remove-attachment',
  'void-case',
  'reopen-case',
] as const satisfies readonly CaseCommandKind[];
export type ActionKind = (typeof ACTION_KINDS)[number];
