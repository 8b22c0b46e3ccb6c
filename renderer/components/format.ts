import type { TFunction } from 'i18next';
import { type Instant, millisecondsOf } from '#shared/kernel/instant.ts';
import { localTimeOf } from '#shared/kernel/local-time.ts';
import { daysBetween, type PlainDate, partsOf } from '#shared/kernel/plain-date.ts';

const pad = (value: number): string => String(value).padStart(2, '0');

/** A date as people here write it, in both languages: `09.10.2026.` */
export function formatDate(date: PlainDate): string {
  const { year } = partsOf(date);
  return `${formatDayMonth(date)}${year}.`;
}

/** Day and month, where the year goes without saying: `09.10.` */
export function formatDayMonth(date: PlainDate): string {
  const { month, day } = partsOf(date);
  return `${pad(day)}.${pad(month)}.`;
}

/** The time of day in Latvia: `10:41`. */
export function formatTime(instant: Instant): string {
  const { hour, minute } = localTimeOf(instant);
  return `${pad(hour)}:${pad(minute)}`;
}

/** Date and time in Latvia: `09.10.2026. 10:41`. */
export function formatDateTime(instant: Instant): string {
  return `${formatDate(localTimeOf(instant).date)} ${formatTime(instant)}`;
}

/** The time alone when `instant` is of today, else date and time. */
export function formatWhen(instant: Instant, now: Instant): string {
  return localTimeOf(instant).date === localTimeOf(now).date ? formatTime(instant) : formatDateTime(instant);
}

/**
 * How long ago `instant` was, in one unit that is never inflected: minutes within the hour, hours within the day, and
 * before that local calendar days, which is how a late deadline is counted too.
 */
export function formatAge(instant: Instant, now: Instant, t: TFunction): string {
  const minutes = Math.max(0, Math.floor((millisecondsOf(now) - millisecondsOf(instant)) / 60_000));
  if (minutes < 60) return t('common:age.minutes', { n: minutes });
  const days = daysBetween(localTimeOf(instant).date, localTimeOf(now).date);
  if (days < 1) return t('common:age.hours', { n: Math.floor(minutes / 60) });
  return t('common:age.days', { n: days });
}

/** An amount with a decimal comma or point by the language, always with cents. */
export function formatMoney(amount: number, language: string): string {
  return `${new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(amount)} EUR`;
}
