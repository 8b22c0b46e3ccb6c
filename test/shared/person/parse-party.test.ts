import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Issue } from '#shared/kernel/issue.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { parseApplicant, parseRepresentative } from '#shared/person/parse-party.ts';
import { Applicant, Representative } from '#shared/person/party.ts';
import { ApplicantDraft, type IdentityDraft, RepresentativeDraft } from '#shared/person/party-draft.ts';
import { applicantToDraft, representativeToDraft } from '#shared/person/party-to-draft.ts';
import { PERSON_CODE_REFUSALS } from '#shared/person/person-code-reason.ts';
import { PERSON_ISSUE_CODES } from '#shared/person/person-issue.ts';
import { RecipientKind } from '#shared/person/recipient-kind.ts';
import { REGISTRATION_NUMBER_REFUSALS } from '#shared/person/registration-number.ts';
import { representativeDraft as anyRepresentativeDraft, applicantDraft } from './arbitrary-party.ts';
import {
  entrepreneurDraft,
  foreignIdentityDraft,
  representativeDraft,
  residentDraft,
} from './party-drafts.ts';
import { getDate, REFERENCE_DATE } from './person-code-vectors.ts';

const everyone = { receivedOn: REFERENCE_DATE, audience: RecipientKind.options };

/** The party with its warnings, or the issues. */
function applicantOf(draft: ApplicantDraft, receivedOn: PlainDate = REFERENCE_DATE) {
  const parsed = parseApplicant(draft, { ...everyone, receivedOn });
  return parsed.ok ? parsed.value : parsed.problem;
}

function representativeOf(draft: RepresentativeDraft, receivedOn: PlainDate = REFERENCE_DATE) {
  const parsed = parseRepresentative(draft, { receivedOn });
  return parsed.ok ? parsed.value : parsed.problem;
}

function residentWith(identity: IdentityDraft): ApplicantDraft {
  return { ...residentDraft, identity };
}

describe('an applicant', () => {
  it('[PA8] resident is read with a normalised person code', () => {
    expect(applicantOf({ ...residentDraft, name: 'left from another kind' })).toStrictEqual({
      applicant: {
        kind: 'resident',
        givenName: 'Testa',
        familyName: 'Paraugs',
        identity: { kind: 'person-code', personCode: { code: '310510-01233' } },
      },
      warnings: [],
    });
  });

  it.each(['entrepreneur', 'institution'] as const)('[PA8] %s is read with a normalised number', (kind) => {
    expect(applicantOf({ ...entrepreneurDraft, kind, givenName: 'left from another kind' })).toStrictEqual({
      applicant: {
        kind,
        name: 'SIA Paraugs',
        registrationNumber: '40003032949',
        contactName: 'Testa Paraugs',
      },
      warnings: [],
    });
  });

  it('[PA8] a registration number that begins with 6 is a warning', () => {
    expect(applicantOf({ ...entrepreneurDraft, registrationNumber: '60000000004' })).toMatchObject({
      applicant: { registrationNumber: '60000000004' },
      warnings: [{ pointer: '/registrationNumber', code: 'registration-number-leading-6' }],
    });
  });

  it('[PA9] society is read without identity, and anonymous without a description', () => {
    const description = 'Parauga ielas iedzīvotāji';
    expect(applicantOf({ ...residentDraft, kind: 'society', form: 'collective', description })).toStrictEqual(
      {
        applicant: { kind: 'society', form: 'collective', description },
        warnings: [],
      },
    );
    expect(applicantOf({ kind: 'society', form: 'collective' })).toStrictEqual({
      applicant: { kind: 'society', form: 'collective' },
      warnings: [],
    });
    expect(applicantOf({ kind: 'society', form: 'anonymous', description })).toStrictEqual({
      applicant: { kind: 'society', form: 'anonymous' },
      warnings: [],
    });
  });

  it('[PA2] with nothing typed has every issue at once', () => {
    expect(applicantOf({ kind: 'resident', identity: { kind: 'foreign' } })).toEqual([
      { pointer: '/givenName', code: 'required' },
      { pointer: '/familyName', code: 'required' },
      { pointer: '/identity/country', code: 'required' },
      { pointer: '/identity/documentKind', code: 'required' },
      { pointer: '/identity/number', code: 'required' },
    ]);
    expect(applicantOf({ kind: 'institution' })).toEqual([
      { pointer: '/name', code: 'required' },
      { pointer: '/registrationNumber', code: 'required' },
      { pointer: '/contactName', code: 'required' },
    ]);
  });

  it('[PA3] choices are asked for and must exist', () => {
    expect(applicantOf({})).toEqual([{ pointer: '/kind', code: 'required' }]);
    expect(applicantOf({ kind: 'alien' })).toEqual([{ pointer: '/kind', code: 'unknown-choice' }]);
    expect(applicantOf({ kind: 'society' })).toEqual([{ pointer: '/form', code: 'required' }]);
    expect(applicantOf(residentWith({}))).toEqual([{ pointer: '/identity/kind', code: 'required' }]);
    expect(applicantOf(residentWith({ ...foreignIdentityDraft, documentKind: 'stamp' }))).toEqual([
      { pointer: '/identity/documentKind', code: 'unknown-choice' },
    ]);
  });

  it('[PA6] whom the service does not serve is refused', () => {
    const parsed = parseApplicant(entrepreneurDraft, { ...everyone, audience: ['resident', 'society'] });
    expect(parsed).toEqual({
      ok: false,
      problem: [{ pointer: '/kind', code: 'applicant-kind-not-served', params: { kind: 'entrepreneur' } }],
    });
    expect(parseApplicant(entrepreneurDraft, { ...everyone, audience: ['entrepreneur'] }).ok).toBe(true);
  });
});

