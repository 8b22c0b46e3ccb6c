import { describe, expect, it } from 'vitest';
import { type FeeStanding, standingOf } from '#shared/case/request/needed-evidence.ts';
import { parseEligibility } from '#shared/case/request/parse-eligibility.ts';
import { EVIDENCE_STATUSES, missingEvidence, parseEvidence } from '#shared/case/request/parse-evidence.ts';
import { isPayable, parseFees } from '#shared/case/request/parse-fees.ts';
import type { EligibilityDraft, EvidenceDraft, FeeDraft } from '#shared/case/request/request-draft.ts';
import {
  EligibilityRecord,
  EvidenceRecord,
  EvidenceStatus,
  FeeRecord,
} from '#shared/case/request/service-request.ts';
import {
  type EligibilityQuestion,
  EvidenceMode,
  type EvidenceType,
  type Fee,
} from '#shared/catalogue/public-service.ts';
import type { ConditionFacts } from '#shared/forms/condition.ts';
import type { Issue } from '#shared/kernel/issue.ts';

const nothing = { lv: '', en: '' };

describe('conditions of receiving the service', () => {
  const question = (onFail: EligibilityQuestion['onFail'], expected = true): EligibilityQuestion => ({
    id: 'q',
    question: nothing,
    expected,
    onFail,
    message: nothing,
  });
  const read = (asked: EligibilityQuestion, q?: EligibilityDraft) => {
    const issues: Issue[] = [];
    const records = parseEligibility([asked], q === undefined ? {} : { q }, issues);
    for (const record of Object.values(records)) expect(EligibilityRecord.parse(record)).toEqual(record);
    return { record: records.q, issues: issues.map(({ pointer, code }) => `${pointer} ${code}`) };
  };

  it.each(['refuse', 'redirect', 'warn'] as const)(
    '[RG6] one that may %s is answered, as expected or not',
    (onFail) => {
      const unanswered = { record: undefined, issues: ['/q condition-not-answered'] };
      expect(read(question(onFail))).toEqual(unanswered);
      expect(read(question(onFail), { answer: undefined, insisted: true, reason: 'x x x' })).toEqual(
        unanswered,
      );
      expect(read(question(onFail), { answer: true })).toEqual({ record: { answer: true }, issues: [] });
      expect(read(question(onFail, false), { answer: false })).toEqual({
        record: { answer: false },
        issues: [],
      });
    },
  );

  it('[RG7] one that refuses or redirects stops until the applicant insists', () => {
    expect(read(question('refuse'), { answer: false }).issues).toEqual(['/q condition-refuses']);
    expect(read(question('redirect'), { answer: false }).issues).toEqual(['/q condition-redirects']);
    expect(read(question('refuse', false), { answer: true }).issues).toEqual(['/q condition-refuses']);
    expect(read(question('refuse'), { answer: false, insisted: false, reason: 'because' }).issues).toEqual([
      '/q condition-refuses',
    ]);
    for (const onFail of ['refuse', 'redirect'] as const) {
      expect(read(question(onFail), { answer: false, insisted: true, reason: 'unneeded' })).toEqual({
        record: { answer: false, insisted: true },
        issues: [],
      });
    }
  });

  it('[RG8] one that warns needs a reason, and no reason is kept where none is needed', () => {
    const needed = { record: undefined, issues: ['/q/reason condition-warning-needs-reason'] };
    for (const reason of [undefined, '', 'ab', ' a ', '\u200B\u200B\u200B', 'a\u0001\u0002']) {
      expect(read(question('warn'), { answer: false, insisted: true, reason })).toEqual(needed);
    }
    expect(read(question('warn'), { answer: false, reason: ' Paskaidrots\r\nklātienē ' })).toEqual({
      record: { answer: false, reason: 'Paskaidrots\nklātienē' },
      issues: [],
    });
    expect(read(question('warn'), { answer: false, reason: '🙂'.repeat(500) }).issues).toEqual([]);
    expect(read(question('warn'), { answer: false, reason: '🙂'.repeat(501) }).issues).toEqual([
      '/q/reason too-long',
    ]);
    expect(read(question('warn'), { answer: false, reason: 'abc\uDC00' }).issues).toEqual([
      '/q/reason malformed-text',
    ]);
    expect(read(question('warn'), { answer: true, reason: 'unneeded' }).record).toEqual({ answer: true });
  });
});

