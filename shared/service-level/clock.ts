import { z } from 'zod';
import { Instant } from '#shared/kernel/instant.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import { daysBetween } from '#shared/kernel/plain-date.ts';
import type { ClockTerms, Extension } from './clock-terms.ts';
import { Due, deadlineInstant } from './due.ts';
import type { OfficeCalendar } from './office-calendar.ts';
import { areInOrder, type EndedPause, endedPausesOf, findPausedAt } from './pause.ts';
import { pausedDueOf } from './paused-due.ts';
import { TimeLeft, timeLeftOf } from './time-left.ts';
import type { TimeRule } from './time-rule.ts';

/** The clock of a service level: running towards a due date, or standing with what is left ([SL40]). */
export const LevelClock = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('running'), due: Due }),
  z.object({ kind: z.literal('paused'), pausedAt: Instant, left: TimeLeft }),
]);
export type LevelClock = z.infer<typeof LevelClock>;

/** A rule with its start, and when it is due after the pauses that have ended. */
interface Count {
  readonly rule: TimeRule;
  readonly startedAt: Instant;
  readonly due: Due;
}

/**
 * The clock that follows from the rule, its start, the pauses and the extension, by the calendar of the office ([SL34]
 * to [SL41] and [SL45] in `docs/service-level.md`). Pauses that are not in order are a defect (see `Pauses`).
 */
export function clockOf(terms: ClockTerms, officeCalendar: OfficeCalendar): LevelClock {
  invariant(areInOrder(terms.pauses), 'the pauses of a clock are not in order');
  const ended = endedPausesOf(terms.pauses);
  const { rule, startedAt, due } = lastCount(terms, ended, officeCalendar);
  const pausedAt = findPausedAt(terms.pauses);
  if (pausedAt === undefined) return { kind: 'running', due };
  return { kind: 'paused', pausedAt, left: timeLeftOf(rule, startedAt, ended, pausedAt, officeCalendar) };
}

/** [SL45] The rule's own count or that of the extension, whichever ends later. */
function lastCount(
  { rule, startedAt, extension }: ClockTerms,
  pauses: readonly EndedPause[],
  officeCalendar: OfficeCalendar,
): Count {
  const own = { rule, startedAt, due: pausedDueOf(rule, startedAt, pauses, officeCalendar) };
  if (extension === null) return own;
  const { extendedAt } = extension;
  const days = daysOf(extension);
  const extended = {
    rule: days,
    startedAt: extendedAt,
    due: pausedDueOf(days, extendedAt, pauses, officeCalendar),
  };
  return deadlineInstant(extended.due) > deadlineInstant(own.due) ? extended : own;
}

/** An extension as a rule: the calendar days from the day on which it was given to its date. */
function daysOf({ extendedAt, extendedTo }: Extension): TimeRule {
  return { value: Math.max(daysBetween(localDateOf(extendedAt), extendedTo), 0), unit: 'calendar-day' };
}
