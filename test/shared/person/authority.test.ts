import { describe, expect, it } from 'vitest';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { authorityStanding } from '#shared/person/authority-standing.ts';
import { parseRepresentative } from '#shared/person/parse-party.ts';
import type { RepresentativeDraft } from '#shared/person/party-draft.ts';
import { representativeDraft } from './party-drafts.ts';
import { getDate, REFERENCE_DATE } from './person-code-vectors.ts';

/** What becomes of a draft: what was read, or what is wrong with it. */
function representativeOf(draft: RepresentativeDraft, receivedOn: PlainDate = REFERENCE_DATE) {
  const parsed = parseRepresentative(draft, { receivedOn });
  return parsed.ok ? parsed.value : parsed.problem;
}

describe('the authority of a representative', () => {
  const { scope: _scope, coversRequest: _judged, ...unnamed } = representativeDraft;
  const reason = 'Pilnvaru atjauno, apliecinājums rīt';

  it('[PA17] that reaches further than what is named needs neither words nor a judgement', () => {
    for (const covers of ['everything', 'this-service']) {
      expect(representativeOf({ ...representativeDraft, covers })).toMatchObject({ warnings: [] });
      const { representative } = expectRead({ ...unnamed, covers });
      expect(representative).toMatchObject({ covers });
      expect(representative).not.toHaveProperty('scope');
      expect(representative).not.toHaveProperty('coversRequest');
    }
  });

  it('[PA17] says what is named and whether that covers the request', () => {
    expect(representativeOf({ ...unnamed, covers: 'named' })).toEqual([
      { pointer: '/scope', code: 'required' },
      { pointer: '/coversRequest', code: 'required' },
    ]);
  });

  it('[PA18] [PA19] is in question outside of its days and its scope, and then needs a reason', () => {
    const draft = { ...representativeDraft, validFrom: '24.10.2026', coversRequest: false };
    const rows = [
      ['2026-10-23', ['/validFrom authority-not-yet-valid', '/coversRequest authority-out-of-scope']],
      ['2026-10-24', ['/coversRequest authority-out-of-scope']],
      ['2026-11-24', ['/coversRequest authority-out-of-scope']],
      ['2026-11-25', ['/validUntil authority-expired', '/coversRequest authority-out-of-scope']],
    ] as const;
    for (const [day, warnings] of rows) {
      expect(representativeOf(draft, getDate(day))).toEqual([
        { pointer: '/override/reason', code: 'authority-needs-reason' },
      ]);
      const kept = expectRead({ ...draft, override: { reason: ` ${reason} ` } }, getDate(day));
      expect(kept.warnings.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(warnings);
      const findings = warnings.map((warning) => warning.split('authority-')[1]);
      expect(kept.representative.override).toEqual({ findings, reason });
    }
  });

  it('[PA18] does not end before it begins', () => {
    expect(
      representativeOf({ ...representativeDraft, validFrom: '25.11.2026' }, getDate('2026-11-25')),
    ).toContainEqual({ pointer: '/validUntil', code: 'authority-ends-before-it-begins' });
  });

  it('[PA19] keeps no reason that is not needed, and none that says nothing', () => {
    const { representative } = expectRead({ ...representativeDraft, override: { reason } });
    expect(representative).not.toHaveProperty('override');
    const ended = { ...representativeDraft, validUntil: '01.01.2026', override: { reason: 'ok' } };
    expect(representativeOf(ended, getDate('2026-01-02'))).toEqual([
      { pointer: '/override/reason', code: 'authority-needs-reason' },
    ]);
  });

  it('[PA20] is in force with the days that are left, or in question, on any later day', () => {
    const authority = { validFrom: getDate('2026-10-09'), validUntil: getDate('2026-10-12') };
    expect(authorityStanding(authority, getDate('2026-10-09'))).toEqual({ kind: 'in-force', daysLeft: 3 });
    expect(authorityStanding(authority, getDate('2026-10-12'))).toEqual({ kind: 'in-force', daysLeft: 0 });
    expect(authorityStanding({}, getDate('2026-10-12'))).toEqual({ kind: 'in-force', daysLeft: null });
    expect(authorityStanding(authority, getDate('2026-10-13'))).toEqual({
      kind: 'in-question',
      findings: ['expired'],
    });
    expect(authorityStanding({ coversRequest: false }, getDate('2026-10-13'))).toEqual({
      kind: 'in-question',
      findings: ['out-of-scope'],
    });
  });

  function expectRead(draft: RepresentativeDraft, receivedOn?: PlainDate) {
    const read = representativeOf(draft, receivedOn);
    return 'representative' in read ? read : expect.fail(JSON.stringify(read));
  }
});
