import { compareDates, type PlainDate, toDayNumber } from '#shared/kernel/plain-date.ts';
import type { AuthorityFinding, Representative } from './party.ts';

/** What of a representative's authority its standing depends on. */
export type Authority = Pick<Representative, 'validFrom' | 'validUntil' | 'coversRequest'>;

/**
 * How an authority stands on a day: in force, with how many days are left when its end is known (0 on its last day), or
 * in question, with everything that speaks against it (`docs/checking.md` PA20).
 */
export type AuthorityStanding =
  | { readonly kind: 'in-force'; readonly daysLeft: number | null }
  | { readonly kind: 'in-question'; readonly findings: readonly AuthorityFinding[] };

/** How `authority` stands on `on`. Both of its dates are inclusive. */
export function authorityStanding(authority: Authority, on: PlainDate): AuthorityStanding {
  const { validUntil } = authority;
  const findings = authorityFindings(authority, on);
  if (findings.length > 0) return { kind: 'in-question', findings };
  const daysLeft = validUntil === undefined ? null : toDayNumber(validUntil) - toDayNumber(on);
  return { kind: 'in-force', daysLeft };
}

/** What speaks against an authority on `on`, in a fixed order (PA18). */
export function authorityFindings(
  { validFrom, validUntil, coversRequest }: Authority,
  on: PlainDate,
): readonly AuthorityFinding[] {
  const findings: AuthorityFinding[] = [];
  if (validFrom !== undefined && compareDates(validFrom, on) > 0) findings.push('not-yet-valid');
  if (validUntil !== undefined && compareDates(validUntil, on) < 0) findings.push('expired');
  if (coversRequest === false) findings.push('out-of-scope');
  return findings;
}
