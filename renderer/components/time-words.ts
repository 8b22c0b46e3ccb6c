import type { TFunction } from 'i18next';
import type { TimeLeft } from '#shared/service-level/time-left.ts';
import type { TimeRule } from '#shared/service-level/time-rule.ts';

/** So many units of time in words: «10 darba dienas», «uzreiz». */
export function amountText(
  { value, unit }: Pick<TimeRule, 'value' | 'unit'> | TimeLeft,
  t: TFunction,
): string {
  return unit === 'immediate'
    ? t('deadline:amount.immediate')
    : t(`deadline:amount.${unit}`, { count: value, n: value });
}
