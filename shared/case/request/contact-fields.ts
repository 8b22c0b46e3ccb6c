import type { Catalogue } from '#shared/catalogue/public-service.ts';
import type { FieldDefinition } from '#shared/forms/field-definition.ts';

/**
 * Common fields that describe a party. The program's own model of people stands in their place (`shared/person`), so
 * of the catalogue's common fields only contact, answer and assistance are asked (`docs/registration.md` RG4).
 */
const PARTY_FIELDS: ReadonlySet<string> = new Set([
  'applicantGivenName',
  'applicantFamilyName',
  'applicantKind',
  'applicantCode',
  'applicantRegistrationNumber',
  'foreignPerson',
  'foreignId',
  'foreignIdCountry',
  'birthDate',
  'idDocument',
  'representation',
  'representedName',
  'representedCode',
  'representationGround',
  'representationValidUntil',
]);

/** The common fields that the form asks for. */
export function contactFieldsOf(catalogue: Catalogue): readonly FieldDefinition[] {
  return catalogue.commonFields.filter((field) => !PARTY_FIELDS.has(field.id));
}
