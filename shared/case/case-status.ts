import { z } from 'zod';
import type { StageId } from '#shared/catalogue/public-service.ts';

/** Where a case stands. Folded from its events, never stored as truth. */
export const CaseStatus = z.enum(['registered', 'waiting-for-applicant']);
export type CaseStatus = z.infer<typeof CaseStatus>;

/** The stage that each status belongs to. */
export const STAGE_OF_STATUS = {
  registered: 'processing',
  'waiting-for-applicant': 'processing',
} as const satisfies Record<CaseStatus, StageId>;
