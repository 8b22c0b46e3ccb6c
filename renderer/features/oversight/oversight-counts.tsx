import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CaseStatus } from '#shared/case/case-status.ts';
import { QueueUrgency } from '#shared/case/queue-urgency.ts';
import type { OversightCounts as Counts } from '#shared/protocol/oversight.ts';
import { type OversightFilters, OversightSearch, queryOf } from './oversight-search.ts';

/** How many requests there are under the filters, by deadline and status. A number is a link to exactly its rows. */
export function OversightCounts(props: {
  readonly counts: Counts;
  readonly filters: OversightFilters;
  readonly onChange: (filters: OversightFilters) => void;
  readonly onClear: () => void;
}): ReactNode {
  const { counts, filters, onChange, onClear } = props;
  const { t } = useTranslation('oversight');
  const chip = (
    by: 'urgency' | 'status',
    value: string,
    name: string,
    rows: Counts['statuses'],
  ): ReactNode => {
    const isChosen = filters[by] === value;
    const count = rows.find((row) => row.value === value)?.count ?? 0;
    return count === 0 && !isChosen ? null : (
      <Button
        key={value}
        size="compact-sm"
        variant={isChosen ? 'filled' : 'default'}
        aria-pressed={isChosen}
        onClick={() => onChange(OversightSearch.parse({ ...filters, [by]: isChosen ? undefined : value }))}
      >
        {isChosen && (
          <span aria-hidden="true" className="k-chosen">
            {CHOSEN}
          </span>
        )}
        {t('numbered', { name, n: count })}
      </Button>
    );
  };
  return (
    <Group gap="xs">
      <Text fw={600} role="status" data-testid="oversight-total" me="sm">
        {t('total', { count: counts.total, n: counts.total })}
      </Text>
      {QueueUrgency.options.map((value) =>
        chip('urgency', value, t(`deadline:filter.${value}`), counts.urgencies),
      )}
      {CaseStatus.options.map((value) => chip('status', value, t(`common:status.${value}`), counts.statuses))}
      {queryOf(filters).size > 0 && (
        <Button size="compact-sm" variant="subtle" onClick={onClear}>
          {t('queue:filter.clear')}
        </Button>
      )}
    </Group>
  );
}

/** A shape beside the colour, for those who do not see it. */
const CHOSEN = '✓';