describe('texts', () => {
  it('[PA4] are cleaned, to a form that cleaning leaves alone', () => {
    expect(applicantOf({ ...residentDraft, familyName: ' Be\u0304rz\nA\u0001\u0304 ' })).toMatchObject({
      applicant: { familyName: 'Bērz Ā' },
    });
  });

  it('[PA4] with half a character are refused, without a visible one they are missing', () => {
    expect(applicantOf({ ...residentDraft, givenName: 'Te\uD800', familyName: ' \u200B\u00A0' })).toEqual([
      { pointer: '/givenName', code: 'malformed-text' },
      { pointer: '/familyName', code: 'required' },
    ]);
  });

  it('[PA5] are measured in code points after NFC', () => {
    const longest = '\u{1F600}'.repeat(59);
    const parsed = applicantOf({ ...residentDraft, givenName: `${longest}a\u0304` });
    expect(parsed).toMatchObject({ applicant: { givenName: `${longest}ā` } });
    expect(applicantOf({ ...residentDraft, givenName: `${longest}aa` })).toEqual([
      { pointer: '/givenName', code: 'too-long', params: { max: 60 } },
    ]);
  });
});

describe('a person code', () => {
  const doubtful = (reason?: string): ApplicantDraft =>
    residentWith({
      kind: 'person-code',
      personCode:
        reason === undefined ? { code: '010101-00001' } : { code: '010101-00001', override: { reason } },
    });

  it.each([undefined, '', '  ab ', 'a\u0304b'])(
    '[PA11] with a warning and the reason %j is refused',
    (reason) => {
      expect(applicantOf(doubtful(reason))).toEqual([
        {
          pointer: '/identity/personCode/override/reason',
          code: 'person-code-warning-needs-reason',
          params: { finding: 'checksum-mismatch' },
        },
      ]);
    },
  );

  it('[PA11] with a warning and a reason is recorded with both', () => {
    expect(applicantOf(doubtful(' abc '))).toMatchObject({
      applicant: {
        identity: {
          personCode: { code: '010101-00001', override: { finding: 'checksum-mismatch', reason: 'abc' } },
        },
      },
    });
  });

  it('[PA11] a reason too long or malformed is refused as such', () => {
    const pointer = '/identity/personCode/override/reason';
    expect(applicantOf(doubtful('a'.repeat(301)))).toEqual([
      { pointer, code: 'too-long', params: { max: 300 } },
    ]);
    expect(applicantOf(doubtful('abc\uDC00'))).toEqual([{ pointer, code: 'malformed-text' }]);
  });

  it('[PA11] without a warning is recorded without the reason', () => {
    const identity = {
      kind: 'person-code',
      personCode: { code: '310510-01233', override: { reason: 'earlier' } },
    };
    expect(applicantOf(residentWith(identity))).toStrictEqual(applicantOf(residentDraft));
  });

  it.each([
    ['', 'required'],
    ['90001733697', 'person-code-looks-like-registration-number'],
    ['1506450123', 'person-code-invalid-length'],
    ['١٥٠٦٢٠٠٢٠٧١', 'person-code-non-ascii-digit'],
    ['010127-21230', 'person-code-birth-date-in-future'],
  ])('[PA10] %j is refused as %s', (code, issue) => {
    expect(applicantOf(residentWith({ kind: 'person-code', personCode: { code } }))).toEqual([
      { pointer: '/identity/personCode/code', code: issue },
    ]);
  });
});

