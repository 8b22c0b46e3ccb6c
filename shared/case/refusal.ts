import type { Issue } from '#shared/kernel/issue.ts';
import { EXTENSION_REFUSAL_CODES } from '#shared/service-level/extension.ts';
import type { CaseCommandKind } from './lifecycle.ts';
import type { StaffRole } from './staff-role.ts';

/** Every code with which `decide` refuses a command. Each has a message in both languages. */
export const REFUSAL_CODES = [
  'not-in-this-status',
  'not-in-this-role',
  'not-the-roles-step',
  'request-not-valid',
  'details-not-valid',
  'service-not-given-here',
  'other-catalogue-version',
  'not-in-this-step',
  'conformity-not-met',
  'outcome-not-of-service',
  'outcome-has-own-command',
  'decision-has-changed',
  'approval-by-another-person',
  'nothing-handed-over',
  'handed-over-already',
  'not-handed-over-to-you',
  'not-waiting-long-enough',
  'deadline-not-running',
  ...EXTENSION_REFUSAL_CODES,
  'corrective-note-required',
  'deadline-not-passed',
  'linked-already',
  'attached-already',
  'too-many-attachments',
  'not-attached',
  'nothing-changed',
  'decided-already',
  'changed-meanwhile',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** The codes that say what is wrong with a command by itself, however the case stands. */
const OF_THE_COMMAND: readonly RefusalCode[] = [
  'not-in-this-role',
  'request-not-valid',
  'details-not-valid',
  'service-not-given-here',
  'other-catalogue-version',
  'nothing-changed',
];

/** Whether a refusal comes of how the case stands, so that its author may have seen it stand otherwise. */
export function isOfTheCase({ code }: Refusal): boolean {
  return !OF_THE_COMMAND.includes(code);
}

type WithAllowed = Extract<RefusalCode, 'not-in-this-status' | 'not-in-this-role'>;
type WithIssues = Extract<RefusalCode, 'request-not-valid' | 'details-not-valid'>;
type WithRoles = Extract<RefusalCode, 'not-the-roles-step'>;

/** The codes that say everything by themselves. */
export type PlainRefusalCode = Exclude<RefusalCode, WithAllowed | WithIssues | WithRoles>;

/** Why a command was not accepted, and what would have been allowed instead. */
export type Refusal =
  | { readonly code: WithAllowed; readonly allowed: readonly CaseCommandKind[] }
  | { readonly code: WithIssues; readonly issues: readonly Issue[] }
  | { readonly code: WithRoles; readonly roles: readonly StaffRole[] }
  | { readonly code: PlainRefusalCode };
