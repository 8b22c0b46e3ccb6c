import type { SpaceId } from '#shared/protocol/pull.ts';
import type { Grant } from '#shared/protocol/session.ts';
import type { OfficeId } from '#shared/service-level/office.ts';

/** Rights that let a person watch over requests beyond their own desk, each within the scope it was given for. */
const OVERSIGHT_RIGHTS: readonly Grant['right'][] = [
  'portfolio-manager',
  'service-manager',
  'office-oversight',
];

/** Which cases a person may see with the applicants' names: all, or those of some services and of some offices. */
export type OversightScope =
  | { readonly kind: 'everything' }
  | {
      readonly kind: 'some';
      readonly services: readonly string[];
      readonly offices: readonly OfficeId[];
    };

/** The scope that these grants make together, or `undefined` when there is no oversight among them. */
export function findOversightScope(grants: readonly Grant[]): OversightScope | undefined {
  const own = grants.filter(({ right }) => OVERSIGHT_RIGHTS.includes(right));
  if (own.length === 0) return undefined;
  if (own.some(({ scope }) => scope.kind === 'institution')) return { kind: 'everything' };
  return {
    kind: 'some',
    services: own.flatMap(({ scope }) => (scope.kind === 'service' ? [scope.service] : [])),
    offices: own.flatMap(({ scope }) => (scope.kind === 'office' ? [scope.office] : [])),
  };
}

/**
 * Whether hints of a space are for a person with this scope. A service is given at any office, so who watches over one
 * hears of all of them; a hint says no more than that something changed.
 */
export function watchesSpace(scope: OversightScope, space: SpaceId): boolean {
  if (space === 'institution') return true;
  if (!space.startsWith('office:')) return false;
  return (
    scope.kind === 'everything' ||
    scope.services.length > 0 ||
    scope.offices.some((office) => space === `office:${office}`)
  );
}
