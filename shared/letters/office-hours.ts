import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { Office } from '#shared/service-level/office.ts';
import { type OpeningIntervals, WeekdayKey } from '#shared/service-level/opening-hours.ts';
import type { LetterRow } from './letter.ts';
import type { LetterFormat } from './letter-format.ts';

/** The usual week of an office, a row for each day. */
export function openingRows(office: Office, format: LetterFormat): readonly LetterRow[] {
  const { t } = format;
  return WeekdayKey.options.map((day) => ({
    term: t(`hours:day.${day}`),
    value: hoursText(office.openingHours[day], format),
  }));
}

/** The usual week of an office in one line, days with the same hours together. */
export function openingLine(office: Office, format: LetterFormat): string {
  const days = new Map<string, string[]>();
  for (const { term, value } of openingRows(office, format))
    days.set(value, [...(days.get(value) ?? []), term]);
  return [...days].map(([hours, terms]) => `${terms.join(', ')}: ${hours}`).join('; ');
}

/** The days from `from` on that have hours of their own, with their reason where the office file has one. */
export function specialDays(office: Office, from: PlainDate, format: LetterFormat): readonly string[] {
  const { t, read, date } = format;
  return office.specialDays
    .filter((day) => day.date >= from)
    .map(({ date: day, open, reason }) => {
      const why = read(reason);
      const hours = why === '' ? hoursText(open, format) : `${hoursText(open, format)}, ${why}`;
      return t('hours:special', { date: date(day), hours });
    });
}

function hoursText(intervals: OpeningIntervals, { t }: LetterFormat): string {
  return intervals.length === 0
    ? t('hours:closed')
    : intervals.map(({ from, to }) => t('hours:interval', { from, to })).join(', ');
}
