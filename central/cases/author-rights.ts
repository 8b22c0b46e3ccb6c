import type { StaffRole } from '#shared/case/staff-role.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import type { GrantScope } from '#shared/protocol/session.ts';
import type { OfficeId } from '#shared/service-level/office.ts';

/** Whose operation it is: the role and the office it names, and where the author holds that role now. */
export interface Author {
  readonly role: StaffRole;
  readonly office: OfficeId;
  readonly scopes: readonly GrantScope[];
  /** Where the author oversees offices; asked for a resolution only. */
  readonly oversight?: readonly GrantScope[];
}

/** What a grant can be about in a case. */
export interface CaseScope {
  readonly office: OfficeId;
  readonly service: string;
}

/**
 * Whether the author may act in the role for the office at all (`docs/sync-protocol.md`, PR12). Managers and partners are not
 * bound to an office, so any scope will do until the case is known.
 */
export function mayAct({ role, office, scopes }: Author): boolean {
  switch (role) {
    case 'provider-counter':
    case 'provider-specialist':
      return scopes.some((scope) => coversOffice(scope, office));
    case 'service-manager':
    case 'portfolio-manager':
    case 'partner':
      return scopes.length > 0;
    default:
      return unreachable(role);
  }
}

/** What stands between the author and this case (PR34), or `undefined` when nothing does. */
export function findCaseObstacle(
  author: Author,
  of: CaseScope,
): 'other-office' | 'author-without-right' | undefined {
  switch (author.role) {
    case 'provider-counter':
    case 'provider-specialist':
      return of.office === author.office ? undefined : 'other-office';
    case 'partner':
      if (of.office !== author.office) return 'other-office';
      return coversCase(author, of) ? undefined : 'author-without-right';
    case 'service-manager':
    case 'portfolio-manager':
      return coversCase(author, of) ? undefined : 'author-without-right';
    default:
      return unreachable(author.role);
  }
}

/** Whether the author may choose for another person on a case of `of` (CF8): a manager of it, or who oversees the office. */
export function mayResolveFor(author: Author, of: CaseScope): boolean {
  const isManager = author.role === 'service-manager' || author.role === 'portfolio-manager';
  return (
    (isManager && coversCase(author, of)) ||
    (author.oversight ?? []).some((scope) => coversOffice(scope, of.office))
  );
}

function coversCase({ scopes }: Author, { office, service }: CaseScope): boolean {
  return scopes.some(
    (scope) => coversOffice(scope, office) || (scope.kind === 'service' && scope.service === service),
  );
}

function coversOffice(scope: GrantScope, office: OfficeId): boolean {
  return scope.kind === 'institution' || (scope.kind === 'office' && scope.office === office);
}
