import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useCentre } from '#renderer/context/centre.ts';
import type { CatalogueInForce } from '#renderer/features/case/catalogue-changes.tsx';
import type { Catalogue } from '#shared/catalogue/public-service.ts';
import type { Office } from '#shared/service-level/office.ts';
import { type OfficeCalendar, officeCalendarOf } from '#shared/service-level/office-calendar.ts';
import { SELDOM_QUERY } from './live-query.ts';

/** What the oversight screens need to write names instead of identifiers, and to tell how pressing a deadline is. */
export interface OversightReference {
  readonly catalogue: Catalogue;
  readonly inForce: CatalogueInForce;
  readonly offices: readonly Office[];
  readonly officeOf: (id: string) => Office | undefined;
  readonly calendarOf: (officeId: string) => OfficeCalendar;
  readonly nameOf: (personId: string) => string;
}

/** The reference data in force at the centre; undefined until they are here. */
export function useOversightReference(): OversightReference | undefined {
  const centre = useCentre();
  const { data } = useQuery({
    ...SELDOM_QUERY,
    queryKey: ['oversight', 'reference'],
    staleTime: 300_000,
    queryFn: async () => {
      const versions = await centre.readVersions();
      const [catalogue, history, offices, calendar, roster] = await Promise.all([
        centre.readCatalogue(versions.catalogue),
        centre.readHistory(),
        centre.readOffices(),
        centre.readCalendar(),
        centre.readRoster(),
      ]);
      return { versions, catalogue, history, offices, calendar, roster };
    },
  });
  return useMemo(() => {
    if (data === undefined) return undefined;
    const offices = new Map<string, Office>(data.offices.offices.map((office) => [office.id, office]));
    const names = new Map<string, string>(data.roster.people.map((person) => [person.id, person.name]));
    const following = officeCalendarOf(data.calendar, true);
    const plain = officeCalendarOf(data.calendar, false);
    return {
      catalogue: data.catalogue,
      inForce: {
        hash: data.versions.catalogue,
        catalogue: data.catalogue,
        history: data.history.versions,
      },
      offices: data.offices.offices,
      officeOf: (id) => offices.get(id),
      calendarOf: (id) => (offices.get(id)?.followsMovedWorkdays === true ? following : plain),
      nameOf: (id) => names.get(id) ?? id,
    };
  }, [data]);
}
