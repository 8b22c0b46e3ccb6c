import type { OversightCounts } from '#shared/protocol/oversight.ts';
import { FACET_NAMES, FACETS, type OversightFilters } from './oversight-search.ts';

/** The filters whose choices' numbers have to be asked for on their own: one that is set counts only itself. */
export function filtersToCount(filters: OversightFilters): readonly OversightFilters[] {
  const chosen = FACET_NAMES.filter((facet) => filters[facet] !== undefined);
  return [filters, ...chosen.map((facet) => ({ ...filters, [facet]: undefined }))];
}

/** One answer out of those to `filtersToCount`: every choice with the number of requests that taking it would leave. */
export function mergeCounts(
  filters: OversightFilters,
  answers: readonly (OversightCounts | undefined)[],
): OversightCounts | undefined {
  const [all, ...others] = answers;
  if (all === undefined) return undefined;
  const merged = { ...all };
  const chosen = FACET_NAMES.filter((facet) => filters[facet] !== undefined);
  for (const [index, facet] of chosen.entries()) {
    merged[FACETS[facet]] = others[index]?.[FACETS[facet]] ?? all[FACETS[facet]];
  }
  return merged;
}