describe('a registration number', () => {
  it.each([
    ['310510-01233', 'registration-number-looks-like-person-code'],
    ['40003032940', 'registration-number-checksum-mismatch'],
  ])('[PA10] %j is refused as %s', (registrationNumber, code) => {
    expect(applicantOf({ ...entrepreneurDraft, registrationNumber })).toEqual([
      { pointer: '/registrationNumber', code },
    ]);
  });
});

describe('a foreign identity', () => {
  it('[PA12] is read with its dates and the name in the document', () => {
    const identity = {
      ...foreignIdentityDraft,
      validUntil: '24.11.26',
      birthDate: '24.11.26',
      nameInDocument: '鈴木',
    };
    expect(applicantOf(residentWith(identity))).toMatchObject({
      applicant: {
        identity: {
          ...foreignIdentityDraft,
          validUntil: '2026-11-24',
          birthDate: '1926-11-24',
          nameInDocument: '鈴木',
        },
      },
      warnings: [],
    });
  });

  it.each([
    ['LV', 'country-is-latvia'],
    ['lv', 'country-is-latvia'],
    ['Est', 'country-invalid'],
    ['ß', 'country-invalid'],
    ['E1', 'country-invalid'],
  ])('[PA13] the country %j is refused as %s', (country, code) => {
    expect(applicantOf(residentWith({ ...foreignIdentityDraft, country }))).toEqual([
      { pointer: '/identity/country', code },
    ]);
  });

  it('[PA13] the country is kept in capitals', () => {
    expect(applicantOf(residentWith({ ...foreignIdentityDraft, country: ' ee' }))).toMatchObject({
      applicant: { identity: { country: 'EE' } },
    });
  });

  it('[PA14] an expired document is a warning from the day after its last day', () => {
    const draft = residentWith({ ...foreignIdentityDraft, validUntil: '31.12.2025' });
    expect(applicantOf(draft, getDate('2025-12-31'))).toMatchObject({ warnings: [] });
    expect(applicantOf(draft, getDate('2026-01-01'))).toMatchObject({
      applicant: { identity: { validUntil: '2025-12-31' } },
      warnings: [{ pointer: '/identity/validUntil', code: 'document-expired' }],
    });
  });

  it('[PA14] a date of birth is not later than the date of receipt', () => {
    const born = (birthDate: string) => applicantOf(residentWith({ ...foreignIdentityDraft, birthDate }));
    expect(born('2026-01-01')).toMatchObject({ applicant: { identity: { birthDate: '2026-01-01' } } });
    expect(born('2026-01-02')).toEqual([{ pointer: '/identity/birthDate', code: 'birth-date-in-future' }]);
    expect(born('31.02.1990')).toEqual([{ pointer: '/identity/birthDate', code: 'invalid-date' }]);
  });
});

