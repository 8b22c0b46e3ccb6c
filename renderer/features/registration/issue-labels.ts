import type { TFunction } from 'i18next';
import { contactFieldsOf } from '#shared/case/request/contact-fields.ts';
import type { Catalogue, PublicService } from '#shared/catalogue/public-service.ts';
import type { Issue } from '#shared/kernel/issue.ts';
import type { LocalizedText } from '#shared/kernel/localized-text.ts';

/** Places of an identity, of a party's name, and of what stands behind them, in the order of the screen. */
const IDENTITY = [
  'kind',
  'personCode',
  'country',
  'documentKind',
  'number',
  'validUntil',
  'birthDate',
  'nameInDocument',
].map((name) => `identity/${name}`);
const PERSON = [...IDENTITY, 'givenName', 'familyName'];
const APPLICANT = ['kind', ...PERSON, 'registrationNumber', 'name', 'contactName', 'form', 'description'];
const REPRESENTATIVE = [
  ...PERSON,
  'basis',
  'covers',
  'scope',
  'coversRequest',
  'checkedBy',
  'documentNumber',
  'validFrom',
  'validUntil',
  'override',
];

/** Pointers of everything that the form can ask for, in the order in which it stands on the screen. */
function placesOnScreen(service: PublicService | undefined, catalogue: Catalogue): readonly string[] {
  const under = (place: string, list: readonly { readonly id: string }[] = []): readonly string[] =>
    list.map(({ id }) => `${place}/${id}`);
  return [
    '/service',
    '/need',
    '/channel',
    ...APPLICANT.map((name) => `/applicant/${name}`),
    ...REPRESENTATIVE.map((name) => `/representative/${name}`),
    ...under('/common', contactFieldsOf(catalogue)),
    ...under('/eligibility', service?.eligibility),
    ...under('/values', service?.fields),
    ...under('/evidence', service?.evidence),
    '/attachments',
    ...under('/fees', service?.fees),
  ];
}

/** The issues in the order of their fields on the screen; those of one field stay in the order given. */
export function inScreenOrder(
  issues: readonly Issue[],
  service: PublicService | undefined,
  catalogue: Catalogue,
): readonly Issue[] {
  const places = placesOnScreen(service, catalogue);
  const placeOf = ({ pointer }: Issue): number => {
    const at = places.findIndex((place) => pointer === place || pointer.startsWith(`${place}/`));
    return at === -1 ? places.length : at;
  };
  return issues.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** The label of the field at a pointer of the draft, for the error summary; empty where the sentence says it all. */
export function labelAt(
  pointer: string,
  service: PublicService | undefined,
  catalogue: Catalogue,
  read: (text: LocalizedText) => string,
  t: TFunction,
): string {
  const [, part = '', id = ''] = pointer.split('/');
  switch (part) {
    case 'values':
      return textOf(service?.fields.find((field) => field.id === id)?.label, read);
    case 'common':
      return textOf(contactFieldsOf(catalogue).find((field) => field.id === id)?.label, read);
    case 'eligibility':
      return textOf(service?.eligibility.find((question) => question.id === id)?.question, read);
    case 'evidence':
      return textOf(service?.evidence.find((type) => type.id === id)?.title, read);
    case 'fees':
      return textOf(service?.fees.find((fee) => fee.id === id)?.label, read);
    case 'applicant':
    case 'representative':
      return t(`party:place.${part}`, { field: t(`party:field.${lastName(pointer)}`) });
    case 'attachments':
      return t('attachments:ofRequest');
    case 'service':
      return '';
    default:
      return t(`registration:field.${part}`);
  }
}

function textOf(text: LocalizedText | undefined, read: (text: LocalizedText) => string): string {
  return text === undefined ? '' : read(text);
}

/** The last step of a pointer that names a field: the reason for an override belongs to what is overridden. */
function lastName(pointer: string): string {
  if (pointer === '/representative/override/reason') return 'override';
  const steps = pointer.split('/').filter((step) => step !== 'override' && step !== 'reason');
  return steps.at(-1) ?? '';
}
