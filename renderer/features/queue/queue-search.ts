import { z } from 'zod';
import { PartOfReference } from '#renderer/components/part-of-reference.ts';
import { QueueOrder } from '#renderer/store/queue-query.ts';
import { CaseStatus } from '#shared/case/case-status.ts';
import { QueueUrgency } from '#shared/case/queue-urgency.ts';
import { ServiceIdentifier } from '#shared/catalogue/public-service.ts';
import { CaseId } from '#shared/kernel/identifier.ts';

/** The marks that the list can be narrowed to. */
export const SYNC_FILTERS = ['saved-here', 'received', 'needs-attention', 'accepted'] as const;

/**
 * What the address keeps of the queue, so that coming back brings the same list and the same row: filters, order, and
 * the row that was opened with its place in the list. What is not valid is as if it were not there; no personal data.
 */
export const QueueSearch = z.object({
  reference: PartOfReference.optional().catch(undefined),
  status: CaseStatus.optional().catch(undefined),
  service: ServiceIdentifier.optional().catch(undefined),
  due: QueueUrgency.optional().catch(undefined),
  sync: z.enum(SYNC_FILTERS).optional().catch(undefined),
  order: QueueOrder.optional().catch(undefined),
  descending: z.boolean().optional().catch(undefined),
  row: CaseId.optional().catch(undefined),
  at: z.int().min(0).optional().catch(undefined),
});
export type QueueSearch = z.infer<typeof QueueSearch>;

/** The part that narrows the list. */
export type QueueFilters = Pick<QueueSearch, 'reference' | 'status' | 'service' | 'due' | 'sync'>;

export const NO_FILTERS = {
  reference: undefined,
  status: undefined,
  service: undefined,
  due: undefined,
  sync: undefined,
} as const satisfies QueueFilters;

/** The whole queue in its usual order. All is named, because an address keeps what a link does not name. */
export const WHOLE_QUEUE = {
  ...NO_FILTERS,
  order: undefined,
  descending: undefined,
  row: undefined,
  at: undefined,
} as const satisfies QueueSearch;
