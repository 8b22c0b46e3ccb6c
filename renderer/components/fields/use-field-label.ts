import { useTranslation } from 'react-i18next';
import { useLanguage } from '#renderer/components/use-language.ts';
import type { FieldProps } from './field-props.ts';

/** Label, help and required mark of a field, in the language of the interface. */
export function useFieldLabel({ definition, isRequired }: Pick<FieldProps, 'definition' | 'isRequired'>): {
  readonly label: string;
  readonly description: string | undefined;
} {
  const { read } = useLanguage();
  const { t } = useTranslation('common');
  const label = read(definition.label);
  const help = read(definition.help);
  return {
    label: isRequired ? label : t('optionalLabel', { label }),
    description: help === '' ? undefined : help,
  };
}
