import { addDays, type PlainDate, plainDate, weekdayOf } from '#shared/kernel/plain-date.ts';

/** Month and day of the holidays with a fixed date ([SL14] in `docs/service-level.md`). */
const FIXED = [
  [1, 1],
  [5, 1],
  [5, 4],
  [6, 23],
  [6, 24],
  [11, 18],
  [12, 24],
  [12, 25],
  [12, 26],
  [12, 31],
] as const;

/** Holidays that get another day off when they fall on a weekend ([SL15]). */
const SUBSTITUTED = [
  [5, 4],
  [11, 18],
] as const;

/** Easter Sunday of `year` by the Gregorian computus (the method of Meeus, Jones and Butcher). */
export function easterSundayOf(year: number): PlainDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return plainDate(year, Math.floor(sum / 31), (sum % 31) + 1);
}

function mothersDayOf(year: number): PlainDate {
  const first = plainDate(year, 5, 1);
  return addDays(first, 7 - weekdayOf(first) + 7);
}

/**
 * The holidays that the law names for `year`, without the closing day of the Song and Dance Celebration, which no rule
 * computes ([SL14], [SL18]). Two holidays may share a date.
 */
export function lawHolidaysOf(year: number): readonly PlainDate[] {
  const easter = easterSundayOf(year);
  return [
    ...FIXED.map(([month, day]) => plainDate(year, month, day)),
    addDays(easter, -2),
    easter,
    addDays(easter, 1),
    mothersDayOf(year),
    addDays(easter, 49),
  ];
}

/**
 * The days off which `year` has because 4 May or 18 November falls on a weekend ([SL15]). The next working day is always
 * the Monday, since no holiday can fall on it.
 */
export function lawSubstitutesOf(year: number): readonly PlainDate[] {
  return SUBSTITUTED.map(([month, day]) => plainDate(year, month, day))
    .filter((date) => weekdayOf(date) > 5)
    .map((date) => addDays(date, 8 - weekdayOf(date)));
}