describe('a representative', () => {
  it('[PA15] is read', () => {
    expect(representativeOf(representativeDraft)).toStrictEqual({
      representative: {
        givenName: 'Testa',
        familyName: 'Paraugs',
        identity: { kind: 'person-code', personCode: { code: '310510-01233' } },
        basis: 'power-of-attorney',
        covers: 'named',
        scope: 'Parauga darbības',
        coversRequest: true,
        validUntil: '2026-11-24',
        checkedBy: 'original-seen',
        documentNumber: '17',
      },
      warnings: [],
    });
  });

  it('[PA15] may have no end and no document, and nothing else may be missing', () => {
    const { validUntil: _, documentNumber: __, ...least } = representativeDraft;
    expect(representativeOf(least)).toMatchObject({ warnings: [] });
    expect(representativeOf({})).toEqual([
      { pointer: '/givenName', code: 'required' },
      { pointer: '/familyName', code: 'required' },
      { pointer: '/identity/kind', code: 'required' },
      { pointer: '/basis', code: 'required' },
      { pointer: '/covers', code: 'required' },
      { pointer: '/checkedBy', code: 'required' },
    ]);
    expect(representativeOf({ ...representativeDraft, validUntil: 'soon', basis: 'friend' })).toEqual([
      { pointer: '/basis', code: 'unknown-choice' },
      { pointer: '/validUntil', code: 'invalid-date' },
    ]);
  });
});

describe('every draft', () => {
  const known = new Set<string>(PERSON_ISSUE_CODES);

  /** Issues and warnings are well formed and of the published list, and a refusal has at least one. */
  function expectSound(issues: readonly unknown[], isAccepted: boolean): void {
    for (const issue of issues) expect(known).toContain(Issue.parse(issue).code);
    expect(isAccepted || issues.length > 0).toBe(true);
  }

  it('[PA2] the published codes cover every reason of the two checks, each once', () => {
    const reasons = [
      ...PERSON_CODE_REFUSALS.filter((reason) => reason !== 'empty').map((reason) => `person-code-${reason}`),
      ...REGISTRATION_NUMBER_REFUSALS.filter((reason) => reason !== 'empty').map(
        (reason) => `registration-number-${reason}`,
      ),
    ];
    expect(reasons.filter((code) => !known.has(code))).toEqual([]);
    expect(known.size).toBe(PERSON_ISSUE_CODES.length);
  });

  it('[PA2] of arbitrary JSON is read or refused with issues, never thrown at', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...RecipientKind.options), (json, kind) => {
        const draft = { ...ApplicantDraft.parse(json), kind };
        const applicant = parseApplicant(draft, everyone);
        const representative = parseRepresentative(RepresentativeDraft.parse(json), everyone);
        for (const parsed of [applicant, representative]) {
          expectSound(parsed.ok ? parsed.value.warnings : parsed.problem, parsed.ok);
        }
      }),
    );
  });

  it('[PA16] applicants read again are the same, and fit the record', () => {
    let accepted = 0;
    fc.assert(
      fc.property(applicantDraft, (typed) => {
        const draft = ApplicantDraft.parse(typed);
        const first = parseApplicant(draft, everyone);
        expectSound(first.ok ? first.value.warnings : first.problem, first.ok);
        if (!first.ok) return;
        accepted += 1;
        const { applicant } = first.value;
        expect(Applicant.parse(applicant)).toStrictEqual(applicant);
        const again = ApplicantDraft.parse(applicantToDraft(applicant));
        expect(parseApplicant(again, everyone)).toStrictEqual(first);
      }),
      { numRuns: 1000 },
    );
    expect(accepted).toBeGreaterThan(100);
  });

  it('[PA16] representatives read again are the same, and fit the record', () => {
    let accepted = 0;
    fc.assert(
      fc.property(anyRepresentativeDraft, (typed) => {
        const first = parseRepresentative(RepresentativeDraft.parse(typed), everyone);
        expectSound(first.ok ? first.value.warnings : first.problem, first.ok);
        if (!first.ok) return;
        accepted += 1;
        const { representative } = first.value;
        expect(Representative.parse(representative)).toStrictEqual(representative);
        const again = RepresentativeDraft.parse(representativeToDraft(representative));
        expect(parseRepresentative(again, everyone)).toStrictEqual(first);
      }),
      { numRuns: 1000 },
    );
    expect(accepted).toBeGreaterThan(50);
  });
});
