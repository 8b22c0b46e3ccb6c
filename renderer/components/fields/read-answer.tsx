import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate, formatMoney } from '#renderer/components/format.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import type { FieldDefinition } from '#shared/forms/field-definition.ts';
import { fieldTypeOf } from '#shared/forms/field-types.ts';
import type { FieldValue } from '#shared/forms/field-value.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import { findPlainDate } from '#shared/kernel/plain-date.ts';

/** An answer of the record as it is read: always as text, whatever it looks like. */
export function ReadAnswer(props: {
  readonly definition: FieldDefinition;
  readonly value: FieldValue;
}): ReactNode {
  const { t } = useTranslation('fields');
  const { language, read } = useLanguage();
  const value = fieldTypeOf(props.definition.type).read(props.definition, props.value);
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'lines':
      return <span style={{ whiteSpace: 'pre-wrap' }}>{value.text}</span>;
    case 'boolean':
      return value.value ? t('common:yes') : t('common:no');
    case 'number':
      return new Intl.NumberFormat(language, { useGrouping: false }).format(value.value);
    case 'money':
      return formatMoney(value.amount, language);
    case 'date': {
      const on = findPlainDate(value.on);
      return on === undefined ? value.on : formatDate(on);
    }
    case 'option':
      return read(value.label);
    case 'person-code':
      return value.entry.override === undefined
        ? value.entry.code
        : t('keptCode', { code: value.entry.code, reason: value.entry.override.reason });
    case 'address':
      return value.entry.registerCode === undefined
        ? t('addressUnverified', { text: value.entry.text })
        : t('addressWithCode', { text: value.entry.text, code: value.entry.registerCode });
    default:
      return unreachable(value);
  }
}
