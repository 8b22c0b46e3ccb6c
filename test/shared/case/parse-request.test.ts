import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contactFieldsOf } from '#shared/case/request/contact-fields.ts';
import { parseRequest } from '#shared/case/request/parse-request.ts';
import { RequestDraft } from '#shared/case/request/request-draft.ts';
import { REQUEST_ISSUE_CODES } from '#shared/case/request/request-issue.ts';
import type { Catalogue } from '#shared/catalogue/public-service.ts';
import { FIELD_ISSUE_CODES } from '#shared/forms/field-issue.ts';
import { PERSON_ISSUE_CODES } from '#shared/person/person-issue.ts';
import { demoCatalogue } from '#test/shared/catalogue/demo-catalogue.ts';
import { applicantDraft, representativeDraft } from '#test/shared/person/arbitrary-party.ts';
import {
  generateRequest,
  type RequestDescription,
  servicesAndVariants,
} from '#test/support/request-generator.ts';
import { catalogue, catalogueJson, draftOf, RECEIVED_ON } from './demo-case.ts';

const parse = (draft: RequestDraft, by: Catalogue = catalogue) =>
  parseRequest(draft, { catalogue: by, receivedOn: RECEIVED_ON });

/** `pointer code` of every issue; none when the draft is accepted. */
const issuesOf = (draft: RequestDraft, by?: Catalogue): string[] => {
  const parsed = parse(draft, by);
  return parsed.ok ? [] : parsed.problem.map(({ pointer, code }) => `${pointer} ${code}`);
};

describe('a draft', () => {
  it('[RG1] accepts every JSON object and keeps what has the form of its place', () => {
    const drafts = fc.dictionary(fc.constantFrom(...Object.keys(RequestDraft.shape)), fc.jsonValue());
    fc.assert(
      fc.property(drafts, (raw) => {
        const draft = RequestDraft.parse(raw);
        expect(RequestDraft.parse(draft)).toEqual(draft);
        parse(draft);
      }),
    );
  });

  it('[RG1] keeps what was typed as it was typed, and leaves out the rest', () => {
    const raw = {
      service: 'gmi-pabalsts',
      need: ' \u0001half\uD800 ',
      channel: 5,
      applicant: { kind: 'resident', givenName: ' A ', familyName: null },
      representative: { givenName: 'B' },
      common: { email: 'not one', other: { deep: [1] } },
      values: { moveDate: '99.99' },
      eligibility: { x: { answer: 'yes', insisted: true, reason: 'r' }, y: 5 },
      evidence: { z: { status: 'anything', documentNumber: 3 } },
      fees: { f: { status: 'exempt', exemption: 'first' } },
      unknown: 1,
    };
    expect(RequestDraft.parse(raw)).toEqual({
      service: 'gmi-pabalsts',
      need: raw.need,
      channel: undefined,
      applicant: { kind: 'resident', givenName: ' A ' },
      representative: { givenName: 'B' },
      common: raw.common,
      values: raw.values,
      eligibility: { x: { answer: undefined, insisted: true, reason: 'r' }, y: {} },
      evidence: { z: { status: 'anything', documentNumber: undefined } },
      fees: { f: { status: 'exempt', exemption: undefined } },
    });
    expect(RequestDraft.parse({})).toEqual({
      applicant: {},
      common: {},
      values: {},
      eligibility: {},
      evidence: {},
      fees: {},
    });
  });
});

function seldom<Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> {
  return fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
}

