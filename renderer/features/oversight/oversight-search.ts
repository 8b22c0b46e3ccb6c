import { z } from 'zod';
import { PartOfReference } from '#renderer/components/part-of-reference.ts';
import { CaseStatus } from '#shared/case/case-status.ts';
import { QueueUrgency } from '#shared/case/queue-urgency.ts';
import { ServiceIdentifier } from '#shared/catalogue/public-service.ts';
import { CaseId } from '#shared/kernel/identifier.ts';
import { QueueSort } from '#shared/protocol/oversight.ts';
import { OfficeId } from '#shared/service-level/office.ts';

/**
 * What the address keeps of the overview, so that coming back brings the same list and the same row: the part that is
 * open, filters, order, and the row that was opened with its place in the list. What is not valid is as if it were not
 * there; no personal data.
 */
export const OversightSearch = z.object({
  part: z.enum(['counters', 'unsettled']).optional().catch(undefined),
  reference: PartOfReference.optional().catch(undefined),
  office: OfficeId.optional().catch(undefined),
  service: ServiceIdentifier.optional().catch(undefined),
  status: CaseStatus.optional().catch(undefined),
  urgency: QueueUrgency.optional().catch(undefined),
  sort: QueueSort.optional().catch(undefined),
  descending: z.boolean().optional().catch(undefined),
  row: CaseId.optional().catch(undefined),
  at: z.int().min(0).optional().catch(undefined),
});
export type OversightSearch = z.infer<typeof OversightSearch>;

/** Every way to narrow the list whose choices are counted, with the name of its counts. */
export const FACETS = {
  office: 'offices',
  service: 'services',
  status: 'statuses',
  urgency: 'urgencies',
} as const;
export type Facet = keyof typeof FACETS;
export const FACET_NAMES = Object.keys(FACETS) as readonly Facet[];

/** The part that narrows the list. */
export type OversightFilters = Pick<OversightSearch, 'reference' | Facet>;

export const NO_OVERSIGHT_FILTERS = {
  reference: undefined,
  office: undefined,
  service: undefined,
  status: undefined,
  urgency: undefined,
} as const satisfies OversightFilters;

/** All open requests in their usual order. All is named, because an address keeps what a link does not name. */
export const WHOLE_OVERVIEW = {
  ...NO_OVERSIGHT_FILTERS,
  part: undefined,
  sort: undefined,
  descending: undefined,
  row: undefined,
  at: undefined,
} as const satisfies OversightSearch;

/** The filters as the centre is asked, without what does not narrow. */
export function queryOf(filters: OversightFilters): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of ['reference', ...FACET_NAMES] as const) {
    const value = filters[name];
    if (value !== undefined) query.set(name, value);
  }
  return query;
}
