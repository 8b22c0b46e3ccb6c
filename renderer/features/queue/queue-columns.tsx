import type { TFunction } from 'i18next';
import { applicantName } from '#renderer/components/applicant-name.ts';
import { Badge } from '#renderer/components/badge.tsx';
import { DeadlineBadge } from '#renderer/components/deadline-badge.tsx';
import { formatAge } from '#renderer/components/format.ts';
import type { Column } from '#renderer/components/long-table.tsx';
import { StatusBadge } from '#renderer/components/status-badge.tsx';
import { SyncBadge } from '#renderer/components/sync-badge.tsx';
import type { Workplace } from '#renderer/context/workplace.ts';
import type { QueueRow } from '#renderer/store/rows.ts';
import { dueOfCase } from '#shared/case/case-due.ts';
import { findUntold } from '#shared/case/steps/report-mail.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { LocalizedText } from '#shared/kernel/localized-text.ts';

/** The columns of the queue of the own office, at `now`. */
export function queueColumns(
  workplace: Workplace,
  now: Instant,
  read: (text: LocalizedText) => string,
  t: TFunction<'queue'>,
): readonly Column<QueueRow>[] {
  const { catalogue, officeCalendar } = workplace;
  const titles = new Map(catalogue.services.map((service) => [service.id, read(service.title)]));
  return [
    {
      id: 'reference',
      title: t('column.reference'),
      width: '9rem',
      order: 'reference',
      cell: (row) => row.reference,
    },
    {
      id: 'service',
      title: t('column.service'),
      order: 'service',
      width: 'minmax(10rem, 3fr)',
      cell: (row) => titles.get(row.service) ?? row.service,
    },
    {
      id: 'applicant',
      title: t('column.applicant'),
      width: 'minmax(8rem, 2fr)',
      cell: (row) => applicantName(row.shown.request.applicant, t),
    },
    {
      id: 'status',
      title: t('column.status'),
      order: 'status',
      width: 'minmax(7rem, 1fr)',
      cell: (row) =>
        row.status !== 'voided' && findUntold(row.shown) !== undefined ? (
          <Badge tone="refused" shape="✕">
            {t('mailing:notTold')}
          </Badge>
        ) : (
          <StatusBadge status={row.status} outcome={row.shown.outcome} />
        ),
    },
    {
      id: 'deadline',
      title: t('column.deadline'),
      width: 'minmax(10rem, 1.5fr)',
      order: 'dueKey',
      cell: (row) => (
        <DeadlineBadge
          deadline={row.shown.deadline}
          due={dueOfCase(row.shown)}
          status={row.status}
          now={now}
          officeCalendar={officeCalendar}
        />
      ),
    },
    {
      id: 'received',
      title: t('column.received'),
      width: '6rem',
      order: 'receivedAt',
      isReversed: true,
      cell: (row) => t('ago', { age: formatAge(row.receivedAt, now, t) }),
    },
    {
      id: 'sync',
      title: t('column.sync'),
      order: 'sync',
      width: 'minmax(9.5rem, 1fr)',
      cell: (row) => <SyncBadge mark={row.sync} />,
    },
  ];
}
