import fc from 'fast-check';
import {
  AuthorityBasis,
  AuthorityCheck,
  AuthorityScope,
  DocumentKind,
  SocietyForm,
} from '#shared/person/party.ts';
import { RecipientKind } from '#shared/person/recipient-kind.ts';
import { validLegacyCode } from './arbitrary-person-code.ts';

/** Text as people and clipboards type it: mostly good, with accents apart, controls, unseen and halved characters. */
const anyText = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('Paraugs', ' Testa  persona ', 'A\u0001\u0304boliņš', 'Ā\tB', '鈴木', 'مثال'),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', minLength: 1 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 400 }) },
  { weight: 1, arbitrary: fc.constantFrom('', ' ', '\u200B', '\uD800', '\u{1F600}'.repeat(60)) },
);

const anyDate = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('24.11.2026', '24.11.26.', '2026-11-24', '2020-02-29', '1.1.1990', ''),
  },
  { weight: 1, arbitrary: anyText },
);

const anyPersonCode = fc.oneof(
  { weight: 3, arbitrary: validLegacyCode },
  {
    weight: 3,
    arbitrary: fc.constantFrom('32765432109', '010101–00001', '110323 00070', '010045-01200', '020717-21230'),
  },
  { weight: 1, arbitrary: fc.constantFrom('90000000000', '150645-31234') },
  { weight: 1, arbitrary: anyText },
);

function choice(options: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...options) },
    { weight: 1, arbitrary: fc.constantFrom('', 'other thing') },
  );
}

/** A record in which every member is there most of the time. */
function mostly<Shape>(members: { [Key in keyof Shape]: fc.Arbitrary<Shape[Key]> }) {
  return fc.oneof(
    { weight: 6, arbitrary: fc.record(members) },
    { weight: 1, arbitrary: fc.record(members, { requiredKeys: [] }) },
  );
}

const person = {
  givenName: anyText,
  familyName: anyText,
  identity: mostly({
    kind: choice(['person-code', 'foreign']),
    personCode: mostly({ code: anyPersonCode, override: mostly({ reason: anyText }) }),
    country: fc.constantFrom('EE', 'lt', ' UA ', 'LV', 'Est', 'ß', ''),
    documentKind: choice(DocumentKind.options),
    number: anyText,
    validUntil: anyDate,
    birthDate: anyDate,
    nameInDocument: anyText,
  }),
};

/** Drafts of applicants of which a good part can be submitted. */
export const applicantDraft = mostly({
  ...person,
  kind: choice(RecipientKind.options),
  name: anyText,
  registrationNumber: fc.constantFrom('LV 4000 3032 949', '90001733697', '90001733690', '31051001233', ''),
  contactName: anyText,
  form: choice(SocietyForm.options),
  description: anyText,
});

/** Drafts of representatives of which a good part can be submitted. */
export const representativeDraft = mostly({
  ...person,
  basis: choice(AuthorityBasis.options),
  covers: choice(AuthorityScope.options),
  scope: anyText,
  coversRequest: fc.boolean(),
  validFrom: anyDate,
  override: mostly({ reason: anyText }),
  validUntil: anyDate,
  checkedBy: choice(AuthorityCheck.options),
  documentNumber: anyText,
});
