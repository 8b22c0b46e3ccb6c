import { type Instant, instantOf, millisecondsOf } from './instant.ts';
import { type PlainDate, plainDate, toDayNumber } from './plain-date.ts';

/** Every office keeps the time of Latvia; daylight-saving changes come from the runtime's zone data. */
export const TIME_ZONE = 'Europe/Riga';

const DAY = 86_400_000;

const format = new Intl.DateTimeFormat('en-GB', {
  timeZone: TIME_ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** The clock on the wall in Latvia. */
export interface LocalTime {
  readonly date: PlainDate;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** What a clock in Latvia shows at `instant`. */
export function localTimeOf(instant: Instant): LocalTime {
  // «09/10/2026, 10:41:00»: cutting the text is several times cheaper than asking for its parts.
  const text = format.format(millisecondsOf(instant));
  const cut = (start: number, end: number): number => Number(text.slice(start, end));
  return {
    date: plainDate(cut(6, 10), cut(3, 5), cut(0, 2)),
    hour: cut(12, 14),
    minute: cut(15, 17),
    second: cut(18, 20),
  };
}

/** The date in Latvia at `instant`. */
export function localDateOf(instant: Instant): PlainDate {
  return localTimeOf(instant).date;
}

/** Milliseconds that Latvian time is ahead of UTC at `instant`. */
function offsetAt(milliseconds: number): number {
  const local = localTimeOf(instantOf(milliseconds));
  const asUtc = toDayNumber(local.date) * DAY + (local.hour * 3600 + local.minute * 60 + local.second) * 1000;
  return asUtc - Math.floor(milliseconds / 1000) * 1000;
}

/**
 * The instant at which a clock in Latvia shows `date` and `minutesAfterMidnight`.
 * A time that the spring change skips becomes the same distance after the change; of a time that the autumn change
 * repeats, the first is meant.
 */
export function instantAtLocal(date: PlainDate, minutesAfterMidnight: number): Instant {
  const wall = toDayNumber(date) * DAY + minutesAfterMidnight * 60_000;
  const before = offsetAt(wall - DAY);
  const candidate = wall - before;
  if (offsetAt(candidate) === before) return instantOf(candidate);
  const after = offsetAt(wall + DAY);
  const late = wall - after;
  return instantOf(offsetAt(late) === after ? late : candidate);
}

/** The first instant of `date` in Latvia. */
export function startOfDay(date: PlainDate): Instant {
  return instantAtLocal(date, 0);
}
