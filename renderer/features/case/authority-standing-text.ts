import type { TFunction } from 'i18next';
import { unreachable } from '#shared/kernel/invariant.ts';
import type { AuthorityStanding } from '#shared/person/authority-standing.ts';

/** How an authority stands, in words. */
export function authorityStandingText(standing: AuthorityStanding, t: TFunction<'party'>): string {
  switch (standing.kind) {
    case 'in-force':
      if (standing.daysLeft === null) return t('standing.inForce');
      return standing.daysLeft === 0
        ? t('standing.lastDay')
        : t('standing.daysLeft', { count: standing.daysLeft, n: standing.daysLeft });
    case 'in-question':
      return standing.findings.map((finding) => t(`authority.findings.${finding}`)).join(' ');
    default:
      return unreachable(standing);
  }
}
