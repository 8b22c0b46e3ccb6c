import { Group, Stack, Tabs, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTime } from '#renderer/components/format.ts';
import { Notice } from '#renderer/components/notice.tsx';
import { PageHeading } from '#renderer/components/page-heading.tsx';
import { useCentre } from '#renderer/context/centre.ts';
import { CounterList } from './counter-list.tsx';
import { OversightCounts } from './oversight-counts.tsx';
import {
  NO_OVERSIGHT_FILTERS,
  OversightFilterBar,
  type OversightFilters,
  queryOf,
} from './oversight-filters.tsx';
import { OversightTable } from './oversight-table.tsx';
import { POLL_MILLISECONDS } from './poll-interval.ts';
import { useLiveCentre } from './use-live-centre.ts';
import { useOversightReference } from './use-oversight-reference.ts';

/** All open requests that the person watches over, live from the centre, and the state of every counter (S19, S20). */
export function OverviewScreen(): ReactNode {
  const { t } = useTranslation('oversight');
  const centre = useCentre();
  const [filters, setFilters] = useState<OversightFilters>(NO_OVERSIGHT_FILTERS);
  useLiveCentre();
  const reference = useOversightReference();
  const query = queryOf(filters).toString();
  const counts = useQuery({
    queryKey: ['oversight', 'counts', query],
    queryFn: () => centre.countCases(new URLSearchParams(query)),
    refetchInterval: POLL_MILLISECONDS,
    placeholderData: (previous) => previous,
  });
  return (
    <Stack gap="md" className="k-fill">
      <Group justify="space-between">
        <PageHeading>{t('title')}</PageHeading>
        {counts.data !== undefined && (
          <Text c="dimmed">{t('asOf', { time: formatTime(counts.data.at) })}</Text>
        )}
      </Group>
      {counts.isError && (
        <Notice tone="refused" title={t('outOfReach.title')}>
          {t('outOfReach.help')}
        </Notice>
      )}
      <Tabs
        defaultValue="requests"
        activateTabWithKeyboard={false}
        keepMounted={false}
        className="k-tabs-fill"
      >
        <Tabs.List>
          <Tabs.Tab value="requests">{t('requests')}</Tabs.Tab>
          <Tabs.Tab value="counters">{t('counters')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="requests" pt="md">
          {reference !== undefined && (
            <Stack gap="md" className="k-fill">
              <OversightFilterBar
                filters={filters}
                reference={reference}
                counts={counts.data}
                onChange={setFilters}
              />
              {counts.data !== undefined && (
                <OversightCounts counts={counts.data} filters={filters} onChange={setFilters} />
              )}
              <OversightTable
                filters={filters}
                reference={reference}
                onSort={(sort, direction) => setFilters({ ...filters, sort, direction })}
              />
            </Stack>
          )}
        </Tabs.Panel>
        <Tabs.Panel value="counters" pt="md">
          {reference !== undefined && <CounterList reference={reference} />}
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
