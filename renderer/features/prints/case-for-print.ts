import { staffName, type Workplace } from '#renderer/context/workplace.ts';
import type { CaseDetail } from '#renderer/counter/counter-api.ts';
import type { Catalogue, PublicService } from '#shared/catalogue/public-service.ts';
import type { CaseForPrint } from './case-printables.ts';

/** A case of this counter as its letters need it. `catalogue` is the version that the case is pinned to. */
export function caseForPrint(
  { row, events }: Pick<CaseDetail, 'row' | 'events'>,
  { office, officeCalendar, reference }: Workplace,
  { catalogue, service }: { readonly catalogue: Catalogue; readonly service: PublicService },
): CaseForPrint {
  return {
    state: row.shown,
    events: events.map(({ event }) => event),
    catalogue,
    service,
    office,
    officeCalendar,
    offices: reference.offices.offices,
    // What was added since says nothing of whether the centre has the request itself.
    delivery: row.confirmed === null ? row.sync : 'accepted',
    nameOf: (id) => staffName(reference, id),
  };
}
