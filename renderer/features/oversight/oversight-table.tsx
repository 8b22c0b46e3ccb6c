import { Text } from '@mantine/core';
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DeadlineBadge } from '#renderer/components/deadline-badge.tsx';
import { formatAge } from '#renderer/components/format.ts';
import { type Column, LongTable } from '#renderer/components/long-table.tsx';
import { StatusBadge } from '#renderer/components/status-badge.tsx';
import { useLanguage } from '#renderer/components/use-language.ts';
import { useNow } from '#renderer/components/use-now.ts';
import { useCentre } from '#renderer/context/centre.ts';
import { type OversightRow, QUEUE_PAGE_ROWS } from '#shared/protocol/oversight.ts';
import { type OversightFilters, queryOf } from './oversight-filters.tsx';
import { POLL_MILLISECONDS } from './poll-interval.ts';
import type { OversightReference } from './use-oversight-reference.ts';

/** Open requests of all offices, page by page as they are seen. */
export function OversightTable(props: {
  readonly filters: OversightFilters;
  readonly reference: OversightReference;
  readonly onSort: (sort: string, direction: 'asc' | 'desc') => void;
}): ReactNode {
  const { filters, reference, onSort } = props;
  const { t } = useTranslation('oversight');
  const centre = useCentre();
  const navigate = useNavigate();
  const [firstPage, setFirstPage] = useState(1);
  const pages = useQueries({
    queries: [firstPage, firstPage + 1, firstPage + 2].map((page) => {
      const query = queryOf(filters);
      query.set('sort', filters.sort);
      query.set('direction', filters.direction);
      query.set('page', String(page));
      return {
        queryKey: ['oversight', 'cases', query.toString()],
        queryFn: () => centre.listCases(query),
        refetchInterval: POLL_MILLISECONDS,
        placeholderData: keepPreviousData,
      };
    }),
  });
  const total = pages[0]?.data?.total;
  const rows = pages.flatMap((page) => page.data?.rows ?? []);
  const onVisible = useCallback((first: number) => {
    setFirstPage(Math.max(1, Math.floor(first / QUEUE_PAGE_ROWS)));
  }, []);
  const columns = useColumns(reference);
  if (total === undefined) return null;
  if (total === 0) return <Text>{t('queue:nothingMatches')}</Text>;
  return (
    <div className="k-grid-place">
      <LongTable
        label={t('requests')}
        columns={columns}
        count={total}
        offset={(firstPage - 1) * QUEUE_PAGE_ROWS}
        rows={rows}
        keyOf={(row) => row.caseId}
        order={filters.sort}
        descending={filters.direction === 'desc'}
        onOrder={(sort) =>
          onSort(sort, sort === filters.sort && filters.direction === 'asc' ? 'desc' : 'asc')
        }
        onOpen={(row) => void navigate({ to: '/overview/$caseId', params: { caseId: row.caseId } })}
        onVisible={onVisible}
        onWork={() => undefined}
      />
    </div>
  );
}

function useColumns(reference: OversightReference): readonly Column<OversightRow>[] {
  const { t } = useTranslation('oversight');
  const { read } = useLanguage();
  const now = useNow(10);
  return useMemo(() => {
    const titles = new Map(reference.catalogue.services.map((service) => [service.id, read(service.title)]));
    return [
      {
        id: 'reference',
        title: t('queue:column.reference'),
        width: '10.5rem',
        cell: (row) => row.reference,
      },
      {
        id: 'office',
        title: t('column.office'),
        width: 'minmax(7rem, 2fr)',
        order: 'office',
        cell: (row) => {
          const office = reference.officeOf(row.office);
          return office === undefined ? row.office : read(office.name);
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
        width: 'minmax(8rem, 1fr)',
        cell: (row) =>
          row.applicant === null
            ? t('hidden')
            : (row.applicant.name ?? t(`party:kinds.${row.applicant.kind}`)),
      },
      {
        id: 'status',
        title: t('queue:column.status'),
        width: '8.5rem',
        order: 'status',
        cell: (row) => <StatusBadge status={row.status} />,
      },
      {
        id: 'responsible',
        title: t('column.responsible'),
        width: 'minmax(8rem, 1fr)',
        cell: (row) => reference.nameOf(row.responsible),
      },
      {
        id: 'deadline',
        title: t('queue:column.deadline'),
        width: '13rem',
        order: 'deadline',
        cell: (row) => (
          <DeadlineBadge
            deadline={row.deadline}
            now={now}
            officeCalendar={reference.calendarOf(row.office)}
          />
        ),
      },
      {
        id: 'age',
        title: t('queue:column.age'),
        width: '5.5rem',
        order: 'receivedAt',
        cell: (row) => formatAge(row.receivedAt, now, t),
      },
    ];
  }, [reference, read, t, now]);
}
