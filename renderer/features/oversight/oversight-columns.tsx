import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { DeadlineBadge } from '#renderer/components/deadline-badge.tsx';
import { formatAge } from '#renderer/components/format.ts';
import type { Column } from '#renderer/components/long-table.tsx';
import { StatusBadge } from '#renderer/components/status-badge.tsx';
import type { Instant } from '#shared/kernel/instant.ts';
import type { LocalizedText } from '#shared/kernel/localized-text.ts';
import type { OversightRow } from '#shared/protocol/oversight.ts';
import type { OversightReference } from './use-oversight-reference.ts';

/** The columns of the queue of all offices, at `now`. */
export function oversightColumns(
  reference: OversightReference,
  now: Instant,
  read: (text: LocalizedText) => string,
  t: TFunction<'oversight'>,
): readonly Column<OversightRow>[] {
  const titles = new Map(reference.catalogue.services.map((service) => [service.id, read(service.title)]));
  return [
    {
      id: 'reference',
      title: t('queue:column.reference'),
      width: '9rem',
      cell: (row) => row.reference,
    },
    {
      id: 'office',
      title: t('column.office'),
      width: '4rem',
      order: 'office',
      cell: (row) => {
        const office = reference.officeOf(row.office);
        return office === undefined ? row.office : <ShortName code={office.code} name={read(office.name)} />;
      },
    },
    {
      id: 'service',
      title: t('queue:column.service'),
      width: 'minmax(10rem, 3fr)',
      order: 'service',
      cell: (row) => titles.get(row.service) ?? row.service,
    },
    {
      id: 'applicant',
      title: t('queue:column.applicant'),
      width: 'minmax(7rem, 2fr)',
      cell: (row) =>
        row.applicant === null ? t('hidden') : (row.applicant.name ?? t(`party:kinds.${row.applicant.kind}`)),
    },
    {
      id: 'status',
      title: t('queue:column.status'),
      width: 'minmax(6.5rem, 1fr)',
      order: 'status',
      cell: (row) => <StatusBadge status={row.status} />,
    },
    {
      id: 'responsible',
      title: t('column.responsible'),
      width: 'minmax(7rem, 2fr)',
      cell: (row) => reference.nameOf(row.responsible),
    },
    {
      id: 'deadline',
      title: t('queue:column.deadline'),
      width: 'minmax(9.5rem, 1.5fr)',
      order: 'deadline',
      cell: (row) => (
        <DeadlineBadge
          deadline={row.deadline}
          due={row.due}
          status={row.status}
          now={now}
          officeCalendar={reference.calendarOf(row.office)}
        />
      ),
    },
    {
      id: 'received',
      title: t('queue:column.received'),
      width: '6rem',
      order: 'receivedAt',
      isReversed: true,
      cell: (row) => t('queue:ago', { age: formatAge(row.receivedAt, now, t) }),
    },
  ];
}

/** The code of an office for the eye, its name for the pointer and for a screen reader. */
function ShortName(props: { readonly code: string; readonly name: string }): ReactNode {
  return (
    <span title={props.name}>
      <span aria-hidden="true">{props.code}</span>
      <span className="k-visually-hidden">{props.name}</span>
    </span>
  );
}
