import { type Instant, millisecondsOf } from '#shared/kernel/instant.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import { type Due, deadlineInstant } from './due.ts';
import type { OfficeCalendar } from './office-calendar.ts';
import type { TimeLeft } from './time-left.ts';
import { workingDaysBetween } from './working-days.ts';

/**
 * What is left of a running clock at `nowAt` ([SL57] in `docs/service-level.md`): working days after today up to the due
 * date, or minutes up to an instant of the same day; `undefined` once the time has passed, never less than nothing.
 */
export function leftUntil(due: Due, nowAt: Instant, officeCalendar: OfficeCalendar): TimeLeft | undefined {
  if (nowAt >= deadlineInstant(due)) return undefined;
  const today = localDateOf(nowAt);
  const dueOn = due.kind === 'date' ? due.dueOn : localDateOf(due.dueAt);
  if (due.kind === 'instant' && today === dueOn) {
    return {
      value: Math.ceil((millisecondsOf(due.dueAt) - millisecondsOf(nowAt)) / 60_000),
      unit: 'minute',
    };
  }
  return { value: workingDaysBetween(today, dueOn, officeCalendar), unit: 'working-day' };
}
