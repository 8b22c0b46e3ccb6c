import type { Catalogue, PublicService } from '#shared/catalogue/public-service.ts';
import type { Condition } from '#shared/forms/condition.ts';
import type { FieldDefinition } from '#shared/forms/field-definition.ts';
import type { LetterFormat } from './letter-format.ts';

/** A condition of the catalogue in words: which answer it looks at, which values, and whether they must not be. */
export interface ConditionWords {
  readonly source: string;
  readonly values: string;
  readonly isNegated: boolean;
}

/** The words of a condition, by the labels of what it looks at. */
export function conditionWords(
  condition: Condition,
  { service, catalogue }: { readonly service: PublicService; readonly catalogue: Catalogue },
  format: LetterFormat,
): ConditionWords {
  const { read } = format;
  const { equals, notEquals } = condition;
  const field =
    service.fields.find(({ id }) => id === condition.field) ??
    catalogue.commonFields.find(({ id }) => id === (condition.common ?? condition.field));
  const question = service.eligibility.find(({ id }) => id === condition.eligibility);
  const label = field?.label ?? question?.question;
  const isNegated = notEquals !== undefined || condition.notIn !== undefined;
  const values = condition.in ?? condition.notIn ?? [equals ?? notEquals ?? ''];
  return {
    source:
      label === undefined
        ? (condition.field ?? condition.common ?? condition.eligibility ?? '')
        : read(label),
    values: values.map((value) => valueText(value, field, format)).join(', '),
    isNegated,
  };
}

function valueText(
  value: string | number | boolean,
  field: FieldDefinition | undefined,
  { t, read }: LetterFormat,
): string {
  if (typeof value === 'boolean') return value ? t('procedure:yes') : t('procedure:no');
  const option = field?.options?.find((one) => one.value === value);
  return option === undefined ? String(value) : read(option.label);
}
