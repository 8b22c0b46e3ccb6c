import type { Issue } from '#shared/kernel/issue.ts';
import type { CaseCommandKind } from './case-command.ts';

/** Every code with which `decide` refuses a command. Each has a message in both languages. */
export const REFUSAL_CODES = [
  'not-in-this-status',
  'not-in-this-role',
  'request-not-valid',
  'note-not-valid',
  'service-not-given-here',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** Why a command was not accepted, and what would have been allowed instead. */
export type Refusal =
  | {
      readonly code: Extract<RefusalCode, 'not-in-this-status' | 'not-in-this-role'>;
      readonly allowed: readonly CaseCommandKind[];
    }
  | {
      readonly code: Extract<RefusalCode, 'request-not-valid' | 'note-not-valid'>;
      readonly issues: readonly Issue[];
    }
  | { readonly code: Extract<RefusalCode, 'service-not-given-here'> };
