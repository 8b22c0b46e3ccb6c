import type { OfficeId } from '#shared/service-level/office.ts';
import type { Grant } from './session.ts';

/** As which provider a person with these grants works at the office; at a counter where both are possible. */
export function findProviderRole(
  grants: readonly Grant[],
  office: OfficeId,
): 'provider-counter' | 'provider-specialist' | undefined {
  const roles = ['provider-counter', 'provider-specialist'] as const;
  return roles.find((role) => grants.some((grant) => grant.right === role && holdsAt(grant, office)));
}

const MANAGERS = ['service-manager', 'portfolio-manager'] as const;

/**
 * As whom a person with these grants works at a counter of the office: as the provider that they are there, else as the
 * manager of services, who answers for every step of them, else as the manager of them all, who has the commands that
 * the table of the lifecycle gives to that role (CL2).
 */
export function findDeskRole(
  grants: readonly Grant[],
  office: OfficeId,
): 'provider-counter' | 'provider-specialist' | (typeof MANAGERS)[number] | undefined {
  const held = MANAGERS.find((role) =>
    grants.some((grant) => grant.right === role && holdsAt(grant, office)),
  );
  return findProviderRole(grants, office) ?? held;
}

/** Whether the grant holds for the office: given for it, or for the whole institution. */
export function holdsAt({ scope }: Pick<Grant, 'scope'>, office: OfficeId): boolean {
  return scope.kind === 'institution' || (scope.kind === 'office' && scope.office === office);
}

/** Whether a person with these grants serves at some counter or desk at all. */
export function isProvider(grants: readonly Grant[]): boolean {
  return grants.some(({ right }) => right === 'provider-counter' || right === 'provider-specialist');
}

/** Whether a person with these grants may work at a counter somewhere: to serve, or to manage what is served there. */
export function mayServe(grants: readonly Grant[]): boolean {
  return isProvider(grants) || grants.some(({ right }) => MANAGERS.some((role) => role === right));
}

/** Whether a person with these grants watches over requests beyond their own desk. */
export function hasOversight(grants: readonly Grant[]): boolean {
  return grants.some(
    ({ right }) =>
      right === 'portfolio-manager' || right === 'service-manager' || right === 'office-oversight',
  );
}

/** Whether a person with these grants may set up computers and people. */
export function isAdministering(grants: readonly Grant[]): boolean {
  return grants.some(({ right }) => right === 'administering');
}
