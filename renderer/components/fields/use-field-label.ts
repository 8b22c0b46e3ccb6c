import { useTranslation } from 'react-i18next';
import { useLanguage } from '#renderer/components/use-language.ts';
import type { FieldProps } from './field-props.ts';
import { optionalLabel } from './optional-label.ts';

/** Label, help and required mark of a field, in the language of the interface. */
export function useFieldLabel({ definition, isRequired }: Pick<FieldProps, 'definition' | 'isRequired'>): {
  readonly label: string;
  readonly description: string | undefined;
} {
  const { read } = useLanguage();
  const { t } = useTranslation();
  const label = read(definition.label);
  const help = read(definition.help);
  return {
    label: isRequired ? label : optionalLabel(label, t),
    description: help === '' ? undefined : help,
  };
}
