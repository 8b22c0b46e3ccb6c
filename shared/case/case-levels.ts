import { decisionTimeOf } from '#shared/catalogue/find-service.ts';
import type { PublicService } from '#shared/catalogue/public-service.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { localDateOf, startOfDay } from '#shared/kernel/local-time.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { type Due, deadlineInstant, dueOf } from '#shared/service-level/due.ts';
import type { OfficeCalendar } from '#shared/service-level/office-calendar.ts';
import type { Pause } from '#shared/service-level/pause.ts';
import { takenOutOf } from '#shared/service-level/taken-out.ts';
import type { TimeLeft } from '#shared/service-level/time-left.ts';
import type { TimeRule } from '#shared/service-level/time-rule.ts';
import type { CaseDeadline } from './case-deadline.ts';
import { dueOfCase } from './case-due.ts';
import type { CaseEvent } from './case-event.ts';
import type { CaseState } from './case-state.ts';
import { evolve } from './evolve.ts';
import { findStep } from './step-context.ts';

/** What a service promises about time, side by side (SL54). */
export type LevelName = 'decision' | 'first-response' | 'step' | 'handling' | 'counter-wait';

/** A pause of the decision's clock, what the applicant was asked then, and what it took out so far. */
export interface LevelPause extends Pause {
  readonly questions: readonly string[];
  readonly evidence: readonly string[];
  readonly takenOut: TimeLeft;
}

/** The extension of the decision's time. */
export interface LevelExtension {
  readonly extendedAt: Instant;
  readonly extendedTo: PlainDate;
  readonly reason: string | null;
}

/** One promise about time and how it stands on a case. */
export interface CaseLevel {
  readonly name: LevelName;
  readonly rule: TimeRule;
  /** Null where nothing on the case measures it: it is said beforehand (SL56). */
  readonly deadline: CaseDeadline | null;
  /** What a clock that runs is held to. */
  readonly due: Due | null;
  readonly pauses: readonly LevelPause[];
  readonly extension: LevelExtension | null;
}

/** What a case is counted by. */
export interface CountedCase {
  readonly state: CaseState;
  readonly events: readonly CaseEvent[];
  readonly service: PublicService;
  readonly officeCalendar: OfficeCalendar;
}

/** The legal time of the decision, the service level targets and the counter's wait of a case at `nowAt` (SL54). */
export function levelsOf(counted: CountedCase, nowAt: Instant): readonly CaseLevel[] {
  const { maxCounterWaitMinutes, targetHandlingMinutes } = counted.service.serviceLevel;
  return [
    decisionLevel(counted, nowAt),
    firstResponseLevel(counted),
    ...stepLevels(counted),
    said('handling', targetHandlingMinutes),
    said('counter-wait', maxCounterWaitMinutes),
  ];
}

const PLAIN = { pauses: [], extension: null } as const;

function decisionLevel(counted: CountedCase, nowAt: Instant): CaseLevel {
  const { state, service, events, officeCalendar } = counted;
  const rule = decisionTimeOf(service, state.request.variant);
  const { startedAt, pauses, extension } = state.clock;
  const reasons = reasonsOf(events);
  const taken =
    startedAt === null ? [] : takenOutOf({ rule, startedAt, pauses, extension }, nowAt, officeCalendar);
  return {
    name: 'decision',
    rule,
    deadline: state.deadline,
    due: dueOfCase(state),
    pauses: pauses.map((pause, place) => ({
      ...pause,
      ...(reasons.pauses[place] ?? { questions: [], evidence: [] }),
      takenOut: taken[place] ?? { value: 0, unit: 'working-day' },
    })),
    extension: extension === null ? null : { ...extension, reason: reasons.extension },
  };
}

interface PauseReason {
  readonly questions: readonly string[];
  readonly evidence: readonly string[];
}

/** Why each pause of the clock began, and why it was extended, as the events say. */
function reasonsOf(events: readonly CaseEvent[]): {
  readonly pauses: readonly PauseReason[];
  readonly extension: string | null;
} {
  let state: CaseState | undefined;
  let pauses: PauseReason[] = [];
  let extension: string | null = null;
  for (const event of events) {
    state = evolve(state, event);
    // A case that is taken up again begins a clock of its own.
    pauses = pauses.slice(0, state?.clock.pauses.length ?? 0);
    if (event.kind === 'deadline-extended' && state?.clock.extension?.extendedAt === event.origin.at) {
      extension = event.reason;
    }
    const last = state?.clock.pauses.at(-1);
    if (event.kind !== 'applicant-asked' || last === undefined || last.resumedAt !== null) continue;
    const place = (state?.clock.pauses.length ?? 0) - 1;
    const known = pauses[place];
    pauses[place] = {
      questions: [...(known?.questions ?? []), ...(event.question === null ? [] : [event.question])],
      evidence: [...(known?.evidence ?? []), ...event.evidence],
    };
  }
  return { pauses, extension };
}

/** SL55: the first word to the applicant after the registration, or the registration where it is due at once. */
function firstResponseLevel({ state, events, service, officeCalendar }: CountedCase): CaseLevel {
  const rule = service.serviceLevel.firstResponse;
  const base = { name: 'first-response', rule, ...PLAIN } as const;
  const startedAt = rule.startsAt === 'complete-request' ? state.clock.startedAt : state.receivedAt;
  if (startedAt === null) return { ...base, deadline: { kind: 'waits-for-complete-request' }, due: null };
  const due = dueOf(rule, startedAt, officeCalendar);
  const respondedAt = rule.unit === 'immediate' ? startedAt : findResponse(events);
  if (respondedAt === undefined) return { ...base, deadline: { kind: 'running', startedAt, due }, due };
  const metAt = respondedAt > startedAt ? respondedAt : startedAt;
  const isInTime = metAt < deadlineInstant(due);
  return { ...base, deadline: { kind: 'met', startedAt, due, metAt, isInTime }, due: null };
}

/** When the applicant first heard of the institution, or the request ended. */
function findResponse(events: readonly CaseEvent[]): Instant | undefined {
  for (const event of events) {
    switch (event.kind) {
      case 'applicant-informed': {
        const { at } = event.origin;
        return event.sentOn < localDateOf(at) ? startOfDay(event.sentOn) : at;
      }
      case 'applicant-asked':
      case 'result-handed-out':
      case 'request-forwarded':
      case 'request-withdrawn':
      case 'request-lapsed':
      case 'case-voided':
        return event.origin.at;
      default:
        break;
    }
  }
  return;
}

/** SL54: the target of the open step runs from the step's own start, and not while the applicant is waited for. */
function stepLevels({ state, service, officeCalendar }: CountedCase): readonly CaseLevel[] {
  const rule = state.waiting === null ? findStep(service, state.nextStep)?.target : null;
  if (rule === null || rule === undefined) return [];
  const startedAt = state.stepStartedAt;
  const due = dueOf(rule, startedAt, officeCalendar);
  return [{ name: 'step', rule, deadline: { kind: 'running', startedAt, due }, due, ...PLAIN }];
}

function said(name: LevelName, minutes: number): CaseLevel {
  return { name, rule: { value: minutes, unit: 'minute' }, deadline: null, due: null, ...PLAIN };
}
