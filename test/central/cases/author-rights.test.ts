import { describe, expect, it } from 'vitest';
import { findCaseObstacle, mayAct } from '#central/cases/author-rights.ts';
import type { GrantScope } from '#shared/protocol/session.ts';
import type { OfficeId } from '#shared/service-level/office.ts';

const here = 'smiltene' as OfficeId;
const elsewhere = 'ludza' as OfficeId;
const institution: GrantScope = { kind: 'institution' };
const at = (office: OfficeId): GrantScope => ({ kind: 'office', office });
const of = (service: string): GrantScope => ({ kind: 'service', service });

describe('acting for an office', () => {
  it('[PR12] takes a provider there or everywhere', () => {
    for (const role of ['provider-counter', 'provider-specialist'] as const) {
      const may = (...scopes: GrantScope[]): boolean => mayAct({ role, office: here, scopes });
      expect(may(at(here))).toBe(true);
      expect(may(institution)).toBe(true);
      expect(may(of('x'), at(elsewhere))).toBe(false);
      expect(may()).toBe(false);
    }
  });

  it('[PR12] takes a manager or partner in any scope, but in some', () => {
    for (const role of ['service-manager', 'portfolio-manager', 'partner'] as const) {
      for (const scope of [institution, at(elsewhere), of('x')]) {
        expect(mayAct({ role, office: here, scopes: [scope] })).toBe(true);
      }
      expect(mayAct({ role, office: here, scopes: [] })).toBe(false);
    }
  });
});

describe('acting on a case', () => {
  const its = { office: here, service: 'x' };

  it('[PR34] keeps providers and partners to the office of the case', () => {
    for (const role of ['provider-counter', 'provider-specialist', 'partner'] as const) {
      const obstacle = (office: OfficeId) => findCaseObstacle({ role, office, scopes: [institution] }, its);
      expect(obstacle(here)).toBeUndefined();
      expect(obstacle(elsewhere)).toBe('other-office');
    }
  });

  it('[PR34] counts a grant of a manager or partner only where it covers the case', () => {
    for (const role of ['service-manager', 'portfolio-manager', 'partner'] as const) {
      const obstacle = (...scopes: GrantScope[]) => findCaseObstacle({ role, office: here, scopes }, its);
      expect(obstacle(institution)).toBeUndefined();
      expect(obstacle(of('y'), at(here))).toBeUndefined();
      expect(obstacle(of('y'), of('x'))).toBeUndefined();
      expect(obstacle(of('y'), at(elsewhere))).toBe('author-without-right');
    }
  });
});
