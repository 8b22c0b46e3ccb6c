import { describe, expect, it } from 'vitest';
import { mayActAs, mayEnrolAt } from '#central/directory/rights.ts';
import type { Grant } from '#shared/protocol/session.ts';
import type { OfficeId } from '#shared/service-level/office.ts';

const here = 'smiltene' as OfficeId;
const elsewhere = 'ludza' as OfficeId;

function at(right: Grant['right'], office?: OfficeId): Grant {
  return office === undefined
    ? { right, scope: { kind: 'institution' } }
    : { right, scope: { kind: 'office', office } };
}

describe('acting for an office', () => {
  it('[PR12] takes a provider there or everywhere, in that very role', () => {
    expect(mayActAs([at('provider-counter', here)], 'provider-counter', here)).toBe(true);
    expect(mayActAs([at('provider-counter')], 'provider-counter', here)).toBe(true);
    expect(mayActAs([at('provider-counter', elsewhere)], 'provider-counter', here)).toBe(false);
    expect(mayActAs([at('provider-counter', here)], 'provider-specialist', here)).toBe(false);
    expect(
      mayActAs(
        [{ right: 'provider-counter', scope: { kind: 'service', service: 'x' } }],
        'provider-counter',
        here,
      ),
    ).toBe(false);
  });

  it('[PR12] takes a manager as a manager only, whatever the scope', () => {
    const grants: Grant[] = [{ right: 'service-manager', scope: { kind: 'service', service: 'x' } }];
    expect(mayActAs(grants, 'service-manager', here)).toBe(true);
    expect(mayActAs(grants, 'portfolio-manager', here)).toBe(false);
    expect(mayActAs([at('portfolio-manager')], 'provider-counter', here)).toBe(false);
    expect(mayActAs([at('office-oversight'), at('administering')], 'provider-counter', here)).toBe(false);
  });
});

describe('enrolling a device', () => {
  it('is for who serves at the office or administers', () => {
    for (const right of ['provider-counter', 'provider-specialist', 'administering'] as const) {
      expect(mayEnrolAt([at(right, here)], here)).toBe(true);
      expect(mayEnrolAt([at(right)], here)).toBe(true);
      expect(mayEnrolAt([at(right, elsewhere)], here)).toBe(false);
    }
    expect(mayEnrolAt([at('portfolio-manager'), at('office-oversight'), at('auditing')], here)).toBe(false);
    expect(mayEnrolAt([], here)).toBe(false);
  });
});
