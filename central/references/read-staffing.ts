import { type InstitutionDatabase, readGrants } from '#central/directory/people.ts';
import type { ProvidingOffice, Staffing } from '#shared/catalogue/check-publishable.ts';
import type { PublicService } from '#shared/catalogue/public-service.ts';
import type { PersonId } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { holdsAt } from '#shared/protocol/grants.ts';
import type { Grant } from '#shared/protocol/session.ts';
import type { Office } from '#shared/service-level/office.ts';

interface Member {
  readonly login: string;
  readonly grants: readonly Grant[];
}

/** Who answers for what at `at`, by the grants of everybody who may sign in, and which of `offices` give a service. */
export async function readStaffing(
  database: InstitutionDatabase,
  offices: readonly Office[],
  at: Instant,
): Promise<Staffing> {
  const members = await readMembers(database, at);
  const holders = (right: Grant['right'], isMeant: (grant: Grant) => boolean): readonly string[] =>
    members.flatMap(({ login, grants }) =>
      grants.some((grant) => grant.right === right && isMeant(grant)) ? [login] : [],
    );
  return {
    portfolioManagers: holders('portfolio-manager', ({ scope }) => scope.kind === 'institution'),
    serviceManagersOf: (service) => {
      const named = holders(
        'service-manager',
        ({ scope }) => scope.kind === 'service' && namesOf(service).has(scope.service),
      );
      return named.length > 0
        ? named
        : holders('service-manager', ({ scope }) => scope.kind === 'institution');
    },
    officesOf: (service) => {
      const roles = new Set<string>(service.providers.map(({ role }) => role));
      const names = namesOf(service);
      return offices
        .filter(({ services }) => services.some((id) => names.has(id)))
        .map(
          (office): ProvidingOffice => ({
            id: office.id,
            isOpen: Object.values(office.openingHours).some((intervals) => intervals.length > 0),
            hasProvider: members.some(({ grants }) =>
              grants.some((grant) => roles.has(grant.right) && holdsAt(grant, office.id)),
            ),
          }),
        );
    },
  };
}

function namesOf({ id, supersededIds }: PublicService): ReadonlySet<string> {
  return new Set([id, ...(supersededIds ?? [])]);
}

async function readMembers(database: InstitutionDatabase, at: Instant): Promise<readonly Member[]> {
  const people = await database.kysely
    .selectFrom('person')
    .select(['person_id', 'login'])
    .where('institution', '=', database.institution)
    .where('disabled_at', 'is', null)
    .orderBy('login')
    .execute();
  const grants: ReadonlyMap<PersonId, readonly Grant[]> = await readGrants(database, at);
  return people.map(({ person_id, login }) => ({ login, grants: grants.get(person_id) ?? [] }));
}
