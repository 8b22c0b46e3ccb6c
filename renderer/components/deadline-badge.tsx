import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseDeadline } from '#shared/case/case-deadline.ts';
import { isDueAtOnce } from '#shared/case/case-due.ts';
import type { CaseStatus } from '#shared/case/case-status.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { type Due, isUnsure } from '#shared/service-level/due.ts';
import type { OfficeCalendar } from '#shared/service-level/office-calendar.ts';
import { urgencyOf } from '#shared/service-level/urgency.ts';
import { Badge } from './badge.tsx';
import { formatDate, formatDateTime, formatDayMonth, formatTime } from './format.ts';

/** The local day with which the time ends. */
function dayOf(due: Due): PlainDate {
  return due.kind === 'date' ? due.dueOn : localDateOf(due.dueAt);
}

/** A deadline and how pressing it is at `now`, by the calendar of its office. */
export function DeadlineBadge(props: {
  readonly deadline: CaseDeadline;
  /** What the case is held to (CL27); the due date of the deadline unless told otherwise. */
  readonly due?: Due | null;
  /** Of the case itself: what was voided counts for nothing, and has no deadline either. */
  readonly status?: CaseStatus;
  readonly now: Instant;
  readonly officeCalendar: OfficeCalendar;
}): ReactNode {
  const { deadline, status, now, officeCalendar } = props;
  const { t } = useTranslation('deadline');
  if (status === 'voided') return t('none');
  if (deadline.kind === 'waits-for-complete-request') {
    return (
      <Badge tone="paused" shape="‖">
        {t('notStarted')}
      </Badge>
    );
  }
  if (deadline.kind === 'paused') {
    return (
      <Badge tone="paused" shape="‖">
        {t(`left.${deadline.left.unit}`, { n: deadline.left.value })}
      </Badge>
    );
  }
  if (deadline.kind === 'met') {
    return deadline.isInTime ? (
      <Badge tone="met" shape="✓">
        {t('met')}
      </Badge>
    ) : (
      <Badge tone="overdue" shape="▲">
        {t('metLate')}
      </Badge>
    );
  }
  const due = props.due ?? deadline.due;
  const until =
    due.kind === 'date'
      ? t('until', { date: formatDate(due.dueOn) })
      : t('until', { date: formatDateTime(due.dueAt) });
  const urgency = urgencyOf(due, now, officeCalendar);
  const unsure = isUnsure(due) ? ` ${t('calendarNotConfirmed')}` : '';
  switch (urgency.kind) {
    case 'in-time':
      return `${until}${unsure}`;
    case 'due-soon':
      return (
        <Badge tone="soon" shape="◔">
          {`${t('soon', { date: formatDayMonth(dayOf(due)), n: urgency.workingDaysLeft })}${unsure}`}
        </Badge>
      );
    case 'due-today':
      return (
        <Badge tone="today" shape="◑">
          {isDueAtOnce(deadline.due, deadline.startedAt)
            ? t('atOnce')
            : `${due.kind === 'instant' ? t('todayAt', { time: formatTime(due.dueAt) }) : t('today')}${unsure}`}
        </Badge>
      );
    case 'overdue':
      return (
        <Badge tone="overdue" shape="▲">
          {urgency.daysLate === 0 ? t('lateToday') : t('late', { n: urgency.daysLate })}
        </Badge>
      );
    default:
      return unreachable(urgency);
  }
}
