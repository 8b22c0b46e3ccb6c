import type { TimeRule } from '#shared/service-level/time-rule.ts';
import type { LetterFormat } from './letter-format.ts';

/** How long a time of the catalogue is, in words: «5 darba dienas». */
export function timeText({ value, unit }: TimeRule, { t }: LetterFormat): string {
  return unit === 'immediate' ? t('procedure:time.immediate') : t(`procedure:time.${unit}`, { count: value });
}
