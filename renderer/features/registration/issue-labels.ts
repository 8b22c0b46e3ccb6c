import type { TFunction } from 'i18next';
import { contactFieldsOf } from '#shared/case/request/contact-fields.ts';
import type { Catalogue, PublicService } from '#shared/catalogue/public-service.ts';
import type { Issue } from '#shared/kernel/issue.ts';
import type { LocalizedText } from '#shared/kernel/localized-text.ts';

/** Parts of the draft in the order in which they stand on the screen. */
const SCREEN_ORDER = [
  'service',
  'need',
  'channel',
  'applicant',
  'representative',
  'common',
  'eligibility',
  'values',
  'evidence',
  'fees',
];

/** The issues in the order of their fields on the screen. */
export function inScreenOrder(issues: readonly Issue[]): readonly Issue[] {
  const placeOf = (issue: Issue): number => SCREEN_ORDER.indexOf(issue.pointer.split('/')[1] ?? '');
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
    default:
      return t(`registration:field.${part}`);
  }
}

function textOf(text: LocalizedText | undefined, read: (text: LocalizedText) => string): string {
  return text === undefined ? '' : read(text);
}

/** The last step of a pointer that names a field: the reason for an override belongs to the code. */
function lastName(pointer: string): string {
  const steps = pointer.split('/').filter((step) => step !== 'override' && step !== 'reason');
  return steps.at(-1) ?? '';
}
