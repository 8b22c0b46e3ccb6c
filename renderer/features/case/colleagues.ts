import { StaffRole } from '#shared/case/staff-role.ts';
import type { PersonId } from '#shared/kernel/identifier.ts';
import { holdsAt } from '#shared/protocol/grants.ts';
import type { Roster } from '#shared/protocol/session.ts';
import type { OfficeId } from '#shared/service-level/office.ts';

/** Somebody who can answer for a case of an office, in one of their roles there. */
export interface Colleague {
  readonly person: PersonId;
  readonly role: StaffRole;
  readonly name: string;
}

/** Everybody in the roster who has a role at the office, each in every role, by name. */
export function colleaguesAt(people: Roster['people'], office: OfficeId): readonly Colleague[] {
  return people
    .flatMap(({ id, name, roles }) =>
      StaffRole.options
        .filter((role) => roles.some((held) => held.role === role && holdsAt(held, office)))
        .map((role) => ({ person: id, role, name })),
    )
    .toSorted((a, b) => a.name.localeCompare(b.name, 'lv'));
}
