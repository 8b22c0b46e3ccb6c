import { PersonId } from '#shared/kernel/identifier.ts';
import type { StaffMember } from '#shared/protocol/session.ts';
import { OfficesFile } from '#shared/service-level/offices-file.ts';
import type { SimulatedCentre } from '../centre/simulated-centre.ts';
import { simulatedReferences } from '../centre/simulated-references.ts';
import type { Desk } from '../counter/sim-counter.ts';

/** Most offices of a simulated institution. */
export const MOST_OFFICES = 4;

/** The desks of a world, each with somebody of its own, spread over the first offices of the demonstration. */
export function desksOf(counters: number, offices: number, centre: SimulatedCentre): readonly Desk[] {
  const { findContent, versions } = simulatedReferences();
  const text = findContent('offices', versions.offices) ?? '';
  const open = OfficesFile.parse(JSON.parse(text)).offices.slice(0, offices);
  return Array.from({ length: counters }, (_, index) => {
    const office = open[index % open.length];
    const counter = office?.counters[0]?.id;
    if (office === undefined || counter === undefined) throw new RangeError('no such office');
    const login = `clerk-${index + 1}`;
    const scope = { kind: 'office', office: office.id } as const;
    const person: StaffMember = {
      id: PersonId.parse(login),
      login,
      name: login,
      // Who also oversees the office can have a computer accepted again that lost its token (PR36).
      grants: [
        { right: 'provider-counter', scope },
        { right: 'office-oversight', scope },
      ],
    };
    return {
      name: `counter-${index + 1}`,
      office: office.id,
      officeCode: office.code,
      counter,
      session: { person, token: centre.signIn(person) },
      isCopy: false,
    };
  });
}
