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

/** Whether the grant holds for the office: given for it, or for the whole institution. */
export function holdsAt(grant: Grant, office: OfficeId): boolean {
  const { scope } = grant;
  return scope.kind === 'institution' || (scope.kind === 'office' && scope.office === office);
}

/** Whether a person with these grants serves at some counter or desk at all. */
export function isProvider(grants: readonly Grant[]): boolean {
  return grants.some(({ right }) => right === 'provider-counter' || right === 'provider-specialist');
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