describe('evidence', () => {
  const noFacts: ConditionFacts = {
    field: () => undefined,
    common: () => undefined,
    eligibility: () => undefined,
  };
  const type = (mode: EvidenceMode, rest: Partial<EvidenceType> = {}): EvidenceType => ({
    id: 'e',
    title: nothing,
    mode,
    required: true,
    supports: [],
    note: nothing,
    ...rest,
  });
  const read = (asked: EvidenceType, e?: EvidenceDraft, facts = noFacts, fees: FeeStanding = 'open') => {
    const issues: Issue[] = [];
    const records = parseEvidence([asked], e === undefined ? {} : { e }, { facts, fees }, issues);
    for (const record of Object.values(records)) expect(EvidenceRecord.parse(record)).toEqual(record);
    return {
      record: records.e,
      issues: issues.map(({ pointer, code }) => `${pointer} ${code}`),
      missing: missingEvidence([asked], records),
    };
  };

  it.each(EvidenceMode.options)('[RG9] of mode %s can be what its mode allows', (mode) => {
    for (const status of EvidenceStatus.options) {
      const isPossible = EVIDENCE_STATUSES[mode].some((possible) => possible === status);
      const { record, issues } = read(type(mode), { status });
      expect(record?.status).toBe(isPossible ? status : undefined);
      expect(issues).toEqual(isPossible ? [] : ['/e/status evidence-status-not-possible']);
    }
    expect(read(type(mode), { status: 'lost' }).issues).toEqual(['/e/status evidence-status-not-possible']);
  });

  it('[RG10] a proof of payment is needed while something is to be paid', () => {
    const proof = type('present-original', { supports: ['fee'] });
    expect(read(proof).record).toEqual({ status: 'missing' });
    expect(read(proof, undefined, noFacts, 'settled')).toMatchObject({ record: undefined, missing: [] });
    expect(read(proof, { status: 'missing' }, noFacts, 'settled').record).toBeUndefined();
    expect(read(proof, { status: 'shown' }, noFacts, 'settled').record).toEqual({ status: 'shown' });
    expect(read(type('present-original'), undefined, noFacts, 'settled').record).toEqual({
      status: 'missing',
    });
  });

  it.each([
    [['card'], 'settled'],
    [['proof-shown', 'exempt'], 'settled'],
    [['card', 'unpaid'], 'open'],
    [['card', undefined], 'open'],
    [[], 'open'],
  ] as const)('[RG10] fees that are %j are %s', (statuses, standing) => {
    const fee = (id: string): Fee => ({
      id,
      label: nothing,
      amount: 1,
      currency: 'EUR',
      payWhen: 'before-decision',
      exemptions: [],
      verified: true,
      note: nothing,
    });
    const fees = statuses.map((_, index) => fee(String(index)));
    const marks = Object.fromEntries(statuses.map((status, index) => [index, { status }]));
    expect(standingOf(fees, marks)).toBe(standing);
    expect(standingOf([...fees, { ...fee('none'), payWhen: 'none' }], marks)).toBe(standing);
  });

  it('[RG9] has a number and a word about its language', () => {
    expect(
      read(type('submit-copy'), {
        status: 'handed-in',
        documentNumber: ' Nr.\t5 ',
        foreignText: 'translated',
      }).record,
    ).toEqual({
      status: 'handed-in',
      documentNumber: 'Nr. 5',
      foreignText: 'translated',
    });
    expect(
      read(type('submit-copy'), { status: 'handed-in', documentNumber: ' ', foreignText: '' }).record,
    ).toEqual({
      status: 'handed-in',
    });
    const numbered = (documentNumber: string) =>
      read(type('submit-copy'), { status: 'handed-in', documentNumber }).issues;
    expect(numbered('🙂'.repeat(60))).toEqual([]);
    expect(numbered('🙂'.repeat(61))).toEqual(['/e/documentNumber too-long']);
    expect(numbered('5\uD800')).toEqual(['/e/documentNumber malformed-text']);
    expect(read(type('submit-copy'), { status: 'handed-in', foreignText: 'guessed' }).issues).toEqual([
      '/e/foreignText unknown-choice',
    ]);
  });

  it('[RG10] that is required and not there is missing, and that is not required is left out', () => {
    const optional = type('submit-copy', { required: false });
    for (const draft of [undefined, {}, { status: 'missing' }, { status: 'missing', documentNumber: '5' }]) {
      expect(read(type('submit-copy'), draft)).toEqual({
        record: { status: 'missing' },
        issues: [],
        missing: ['e'],
      });
      expect(read(optional, draft)).toEqual({ record: undefined, issues: [], missing: [] });
    }
    expect(read(optional, { status: 'handed-in' }).record).toEqual({ status: 'handed-in' });
  });

  it('[RG10] is required where its condition holds', () => {
    const conditional = type('submit-copy', {
      required: false,
      requiredIf: { common: 'representation', equals: true },
    });
    expect(read(conditional).missing).toEqual([]);
    expect(read(conditional, undefined, { ...noFacts, common: () => true }).missing).toEqual(['e']);
  });

  it('[RG11] that the institution checks in a register never keeps a request incomplete', () => {
    expect(read(type('register-check'))).toEqual({ record: { status: 'missing' }, issues: [], missing: [] });
    expect(read(type('register-check'), { status: 'check-later' }).missing).toEqual([]);
    for (const mode of EvidenceMode.options.filter((option) => option !== 'register-check')) {
      expect(read(type(mode)).missing).toEqual(['e']);
    }
  });
});

