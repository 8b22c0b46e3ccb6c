import { Button, Group, Stack, Text } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { applicantName } from '#renderer/components/applicant-name.ts';
import { DeadlineBadge } from '#renderer/components/deadline-badge.tsx';
import { formatAge } from '#renderer/components/format.ts';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { type Column, LongTable } from '#renderer/components/long-table.tsx';
import { PageHeading } from '#renderer/components/page-heading.tsx';
import { StatusBadge } from '#renderer/components/status-badge.tsx';
import { SyncBadge } from '#renderer/components/sync-badge.tsx';
import { useKeys } from '#renderer/components/use-keys.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import { useNow } from '#renderer/components/use-now.ts';
import { useApp } from '#renderer/context/app-context.tsx';
import { useWorkplace, type Workplace } from '#renderer/context/workplace.ts';
import type { QueueOrder, QueueQuery } from '#renderer/store/queue-query.ts';
import type { CaseRow } from '#renderer/store/rows.ts';
import type { CaseStatus } from '#shared/case/case-status.ts';
import { servicesOfferedAt } from '#shared/catalogue/find-service.ts';
import { Drafts } from './drafts.tsx';
import { dueRange } from './due-range.ts';
import { NO_FILTERS, QueueFilterBar, type QueueFilters } from './queue-filters.tsx';
import { useQueuePage } from './use-queue-page.ts';
import { useSettledRows } from './use-settled-rows.ts';

/** How many rows are brought at once, and in which steps the window of them moves. */
const WINDOW = 150;
const STEP = 50;

/** The requests of the own office (S11), from the local store: the same with and without a network. */
export function QueueScreen(): ReactNode {
  const workplace = useWorkplace();
  return workplace === undefined ? null : <Queue workplace={workplace} />;
}

function Queue(props: { readonly workplace: Workplace }): ReactNode {
  const { catalogue, office, officeCalendar } = props.workplace;
  const { t } = useTranslation('queue');
  const { counter } = useApp();
  const navigate = useNavigate();
  const { sync } = useSearch({ from: '/desk/requests' });
  const [filters, setFilters] = useState<QueueFilters>({ ...NO_FILTERS, sync: sync ?? '' });
  const [order, setOrder] = useState<QueueOrder>('dueKey');
  const [descending, setDescending] = useState(false);
  const [offset, setOffset] = useState(0);
  const firstFilter = useRef<HTMLInputElement>(null);
  const now = useNow(10);

  const query = useMemo<QueueQuery>(() => {
    const due = filters.due === '' ? undefined : dueRange(filters.due, now, officeCalendar);
    return {
      order,
      descending,
      offset,
      limit: WINDOW,
      ...(due === undefined ? {} : { due }),
      ...(filters.status === '' ? {} : { status: filters.status as CaseStatus }),
      ...(filters.service === '' ? {} : { service: filters.service }),
      ...(filters.sync === '' ? {} : { sync: filters.sync as NonNullable<QueueQuery['sync']> }),
      ...(filters.reference.trim() === '' ? {} : { reference: filters.reference.trim().toUpperCase() }),
    };
  }, [filters, order, descending, offset, now, officeCalendar]);
  const asked = JSON.stringify([filters, order, descending, offset]);
  const settled = useSettledRows(useQueuePage(counter, query, asked), asked, offset);
  const { page } = settled;

  const onVisible = useCallback((first: number, last: number) => {
    setOffset((present) => {
      const isInside = first >= present && last < present + WINDOW;
      return isInside ? present : Math.max(0, Math.floor((first - STEP) / STEP) * STEP);
    });
  }, []);
  const open = (row: CaseRow): void =>
    void navigate({ to: '/requests/$caseId', params: { caseId: row.caseId } });
  const changeFilters = (next: QueueFilters): void => {
    setOffset(0);
    setFilters(next);
  };
  useKeys({ 'Alt+V': () => firstFilter.current?.focus() });
  const columns = useColumns(props.workplace, now);
  const services = servicesOfferedAt(catalogue, office.services);
  return (
    <Stack gap="md" className="k-fill">
      <Group justify="space-between">
        <PageHeading>{t('title')}</PageHeading>
        <Button
          onClick={() =>
            void navigate({ to: '/register/$draftId', params: { draftId: crypto.randomUUID() } })
          }
          aria-keyshortcuts="F2 Alt+R"
        >
          {t('register')}
          <KeyHint keys="F2" />
        </Button>
      </Group>
      <Drafts />
      <QueueFilterBar
        filters={filters}
        services={services}
        onChange={changeFilters}
        firstField={firstFilter}
      />
      {page !== undefined && (
        <Group gap="md">
          <Text role="status" data-testid="queue-count">
            {t('count', { n: page.matching, m: page.total })}
          </Text>
          {settled.newCount > 0 && (
            <Button size="compact-md" variant="light" onClick={settled.showNew}>
              {t('showNew', { count: settled.newCount, n: settled.newCount })}
            </Button>
          )}
        </Group>
      )}
      {page?.matching === 0 ? (
        <EmptyQueue hasAny={page.total > 0} onClear={() => changeFilters(NO_FILTERS)} />
      ) : (
        <div className="k-grid-place">
          <LongTable
            label={t('title')}
            columns={columns}
            count={page?.matching ?? 0}
            offset={page === undefined ? 0 : settled.offset}
            rows={page?.rows ?? []}
            keyOf={(row) => row.caseId}
            order={order}
            descending={descending}
            onOrder={(next) => {
              setDescending(next === order ? !descending : next === 'receivedAt');
              setOrder(next as QueueOrder);
              setOffset(0);
            }}
            onOpen={open}
            onVisible={onVisible}
            onWork={settled.setWorking}
          />
        </div>
      )}
    </Stack>
  );
}

