import { z } from 'zod';
import { invariant } from '#shared/kernel/invariant.ts';

const SHAPE = /^P(?=\d)(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,4})D)?$/;

/** How long a record is kept: the calendar part of an ISO 8601 period, such as `P5Y`, `P1Y6M` or `P30D`. */
export const RetentionPeriod = z.string().regex(SHAPE, 'not a period');

/** The months and days of `period`, a text that `RetentionPeriod` accepts; a year is 12 months, a week 7 days. */
export function monthsAndDaysOf(period: string): { readonly months: number; readonly days: number } {
  const match = SHAPE.exec(period);
  invariant(match !== null, 'not a retention period');
  const [, years = '0', months = '0', weeks = '0', days = '0'] = match;
  return { months: Number(years) * 12 + Number(months), days: Number(weeks) * 7 + Number(days) };
}
