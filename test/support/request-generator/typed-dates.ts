import type { SeededRandom } from '../seeded-random.ts';

/** What dates are counted from. */
export interface DateTyping {
  /** The date of receipt in Latvia, `2026-10-09`. */
  readonly receivedOn: string;
}

const DAY = 86_400_000;

/** The date so many days after the date of receipt (before it when negative), as `2026-10-09`. */
export function dayAfter(dates: DateTyping, days: number): string {
  return new Date(Date.parse(`${dates.receivedOn}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** How many days after the date of receipt `date` is. */
export function daysUntil(dates: DateTyping, date: string): number {
  return Math.round((Date.parse(`${date}T00:00:00Z`) - Date.parse(`${dates.receivedOn}T00:00:00Z`)) / DAY);
}

/** A date as one of the ways in which people type it. */
export function typeDate(date: string, random: SeededRandom): string {
  const [year = '', month = '', day = ''] = date.split('-');
  const ways = [
    `${day}.${month}.${year}`,
    `${day}.${month}.${year}`,
    `${day}.${month}.${year}.`,
    `${Number(day)}.${Number(month)}.${year}`,
    date,
    ...(year.startsWith('20') ? [`${day}.${month}.${year.slice(2)}`] : []),
  ];
  return random.pick(ways);
}

/** A typed date of the days from `earliestDays` to `latestDays` after the date of receipt. */
export function typedDate(
  dates: DateTyping,
  { earliestDays, latestDays }: { readonly earliestDays: number; readonly latestDays: number },
  random: SeededRandom,
): string {
  return typeDate(dayAfter(dates, random.between(earliestDays, latestDays)), random);
}
