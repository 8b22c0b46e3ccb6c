import { useQueries } from '@tanstack/react-query';
import { useCentre } from '#renderer/context/centre.ts';
import type { OversightCounts } from '#shared/protocol/oversight.ts';
import { filtersToCount, mergeCounts } from './count-choices.ts';
import { LIVE_QUERY } from './live-query.ts';
import { type OversightFilters, queryOf } from './oversight-search.ts';
import { useHeld } from './use-held.ts';

/** How many requests the filters leave, and how many each other choice would; undefined until they are counted. */
export function useCounts(filters: OversightFilters): OversightCounts | undefined {
  const centre = useCentre();
  const answers = useQueries({
    queries: filtersToCount(filters).map((asked) => {
      const query = queryOf(asked).toString();
      return {
        ...LIVE_QUERY,
        queryKey: ['oversight', 'counts', query],
        queryFn: () => centre.countCases(new URLSearchParams(query)),
      };
    }),
  });
  return useHeld(
    mergeCounts(
      filters,
      answers.map(({ data }) => data),
    ),
  );
}