function useColumns(workplace: Workplace, now: ReturnType<typeof useNow>): readonly Column<CaseRow>[] {
  const { t } = useTranslation('queue');
  const { read } = useLanguage();
  const { catalogue, officeCalendar } = workplace;
  return useMemo(() => {
    const titles = new Map(catalogue.services.map((service) => [service.id, read(service.title)]));
    return [
      {
        id: 'reference',
        title: t('column.reference'),
        width: '10.5rem',
        order: 'reference',
        cell: (row) => row.reference,
      },
      {
        id: 'service',
        title: t('column.service'),
        order: 'service',
        width: 'minmax(9rem, 3fr)',
        cell: (row) => titles.get(row.service) ?? row.service,
      },
      {
        id: 'applicant',
        title: t('column.applicant'),
        width: 'minmax(7rem, 2fr)',
        cell: (row) => applicantName(row.shown.request.applicant, t),
      },
      {
        id: 'status',
        title: t('column.status'),
        order: 'status',
        width: 'minmax(7rem, 1fr)',
        cell: (row) => <StatusBadge status={row.status} outcome={row.shown.outcome} />,
      },
      {
        id: 'deadline',
        title: t('column.deadline'),
        width: 'minmax(12rem, 1fr)',
        order: 'dueKey',
        cell: (row) => (
          <DeadlineBadge deadline={row.shown.deadline} now={now} officeCalendar={officeCalendar} />
        ),
      },
      {
        id: 'age',
        title: t('column.age'),
        width: '5.5rem',
        order: 'receivedAt',
        cell: (row) => formatAge(row.receivedAt, now, t),
      },
      {
        id: 'sync',
        title: t('column.sync'),
        order: 'sync',
        width: '11.5rem',
        cell: (row) => <SyncBadge mark={row.sync} />,
      },
    ];
  }, [catalogue, officeCalendar, now, read, t]);
}

function EmptyQueue(props: { readonly hasAny: boolean; readonly onClear: () => void }): ReactNode {
  const { t } = useTranslation('queue');
  return (
    <Stack align="flex-start" gap="sm">
      <Text>{props.hasAny ? t('nothingMatches') : t('empty')}</Text>
      {props.hasAny && (
        <Button variant="default" onClick={props.onClear}>
          {t('filter.clear')}
        </Button>
      )}
    </Stack>
  );
}
