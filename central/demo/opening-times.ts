import { addMilliseconds, type Instant } from '#shared/kernel/instant.ts';
import { instantAtLocal } from '#shared/kernel/local-time.ts';
import { addDays, type PlainDate, weekdayOf } from '#shared/kernel/plain-date.ts';
import { minutesAfterMidnight } from '#shared/service-level/clock-time.ts';
import type { Office } from '#shared/service-level/office.ts';
import type { OfficeCalendar } from '#shared/service-level/office-calendar.ts';
import { officeClosingOn } from '#shared/service-level/office-closing.ts';
import { weekdayKeyOf } from '#shared/service-level/opening-hours.ts';
import { findMovedFrom } from '#shared/service-level/working-days.ts';
import type { SeededRandom } from './seeded-random.ts';

/** From the first to the last minute that an office serves, on one date. */
export interface OpenTime {
  readonly date: PlainDate;
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** When the office is open on the `days` days before `untilOn`, breaks left out. */
export function openTimes(
  office: Office,
  calendar: OfficeCalendar,
  untilOn: PlainDate,
  days: number,
): readonly OpenTime[] {
  const times: OpenTime[] = [];
  for (let back = days; back >= 1; back -= 1) {
    const date = addDays(untilOn, -back);
    const closing = officeClosingOn(office, date, calendar);
    if (closing === undefined) continue;
    const toMinute = minutesAfterMidnight(closing);
    for (const { from, to } of intervalsOn(office, date, calendar)) {
      const fromMinute = minutesAfterMidnight(from);
      const endMinute = Math.min(minutesAfterMidnight(to), toMinute);
      if (fromMinute < endMinute) times.push({ date, fromMinute, toMinute: endMinute });
    }
  }
  return times;
}

/** A moment within one of these times. */
export function momentIn(times: readonly OpenTime[], random: SeededRandom): Instant {
  const { date, fromMinute, toMinute } = random.pick(times);
  const minute = random.whole(fromMinute, toMinute - 1);
  return addMilliseconds(instantAtLocal(date, minute), random.whole(0, 59_999));
}

function intervalsOn(office: Office, date: PlainDate, calendar: OfficeCalendar) {
  const special = office.specialDays.find((day) => day.date === date);
  const hoursOf = findMovedFrom(date, calendar) ?? date;
  return special?.open ?? office.openingHours[weekdayKeyOf(weekdayOf(hoursOf))];
}
