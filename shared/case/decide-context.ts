import type { Catalogue } from '#shared/catalogue/public-service.ts';
import type { Digest } from '#shared/kernel/identifier.ts';
import type { Reference } from '#shared/kernel/reference.ts';
import type { Office } from '#shared/service-level/office.ts';
import type { OfficeCalendar } from '#shared/service-level/office-calendar.ts';
import type { EventOrigin } from './event-origin.ts';

/** What a decision depends on besides the case: the versions the operation names, the actor, and times made outside. */
export interface DecideContext {
  readonly origin: EventOrigin;
  /** The number that the journal writer assigned; only for a registration. */
  readonly reference: Reference | undefined;
  readonly catalogue: { readonly hash: Digest; readonly value: Catalogue };
  readonly calendar: { readonly hash: Digest; readonly office: OfficeCalendar };
  readonly office: Office;
}
