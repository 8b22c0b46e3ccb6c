import { Button, Group, Stack, Text } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { LongTable } from '#renderer/components/long-table.tsx';
import { PageHeading } from '#renderer/components/page-heading.tsx';
import { useLanding } from '#renderer/components/use-landing.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import { useNow } from '#renderer/components/use-now.ts';
import { useApp } from '#renderer/context/app-context.tsx';
import { useWorkplace, type Workplace } from '#renderer/context/workplace.ts';
import { useConsultation } from '#renderer/features/consultation/use-consultation.ts';
import { QueueOrder, type QueueQuery } from '#renderer/store/queue-query.ts';
import type { QueueRow } from '#renderer/store/rows.ts';
import { servicesOfferedAt } from '#shared/catalogue/find-service.ts';
import { Drafts } from './drafts.tsx';
import { dueRange } from './due-range.ts';
import { queueColumns } from './queue-columns.tsx';
import { QueueFilterBar } from './queue-filters.tsx';
import { NO_FILTERS, type QueueFilters, type QueueSearch } from './queue-search.ts';
import { QueueViews } from './queue-views.tsx';
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
  const { read } = useLanguage();
  const { counter } = useApp();
  const navigate = useNavigate();
  const consultation = useConsultation(props.workplace);
  // Filters, order and row stand in the address alone, so that whatever leads back brings them back.
  const search = useSearch({ from: '/desk/requests' });
  const { reference, status, service, due, sync, order = 'dueKey', descending = false } = search;
  const filters = useMemo<QueueFilters>(
    () => ({ reference, status, service, due, sync }),
    [reference, status, service, due, sync],
  );
  const filtersKey = JSON.stringify(filters);
  const [offset, setOffset] = useState(() => windowAround(search.at ?? 0));
  const now = useNow(10);

  const query = useMemo<QueueQuery>(() => {
    const range = filters.due === undefined ? undefined : dueRange(filters.due, now, officeCalendar);
    return {
      order,
      descending,
      offset,
      limit: WINDOW,
      ...(range === undefined ? {} : { due: range }),
      ...(filters.status === undefined ? {} : { status: filters.status }),
      ...(filters.service === undefined ? {} : { service: filters.service }),
      ...(filters.sync === undefined ? {} : { sync: filters.sync }),
      ...(filters.reference === undefined ? {} : { reference: filters.reference }),
    };
  }, [filters, order, descending, offset, now, officeCalendar]);
  const asked = JSON.stringify([filters, order, descending, offset]);
  const settled = useSettledRows(useQueuePage(counter, query, asked), asked, offset);
  const { page } = settled;
  const landing = useLanding(search.row !== undefined, page?.matching);

  const onVisible = useCallback((first: number, last: number) => {
    setOffset((present) => {
      const isInside = first >= present && last < present + WINDOW;
      return isInside ? present : windowAround(first);
    });
  }, []);
  const show = (change: QueueSearch): Promise<void> =>
    navigate({ to: '/requests', search: { ...search, ...change }, replace: true });
  const showFirst = (change: QueueSearch): void => {
    setOffset(0);
    void show({ ...change, row: undefined, at: undefined });
  };
  const isNarrowed = Object.values(filters).some((value) => value !== undefined);
  const [clears, setClears] = useState(0);
  const clear = (): void => {
    setClears(clears + 1);
    showFirst(NO_FILTERS);
  };
  const open = async (row: QueueRow, at: number): Promise<void> => {
    await show({ row: row.caseId, at });
    await navigate({ to: '/requests/$caseId', params: { caseId: row.caseId } });
  };
  const services = servicesOfferedAt(catalogue, office.services);
  return (
    <Stack gap="md" className="k-fill">
      <Group justify="space-between">
        <PageHeading takesFocus={landing === 'heading'}>{t('title')}</PageHeading>
        <Group gap="sm">
          {consultation !== undefined && (
            <Button
              variant="default"
              onClick={() => void navigate({ to: '/consultation' })}
              aria-keyshortcuts="F4 Alt+K"
            >
              {t('consultation:title')}
              <KeyHint keys="F4" />
            </Button>
          )}
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
      </Group>
      <Drafts />
      <QueueFilterBar clears={clears} filters={filters} services={services} onChange={showFirst} />
      <QueueViews filters={filters} onChange={showFirst} />
      {page !== undefined && (
        <Group gap="md">
          <Text role="status" data-testid="queue-count">
            {t('count', { n: page.matching, m: page.total })}
          </Text>
          {isNarrowed && (
            <Button size="compact-sm" variant="default" onClick={clear}>
              {t('filter.clear')}
            </Button>
          )}
          {settled.newCount > 0 && (
            <Button size="compact-sm" variant="light" onClick={settled.showNew}>
              {t('showNew', { count: settled.newCount, n: settled.newCount })}
            </Button>
          )}
        </Group>
      )}
      {page?.matching === 0 ? (
        <Text>{page.total > 0 ? t('nothingMatches') : t('empty')}</Text>
      ) : (
        <div className="k-grid-place">
          <LongTable
            key={filtersKey}
            label={t('title')}
            columns={queueColumns(props.workplace, now, read, t)}
            count={page?.matching ?? 0}
            offset={page === undefined ? 0 : settled.offset}
            rows={page?.rows ?? []}
            keyOf={(row) => row.caseId}
            order={order}
            descending={descending}
            comesBackTo={search.row === undefined ? undefined : { key: search.row, index: search.at ?? 0 }}
            onOrder={(next, isDescending) =>
              showFirst({ order: QueueOrder.parse(next), descending: isDescending })
            }
            onOpen={(row, at) => void open(row, at)}
            onVisible={onVisible}
            onWork={settled.setWorking}
          />
        </div>
      )}
    </Stack>
  );
}

/** Where the window of rows begins that has the row at `index` with some before it. */
function windowAround(index: number): number {
  return Math.max(0, Math.floor((index - STEP) / STEP) * STEP);
}
