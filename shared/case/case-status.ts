import { z } from 'zod';
import type { StageId } from '#shared/catalogue/public-service.ts';

/** Where a case stands. Folded from its events, never stored as truth. */
export const CaseStatus = z.enum([
  'registered',
  'waiting-for-applicant',
  'being-assessed',
  'to-be-decided',
  'to-be-approved',
  'to-be-informed',
  'decided-to-provide',
  'being-fulfilled',
  'ready-for-collection',
  'being-evaluated',
  'closed',
  'voided',
]);
export type CaseStatus = z.infer<typeof CaseStatus>;

/** The stage that each status belongs to. */
export const STAGE_OF_STATUS = {
  registered: 'processing',
  'waiting-for-applicant': 'processing',
  'being-assessed': 'processing',
  'to-be-decided': 'processing',
  'to-be-approved': 'processing',
  'to-be-informed': 'processing',
  'decided-to-provide': 'processing',
  'being-fulfilled': 'provision',
  'ready-for-collection': 'provision',
  'being-evaluated': 'evaluation',
  closed: 'evaluation',
  voided: 'evaluation',
} as const satisfies Record<CaseStatus, StageId>;

/** The stage that a case is in. One that waits for the applicant stays in the stage in which it began to wait (CL6). */
export function stageOf(state: {
  readonly status: CaseStatus;
  readonly waiting: { readonly returnTo: { readonly status: CaseStatus } } | null;
}): StageId {
  return STAGE_OF_STATUS[state.waiting?.returnTo.status ?? state.status];
}

/** The statuses before a decision stands. */
export const UNDECIDED = [
  'registered',
  'waiting-for-applicant',
  'being-assessed',
  'to-be-decided',
  'to-be-approved',
] as const satisfies CaseStatus[];

/** The statuses after the decision to provide, until the result is with the applicant. */
export const UNDER_PROVISION = [
  'decided-to-provide',
  'being-fulfilled',
  'ready-for-collection',
] as const satisfies CaseStatus[];

/** The statuses in which something remains to be done. */
export const OPEN = CaseStatus.options.filter(
  (status): status is Exclude<CaseStatus, 'closed' | 'voided'> => status !== 'closed' && status !== 'voided',
);