describe('fees', () => {
  const fee = (rest: Partial<Fee> = {}): Fee => ({
    id: 'f',
    label: nothing,
    amount: 5,
    currency: 'EUR',
    payWhen: 'before-decision',
    exemptions: [nothing, nothing],
    verified: false,
    note: nothing,
    ...rest,
  });
  const read = (due: Fee, f?: FeeDraft) => {
    const issues: Issue[] = [];
    const records = parseFees([due], f === undefined ? {} : { f }, issues);
    for (const record of Object.values(records)) expect(FeeRecord.parse(record)).toEqual(record);
    return { record: records.f, issues: issues.map(({ pointer, code }) => `${pointer} ${code}`) };
  };

  it('[RG12] are recorded when something is to be paid at some time', () => {
    expect(isPayable(fee())).toBe(true);
    expect(isPayable(fee({ amount: null }))).toBe(true);
    expect(isPayable(fee({ amount: 0 }))).toBe(false);
    expect(isPayable(fee({ payWhen: 'none' }))).toBe(false);
    expect(read(fee({ payWhen: 'none' }), { status: 'card' })).toEqual({ record: undefined, issues: [] });
  });

  it('[RG12] are unpaid as long as nobody says otherwise', () => {
    for (const draft of [undefined, {}, { status: undefined, exemption: 1 }, { status: 'unpaid' }]) {
      expect(read(fee(), draft)).toEqual({ record: { status: 'unpaid' }, issues: [] });
    }
    for (const status of ['card', 'proof-shown']) expect(read(fee(), { status }).record).toEqual({ status });
    expect(read(fee(), { status: 'gold' }).issues).toEqual(['/f/status unknown-choice']);
  });

  it('[RG12] are exempt only by what the catalogue names', () => {
    expect(read(fee(), { status: 'exempt', exemption: 1 }).record).toEqual({
      status: 'exempt',
      exemption: 1,
    });
    for (const exemption of [undefined, 2, -1, 0.5, Number.NaN]) {
      expect(read(fee(), { status: 'exempt', exemption })).toEqual({
        record: undefined,
        issues: ['/f/exemption exemption-not-named'],
      });
    }
    expect(read(fee({ exemptions: [] }), { status: 'exempt', exemption: 0 }).record).toBeUndefined();
  });
});
