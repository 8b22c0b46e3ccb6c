import { useMemo } from 'react';
import type { ReferenceData } from '#renderer/counter/counter-api.ts';
import type { Catalogue } from '#shared/catalogue/public-service.ts';
import type { Office } from '#shared/service-level/office.ts';
import { type OfficeCalendar, officeCalendarOf } from '#shared/service-level/office-calendar.ts';
import { useApp } from './app-context.tsx';

/** Where this counter stands, ready for the screens. */
export interface Workplace {
  readonly reference: ReferenceData;
  readonly catalogue: Catalogue;
  readonly office: Office;
  readonly officeCalendar: OfficeCalendar;
}

/** The workplace of this device, or `undefined` while it is not enrolled or its reference data are being read. */
export function useWorkplace(): Workplace | undefined {
  const { reference, status } = useApp();
  const { device } = status;
  return useMemo(() => {
    const office = reference?.offices.offices.find((candidate) => candidate.id === device?.office);
    if (reference === undefined || office === undefined) return undefined;
    const officeCalendar = officeCalendarOf(reference.calendar, office.followsMovedWorkdays);
    return { reference, catalogue: reference.catalogue, office, officeCalendar };
  }, [reference, device]);
}

/** The name of a member of staff, or the identifier where the roster does not have it. */
export function staffName(reference: ReferenceData | undefined, personId: string): string {
  return reference?.roster.people.find((person) => person.id === personId)?.name ?? personId;
}
