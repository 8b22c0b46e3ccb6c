import type { Instant } from '#shared/kernel/instant.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import { addMonths, type PlainDate } from '#shared/kernel/plain-date.ts';
import { ok, type Result, refused } from '#shared/kernel/result.ts';
import { clockOf } from './clock.ts';
import type { ClockTerms, Extension } from './clock-terms.ts';
import { type Due, deadlineInstant } from './due.ts';
import type { OfficeCalendar } from './office-calendar.ts';
import { resumeAt } from './pause.ts';
import { workingDayOnOrAfter } from './working-days.ts';

/** Every code with which an extension is refused, in the order in which they are looked at. */
export const EXTENSION_REFUSAL_CODES = [
  'not-extendable',
  'already-extended',
  'deadline-passed',
  'not-later',
  'beyond-longest',
] as const;
export type ExtensionRefusalCode = (typeof EXTENSION_REFUSAL_CODES)[number];

/** Why a deadline was not extended, with the due date it has or the longest date it may get. */
export type ExtensionRefusal =
  | { readonly code: Extract<ExtensionRefusalCode, 'not-extendable' | 'already-extended'> }
  | { readonly code: Extract<ExtensionRefusalCode, 'deadline-passed' | 'not-later'>; readonly due: Due }
  | { readonly code: Extract<ExtensionRefusalCode, 'beyond-longest'>; readonly longestOn: PlainDate };

/** A wish to extend. `extendable` is what the service allows, or null; the terms are those of the variant, if any. */
export interface ExtensionRequest {
  readonly terms: ClockTerms;
  readonly extendable: { readonly toMonths: number } | null;
  readonly chosenOn: PlainDate;
  readonly requestedAt: Instant;
}

/**
 * The last date to which a rule that started at `startedAt` may be extended: so many months from the start, whatever
 * pauses there were, moved to a working day ([SL42] in `docs/service-level.md`).
 */
export function longestExtension(
  startedAt: Instant,
  toMonths: number,
  officeCalendar: OfficeCalendar,
): PlainDate {
  return workingDayOnOrAfter(addMonths(localDateOf(startedAt), toMonths), officeCalendar);
}

/** The extension to the chosen date, moved to a working day, or why it is refused ([SL43], [SL44]). */
export function parseExtension(
  { terms, extendable, chosenOn, requestedAt }: ExtensionRequest,
  officeCalendar: OfficeCalendar,
): Result<Extension, ExtensionRefusal> {
  if (extendable === null) return refused({ code: 'not-extendable' });
  if (terms.extension !== null) return refused({ code: 'already-extended' });
  const due = presentDue(terms, requestedAt, officeCalendar);
  if (requestedAt >= deadlineInstant(due)) return refused({ code: 'deadline-passed', due });
  const extendedTo = workingDayOnOrAfter(chosenOn, officeCalendar);
  if (!isLater(extendedTo, due)) return refused({ code: 'not-later', due });
  const longestOn = longestExtension(terms.startedAt, extendable.toMonths, officeCalendar);
  if (extendedTo > longestOn) return refused({ code: 'beyond-longest', longestOn });
  return ok({ extendedAt: requestedAt, extendedTo });
}

/** [SL46] The due date at `requestedAt`; an open pause is taken to end then. */
function presentDue(terms: ClockTerms, requestedAt: Instant, officeCalendar: OfficeCalendar): Due {
  const clock = clockOf({ ...terms, pauses: resumeAt(terms.pauses, requestedAt) }, officeCalendar);
  invariant(clock.kind === 'running', 'a clock without an open pause runs');
  return clock.due;
}

/** Whether the end of the day `extendedTo` is later than the deadline. */
function isLater(extendedTo: PlainDate, due: Due): boolean {
  return due.kind === 'date' ? extendedTo > due.dueOn : extendedTo >= localDateOf(due.dueAt);
}
