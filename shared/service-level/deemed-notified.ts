import { addDays, type PlainDate } from '#shared/kernel/plain-date.ts';
import type { OfficeCalendar } from './office-calendar.ts';
import { addWorkingDays } from './working-days.ts';

/** Days until the law takes something sent by the channel as received. What is not here is received at once. */
const DEEMED_AFTER = {
  'e-address': { value: 2, unit: 'working-day' },
  email: { value: 2, unit: 'working-day' },
  'email-signed': { value: 2, unit: 'working-day' },
  'e-service': { value: 2, unit: 'working-day' },
  post: { value: 7, unit: 'calendar-day' },
} as const;

/**
 * The day on which the law takes a notification as received (CL37 in `docs/case-lifecycle.md`; to confirm for ordinary
 * post and e-mail). What was handed over or said face to face is received on that day, whatever the channel, and a letter that was sent is never received at once.
 */
export function deemedNotifiedOn(
  channel: string,
  proof: 'handed-over' | 'spoken' | 'letter' | 'manual' | 'e-mail',
  sentOn: PlainDate,
  officeCalendar: OfficeCalendar,
): PlainDate {
  if (proof === 'handed-over' || proof === 'spoken') return sentOn;
  const way = proof === 'letter' && !isSlow(channel) ? 'post' : channel;
  if (!isSlow(way)) return sentOn;
  const { value, unit } = DEEMED_AFTER[way];
  return unit === 'working-day' ? addWorkingDays(sentOn, value, officeCalendar) : addDays(sentOn, value);
}

function isSlow(channel: string): channel is keyof typeof DEEMED_AFTER {
  return Object.hasOwn(DEEMED_AFTER, channel);
}