describe('reading a request', () => {
  const wishes = servicesAndVariants(catalogueJson);
  const known = new Set<string>([...REQUEST_ISSUE_CODES, ...FIELD_ISSUE_CODES, ...PERSON_ISSUE_CODES]);

  it('[RG2] [RG3] whatever is put into it gives the same request again, or known issues, without what was typed', () => {
    const secret = 'Zqxwv';
    const replacement = fc.oneof(
      fc.constantFrom<unknown>(
        secret,
        `${secret}\u0001 `,
        '',
        null,
        '24.11.26',
        { code: `${secret}` },
        { text: secret },
        7,
        true,
      ),
      fc.jsonValue(),
    );
    const anyWish = fc.record({ place: fc.nat(wishes.length - 1), seed: fc.nat() });
    let accepted = 0;
    let refused = 0;
    fc.assert(
      fc.property(
        anyWish,
        fc.array(fc.tuple(fc.nat(), replacement), { maxLength: 3 }),
        seldom(applicantDraft),
        seldom(representativeDraft),
        ({ place, seed }, replacements, applicant, representative) => {
          const { service = '', ...rest } = wishes[place] ?? {};
          const description = generateRequest(catalogueJson, { service, ...rest, seed });
          const raw = structuredClone({
            ...description,
            ...(applicant && { applicant }),
            ...(representative && { representative }),
          });
          for (const [at, value] of replacements) replaceAt(raw, at, value);
          const parsed = parse(RequestDraft.parse(raw));
          if (parsed.ok) {
            accepted += 1;
            const again = parse(RequestDraft.parse(JSON.parse(JSON.stringify(parsed.value.request))));
            expect(again).toEqual(parsed);
          } else {
            refused += 1;
            expect(parsed.problem.length).toBeGreaterThan(0);
            for (const { pointer, code } of parsed.problem) {
              expect(known).toContain(code);
              expect(pointer).toMatch(/^\//);
            }
            expect(JSON.stringify(parsed.problem)).not.toContain(secret);
          }
        },
      ),
      { numRuns: 1000 },
    );
    expect(accepted).toBeGreaterThan(150);
    expect(refused).toBeGreaterThan(150);
  });

  it('[RG3] tells every issue at once, each at its place', () => {
    const draft = RequestDraft.parse({
      service: 'ielu-tirdzniecibas-atlauja',
      need: 'a\uD800',
      applicant: { kind: 'institution' },
      representative: {},
      common: { phone: '1' },
      values: { traderType: 'company', from: '01.10.2026', to: 'x' },
      eligibility: { registered: { answer: false }, 'place-allowed': { answer: false } },
      evidence: { 'id-doc': { status: 'handed-in' } },
      fees: { municipal: { status: 'gold' } },
    });
    expect(issuesOf(draft)).toEqual([
      '/need malformed-text',
      '/channel required',
      '/applicant/kind applicant-kind-not-served',
      '/applicant/name required',
      '/applicant/registrationNumber required',
      '/applicant/contactName required',
      '/representative/givenName required',
      '/representative/familyName required',
      '/representative/identity/kind required',
      '/representative/basis required',
      '/representative/covers required',
      '/representative/checkedBy required',
      '/common/phone not-a-phone',
      '/common/answerChannel required',
      '/common/answerLanguage required',
      '/values/regNumber required',
      '/values/place required',
      '/values/goods required',
      '/values/from date-in-past',
      '/values/to not-a-date',
      '/values/hours required',
      '/eligibility/registered condition-refuses',
      '/eligibility/place-allowed/reason condition-warning-needs-reason',
      '/eligibility/restricted-goods condition-not-answered',
      '/evidence/id-doc/status evidence-status-not-possible',
      '/fees/municipal/status unknown-choice',
    ]);
  });

  it('[RG3] what is remarkable is a warning and lets it pass', () => {
    const expired = { validUntil: '01.01.2026' };
    const draft = draftOf({ byRepresentative: true });
    const parsed = parse({
      ...draft,
      representative: { ...draft.representative, ...expired, override: { reason: 'Atjauno' } },
    });
    expect(parsed.ok && parsed.value.warnings).toEqual([
      { pointer: '/representative/validUntil', code: 'authority-expired' },
    ]);
  });

  it('[RG4] asks of the common fields for contact, answer and assistance only', () => {
    expect(contactFieldsOf(catalogue).map(({ id }) => id)).toEqual([
      'phone',
      'email',
      'answerChannel',
      'answerLanguage',
      'assistanceNeed',
    ]);
  });

  it('[RG5] tells conditions who asks and who acts', () => {
    const asking = (condition: object): Catalogue =>
      demoCatalogue((document) => {
        document.services[0].fields.push({
          ...document.services[0].fields[1],
          id: 'asked',
          validation: {},
          required: true,
          showIf: condition,
        });
      });
    const isAsked = (condition: object, draft: RequestDraft): boolean =>
      issuesOf(draft, asking(condition)).includes('/values/asked required');
    const plain = draftOf({ identity: 'person-code', byRepresentative: false });
    expect(isAsked({ common: 'representation', equals: true }, plain)).toBe(false);
    expect(isAsked({ common: 'representation', equals: false }, plain)).toBe(true);
    expect(isAsked({ common: 'representation', equals: true }, draftOf({ byRepresentative: true }))).toBe(
      true,
    );
    expect(isAsked({ common: 'foreignPerson', equals: true }, plain)).toBe(false);
    expect(isAsked({ common: 'foreignPerson', equals: true }, draftOf({ identity: 'foreign' }))).toBe(true);
    expect(isAsked({ common: 'applicantKind', equals: 'resident' }, plain)).toBe(true);
    expect(isAsked({ common: 'applicantKind', equals: 'society' }, plain)).toBe(false);
    expect(
      isAsked(
        { common: 'answerChannel', equals: 'post' },
        draftOf({}, { common: { answerChannel: 'post' } }),
      ),
    ).toBe(true);
    expect(isAsked({ eligibility: 'lives-there', equals: true }, plain)).toBe(true);
  });

  it('[RG5] tells the common fields too', () => {
    const by = demoCatalogue((document) => {
      const email = document.commonFields.find(({ id }: { id: string }) => id === 'email');
      Object.assign(email, { required: true, showIf: { common: 'foreignPerson', equals: true } });
    });
    const draft = (identity: 'foreign' | 'person-code') =>
      draftOf({ identity }, { common: { answerChannel: 'counter', answerLanguage: 'lv' } });
    expect(issuesOf(draft('person-code'), by)).toEqual([]);
    expect(issuesOf(draft('foreign'), by)).toEqual(['/common/email required']);
  });

  it('[RG13] the variant is the answer of its field, and not a retired one', () => {
    const draft = draftOf({ service: 'pase-un-eid', variant: 'eid-2' });
    const parsed = parse(draft);
    expect(parsed.ok && parsed.value.request.variant).toBe('eid-2');
    const without = parse(draftOf());
    expect(without.ok && 'variant' in without.value.request).toBe(false);
    const retired = demoCatalogue((document) => {
      document.services[1].variants[1].retired = true;
    });
    expect(issuesOf(draft, retired)).toEqual(['/values/variant option-retired']);
    expect(issuesOf(draftOf({ service: 'pase-un-eid', variant: 'eid-10' }), retired)).toEqual([]);
  });

  it('[RG14] the need is free text of at most 1,000 code points', () => {
    const needOf = (need: string) => {
      const parsed = parse(draftOf({}, { need }));
      return parsed.ok ? parsed.value.request.need : parsed.problem;
    };
    expect(needOf(' Vēlas\r\nzināt \u0007')).toBe('Vēlas\nzināt');
    expect(needOf('🙂'.repeat(1000))).toBe('🙂'.repeat(1000));
    expect(needOf('🙂'.repeat(1001))).toEqual([
      { pointer: '/need', code: 'too-long', params: { max: 1000 } },
    ]);
    expect(needOf(' \u200B ')).toBeUndefined();
    expect(needOf('\uD83D\u0001\uDE00')).toEqual([{ pointer: '/need', code: 'malformed-text' }]);
  });

  it('[RG15] the channel is one of the catalogue', () => {
    expect(issuesOf(draftOf({}, { channel: undefined }))).toEqual(['/channel required']);
    expect(issuesOf(draftOf({}, { channel: '' }))).toEqual(['/channel required']);
    expect(issuesOf(draftOf({}, { channel: 'pigeon' }))).toEqual(['/channel unknown-choice']);
    for (const { id } of catalogue.channels) expect(issuesOf(draftOf({}, { channel: id }))).toEqual([]);
  });

  it('[RG16] a service is named', () => {
    expect(issuesOf(draftOf({}, { service: undefined }))).toEqual(['/service service-not-chosen']);
    expect(issuesOf(draftOf({}, { service: 'gone' }))).toEqual(['/service service-unknown']);
    expect(issuesOf(draftOf({}, { service: '__proto__' }))).toEqual(['/service service-unknown']);
  });
});

/** Puts `value` in the place of the `index`-th member anywhere inside `raw`. */
function replaceAt(raw: RequestDescription, index: number, value: unknown): void {
  const places: [Record<string, unknown>, string][] = [];
  const walk = (object: Record<string, unknown>): void => {
    for (const [key, member] of Object.entries(object)) {
      places.push([object, key]);
      if (typeof member === 'object' && member !== null) walk(member as Record<string, unknown>);
    }
  };
  walk(raw as unknown as Record<string, unknown>);
  const [object, key] = places[index % places.length] ?? [];
  if (object !== undefined && key !== undefined) object[key] = structuredClone(value);
}
