import type { TFunction } from 'i18next';

/** Endings of labels by which the catalogue itself says that there may be nothing to fill in. */
const SAYS_SO_ITSELF = /\((?:ja ir|if any)\)$/;

/** The label of a field that may stay empty. It says so once. */
export function optionalLabel(label: string, t: TFunction): string {
  return SAYS_SO_ITSELF.test(label) ? label : t('common:optionalLabel', { label });
}
