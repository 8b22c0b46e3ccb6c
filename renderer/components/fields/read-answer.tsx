import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '#renderer/components/format.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import { answerText } from '#shared/forms/answer-text.ts';
import type { FieldDefinition } from '#shared/forms/field-definition.ts';
import type { FieldValue } from '#shared/forms/field-value.ts';

/** An answer of the record as it is read: always as text, whatever it looks like, with the lines it was written in. */
export function ReadAnswer(props: {
  readonly definition: FieldDefinition;
  readonly value: FieldValue;
}): ReactNode {
  const { t } = useTranslation('fields');
  const { language } = useLanguage();
  const text = answerText(props.definition, props.value, {
    language,
    yes: t('common:yes'),
    no: t('common:no'),
    date: formatDate,
    keptCode: (parts) => t('keptCode', parts),
    addressUnverified: (parts) => t('addressUnverified', parts),
    addressWithCode: (parts) => t('addressWithCode', parts),
  });
  return <span style={{ whiteSpace: 'pre-wrap' }}>{text}</span>;
}
