import { Text } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { type ReactNode, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LongTable, type RowPlace } from '#renderer/components/long-table.tsx';
import { useLanguage } from '#renderer/components/use-language.ts';
import { useNow } from '#renderer/components/use-now.ts';
import { useCentre } from '#renderer/context/centre.ts';
import { type OversightRow, QUEUE_PAGE_ROWS, type QueueSort } from '#shared/protocol/oversight.ts';
import { LIVE_QUERY } from './live-query.ts';
import { oversightColumns } from './oversight-columns.tsx';
import { type OversightFilters, queryOf } from './oversight-search.ts';
import { useHeld } from './use-held.ts';
import type { OversightReference } from './use-oversight-reference.ts';

/** Open requests of all offices, page by page as they are seen. */
export function OversightTable(props: {
  readonly filters: OversightFilters;
  readonly sort: QueueSort;
  readonly descending: boolean;
  readonly reference: OversightReference;
  readonly comesBackTo: RowPlace | undefined;
  readonly onOrder: (sort: string, descending: boolean) => void;
  readonly onOpen: (row: OversightRow, at: number) => void;
}): ReactNode {
  const { filters, sort, descending, reference, comesBackTo, onOrder, onOpen } = props;
  const { t } = useTranslation('oversight');
  const { read } = useLanguage();
  const now = useNow(10);
  const centre = useCentre();
  const [firstPage, setFirstPage] = useState(() => pageBefore(comesBackTo?.index ?? 0));
  const pages = useQueries({
    queries: [firstPage, firstPage + 1, firstPage + 2].map((page) => {
      const query = queryOf(filters);
      query.set('sort', sort);
      query.set('direction', descending ? 'desc' : 'asc');
      query.set('page', String(page));
      return {
        ...LIVE_QUERY,
        queryKey: ['oversight', 'cases', query.toString()],
        queryFn: () => centre.listCases(query),
      };
    }),
  });
  const total = useHeld(pages.find(({ data }) => data !== undefined)?.data?.total);
  const rows = pages.flatMap((page) => page.data?.rows ?? []);
  const onVisible = useCallback((first: number) => setFirstPage(pageBefore(first)), []);
  if (total === undefined) return null;
  if (total === 0) return <Text>{t('queue:nothingMatches')}</Text>;
  return (
    <div className="k-grid-place">
      <LongTable
        key={JSON.stringify(filters)}
        label={t('requests')}
        columns={oversightColumns(reference, now, read, t)}
        count={total}
        offset={(firstPage - 1) * QUEUE_PAGE_ROWS}
        rows={rows}
        keyOf={(row) => row.caseId}
        order={sort}
        descending={descending}
        comesBackTo={comesBackTo}
        onOrder={onOrder}
        onOpen={onOpen}
        onVisible={onVisible}
        onWork={() => undefined}
      />
    </div>
  );
}

/** The page to begin with, from 1, when the row at `index` is the first that is seen. */
function pageBefore(index: number): number {
  return Math.max(1, Math.floor(index / QUEUE_PAGE_ROWS));
}
