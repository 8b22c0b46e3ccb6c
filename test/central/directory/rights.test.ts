import { describe, expect, it } from 'vitest';
import { mayEnrolAt, mayReplaceTokenAt } from '#central/directory/rights.ts';
import type { Grant } from '#shared/protocol/session.ts';
import type { OfficeId } from '#shared/service-level/office.ts';

const here = 'smiltene' as OfficeId;
const elsewhere = 'ludza' as OfficeId;

function at(right: Grant['right'], office?: OfficeId): Grant {
  return office === undefined
    ? { right, scope: { kind: 'institution' } }
    : { right, scope: { kind: 'office', office } };
}

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

describe('ending the token of a device', () => {
  it('[PR36] is for who administers or oversees its office', () => {
    for (const right of ['administering', 'office-oversight'] as const) {
      expect(mayReplaceTokenAt([at(right, here)], here)).toBe(true);
      expect(mayReplaceTokenAt([at(right)], here)).toBe(true);
      expect(mayReplaceTokenAt([at(right, elsewhere)], here)).toBe(false);
    }
    const others = ['provider-counter', 'provider-specialist', 'portfolio-manager', 'auditing'] as const;
    expect(
      mayReplaceTokenAt(
        others.map((right) => at(right)),
        here,
      ),
    ).toBe(false);
  });
});
