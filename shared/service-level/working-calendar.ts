import { z } from 'zod';
import { LocalizedText } from '#shared/kernel/localized-text.ts';
import { PlainDate } from '#shared/kernel/plain-date.ts';

/** How sure a day is: it follows from the law, an order was reported, or it is only planned ([SL17]). */
export const CalendarDayStatus = z.enum(['by-law', 'confirmed', 'planned']);
export type CalendarDayStatus = z.infer<typeof CalendarDayStatus>;

const facts = { date: PlainDate, name: LocalizedText, status: CalendarDayStatus };

/**
 * One day that differs from the plain week of Monday to Friday. `substitute` is the day off for a holiday that fell on
 * a weekend; a day moved off is worked on the day it names, and the other way round. One date may be a moved working
 * day and shortened as well.
 */
export const CalendarDay = z.discriminatedUnion('type', [
  z.object({ type: z.literal('holiday'), ...facts }),
  z.object({ type: z.literal('substitute'), ...facts }),
  z.object({ type: z.literal('moved-off'), ...facts, movedTo: PlainDate }),
  z.object({ type: z.literal('moved-work'), ...facts, movedFrom: PlainDate }),
  z.object({ type: z.literal('short-day'), ...facts }),
]);
export type CalendarDay = z.infer<typeof CalendarDay>;

/** The calendar of the country for whole years, its days in order of date. */
export const WorkingCalendar = z.object({
  firstYear: z.int(),
  lastYear: z.int(),
  days: z.array(CalendarDay),
});
export type WorkingCalendar = z.infer<typeof WorkingCalendar>;
