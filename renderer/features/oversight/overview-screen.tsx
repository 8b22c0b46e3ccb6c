import { Group, Stack, Tabs, Text } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTime } from '#renderer/components/format.ts';
import { Notice } from '#renderer/components/notice.tsx';
import { PageHeading } from '#renderer/components/page-heading.tsx';
import { useLanding } from '#renderer/components/use-landing.ts';
import { useCentreReach } from '#renderer/context/use-centre-reach.ts';
import { RecoveryKeyNotice } from '#renderer/features/keys/recovery-key-notice.tsx';
import { type OversightRow, QueueSort } from '#shared/protocol/oversight.ts';
import { CounterList } from './counter-list.tsx';
import { OversightCounts } from './oversight-counts.tsx';
import { OversightFilterBar } from './oversight-filters.tsx';
import { NO_OVERSIGHT_FILTERS, type OversightFilters, type OversightSearch } from './oversight-search.ts';
import { OversightTable } from './oversight-table.tsx';
import { UnsettledList } from './unsettled-list.tsx';
import { useCounts } from './use-counts.ts';
import { useLiveCentre } from './use-live-centre.ts';
import { useOversightReference } from './use-oversight-reference.ts';

/** All open requests that the person watches over, live from the centre, and the state of every counter (S19, S20). */
export function OverviewScreen(): ReactNode {
  const { t } = useTranslation('oversight');
  const navigate = useNavigate();
  // Filters, order and row stand in the address alone, so that whatever leads back brings them back.
  const search = useSearch({ from: '/watch/overview' });
  const { reference: part, office, service, status, urgency, sort = 'deadline', descending = false } = search;
  const filters = useMemo<OversightFilters>(
    () => ({ reference: part, office, service, status, urgency }),
    [part, office, service, status, urgency],
  );
  useLiveCentre();
  const reach = useCentreReach();
  const reference = useOversightReference();
  const counts = useCounts(filters);
  const landing = useLanding(search.row !== undefined, counts?.total);
  const show = (change: OversightSearch): Promise<void> =>
    navigate({ to: '/overview', search: { ...search, ...change }, replace: true });
  const showFirst = (change: OversightSearch): void =>
    void show({ ...change, row: undefined, at: undefined });
  const [clears, setClears] = useState(0);
  const clear = (): void => {
    setClears(clears + 1);
    showFirst(NO_OVERSIGHT_FILTERS);
  };
  const open = async (row: OversightRow, at: number): Promise<void> => {
    await show({ row: row.caseId, at });
    await navigate({ to: '/overview/$caseId', params: { caseId: row.caseId } });
  };
  return (
    <Stack gap="md" className="k-fill">
      <Group justify="space-between">
        <PageHeading takesFocus={landing === 'heading'}>{t('title')}</PageHeading>
        {counts !== undefined && <Text c="dimmed">{t('asOf', { time: formatTime(counts.at) })}</Text>}
      </Group>
      {reach === 'silent' && (
        <Notice tone="refused" title={t('outOfReach.title')}>
          {t('outOfReach.help')}
        </Notice>
      )}
      <RecoveryKeyNotice />
      <Tabs
        value={search.part ?? 'requests'}
        onChange={(next) => {
          setClears(0);
          showFirst({ part: next === 'counters' || next === 'unsettled' ? next : undefined });
        }}
        activateTabWithKeyboard={false}
        keepMounted={false}
        className="k-tabs-fill"
      >
        <Tabs.List>
          <Tabs.Tab value="requests">{t('requests')}</Tabs.Tab>
          <Tabs.Tab value="unsettled">{t('conflicts:unsettled.title')}</Tabs.Tab>
          <Tabs.Tab value="counters">{t('counters')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="requests" pt="md">
          {reference !== undefined && (
            <Stack gap="md" className="k-fill">
              <OversightFilterBar
                clears={clears}
                filters={filters}
                reference={reference}
                counts={counts}
                onChange={showFirst}
              />
              {counts !== undefined && (
                <OversightCounts counts={counts} filters={filters} onChange={showFirst} onClear={clear} />
              )}
              <OversightTable
                filters={filters}
                sort={sort}
                descending={descending}
                reference={reference}
                comesBackTo={
                  search.row === undefined ? undefined : { key: search.row, index: search.at ?? 0 }
                }
                onOrder={(next, isDescending) =>
                  showFirst({ sort: QueueSort.parse(next), descending: isDescending })
                }
                onOpen={(row, at) => void open(row, at)}
              />
            </Stack>
          )}
        </Tabs.Panel>
        <Tabs.Panel value="unsettled" pt="md">
          {reference !== undefined && <UnsettledList reference={reference} />}
        </Tabs.Panel>
        <Tabs.Panel value="counters" pt="md">
          {reference !== undefined && <CounterList reference={reference} />}
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
