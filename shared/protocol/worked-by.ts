import type { DecideContext } from '#shared/case/decide-context.ts';
import type { Catalogue } from '#shared/catalogue/public-service.ts';
import type { Office } from '#shared/service-level/office.ts';
import type { OfficeCalendar } from '#shared/service-level/office-calendar.ts';
import type { OperationHeader } from './operation-header.ts';

/** The versions that an operation names, ready for deciding. */
export interface WorkedBy {
  readonly catalogue: Catalogue;
  readonly office: Office;
  readonly officeCalendar: OfficeCalendar;
}

/** What `decide` is told about an operation: the same from the same header, at the counter and at the centre. */
export function decideContext(header: OperationHeader, workedBy: WorkedBy): DecideContext {
  return {
    origin: {
      opId: header.opId,
      at: header.receivedAt,
      by: header.author,
      role: header.role,
      office: header.office,
      counter: header.counter,
      replica: header.replica,
    },
    reference: header.reference,
    catalogue: { hash: header.catalogue, value: workedBy.catalogue },
    calendar: { hash: header.calendar, office: workedBy.officeCalendar },
    office: workedBy.office,
  };
}
